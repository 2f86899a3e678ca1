"""Hostile and odd files, uploaded by a client in the portal: the responses, what is stored, and what is served.

Each kind of the corpus is sent once; tests/store judges all of it.
"""

import asyncio
import json
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from corpus import corpus
from corpus.cases import EITHER, MARK, REFUSED, Case
from corpus.file_names import FILE_NAMES
from corpus.forbidden_content import forbidden_in
from gql.global_ids import global_id
from insurance.limits import ATTACHMENTS
from store.demo.cast import CLEO
from store.files import Files
from support.api_client import ApiClient
from support.sandbox import Sandbox, sandbox_on_copy
from support.uploads import CREATE_UPLOAD, put_bytes

AT_ONCE = 4
AN_HOURS = 25
LINKS = "{ viewer { client { policies { memberId attachments { fileName contentType url previewUrl } } } } }"


@dataclass(frozen=True)
class Answered:
    """A file that was sent under a name, and the answer to its bytes."""

    case: Case
    file_name: str
    upload_id: str
    response: Response

    @property
    def outcome(self) -> str:
        """The content type it was stored as, or REFUSED."""
        return str(self.response.json()["upload"]["contentType"]) if self.response.status_code == 200 else REFUSED


@dataclass
class Run:
    """All responses, the contents of the file store afterwards, and the files that the links serve."""

    unnamed: list[tuple[str, Response]] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    stored: list[bytes] = field(default_factory=list)
    served: list[tuple[str, str, Response]] = field(default_factory=list)


@pytest.fixture(scope="module")
def run(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Everything sent to a server of its own."""
    file, found = tmp_path_factory.mktemp("hostile") / "policybook.db", Run()

    async def send_all() -> None:
        async with sandbox_on_copy(demo_file, file) as sandbox:
            await sandbox.save_record("setPortalSettings", collectsInsurance=True)
            await sandbox.save_record(
                "setClientInsuranceCollection", clientId=global_id("Client", CLEO.id), override="INHERIT"
            )
            await _send(sandbox, found)
            await _attach(sandbox, [one.upload_id for one in found.answered if one.outcome != REFUSED])
            files = Files(f"file://{file}.files")
            found.stored = [await files.get(key) or b"" for key in await files.keys("uploads")]
            await _read(sandbox, found)

    asyncio.run(send_all())
    return found


async def _send(sandbox: Sandbox, found: Run) -> None:
    cleo, few = sandbox.api("Cleo"), asyncio.Semaphore(AT_ONCE)

    async def send(case: Case, name: str) -> None:
        async with few:
            answer = await _reserved(cleo, case, name)
            upload = _upload(answer)
            if upload is None:
                found.unnamed.append((name, answer))
                name = "card.jpg"
                upload = _upload(await _reserved(cleo, case, name))
            if upload is not None:
                found.answered.append(Answered(case, name, upload["id"], await put_bytes(cleo, upload, case.data)))

    names, cases = cycle(FILE_NAMES), one_of_each()
    for first in range(0, len(cases), AN_HOURS):
        await asyncio.gather(*map(send, cases[first : first + AN_HOURS], names))
        # Sixty an hour is all that Cleo may reserve.
        await sandbox.execute_sql("UPDATE uploads SET created_at = '2026-01-01 00:00:00'")


def _upload(answer: Response) -> Any:
    return ((answer.json().get("data") or {}).get("createUpload") or {}).get("upload")


async def _reserved(cleo: ApiClient, case: Case, name: str) -> Response:
    given = {"fileName": name, "contentType": "image/jpeg", "byteSize": len(case.data)}
    # Half a character can be written in JSON, and in nothing else.
    body = json.dumps({"query": CREATE_UPLOAD, "variables": {"input": given}})
    return await cleo.http.post("/graphql", content=body, headers={**cleo.headers, "Content-Type": "application/json"})


async def _attach(sandbox: Sandbox, uploads: list[str]) -> None:
    for first in range(0, len(uploads), ATTACHMENTS):
        cards = [{"uploadId": id_} for id_ in uploads[first : first + ATTACHMENTS]]
        saved = await sandbox.save("submitPolicy", by="Cleo", type="SECONDARY", memberId=f"H{first}", attachments=cards)
        assert saved.errors == []


async def _read(sandbox: Sandbox, found: Run) -> None:
    cleo = sandbox.api("Cleo")
    for policy in (await cleo.data(LINKS))["viewer"]["client"]["policies"]:
        # Those of the demo have no files here.
        for each in policy["attachments"] if policy["memberId"].startswith("H") else ():
            for kind, link in ((each["contentType"], "url"), ("image/jpeg", "previewUrl")):
                found.served.append((each["fileName"], kind, await cleo.http.get(each[link])))


def one_of_each() -> list[Case]:
    """The first of those whose names begin alike and that should come to the same."""
    first: dict[Any, Case] = {}
    for case in corpus():
        first.setdefault((*case.name.split()[:3], case.expected), case)
    return list(first.values())


def test_every_file_is_kept_or_refused_and_none_is_an_error_of_the_server(run: Run) -> None:
    assert {one.response.status_code for one in run.answered} == {200, 422}
    wrong = {one.case.name: one.outcome for one in run.answered if one.case.expected not in (EITHER, one.outcome)}
    assert wrong == {}


def test_a_refusal_has_its_code_and_nothing_of_the_file(run: Run) -> None:
    for one in run.answered:
        if one.outcome == REFUSED:
            (error,) = one.response.json()["errors"]
            assert error["extensions"] == {"code": "UPLOAD_REJECTED"}
            assert MARK not in one.response.content


def test_a_name_that_cannot_be_kept_is_a_problem_of_its_field(run: Run) -> None:
    assert run.unnamed
    for name, answer in run.unnamed:
        assert answer.status_code < 500
        if answer.status_code == 200:
            errors = answer.json()["data"]["createUpload"]["userErrors"]
            assert {error["field"][1] for error in errors} <= {"fileName", "byteSize"}, name
            assert {error["code"] for error in errors} <= {"BLANK", "TOO_LONG", "INVALID"}


def test_nothing_that_was_planted_is_stored(run: Run) -> None:
    assert len(run.stored) > 100
    assert [traces for data in run.stored if (traces := forbidden_in(data))] == []
    assert sum(MARK in one.case.data for one in run.answered if one.outcome != REFUSED) > 20


def test_what_is_served_is_for_looking_at_and_for_nothing_else(run: Run) -> None:
    assert len(run.served) == len(run.stored)
    for _, kind, response in run.served:
        headers = response.headers
        assert response.status_code == 200
        assert headers["content-type"] == kind
        assert kind in {"image/jpeg", "image/png", "image/webp", "application/pdf"}
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_a_name_is_served_as_a_name_and_never_as_another_header(run: Run) -> None:
    for _, _, response in run.served:
        named = response.headers["content-disposition"]
        assert named.startswith("inline; filename*=UTF-8''")
        assert all(letter.isalnum() or letter in "%-._~" for letter in named.removeprefix("inline; filename*=UTF-8''"))
        assert named.isascii()
        assert "set-cookie" not in response.headers
