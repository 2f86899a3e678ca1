"""Sign-in with an identity provider: its token becomes a caller, with exactly the access of such a caller."""

import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from gql.auth.jwt_claims import LEEWAY_SECONDS
from gql.auth.oidc import caller_from_claims
from gql.global_ids import global_id
from gql.settings import Settings
from insurance.enums import Role
from store.caller import Caller
from store.demo.cast import CLEO, DANA, OMAR, OTHER_PRACTICE, PAT, PRACTICE
from support.api_client import ApiClient
from support.app_client import app_client
from support.databases import SqliteFile
from support.identity_provider import (
    ABSENT,
    AUDIENCE,
    CLEO_CLAIMS,
    EC,
    ED,
    HOUR,
    NOW,
    PAT_CLAIMS,
    RSA,
    IdentityProvider,
    SigningKey,
    changed_claims,
    oidc_settings,
)
from support.identity_provider import run_identity_provider as provider_up
from support.invalid_tokens import assert_proves_nothing
from support.raw_http import run_raw_server
from support.sandbox import Sandbox

VIEWER = "{ viewer { role displayName practice { name } client { displayName } } }"
PAT_SEEN = {"role": "PRACTITIONER", "displayName": PAT, "practice": {"name": PRACTICE.name}, "client": None}
CLEO_NAME = "Cleo Marchetti"


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with provider_up() as provider:
        yield provider


@pytest.fixture
def settings(settings: Settings, provider: IdentityProvider) -> Settings:
    """Those of the other tests, and the identity provider."""
    return settings.model_copy(update=oidc_settings(provider))


def somebody(http: AsyncClient, claims: dict[str, Any], key: SigningKey = RSA, **changes: Any) -> ApiClient:
    return ApiClient(http, key.sign(changed_claims(claims, **changes)))


@pytest.mark.parametrize("key", [RSA, EC, ED], ids=lambda key: key.algorithm)
async def test_staff_sign_in_with_each_kind_of_key(app: Starlette, key: SigningKey) -> None:
    async with (
        run_raw_server(app) as wire,
        AsyncClient(base_url=f"http://127.0.0.1:{wire.port}", trust_env=False) as http,
    ):
        assert (await somebody(http, PAT_CLAIMS, key).data(VIEWER))["viewer"] == PAT_SEEN


async def test_local_tokens_are_good_beside_those_of_an_identity_provider(
    pat: ApiClient, provider: IdentityProvider
) -> None:
    assert (await pat.data(VIEWER))["viewer"] == PAT_SEEN
    assert provider.requests == []


async def test_without_an_identity_provider_its_tokens_prove_nothing(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"oidc_issuer": None})) as http:
        assert_proves_nothing(await somebody(http, PAT_CLAIMS).post(VIEWER))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"role": "PRACTITIONER"}, id="the role in capitals"),
        pytest.param({"role": ["offline_access", "Practitioner"]}, id="among other roles"),
        pytest.param({"role": ["practitioner", "PRACTITIONER"]}, id="the role twice"),
        pytest.param({"practice": global_id("Practice", PRACTICE.id)}, id="the practice as the API shows it"),
        pytest.param({"aud": [AUDIENCE, "https://signin.example/userinfo"]}, id="an audience of the provider's own"),
        pytest.param({"client": None}, id="a null client"),
        pytest.param({"nbf": NOW - HOUR}, id="valid for an hour"),
        pytest.param({"sub": "x" * 250}, id="a subject as long as fits"),
        pytest.param({"groups": ["x" * 100] * 40}, id="claims nobody reads, and many"),
    ],
)
async def test_an_issuer_may_say_it_in_its_own_way(http: AsyncClient, changes: dict[str, Any]) -> None:
    assert (await somebody(http, PAT_CLAIMS, **changes).data(VIEWER))["viewer"] == PAT_SEEN


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "application/at+jwt", "AT+JWT"])
async def test_access_tokens_go_by_several_names(http: AsyncClient, kind: str) -> None:
    api = ApiClient(http, RSA.sign(PAT_CLAIMS, typ=kind))
    assert (await api.data(VIEWER))["viewer"] == PAT_SEEN


async def test_an_only_key_needs_no_name(http: AsyncClient, provider: IdentityProvider) -> None:
    provider.publish({name: value for name, value in RSA.jwk.items() if name != "kid"})
    api = ApiClient(http, RSA.sign(PAT_CLAIMS, kid=ABSENT, typ=ABSENT))
    assert (await api.data(VIEWER))["viewer"] == PAT_SEEN


CHARTS = """query ($cleo: ID!, $dana: ID!) {
  own: client(id: $cleo) { id policies { id } }
  other: client(id: $dana) { id }
}"""


