"""OIDC settings: incomplete or invalid ones are refused at start."""

from pathlib import Path

import pytest

from gql.auth.oidc_settings import claim_path
from gql.settings import Settings
from insurance.enums import Role
from support.command_line import CommandLine
from support.identity_provider import AUDIENCE, ISSUER

KEYS = "https://signin.example/.well-known/jwks.json"
TRUSTED = {"oidc_issuer": ISSUER, "oidc_jwks_url": KEYS, "oidc_audience": AUDIENCE}
SECRET = "hunter2"


@pytest.fixture
def policybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


def test_nobody_is_trusted_unless_told() -> None:
    assert Settings().oidc_provider is None


def test_an_identity_provider_is_named_by_three_settings(policybook: CommandLine) -> None:
    assert policybook("migrate", **TRUSTED).output
    trust = Settings(**TRUSTED).oidc_provider  # type: ignore[arg-type]
    assert trust
    assert (trust.issuer, trust.jwks_url, trust.audience, trust.max_lifetime) == (ISSUER, KEYS, AUDIENCE, 12 * 60 * 60)
    assert (trust.practice_claim, trust.role_claim, trust.client_claim, trust.name_claim) == (
        ("practice",),
        ("role",),
        ("client",),
        ("name",),
    )
    assert trust.role_names == {"practitioner": Role.PRACTITIONER, "client": Role.CLIENT}


@pytest.mark.parametrize("missing", TRUSTED)
def test_half_an_identity_provider_is_refused(policybook: CommandLine, missing: str) -> None:
    given = {name: value for name, value in TRUSTED.items() if name != missing}
    assert policybook("serve", **given).error == (
        "POLICYBOOK_OIDC_ISSUER, POLICYBOOK_OIDC_JWKS_URL and POLICYBOOK_OIDC_AUDIENCE belong together: "
        "set all three, or none."
    )
    (alone,) = set(TRUSTED) - set(given)
    assert "belong together" in policybook("serve", **{alone: TRUSTED[alone]}).error


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("oidc_issuer", "", "at least 1 character"),
        ("oidc_issuer", "policybook", "the server's own tokens"),
        ("oidc_audience", "", "at least 1 character"),
        ("oidc_jwks_url", "", "valid URL"),
        ("oidc_jwks_url", SECRET, "valid URL"),
        ("oidc_jwks_url", "https://", "valid URL"),
        ("oidc_jwks_url", "https://[signin.example/keys", "valid URL"),
        ("oidc_jwks_url", "https://signin.example:port/keys", "valid URL"),
        ("oidc_jwks_url", "file:///etc/passwd", "'http' or 'https'"),
        ("oidc_jwks_url", "ftp://signin.example/keys", "'http' or 'https'"),
        ("oidc_jwks_url", "http://signin.example/keys", "it must be https://"),
        ("oidc_jwks_url", "http://localhost.signin.example/keys", "it must be https://"),
        ("oidc_jwks_url", "http://127.0.0.1.signin.example/keys", "URL"),
        ("oidc_jwks_url", "http://localhost@signin.example/keys", "it must be https://"),
        ("oidc_jwks_url", f"https://pat:{SECRET}@signin.example/keys", "must not contain"),
        ("oidc_jwks_url", "https://signin.example/keys#x", "fragment"),
        ("oidc_practice_claim", "", "match"),
        ("oidc_role_claim", ".roles", "match"),
        ("oidc_role_claim", "realm_access..roles", "match"),
        ("oidc_client_claim", "client.", "match"),
        ("oidc_name_claim", "full name", "match"),
        ("oidc_practitioner_role", "", "at least 1 character"),
        ("oidc_longest_life", "12h", "integer"),
        ("oidc_longest_life", "59", "greater"),
        ("oidc_longest_life", "86401", "less"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_in_one_line(
    policybook: CommandLine, name: str, value: str, reason: str
) -> None:
    refusal = policybook("migrate", **{**TRUSTED, name: value}).error
    assert refusal.startswith(f"POLICYBOOK_{name.upper()}: ")
    assert reason in refusal
    assert SECRET not in refusal


def test_one_word_for_both_roles_is_refused(policybook: CommandLine) -> None:
    refusal = policybook("migrate", oidc_practitioner_role="User", oidc_client_role="user").error
    assert refusal.startswith("POLICYBOOK_OIDC_PRACTITIONER_ROLE and POLICYBOOK_OIDC_CLIENT_ROLE are the same name")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2", "[::1]"])
def test_this_machine_needs_no_certificate(host: str) -> None:
    url = f"http://{host}:8080/keys"
    assert Settings(**{**TRUSTED, "oidc_jwks_url": url}).oidc_provider  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("role", ("role",)),
        ("realm_access.roles", ("realm_access", "roles")),
        ("resource_access.policy-book.roles", ("resource_access", "policy-book", "roles")),
        ("https://practice.example/role", ("https://practice.example/role",)),
        ("urn:practice.example:role", ("urn:practice.example:role",)),
        ("cognito:groups", ("cognito:groups",)),
    ],
)
def test_a_name_with_a_colon_is_one_name_and_dots_lead_into_objects(name: str, path: tuple[str, ...]) -> None:
    settings = Settings(**{**TRUSTED, "oidc_role_claim": name})  # type: ignore[arg-type]
    assert settings.oidc_provider
    assert settings.oidc_provider.role_claim == claim_path(name) == path
