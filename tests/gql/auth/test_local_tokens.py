"""Local tokens: role, practice and client come from verified JWT claims only."""

import hmac
import time
import uuid
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from httpx2 import AsyncClient

from gql.auth.jwt_claims import LEEWAY_SECONDS, MAX_TOKEN_LENGTH
from gql.auth.local_tokens import MAX_LIFETIME_SECONDS, mint
from gql.global_ids import global_id
from insurance.enums import Role
from store.caller import Caller
from store.demo.cast import CLEO, OMAR, OTHER_PRACTICE, PRACTICE
from support.api_client import CAST, KEY, ApiClient, token_of
from support.invalid_tokens import assert_proves_nothing, jwt_segment

VIEWER = "{ viewer { role displayName practice { name } client { displayName } } }"
NOW = int(time.time())  # when the tests are collected: they may run an hour later
HOUR = 60 * 60
GOOD = {
    "iss": "policybook",
    "aud": "policybook-api",
    "sub": "local:pat",
    "iat": NOW,
    "exp": NOW + 6 * HOUR,
    "role": "PRACTITIONER",
    "practice": PRACTICE.id,
    "name": "Pat Rivera",
}
ABSENT = object()


def signed(key: str = KEY, headers: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token with these claims in place of good ones."""
    kept = {claim: value for claim, value in {**GOOD, **claims}.items() if value is not ABSENT}
    return jwt.encode(kept, key, "HS256", headers)


def by_hand(header: object, payload: object, digest: str = "sha256") -> str:
    """A token put together by hand, signed with the right key."""
    head = f"{jwt_segment(header)}.{jwt_segment(payload)}"
    return f"{head}.{jwt_segment(hmac.digest(KEY.encode(), head.encode(), digest))}"


HEAD, BODY, SIGNATURE = signed().split(".")

FORGED = {
    "nothing": "",
    "a word": "x",
    "two words": f"{signed()} x",
    "two segments": f"{HEAD}.{BODY}",
    "four segments": f"{signed()}.x",
    "five empty segments": "....",
    "segments that are no base64": "!!!.???.###",
    "segments that are no JSON": by_hand(b"header", b"payload"),
    "JSON that is no object": by_hand([], 3),
    "JSON nested deep": by_hand({"alg": "HS256"}, b"[" * 2_000),
    "letters beyond ASCII": "töken",
    "another signature": f"{HEAD}.{BODY}.{SIGNATURE[::-1]}",
    "no signature": f"{HEAD}.{BODY}.",
    "another's claims under the signature": ".".join(
        (HEAD, jwt_segment({**GOOD, "practice": OTHER_PRACTICE.id}), SIGNATURE)
    ),
    "algorithm none": by_hand({"alg": "none", "typ": "JWT"}, GOOD),
    "algorithm none, unsigned": by_hand({"alg": "none"}, GOOD).rpartition(".")[0] + ".",
    "algorithm None": by_hand({"alg": "None"}, GOOD),
    "no algorithm": by_hand({"typ": "JWT"}, GOOD),
    "an algorithm that is no text": by_hand({"alg": ["HS256"]}, GOOD),
    "an RSA algorithm": by_hand({"alg": "RS256"}, GOOD),
    "a longer hash": by_hand({"alg": "HS512"}, GOOD, "sha512"),
    "another key": signed(key="some other key, of 32 bytes or more"),
    "its own key": signed(
        "its own key, of 32 bytes or more", headers={"jwk": {"kty": "oct", "k": jwt_segment(b"its own")}}
    ),
    "a key elsewhere": signed("its own key, of 32 bytes or more", headers={"jku": "https://evil.example", "kid": "x"}),
    "a path as key id": signed("its own key, of 32 bytes or more", headers={"kid": "../../dev/null"}),
    "a key id that is no text": by_hand({"alg": "HS256", "kid": 3}, GOOD),
    "an extension nobody knows": by_hand({"alg": "HS256", "crit": ["exp"], "exp": NOW}, GOOD),
    "no expiry": signed(exp=ABSENT),
    "no time of issue": signed(iat=ABSENT),
    "no issuer": signed(iss=ABSENT),
    "no audience": signed(aud=ABSENT),
    "no subject": signed(sub=ABSENT),
    "no role": signed(role=ABSENT),
    "no practice": signed(practice=ABSENT),
    "no claims": by_hand({"alg": "HS256"}, {}),
    "claims after a signature": by_hand({"alg": "HS256"}, GOOD) + "." + BODY,
    "expired": signed(iat=NOW - HOUR, exp=NOW - 60),
    "issued in the future": signed(iat=NOW + 3 * HOUR),
    "not yet valid": signed(nbf=NOW + 3 * HOUR),
    "expiring before it was issued": signed(iat=NOW + 20, exp=NOW + 10),
    "living too long": signed(exp=NOW + MAX_LIFETIME_SECONDS + 1),
    "living forever": signed(exp=10**300),
    "an expiry in text": signed(exp=str(NOW + HOUR)),
    "an expiry with a fraction": signed(exp=NOW + HOUR + 0.5),
    "a huge expiry": signed(exp=1e300),
    "an expiry that is not a number": signed(exp=float("nan")),
    "an infinite expiry": signed(exp=float("inf")),
    "a negative expiry": signed(exp=-1),
    "a true expiry": signed(exp=True),
    "a null expiry": signed(exp=None),
    "a list as expiry": signed(exp=[NOW + HOUR]),
    "a time of issue in text": signed(iat=str(NOW)),
    "a time of issue with a fraction": signed(iat=NOW - 0.5),
    "a true time of issue": signed(iat=True, exp=NOW + HOUR),
    "a negative time of issue": signed(iat=-NOW),
    "another issuer": signed(iss="https://evil.example"),
    "a list of issuers": by_hand({"alg": "HS256"}, {**GOOD, "iss": ["policybook"]}),
    "another audience": signed(aud="policybook"),
    "a list of audiences": signed(aud=["policybook-api", "other"]),
    "a subject that is no text": signed(sub=3),
    "a name that is no text": signed(name=["Pat"]),
    "a name nobody can write": signed(name="\ud800"),
    "an unknown role": signed(role="ADMIN"),
    "a role in small letters": signed(role="practitioner"),
    "a list of roles": signed(role=["PRACTITIONER"]),
    "a null role": signed(role=None),
    "a practice that is no id": signed(practice="Juniper Street Therapy"),
    "a practice in braces": signed(practice=f"{{{PRACTICE.id}}}"),
    "a practice as a number": signed(practice=uuid.UUID(PRACTICE.id).int),
    "a list of practices": signed(practice=[PRACTICE.id, OTHER_PRACTICE.id]),
    "a null practice": signed(practice=None),
    "a client's role without a client": signed(role="CLIENT"),
    "a practitioner with a client": signed(client=CLEO.id),
    "a client that is no id": signed(role="CLIENT", client="Cleo"),
    "a client in braces": signed(role="CLIENT", client=f"{{{CLEO.id}}}"),
    "a client as a URN": signed(role="CLIENT", client=f"urn:uuid:{CLEO.id}"),
    "a client in capitals": signed(role="CLIENT", client=CLEO.id.upper()),
    "a client without dashes": signed(role="CLIENT", client=CLEO.id.replace("-", "")),
    "a client of nothing": signed(role="CLIENT", client=""),
    "too long": signed(more="x" * MAX_TOKEN_LENGTH),
    "far too long": "x" * 60_000,
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
async def test_a_token_that_proves_nothing_is_refused(http: AsyncClient, token: str) -> None:
    headers = {b"Authorization": b"Bearer " + token.encode("latin-1")}
    assert_proves_nothing(await http.post("/graphql", json={"query": VIEWER}, headers=headers))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(["Basic cGF0OnBhdA=="], id="Basic"),
        pytest.param([signed()], id="no scheme"),
        pytest.param(["Bearer"], id="the scheme alone"),
        pytest.param([""], id="nothing"),
        pytest.param([f"Bearer: {signed()}"], id="a colon"),
        pytest.param([f"Token {signed()}"], id="another scheme"),
        pytest.param([f"Bearer {signed()}, Bearer {signed()}"], id="two in one"),
        pytest.param([f"Bearer {signed()}", f"Bearer {signed()}"], id="two of the same"),
        pytest.param([f"Bearer {signed()}", "Basic x"], id="two schemes"),
    ],
)
async def test_one_bearer_token_is_taken(http: AsyncClient, given: list[str]) -> None:
    headers = [("Authorization", value) for value in given]
    assert_proves_nothing(await http.post("/graphql", json={"query": VIEWER}, headers=headers))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(f"Bearer {signed()}", id="as it should be"),
        pytest.param("Bearer " + by_hand({"alg": "HS256"}, GOOD), id="put together by hand"),
        pytest.param(f"bearer {signed()}", id="the scheme in small letters"),
        pytest.param(f"BEARER   {signed()}  ", id="more space"),
        pytest.param(f"Bearer {signed(exp=NOW + MAX_LIFETIME_SECONDS)}", id="as long as a token lives"),
        pytest.param(f"Bearer {signed(client=None, more=1)}", id="claims nobody reads"),
        pytest.param(f"Bearer {signed(headers={'kid': 'x'})}", id="a key id"),
    ],
)
async def test_a_good_token_is_taken(http: AsyncClient, given: str) -> None:
    response = await http.post("/graphql", json={"query": VIEWER}, headers={"Authorization": given})
    assert response.json()["data"]["viewer"]["displayName"] == "Pat Rivera"


@pytest.mark.parametrize(
    ("late", "status"), [(-10, 200), (10, 200), (LEEWAY_SECONDS - 5, 200), (LEEWAY_SECONDS + 5, 401)]
)
async def test_clocks_may_differ_by_half_a_minute(http: AsyncClient, late: int, status: int) -> None:
    expired = ApiClient(http, signed(iat=NOW - HOUR, exp=int(time.time()) - late))
    assert (await expired.post("{ viewer { role } }")).status_code == status
    early = ApiClient(http, signed(iat=int(time.time()) + late))
    assert (await early.post("{ viewer { role } }")).status_code == status


@pytest.mark.parametrize(
    ("asked", "given"), [(60, 60), (MAX_LIFETIME_SECONDS, MAX_LIFETIME_SECONDS), (10**9, MAX_LIFETIME_SECONDS)]
)
def test_a_token_is_given_out_for_twelve_hours_at_most(asked: int, given: int) -> None:
    claims = jwt.decode(mint(KEY.encode(), CAST["Pat"], asked), KEY, ["HS256"], audience="policybook-api")
    assert claims["exp"] - claims["iat"] == given


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda url, token: (f"{url}?access_token={token}", {}), id="in the URL"),
        pytest.param(lambda url, token: (f"{url}?token={token}", {}), id="in the URL, by another name"),
        pytest.param(
            lambda url, token: (url, {"Cookie": f"access_token={token}; Authorization=Bearer {token}"}), id="cookie"
        ),
        pytest.param(lambda url, token: (url, {"X-Authorization": f"Bearer {token}"}), id="another header"),
        pytest.param(lambda url, token: (url, {"Proxy-Authorization": f"Bearer {token}"}), id="the proxy's header"),
    ],
)
async def test_a_token_elsewhere_is_none(
    http: AsyncClient, ask: Callable[[str, str], tuple[str, dict[str, str]]]
) -> None:
    url, headers = ask("/graphql", token_of("Pat"))
    response = await http.post(url, json={"query": "{ viewer { role } }"}, headers=headers)
    assert response.json() == {"data": {"viewer": None}}


@pytest.mark.parametrize(
    ("headers", "members"),
    [
        pytest.param({"X-Role": "PRACTITIONER", "X-Practice": OTHER_PRACTICE.id}, {}, id="headers"),
        pytest.param({"X-Forwarded-User": "pat", "X-Original-URL": "/admin"}, {}, id="a proxy's headers"),
        pytest.param({}, {"variables": {"role": "PRACTITIONER", "client": None}}, id="variables"),
        pytest.param({}, {"extensions": {"caller": {"role": "PRACTITIONER"}}}, id="extensions"),
        pytest.param({}, {"role": "PRACTITIONER", "context": {"caller": None}}, id="members of the request"),
    ],
)
async def test_only_claims_say_who_calls(
    http: AsyncClient, cleo: ApiClient, headers: dict[str, str], members: dict[str, object]
) -> None:
    response = await http.post("/graphql", json={"query": VIEWER, **members}, headers=cleo.headers | headers)
    assert response.json()["data"]["viewer"] == {
        "role": "CLIENT",
        "displayName": "Cleo Marchetti",
        "practice": {"name": PRACTICE.name},
        "client": {"displayName": "Cleo Marchetti"},
    }


EVERYWHERE = """
query ($client: ID!, $policy: ID!, $dos: Date!) {
  node(id: $client) { id }
  nodes(ids: [$client, $policy]) { id }
  client(id: $client) { id }
  clients { totalCount nodes { id } }
  policy(id: $policy) { id }
  payers { totalCount nodes { id } }
  policiesToReview { totalCount nodes { id } }
  eligiblePolicies(services: [{clientId: $client, dos: $dos}]) { client { id } options { policy { id } } }
}
"""
NOTHING = {
    "node": None,
    "nodes": [None, None],
    "client": None,
    "clients": {"totalCount": 0, "nodes": []},
    "policy": None,
    "payers": {"totalCount": 0, "nodes": []},
    "policiesToReview": {"totalCount": 0, "nodes": []},
    "eligiblePolicies": [{"client": None, "options": None}],
}


async def test_a_token_for_a_practice_that_is_not_there_sees_nothing(http: AsyncClient, pat: ApiClient) -> None:
    (known,) = (await pat.data('{ clients(search: "Cleo Marchetti") { nodes { id policies { id } } } }'))["clients"][
        "nodes"
    ]
    variables = {"client": known["id"], "policy": known["policies"][0]["id"], "dos": "2026-01-01"}
    stranger = ApiClient(http, mint(KEY.encode(), Caller(str(uuid.uuid4()), Role.PRACTITIONER, "local:stranger")))
    assert await stranger.data(EVERYWHERE, **variables) == NOTHING
    assert await stranger.error_codes(VIEWER) == ["UNAUTHENTICATED"]


PORTAL = """query($practice: ID!, $client: ID!) {
  payers(search: "a") { nodes { id name } totalCount }
  practice: node(id: $practice) { id }
  client(id: $client) { id }
}"""
PORTAL_NOTHING = {"payers": {"nodes": [], "totalCount": 0}, "practice": None, "client": None}


@pytest.mark.parametrize("client_id", [OMAR.id, str(uuid.uuid4())], ids=["of another practice", "of none"])
async def test_a_portal_token_for_a_client_who_is_not_of_its_practice_sees_nothing_of_it(
    http: AsyncClient, client_id: str
) -> None:
    caller = Caller(PRACTICE.id, Role.CLIENT, "local:ghost", client_id=client_id)
    ghost = ApiClient(http, mint(KEY.encode(), caller))
    ids = {"practice": global_id("Practice", PRACTICE.id), "client": global_id("Client", client_id)}
    assert await ghost.data(PORTAL, **ids) == PORTAL_NOTHING
    for query in ("{ viewer { role } }", "{ viewer { policyForm { uploadTypes } } }", "{ viewer { practice { id } } }"):
        assert await ghost.execute(query) == {
            "data": {"viewer": None},
            "errors": [
                {
                    "message": "The token is for a practice or a client that does not exist.",
                    "path": ["viewer"],
                    "extensions": {"code": "UNAUTHENTICATED"},
                }
            ],
        }
    create = 'createUpload(input: {fileName: "a.jpg", contentType: "image/jpeg", byteSize: 9}) { upload { url } }'
    assert await ghost.error_codes(f"mutation {{ {create} }}") == ["UNAUTHENTICATED"]
