"""An invalid token of an identity provider is refused, and the response does not say why."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from httpx2 import AsyncClient

from gql.auth.jwk import usable_keys
from gql.auth.jwt_claims import MAX_TOKEN_LENGTH
from gql.global_ids import global_id
from gql.settings import Settings
from store.demo.cast import CLEO, DANA, OTHER_PRACTICE, PRACTICE
from support.api_client import KEY
from support.identity_provider import (
    ABSENT,
    AUDIENCE,
    CLEO_CLAIMS,
    EC,
    ED,
    HOUR,
    ISSUER,
    NOW,
    OTHER,
    PAT_CLAIMS,
    RSA,
    IdentityProvider,
    SigningKey,
    changed_claims,
    oidc_settings,
    run_identity_provider,
)
from support.invalid_tokens import assert_proves_nothing, jwt_segment

VIEWER = "{ viewer { displayName } }"

WEAK = SigningKey("weak", "RS256", rsa.generate_private_key(65537, 1024))  # noqa: S505 - that is the point
WIDE = SigningKey("wide", "ES384", ec.generate_private_key(ec.SECP384R1()))
ODD = SigningKey("odd", "ES256K", ec.generate_private_key(ec.SECP256K1()))
SECRET = b"a secret that somebody published by mistake"
PRIVATE: Any = jwt.get_algorithm_by_name("RS256")

UNUSABLE: list[dict[str, Any]] = [
    WEAK.jwk,
    WIDE.jwk,
    {**WIDE.jwk, "kid": "wide as 256", "alg": "ES256"},
    ODD.jwk,
    {**RSA.jwk, "kid": "encrypts", "use": "enc"},
    {**RSA.jwk, "kid": "wraps", "use": ABSENT, "key_ops": ["wrapKey"]},
    {**RSA.jwk, "kid": "operations in text", "key_ops": "verify"},
    {**RSA.jwk, "kid": "padded", "alg": "PS256"},
    {**RSA.jwk, "kid": "encrypting", "alg": "RSA-OAEP"},
    {**EC.jwk, "kid": "curveless", "crv": ABSENT},
    {**PRIVATE.to_jwk(RSA.private, as_dict=True), "kid": "leaked", "key_ops": ABSENT},
    {"kty": "oct", "kid": "secret", "k": jwt_segment(SECRET), "alg": "HS256"},
    {**RSA.jwk, "kid": ["rsa"]},
    {**RSA.jwk, "kid": "no modulus", "n": ABSENT},
    {**RSA.jwk, "kid": "modulus as number", "n": 3},
    {**EC.jwk, "kid": "off the curve", "x": EC.jwk["y"]},
    {**ED.jwk, "kid": "short", "x": "AA"},
    {"kty": ["RSA"]},
    {},
]
"""Keys that must not be accepted though an issuer publishes them: their metadata forbids it, or they are malformed."""


def pat(key: SigningKey = RSA, header: dict[str, Any] | None = None, **changes: Any) -> str:
    """Pat's token, with something wrong."""
    return key.sign(changed_claims(PAT_CLAIMS, **changes), **(header or {}))


def cleo(**changes: Any) -> str:
    return RSA.sign(changed_claims(CLEO_CLAIMS, **changes))


def hashed(secret: bytes, claims: object = PAT_CLAIMS, **header: Any) -> str:
    """A token signed with a secret."""
    head = f"{jwt_segment({'alg': 'HS256', 'typ': 'JWT', 'kid': 'rsa', **header})}.{jwt_segment(claims)}"
    return f"{head}.{jwt_segment(hmac.digest(secret, head.encode(), 'sha256'))}"


def encrypted(header: dict[str, Any], key: bytes) -> str:
    """A token of the form of an encrypted one (RFC 7516, section 7.1)."""
    return f"{jwt_segment(header)}.{jwt_segment(key) if key else ''}.{jwt_segment(b'iv')}.{BODY}.x"


def by_another(**header: Any) -> str:
    """A token signed with another key, which its header refers to."""
    return OTHER.sign(PAT_CLAIMS, **{"kid": "ec", **header})


def public(format_: PublicFormat, encoding: Encoding) -> bytes:
    return bytes(RSA.private.public_key().public_bytes(encoding, format_))


