"""The viewer's id: the same for one person, another for anybody else, and nothing to learn from it."""

import base64
from dataclasses import replace

import pytest

from gql.auth.local_tokens import mint
from gql.auth.viewer_ids import ViewerIds
from gql.global_ids import parse_global_id
from insurance.enums import Role
from store.caller import Caller
from support.api_client import CAST, KEY, ApiClient

IDS = ViewerIds(KEY.encode())
PAT, CLEO = CAST["Pat"], CAST["Cleo"]


async def _id(api: ApiClient) -> str:
    return str((await api.data("{ viewer { id } }"))["viewer"]["id"])


async def test_a_person_keeps_the_id_with_another_token_and_another_name(pat: ApiClient) -> None:
    renamed = mint(KEY.encode(), replace(PAT, name="Pat Rivera-Lopez"), 60)
    assert await _id(pat) == await _id(ApiClient(pat.http, renamed)) == IDS.of(PAT)


async def test_each_of_the_cast_has_an_id_of_their_own(pat: ApiClient) -> None:
    ids = {await _id(ApiClient.signed_in(pat.http, name)) for name in CAST}
    assert len(ids) == len(CAST)


@pytest.mark.parametrize(
    "other",
    [
        replace(CLEO, practice_id=CAST["Omar"].practice_id),
        replace(CLEO, client_id=CAST["Dana"].client_id),
        replace(CLEO, subject="local:dana"),
        replace(CLEO, role=Role.PRACTITIONER, client_id=None),
    ],
    ids=["practice", "client", "subject", "role"],
)
def test_whoever_sees_something_else_has_another_id(other: Caller) -> None:
    assert IDS.of(other) != IDS.of(CLEO)


async def test_an_id_is_no_node_and_tells_nothing(pat: ApiClient) -> None:
    id_ = await _id(pat)
    assert parse_global_id(id_) is None
    assert await pat.data("query ($id: ID!) { node(id: $id) { id } }", id=id_) == {"node": None}
    raw = base64.urlsafe_b64decode(id_ + "==")
    assert len(raw) == 16
    assert PAT.subject.encode() not in raw
    # Whoever knows all about a person, but not the server's key, cannot find out which id is theirs.
    assert ViewerIds(b"another key, of 32 bytes or more").of(PAT) != id_
