"""Settings: each has a sensible default, and an invalid value is refused in one line."""

import stat
from pathlib import Path

import pytest

from gql.settings import BadLocalKey, Settings, load_or_create_key
from support.command_line import CommandLine

SECRET = "hunter2"


@pytest.fixture
def policybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("profile", SECRET, "'development' or 'production'"),
        ("port", SECRET, "integer"),
        ("port", "", "integer"),
        ("port", "0", "greater"),
        ("port", "65536", "less"),
        ("graphiql", SECRET, "boolean"),
        ("local_key", SECRET, "fewer than 32 bytes"),
        ("local_key", "", "fewer than 32 bytes"),
        ("database_url", SECRET, "sqlite+aiosqlite:///policybook.db"),
        ("database_url", "", "sqlite+aiosqlite:///policybook.db"),
        ("database_url", "sqlite+aiosqlite://", "sqlite+aiosqlite:///policybook.db"),
        ("database_url", "sqlite:///policybook.db", "sqlite+aiosqlite:///policybook.db"),
        ("database_url", f"postgresql://pat:{SECRET}@db.example/policybook", "sqlite+aiosqlite:///policybook.db"),
        ("files_url", SECRET, "match"),
        ("files_url", f"ftp://pat:{SECRET}@files.example", "match"),
        ("public_url", SECRET, "match"),
        ("public_url", f"javascript:{SECRET}", "match"),
        ("portal_url", SECRET, "match"),
        ("portal_url", f"https://{SECRET} .example", "match"),
        ("portal_url", f"https://[{SECRET}", "IPv6"),
        ("smtp_url", SECRET, "smtps://user:password@mail.example:465"),
        ("smtp_url", "", "smtps://user:password@mail.example:465"),
        ("smtp_url", f"smtp://pat:{SECRET}/1@mail.example", "percent-encoded"),
        ("smtp_url", f"smtp://mail.example:{SECRET}", "smtps://user:password@mail.example:465"),
        ("smtp_from", SECRET, "without a display name"),
        ("smtp_from", "", "without a display name"),
        ("smtp_from", f"{SECRET}@b..c", "without a display name"),
        ("smtp_from", f"{SECRET}@.", "without a display name"),
        ("smtp_from", f"=?utf-8?q?{SECRET}=40mail.example?=@mail.example", "without a display name"),
        ("smtp_from", f" {SECRET}@mail.example", "without a display name"),
        ("smtp_from", f"Pat <{SECRET}@mail.example>", "without a display name"),
        ("smtp_from", f"{SECRET}@mail.example\r\nBcc: pat@mail.example", "without a display name"),
        ("cors_origins", SECRET, "https://portal.example"),
        ("cors_origins", f"https://good.example, https://{SECRET}.example/", "without a path"),
        ("cors_origins", '["https://good.example"]', "https://portal.example"),
        ("cors_origins", f"ftp://{SECRET}.example", "https://portal.example"),
        ("cors_origins", f"https://pat@{SECRET}.example", "https://portal.example"),
        ("cors_origins", f"https://{SECRET}.example:443", "leave it out"),
        ("cors_origins", f"http://{SECRET}.example:80", "leave it out"),
        ("cors_origins", "https://*", "https://*.example.com"),
        ("cors_origins", "https://*.com", "https://*.example.com"),
        ("cors_origins", "https://*.0.0.1", "https://*.example.com"),
        ("cors_origins", f"https://*{SECRET}.example", "https://*.example.com"),
        ("cors_origins", f"https://{SECRET}.*.example", "https://*.example.com"),
        ("cors_origins", f"https://*.*.{SECRET}.example", "https://*.example.com"),
        ("cors_origins", f"https://{SECRET}.example:*", "https://*.example.com"),
        ("cors_origins", "capacitor://*.example.com", "capacitor://localhost"),
        ("cors_origins", "file://", "https://portal.example"),
        ("cors_origins", "null", "https://portal.example"),
        ("cors_headers", "*", "match"),
        ("cors_headers", f"X-Good, X {SECRET}", "match"),
        ("cors_headers", f"X-{SECRET}: 1", "match"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_in_one_line(
    policybook: CommandLine, name: str, value: str, reason: str
) -> None:
    refusal = policybook("migrate", **{name: value}).error
    assert refusal.startswith(f"POLICYBOOK_{name.upper()}: ")
    assert reason in refusal
    assert SECRET not in refusal


def test_every_setting_that_makes_no_sense_is_named(policybook: CommandLine) -> None:
    refusal = policybook("migrate", port="x", profile="x").error
    assert "POLICYBOOK_PORT: " in refusal
    assert "POLICYBOOK_PROFILE: " in refusal


@pytest.mark.parametrize(
    ("command", "name", "value"),
    [
        pytest.param("migrate", "database_url", "sqlite+aiosqlite:///nowhere/policybook.db", id="no such folder"),
        pytest.param("demo", "files_url", "file:///proc/nowhere", id="a folder that cannot be made"),
    ],
)
def test_a_place_that_is_not_there_is_named(policybook: CommandLine, command: str, name: str, value: str) -> None:
    policybook("migrate")
    assert "/nowhere" in policybook(command, **{name: value}).error


def test_a_file_store_that_cannot_be_used_is_named(policybook: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_NAME", raising=False)
    policybook("migrate")
    assert "file:///" in policybook("demo", files_url="file://srv/files").error
    assert "Account must be specified" in policybook("demo", files_url="az://cards").error


def test_a_file_store_that_is_not_there_is_named(policybook: CommandLine, bucket: str) -> None:
    policybook("migrate")
    refusal = policybook("demo", files_url=f"{bucket}-of-nobody").error
    assert refusal.startswith("the file store does not answer: ") and "404" in refusal


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to work in, and no settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICYBOOK_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_not_told_lies_beside_the_database(bare: Path) -> None:
    settings = Settings()
    assert settings.database_path == bare / "policybook.db"
    assert settings.resolved_files_url == f"file://{bare}/policybook.db.files"
    key = settings.resolved_local_key
    assert key == (bare / "policybook.db.key").read_bytes()
    assert {path.name for path in bare.iterdir()} == {"policybook.db.key"}


@pytest.mark.parametrize(
    ("profile", "told", "served"),
    [
        ("development", None, True),
        ("development", "false", False),
        ("production", None, False),
        ("production", "true", True),
    ],
)
def test_production_serves_graphiql_only_when_told(
    bare: Path, monkeypatch: pytest.MonkeyPatch, profile: str, told: str | None, served: bool
) -> None:
    monkeypatch.setenv("POLICYBOOK_PROFILE", profile)
    if told:
        monkeypatch.setenv("POLICYBOOK_GRAPHIQL", told)
    assert Settings().serves_graphiql is served


@pytest.mark.parametrize(
    ("told", "origins"),
    [
        ("", ()),
        ("https://portal.example", ("https://portal.example",)),
        (
            " https://portal.example ,http://localhost:3000, ",
            ("https://portal.example", "http://localhost:3000"),
        ),
        ("*", ("*",)),
        ("HTTPS://Portal.Example", ("https://portal.example",)),
        ("https://*.example.com:8443", ("https://*.example.com:8443",)),
        ("http://*.localhost:3000", ("http://*.localhost:3000",)),
        ("capacitor://localhost,ionic://localhost", ("capacitor://localhost", "ionic://localhost")),
        ("http://[::1]:3000", ("http://[::1]:3000",)),
    ],
)
def test_origins_have_commas_between_them(
    bare: Path, monkeypatch: pytest.MonkeyPatch, told: str, origins: tuple[str, ...]
) -> None:
    monkeypatch.setenv("POLICYBOOK_CORS_ORIGINS", told)
    assert Settings().cors_origins == origins


def test_a_key_is_made_once_and_for_its_owner_alone(bare: Path) -> None:
    path = bare / "key"
    key = load_or_create_key(path)
    assert len(key) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_key(path) == key
    assert load_or_create_key(bare / "other") != key


@pytest.mark.parametrize("left", [b"", b"x" * 31], ids=["empty", "short"])
def test_a_key_file_that_was_not_finished_is_no_key(bare: Path, left: bytes) -> None:
    (bare / "policybook.db.key").write_bytes(left)
    with pytest.raises(BadLocalKey, match=r"policybook\.db\.key has fewer than 32 bytes"):
        _ = Settings().resolved_local_key


def test_production_makes_no_key_of_its_own(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYBOOK_PROFILE", "production")
    with pytest.raises(BadLocalKey, match="POLICYBOOK_LOCAL_KEY must be set in production"):
        _ = Settings().resolved_local_key
    assert list(bare.iterdir()) == []


def test_a_setting_never_shows_its_key(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYBOOK_LOCAL_KEY", SECRET * 10)
    monkeypatch.setenv("POLICYBOOK_SMTP_URL", f"smtps://pat:{SECRET}@mail.example")
    assert SECRET not in repr(Settings())
    assert SECRET not in repr(Settings().mail_server)
