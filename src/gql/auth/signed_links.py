"""Short-lived links: to files, each bound to one file and to what its caller may reach, and to places of uploads."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

from itsdangerous import BadData, URLSafeTimedSerializer

from insurance import limits
from insurance.enums import Role
from store.caller import Caller
from store.uploads import Upload

SECONDS = 5 * 60

Variant = Literal["file", "preview"]


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Makes links below a base URL, for one caller at a time."""

    signer: "LinkSigner"
    base_url: str

    def url(self, caller: Caller, attachment_id: str, variant: Variant) -> str:
        """A link to the file or its preview, good for five minutes."""
        return f"{self.base_url}/files/{self.signer.sign(caller, attachment_id, variant)}"

    def upload_url(self, upload: Upload) -> str:
        """A link that takes the upload's bytes."""
        return f"{self.base_url}/uploads/{self.signer.sign_upload(upload)}"


class LinkSigner:
    """Signs and reads links with a key derived from the server's own, so that a link is never a token."""

    def __init__(self, local_key: bytes) -> None:
        """Takes the server's local key."""
        derived = hmac.digest(local_key, b"policybook file links", hashlib.sha256)
        sha256 = {"digest_method": hashlib.sha256}
        self._serializer = URLSafeTimedSerializer(derived, salt="file", signer_kwargs=sha256)
        # Salted apart: a link to read with is none to write with.
        self._uploads = URLSafeTimedSerializer(derived, salt="upload", signer_kwargs=sha256)

    def sign(self, caller: Caller, attachment_id: str, variant: Variant) -> str:
        """The signed text: ids only, no names."""
        return str(self._serializer.dumps([caller.practice_id, caller.client_id, attachment_id, variant]))

    def read(self, text: str) -> tuple[Caller, str, Variant] | None:
        """Whom the link was made for, the attachment and the variant; None if it is forged or older than its time."""
        try:
            practice_id, client_id, attachment_id, variant = self._serializer.loads(text, max_age=SECONDS)
        except BadData:
            return None
        role = Role.CLIENT if client_id else Role.PRACTITIONER
        return Caller(practice_id, role, subject="file link", client_id=client_id), attachment_id, variant

    def sign_upload(self, upload: Upload) -> str:
        """The signed text of an upload's link."""
        return str(self._uploads.dumps([upload.practice_id, upload.id]))

    def read_upload(self, text: str) -> tuple[str, str] | None:
        """The practice and the upload; None if it is forged or late."""
        try:
            practice_id, upload_id = self._uploads.loads(text, max_age=int(limits.UPLOAD_OPEN_FOR.total_seconds()))
        except BadData:
            return None
        return practice_id, upload_id