HEAD, BODY, SIGNATURE = pat().split(".")
EC_HEAD, _, EC_SIGNATURE = pat(EC).split(".")
RAW = jwt.utils.base64url_decode(EC_SIGNATURE)
DER = encode_dss_signature(int.from_bytes(RAW[:32], "big"), int.from_bytes(RAW[32:], "big"))
DOUBLED = json.dumps(PAT_CLAIMS).encode()[:-1]
LONGEST_LIFE = 12 * HOUR

SIGNATURES = {
    "no signature": f"{HEAD}.{BODY}.",
    "two segments": f"{HEAD}.{BODY}",
    "four segments": f"{pat()}.x",
    "a signature of another token": f"{HEAD}.{jwt_segment({**PAT_CLAIMS, 'practice': OTHER_PRACTICE.id})}.{SIGNATURE}",
    "a signature turned round": f"{HEAD}.{BODY}.{SIGNATURE[::-1]}",
    "a signature of noughts": f"{HEAD}.{BODY}.{jwt_segment(bytes(256))}",
    "a signature of noughts, on a curve": f"{EC_HEAD}.{BODY}.{jwt_segment(bytes(64))}",
    "a signature of ones, on a curve": f"{EC_HEAD}.{BODY}.{jwt_segment((bytes(31) + bytes([1])) * 2)}",
    "a signature of noughts, Edwards": f"{pat(ED).split('.')[0]}.{BODY}.{jwt_segment(bytes(64))}",
    "a signature in another encoding": f"{EC_HEAD}.{BODY}.{jwt_segment(DER)}",
    "a header changed after signing": f"{jwt_segment({'alg': 'RS256', 'kid': 'rsa'})}.{BODY}.{SIGNATURE}",
    "algorithm none": pat(header={"alg": "none"}),
    "algorithm none, unsigned": pat(header={"alg": "none"}).rpartition(".")[0] + ".",
    "algorithm nOnE": pat(header={"alg": "nOnE"}),
    "no algorithm": pat(header={"alg": ABSENT}),
    "a null algorithm": pat(header={"alg": None}),
    "a list of algorithms": pat(header={"alg": ["RS256"]}),
    "an algorithm in small letters": pat(header={"alg": "rs256"}),
    "a longer hash": pat(header={"alg": "RS512"}),
    "another padding": pat(header={"alg": "PS256"}),
    "a curve's algorithm for an RSA key": pat(header={"alg": "ES256"}),
    "an RSA key's algorithm for a curve": pat(EC, header={"alg": "RS256"}),
    "the public key as a secret, PEM": hashed(public(PublicFormat.SubjectPublicKeyInfo, Encoding.PEM)),
    "the public key as a secret, PEM without its end": hashed(
        public(PublicFormat.SubjectPublicKeyInfo, Encoding.PEM).strip()
    ),
    "the public key as a secret, PKCS1": hashed(public(PublicFormat.PKCS1, Encoding.PEM)),
    "the public key as a secret, DER": hashed(public(PublicFormat.SubjectPublicKeyInfo, Encoding.DER)),
    "the public key as a secret, JWK": hashed(json.dumps(RSA.jwk).encode()),
    "the public key as a secret, named RS256": hashed(
        public(PublicFormat.SubjectPublicKeyInfo, Encoding.PEM), alg="RS256"
    ),
    "the local key for the issuer's name": hashed(KEY.encode()),
    "the local key for the issuer's name, and no key's": hashed(KEY.encode(), kid="local"),
    "the issuer's key for the server's name": pat(iss="policybook"),
    "the issuer's key for the server's name and audience": pat(iss="policybook", aud="policybook-api"),
    "an empty secret": hashed(b""),
    "a published secret": hashed(SECRET, kid="secret"),
    "somebody else's key": by_another(),
    "somebody else's key under its own name": pat(OTHER),
    "a key in the header": by_another(jwk=OTHER.jwk),
    "a key in the header, unnamed": by_another(jwk={**OTHER.jwk, "kid": "ec"}),
    "a certificate in the header": by_another(x5c=[jwt_segment(b"certificate")], x5t=jwt_segment(b"print")),
    "a set of keys in the header": by_another(jwks={"keys": [OTHER.jwk]}),
    "a bare key in the header": by_another(key=OTHER.jwk["x"]),
}
KEYS = {
    "a short RSA key": pat(WEAK),
    "a key of another curve": pat(WIDE),
    "a key of another curve under a wrong name": WIDE.with_id("wide as 256").sign(PAT_CLAIMS, alg="ES256"),
    "a key of another curve of that length": pat(ODD),
    "a key of another curve of that length under a wrong name": ODD.sign(PAT_CLAIMS, alg="ES256"),
    "a key for encryption": pat(RSA.with_id("encrypts")),
    "a key for wrapping": pat(RSA.with_id("wraps")),
    "a key whose operations are text": pat(RSA.with_id("operations in text")),
    "a key for another padding": pat(RSA.with_id("padded")),
    "a key for another padding, and the padding": jwt.encode(
        PAT_CLAIMS, RSA.private, "PS256", headers={"kid": "padded"}
    ),
    "a key for another algorithm": pat(RSA.with_id("encrypting")),
    "a key without its curve": pat(EC.with_id("curveless")),
    "a key that anybody can sign with": pat(RSA.with_id("leaked")),
    "another's name for a key": pat(EC.with_id("rsa")),
    "no name for a key, of several": pat(header={"kid": ABSENT}),
    "an empty name": pat(RSA.with_id("")),
    "a null name": pat(header={"kid": None}),
    "a list of names": pat(header={"kid": ["rsa"]}),
    "a number for a name": pat(header={"kid": 0}),
    "an object for a name": pat(header={"kid": {"$ne": ""}}),
    "a path": pat(header={"kid": "../../../../dev/null"}),
    "a path to nothing, signed with nothing": hashed(b"", kid="/dev/null"),
    "SQL": pat(header={"kid": "rsa' UNION SELECT 'secret' --"}),
    "a shell": pat(header={"kid": "rsa|whoami"}),
    "an address": pat(header={"kid": "http://127.0.0.1/keys"}),
    "a very long name": pat(header={"kid": "x" * 5_000}),
    "a name with a nought": pat(header={"kid": "rsa\0"}),
    "a name in capitals": pat(header={"kid": "RSA"}),
    "a name in letters that look alike": pat(header={"kid": "rѕa"}),
    "half a letter for a name": pat(header={"kid": "\ud800"}),
}
FORMS = {
    "nothing": "",
    "points": "....",
    "no base64": "!!!.???.###",
    "no JSON": RSA.sign_segments(f"{jwt_segment(b'header')}.{jwt_segment(b'payload')}"),
    "a list for a header": RSA.sign_segments(f"{jwt_segment([])}.{BODY}"),
    "claims in a list": RSA.sign([PAT_CLAIMS]),
    "claims in a text": RSA.sign(json.dumps(PAT_CLAIMS)),
    "no claims": RSA.sign({}),
    "empty claims": RSA.sign(b""),
    "claims nested deep": RSA.sign(b'{"a":' * 1_000),
    "claims in UTF-16": RSA.sign(json.dumps(PAT_CLAIMS).encode("utf-16")),
    "claims with a byte of no text": RSA.sign(DOUBLED + b', "x": "\xff"}'),
    "claims with something behind": RSA.sign(DOUBLED + b"} {}"),
    "claims after a mark": RSA.sign(b"\xef\xbb\xbf" + DOUBLED + b"}"),
    "a claim given twice": RSA.sign(DOUBLED + b', "practice": "%s"}' % OTHER_PRACTICE.id.encode()),
    "a claim given twice alike": RSA.sign(DOUBLED + b', "role": "practitioner"}'),
    "an issuer given twice": RSA.sign(DOUBLED + b', "iss": "policybook"}'),
    "a member given twice, deep": RSA.sign(DOUBLED + b', "x": {"a": 1, "a": 2}}'),
    "a token in a token": RSA.sign(pat().encode(), cty="JWT"),
    "a token in a token, as text": RSA.sign(json.dumps(pat()).encode(), cty="JWT"),
    "encrypted": encrypted({"alg": "RSA-OAEP", "enc": "A256GCM"}, b"key"),
    "encrypted directly": encrypted({"alg": "dir", "enc": "A128GCM", "kid": "rsa"}, b""),
    "all members in JSON": json.dumps({"payload": BODY, "protected": HEAD, "signature": SIGNATURE}),
    "a payload apart": RSA.sign_segments(f"{HEAD}."),
    "a payload that is not encoded": RSA.sign_segments(
        f"{jwt_segment({'alg': 'RS256', 'kid': 'rsa', 'b64': False, 'crit': ['b64']})}.{json.dumps(PAT_CLAIMS)}"
    ),
    "a payload that is not encoded, unsaid": pat(header={"b64": False}),
    "an extension nobody knows": pat(header={"crit": ["exp"], "exp": NOW}),
    "an extension that is not there": pat(header={"crit": ["https://evil.example/x"]}),
    "extensions that are no list": pat(header={"crit": "b64"}),
    "no extensions, said to be critical": pat(header={"crit": []}),
    "a logout token": pat(header={"typ": "logout+jwt"}),
    "a security event": pat(header={"typ": "secevent+jwt"}),
    "a kind that is no text": pat(header={"typ": ["JWT"]}),
    "white space within": f"{HEAD}. {BODY}.{SIGNATURE}",
    "a tab within": f"{HEAD}.{BODY}\t.{SIGNATURE}",
    "two tokens": f"{pat()} {pat()}",
    "letters beyond ASCII": f"{HEAD}.{BODY}é.{SIGNATURE}",
    "base64 of another alphabet": f"{HEAD}.{BODY}.{SIGNATURE[:-4]}+/+/",
    "padding": f"{HEAD}===.{BODY}.{SIGNATURE}",
    "too long": pat(more="x" * MAX_TOKEN_LENGTH),
    "far too long": "x" * 60_000,
}
TIMES = {
    "expired": pat(iat=NOW - 2 * HOUR, exp=NOW - HOUR),
    "issued in the future": pat(iat=NOW + 3 * HOUR),
    "not yet valid": pat(nbf=NOW + 3 * HOUR),
    "expiring before it was issued": pat(iat=NOW + 20, exp=NOW + 10),
    "living too long": pat(exp=NOW + LONGEST_LIFE + 1),
    "living too long since long ago": pat(iat=0),
    "living forever": pat(exp=10**300),
    "an expiry in text": pat(exp=str(NOW + HOUR)),
    "an expiry in words": pat(exp="never"),
    "an expiry with a fraction": pat(exp=NOW + HOUR + 0.5),
    "an expiry as a float": pat(exp=float(NOW + HOUR)),
    "a huge expiry": pat(exp=1e300),
    "an expiry that is no number": pat(exp=float("nan")),
    "an infinite expiry": pat(exp=float("inf")),
    "a negative expiry": pat(exp=-1),
    "a true expiry": pat(exp=True),
    "a null expiry": pat(exp=None),
    "a list as expiry": pat(exp=[NOW + HOUR]),
    "a time of issue in text": pat(iat=str(NOW)),
    "a time of issue with a fraction": pat(iat=NOW - 0.5),
    "a huge time of issue": pat(iat=1e300),
    "a start in text": pat(nbf=str(NOW - HOUR)),
    "a start with a fraction": pat(nbf=NOW - 0.5),
    "a null start": pat(nbf=None),
    "no expiry": pat(exp=ABSENT),
    "no time of issue": pat(iat=ABSENT),
}
CLAIMS = {
    "no issuer": pat(iss=ABSENT),
    "another issuer": pat(iss="https://evil.example/"),
    "the issuer without its slash": pat(iss=ISSUER.rstrip("/")),
    "the issuer in capitals": pat(iss=ISSUER.upper()),
    "a list of issuers": pat(iss=[ISSUER]),
    "no audience": pat(aud=ABSENT),
    "another audience": pat(aud="https://other.example/api"),
    "the server's own audience": pat(aud="policybook-api"),
    "the beginning of the audience": pat(aud=AUDIENCE[:-1]),
    "audiences without ours": pat(aud=["https://other.example/api", ISSUER]),
    "audiences that are no texts": pat(aud=[AUDIENCE, 3]),
    "audiences in an object": pat(aud={AUDIENCE: True}),
    "no audiences": pat(aud=[]),
    "no subject": pat(sub=ABSENT),
    "an empty subject": pat(sub=""),
    "a number for a subject": pat(sub=3),
    "a list of subjects": pat(sub=["pat"]),
    "a subject that is too long": pat(sub="x" * 251),
    "a subject with a line break": pat(sub="pat\nlocal:pat"),
    "a token's id that is no text": pat(jti=3),
    "no role": pat(role=ABSENT),
    "a null role": pat(role=None),
    "an unknown role": pat(role="admin"),
    "an empty role": pat(role=""),
    "two roles in one text": pat(role="practitioner client"),
    "a role with a space": pat(role=" practitioner"),
    "no roles": pat(role=[]),
    "unknown roles": pat(role=["admin", "owner"]),
    "both roles": pat(role=["practitioner", "client"]),
    "both roles and a client": cleo(role=["client", "practitioner"]),
    "roles that are no texts": pat(role=["practitioner", 3]),
    "roles in a list in a list": pat(role=[["practitioner"]]),
    "a role in an object": pat(role={"practitioner": True}),
    "a true role": pat(role=True),
    "no practice": pat(practice=ABSENT),
    "a practice that is no id": pat(practice="Juniper Street Therapy"),
    "a practice in braces": pat(practice=f"{{{PRACTICE.id}}}"),
    "a practice in capitals": pat(practice=PRACTICE.id.upper()),
    "a practice with a space": pat(practice=f" {PRACTICE.id}"),
    "a list of practices": pat(practice=[PRACTICE.id]),
    "a number for a practice": pat(practice=3),
    "a client's id for a practice": pat(practice=global_id("Client", PRACTICE.id)),
    "a practitioner with a client": pat(client=CLEO.id),
    "a client's role without a client": cleo(client=ABSENT),
    "a client's role with a null client": cleo(client=None),
    "a client of nothing": cleo(client=""),
    "a client that is no id": cleo(client="Cleo"),
    "a list of clients": cleo(client=[CLEO.id, DANA.id]),
    "a practice's id for a client": cleo(client=global_id("Practice", CLEO.id)),
    "a client's id and more": cleo(client=global_id("Client", CLEO.id) + "="),
    "a name that is no text": pat(name=["Pat"]),
    "a number for a name": pat(name=3),
    "a name with a line break": pat(name="Pat\nRivera"),
    "a name with a nought": pat(name="Pat\0"),
    "a name that turns the text round": pat(name="Pat \u202eareviR"),
    "half a letter for a name": pat(name="\ud800"),
    "a name that is too long": pat(name="x" * 201),
}
FORGED = {
    f"{kind}: {what}": token
    for kind, tokens in {
        "signature": SIGNATURES,
        "key": KEYS,
        "form": FORMS,
        "time": TIMES,
        "claim": CLAIMS,
    }.items()
    for what, token in tokens.items()
}