async def test_a_client_reaches_her_own_chart_and_no_other(http: AsyncClient, cleo: ApiClient) -> None:
    asked = {"cleo": global_id("Client", CLEO.id), "dana": global_id("Client", DANA.id)}
    for client in (CLEO.id, global_id("Client", CLEO.id)):
        api = somebody(http, CLEO_CLAIMS, client=client)
        assert (await api.data(VIEWER))["viewer"]["client"] == {"displayName": CLEO_NAME}
        answer = await api.data(CHARTS, **asked)
        assert answer["own"]["policies"]
        assert answer["other"] is None
        assert answer == await cleo.data(CHARTS, **asked)
        assert await api.error_codes("{ policiesToReview { totalCount } }") == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("practice", "client"),
    [
        pytest.param(PRACTICE.id, OMAR.id, id="another practice's client"),
        pytest.param(OTHER_PRACTICE.id, CLEO.id, id="her id at another practice"),
        pytest.param(PRACTICE.id, PRACTICE.id, id="nobody"),
    ],
)
async def test_a_client_who_is_not_the_practices_reaches_nothing(http: AsyncClient, practice: str, client: str) -> None:
    api = somebody(http, CLEO_CLAIMS, practice=practice, client=client)
    assert await api.error_codes("{ viewer { client { id } } }") == ["UNAUTHENTICATED"]
    ids = {"cleo": global_id("Client", CLEO.id), "dana": global_id("Client", OMAR.id)}
    assert await api.data(CHARTS, **ids) == {"own": None, "other": None}


async def test_a_practice_that_is_not_there_is_nobodys(http: AsyncClient) -> None:
    assert await somebody(http, PAT_CLAIMS, practice=CLEO.id).error_codes(VIEWER) == ["UNAUTHENTICATED"]


@asynccontextmanager
async def desk_of(settings: Settings, source: Path, file: Path) -> AsyncIterator[Sandbox]:
    shutil.copyfile(source, file)
    async with app_client(settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{file}"})) as http:
        yield Sandbox(SqliteFile(file), http._transport.app, http)  # type: ignore[attr-defined]


RENAMED = "mutation ($input: EditClientInput!) { editClient(input: $input) { userErrors { code } } }"


@pytest.mark.parametrize(
    ("claimed", "shown"),
    [(PAT, PAT), ("Zoë Šťastná-Nguyễn", "Zoë Šťastná-Nguyễn"), ("می\u200cنا", "می\u200cنا"), (None, "Practitioner")],
)
async def test_the_history_shows_the_name_the_issuer_knows(
    settings: Settings, demo_file: Path, tmp_path: Path, claimed: str | None, shown: str
) -> None:
    id_ = global_id("Client", CLEO.id)
    async with desk_of(settings, demo_file, tmp_path / "policybook.db") as sandbox:
        api = somebody(sandbox.http, PAT_CLAIMS, name=claimed)
        saved = await api.data(RENAMED, input={"id": id_, "firstName": "Chloe"})
        assert saved["editClient"]["userErrors"] == []
        latest = (await sandbox.history("Client", id_))[0]
        assert (latest["actor"], latest["actorRole"]) == (shown, "PRACTITIONER")


@pytest.mark.parametrize(("late", "status"), [(LEEWAY_SECONDS - 5, 200), (LEEWAY_SECONDS + 5, 401)])
async def test_clocks_may_differ_by_half_a_minute(http: AsyncClient, late: int, status: int) -> None:
    now = int(time.time())
    for times in ({"iat": now - HOUR, "exp": now - late}, {"iat": now + late}, {"nbf": now + late}):
        api = ApiClient(http, RSA.sign(changed_claims(PAT_CLAIMS, **times)))
        assert (await api.post(VIEWER)).status_code == status


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("https://practice.example/v1.0/role", {"https://practice.example/v1.0/role": ["staff"]}),
        ("custom:role", {"custom:role": "staff"}),
        ("realm_access.roles", {"realm_access": {"roles": ["offline_access", "Staff"]}}),
        ("a.b.c", {"a": {"b": {"c": "STAFF"}}, "a.b.c": "patient"}),
    ],
)
async def test_claims_and_roles_go_by_the_issuers_names(settings: Settings, told: str, where: dict[str, Any]) -> None:
    words = {"oidc_role_claim": told, "oidc_practitioner_role": "staff", "oidc_client_role": "patient"}
    async with app_client(settings.model_copy(update=words)) as http:
        assert (await somebody(http, PAT_CLAIMS, **where).data(VIEWER))["viewer"] == PAT_SEEN
        assert_proves_nothing(await somebody(http, PAT_CLAIMS).post(VIEWER))


@pytest.mark.parametrize("found", [None, {"realm_access": None}, {"realm_access": ["staff"]}, {"realm_access": "x"}])
async def test_a_path_that_leads_nowhere_finds_nothing(settings: Settings, found: dict[str, Any] | None) -> None:
    async with app_client(settings.model_copy(update={"oidc_role_claim": "realm_access.roles"})) as http:
        assert_proves_nothing(await somebody(http, PAT_CLAIMS, **(found or {})).post(VIEWER))


async def test_how_long_a_token_may_live_can_be_set(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"oidc_longest_life": HOUR})) as http:
        assert_proves_nothing(await somebody(http, PAT_CLAIMS, exp=NOW + HOUR + 1).post(VIEWER))
    async with app_client(settings.model_copy(update={"oidc_longest_life": 24 * HOUR})) as http:
        assert (await somebody(http, PAT_CLAIMS, exp=NOW + 24 * HOUR).post(VIEWER)).status_code == 200


def test_a_subject_is_never_taken_for_a_local_one(settings: Settings) -> None:
    assert settings.oidc_provider
    caller = caller_from_claims(settings.oidc_provider, changed_claims(PAT_CLAIMS, sub="local:pat"))
    assert caller == Caller(PRACTICE.id, Role.PRACTITIONER, "oidc:local:pat", name=PAT)
