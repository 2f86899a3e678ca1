"""Signed, short-lived links to files and uploads.

A file link is bound to one file, and to its caller and what they may see.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from itsdangerous import BadData, URLSafeTimedSerializer

from gql.auth.jwt_claims import text_claim, uuid_claim
from insurance import limits
from insurance.enums import Role
from store.caller import Caller
from store.uploads import Upload

FILE_LINK_SECONDS = 5 * 60
"""How long a link to a file is valid. A link to an upload is valid as long as the upload is open."""

Variant = Literal["file", "preview"]

_NO_LINK = (BadData, InvalidToken, ValueError, TypeError, OverflowError)
"""What reading a link raises unless it is one of this release's, whole and in time.

A good signature does not tell that: another release, or another server with the same key, signs other content.
"""


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Makes links below a base URL, such as `https://api.example`."""

    signer: "LinkSigner"
    base_url: str

    def url(self, caller: Caller, attachment_id: str, variant: Variant) -> str:
        """A link to the file or its preview, valid for five minutes."""
        return f"{self.base_url}/files/{self.signer.sign_file(caller, attachment_id, variant)}"

    def upload_url(self, caller: Caller, upload: Upload) -> str:
        """A link to which the file is sent with PUT."""
        return f"{self.base_url}/uploads/{self.signer.sign_upload(caller.role, upload)}"


class LinkSigner:
    """Signs and verifies links, with a key derived from the local key, so that a link can never serve as a token."""

    def __init__(self, local_key: bytes, previous: Sequence[bytes] = ()) -> None:
        """`local_key` is the server's own key; links that one of the `previous` has signed are verified too."""
        # The one that signs comes last.
        derived = [hmac.digest(key, b"policybook file links", hashlib.sha256) for key in (*previous, local_key)]
        sha256 = {"digest_method": hashlib.sha256}
        self._files = URLSafeTimedSerializer(derived, salt="file", signer_kwargs=sha256)
        # Addresses are logged by proxies: nobody must read in them who the person is.
        self._persons = MultiFernet([_fernet(key) for key in (local_key, *previous)])
        self._encrypted_person = lru_cache(maxsize=64)(self._encrypt_person)
        # Another salt: a link to a file cannot serve as a link to an upload.
        self._uploads = URLSafeTimedSerializer(derived, salt="upload", signer_kwargs=sha256)

    def sign_file(self, caller: Caller, attachment_id: str, variant: Variant) -> str:
        """The signed part of a file link. It contains ids only; the person it is for is encrypted."""
        person = self._encrypted_person(caller.subject, caller.name)
        return str(self._files.dumps([caller.practice_id, caller.client_id, attachment_id, variant, person]))

    def verify_file(self, text: str) -> tuple[Caller, str, Variant] | None:
        """The caller it was signed for, the attachment's id and the variant.

        None if it is forged, expired or has other content than this release's links.
        """
        try:
            practice_id, client_id, attachment_id, variant, person = self._files.loads(text, max_age=FILE_LINK_SECONDS)
            caller = self._caller(practice_id, client_id, person)
            return caller, uuid_claim(attachment_id), _variant(variant)
        except _NO_LINK:
            return None

    def _encrypt_person(self, subject: str, name: str | None) -> str:
        return self._persons.encrypt(orjson.dumps([subject, name])).decode()

    def _caller(self, practice_id: object, client_id: object, person: Any) -> Caller:
        subject, name = orjson.loads(self._persons.decrypt(person))
        return Caller(
            practice_id=uuid_claim(practice_id),
            role=Role.PRACTITIONER if client_id is None else Role.CLIENT,
            subject=text_claim(subject, limits.SUBJECT),
            name=None if name is None else text_claim(name, limits.ACTOR),
            client_id=None if client_id is None else uuid_claim(client_id),
        )

    def sign_upload(self, role: Role, upload: Upload) -> str:
        """The signed part of an upload link. The role is that of the caller it is for, which the log names."""
        return str(self._uploads.dumps([upload.practice_id, upload.id, role]))

    def verify_upload(self, text: str) -> tuple[str, str, Role] | None:
        """The practice's id, the upload's id and the role.

        None if it is forged, expired or has other content than this release's links.
        """
        try:
            signed = self._uploads.loads(text, max_age=int(limits.UPLOAD_OPEN_FOR.total_seconds()))
            practice_id, upload_id, role = signed
            return uuid_claim(practice_id), uuid_claim(upload_id), Role(role)
        except _NO_LINK:
            return None


def _fernet(local_key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.digest(local_key, b"policybook persons", hashlib.sha256)))


def _variant(value: object) -> Variant:
    if value not in get_args(Variant):
        raise ValueError("the link must lead to the file or its preview")
    return value  # type: ignore[return-value]  # mypy does not know what `get_args` gives