def published(jwk: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in jwk.items() if value is not ABSENT}


@pytest.mark.parametrize("jwk", UNUSABLE, ids=lambda jwk: str(jwk.get("kid", jwk)))
def test_a_key_that_is_not_for_signing_tokens_is_passed_over(jwk: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no usable key"):
        usable_keys(json.dumps({"keys": [published(jwk)]}).encode())
    (key,) = usable_keys(json.dumps({"keys": [published(jwk), EC.jwk]}).encode())
    assert key.id == EC.id


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    """Publishes good keys among keys that are none of ours."""
    with run_identity_provider() as provider:
        provider.publish(*map(published, UNUSABLE), RSA, EC, ED)
        yield provider


@pytest.fixture
def settings(settings: Settings, provider: IdentityProvider) -> Settings:
    return settings.model_copy(update=oidc_settings(provider))


async def ask(http: AsyncClient, token: str) -> Any:
    headers = {b"Authorization": b"Bearer " + token.encode("latin-1")}
    return await http.post("/graphql", json={"query": VIEWER}, headers=headers)


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
async def test_a_token_that_proves_nothing_is_refused(http: AsyncClient, token: str) -> None:
    assert_proves_nothing(await ask(http, token))


@pytest.mark.parametrize("token", [pat(), pat(EC), pat(ED), cleo()], ids=["RS256", "ES256", "EdDSA", "a client"])
async def test_the_same_tokens_with_nothing_wrong_are_taken(http: AsyncClient, token: str) -> None:
    assert (await ask(http, token)).json()["data"]["viewer"]["displayName"]


@pytest.mark.parametrize("member", ["jku", "x5u", "jwks_uri", "iss"])
async def test_no_address_in_a_token_is_ever_asked(http: AsyncClient, provider: IdentityProvider, member: str) -> None:
    """A server that followed a key URL in a token would send requests to any address of the sender's choice."""
    place = provider.url.replace("/keys", "/planted")
    assert_proves_nothing(
        await ask(http, by_another(**{member: place}, kid=hashlib.sha256(place.encode()).hexdigest()))
    )
    assert_proves_nothing(await ask(http, pat(OTHER, iss=place)))
    assert set(provider.requests) <= {"/keys"}
