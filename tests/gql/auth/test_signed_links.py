"""A link that has the right signature and other content than this release's links is no link at all."""

import base64
import hashlib
import hmac
from typing import Any

import orjson
import pytest
from cryptography.fernet import Fernet
from httpx2 import AsyncClient
from itsdangerous import URLSafeTimedSerializer

from gql.auth.signed_links import LinkSigner
from store.demo.cast import CLEO, PRACTICE, demo_id
from support.api_client import CAST, KEY

FILE = demo_id("attachment", 1)


def signed(kind: str, content: object) -> str:
    """The content, signed as another release would sign it that has the same key."""
    derived = hmac.digest(KEY.encode(), b"policybook file links", hashlib.sha256)
    serializer = URLSafeTimedSerializer(derived, salt=kind, signer_kwargs={"digest_method": hashlib.sha256})
    return str(serializer.dumps(content))


def person(content: object) -> str:
    """For whom a link is, encrypted as another release would."""
    key = base64.urlsafe_b64encode(hmac.digest(KEY.encode(), b"policybook persons", hashlib.sha256))
    return Fernet(key).encrypt(orjson.dumps(content)).decode()


CLEOS = person(["local:cleo", None])
NO_CONTENT: list[Any] = [None, True, 7, 1.5, "x", "", [], {}, [None], ["x"] * 40, {"x": "y"}, [[]] * 5, [{}] * 3]
FILES: list[Any] = [
    *NO_CONTENT,
    [PRACTICE.id, CLEO.id, FILE, "file"],
    [PRACTICE.id, CLEO.id, FILE, "file", CLEOS, "more"],
    [PRACTICE.id, "", FILE, "file", CLEOS],
    [PRACTICE.id, "x", FILE, "file", CLEOS],
    [PRACTICE.id, [CLEO.id], FILE, "file", CLEOS],
    [PRACTICE.id, False, FILE, "file", CLEOS],
    [None, CLEO.id, FILE, "file", CLEOS],
    ["", CLEO.id, FILE, "file", CLEOS],
    [PRACTICE.id, CLEO.id, None, "file", CLEOS],
    [PRACTICE.id, CLEO.id, [FILE], "file", CLEOS],
    [PRACTICE.id, CLEO.id, {"id": FILE}, "file", CLEOS],
    [PRACTICE.id, CLEO.id, 2**70, "file", CLEOS],
    [PRACTICE.id, CLEO.id, FILE, "original", CLEOS],
    [PRACTICE.id, CLEO.id, FILE, ["file"], CLEOS],
    [PRACTICE.id, CLEO.id, FILE, None, CLEOS],
    [PRACTICE.id, CLEO.id, FILE, "file", None],
    [PRACTICE.id, CLEO.id, FILE, "file", ""],
    [PRACTICE.id, CLEO.id, FILE, "file", "Cleo"],
    [PRACTICE.id, CLEO.id, FILE, "file", "ü"],
    [PRACTICE.id, CLEO.id, FILE, "file", [CLEOS]],
    *(
        [PRACTICE.id, CLEO.id, FILE, "file", person(content)]
        for content in (*NO_CONTENT, [1, 2], ["x", 1], [None, None])
    ),
]
UPLOADS: list[Any] = [
    *NO_CONTENT,
    [PRACTICE.id, FILE],
    [PRACTICE.id, FILE, "CLIENT", "more"],
    [PRACTICE.id, FILE, "owner"],
    [PRACTICE.id, FILE, ""],
    [PRACTICE.id, FILE, None],
    [PRACTICE.id, FILE, ["CLIENT"]],
    [PRACTICE.id, FILE, {}],
    [PRACTICE.id, "", "CLIENT"],
    [PRACTICE.id, [FILE], "CLIENT"],
    [PRACTICE.id, None, "CLIENT"],
    [PRACTICE.id, 2**70, "CLIENT"],
    [None, FILE, "CLIENT"],
    [[PRACTICE.id], FILE, "CLIENT"],
]


def test_the_links_of_this_release_are_read_as_they_were_signed() -> None:
    signer = LinkSigner(KEY.encode())
    for caller in (CAST["Cleo"], CAST["Pat"]):
        assert signer.verify_file(signer.sign_file(caller, FILE, "preview")) == (caller, FILE, "preview")
    content = [PRACTICE.id, CLEO.id, FILE, "file", CLEOS]
    assert signer.verify_file(signed("file", content)) == (CAST["Cleo"], FILE, "file")
    assert signer.verify_upload(signed("upload", [PRACTICE.id, FILE, "CLIENT"])) == (PRACTICE.id, FILE, "CLIENT")


async def test_a_file_link_with_other_content_leads_nowhere(http: AsyncClient) -> None:
    answers = [await http.get(f"/files/{signed('file', content)}") for content in FILES]
    assert [content for content, answer in zip(FILES, answers, strict=True) if answer.status_code != 404] == []
    assert {answer.content for answer in answers} == {(await http.get("/files/x")).content}


async def test_an_upload_link_with_other_content_takes_nothing(http: AsyncClient) -> None:
    answers = [await http.put(f"/uploads/{signed('upload', content)}", content=b"x") for content in UPLOADS]
    assert [content for content, answer in zip(UPLOADS, answers, strict=True) if answer.status_code != 404] == []
    assert {answer.content for answer in answers} == {(await http.put("/uploads/x", content=b"x")).content}


@pytest.mark.parametrize("payload", [b"", b"\xff", b".", b".x", b'["x"', b"[" * 5_000, b'{"a":' * 5_000, b"9" * 5_000])
async def test_a_signature_of_what_is_no_json_leads_nowhere(http: AsyncClient, payload: bytes) -> None:
    for kind, method, path in (("file", "GET", "files"), ("upload", "PUT", "uploads")):
        derived = hmac.digest(KEY.encode(), b"policybook file links", hashlib.sha256)
        serializer = URLSafeTimedSerializer(derived, salt=kind, signer_kwargs={"digest_method": hashlib.sha256})
        encoded = base64.urlsafe_b64encode(payload).rstrip(b"=")
        for text in (encoded, b"." + encoded):
            link = serializer.make_signer(kind).sign(text).decode()
            response = await http.request(method, f"/{path}/{link}")
            assert response.status_code == 404
