"""Settings, from the environment: each is `POLICYBOOK_` and its name in capitals (docs/operating.md lists them)."""

import os
import secrets
from datetime import timedelta
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from gql.auth.key_strength import is_guessable
from gql.auth.oidc_settings import OidcSettings
from gql.invitations.smtp import MailServer
from gql.listening import Address
from gql.local_files import LocalFiles
from gql.observability.logs import LogFormat
from gql.origins import checked_origin
from insurance.email_input import is_address
from store.db.backends import is_postgresql
from store.db.sqlite import database_file

MIN_KEY_BYTES = 32
DEFAULT_ACCESS_RETENTION_DAYS = 2_192
"""Six years, as HIPAA keeps documentation (45 CFR 164.316(b)(2))."""

Origin = Annotated[str, AfterValidator(checked_origin)]
HeaderName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class BadLocalKey(ValueError):
    """The local key is missing, too short, or can be guessed."""


class Settings(OidcSettings):
    """The server's settings. Files and folders without a setting of their own are created next to the database file."""

    model_config = SettingsConfigDict(env_prefix="POLICYBOOK_", hide_input_in_errors=True)

    profile: Literal["development", "production"] = "development"
    database_url: str = "sqlite+aiosqlite:///policybook.db"
    local_folder: Path | None = None
    files_url: Annotated[str, Field(pattern="^(file|s3|gs|az)://.")] | None = None
    files_shared: bool = False
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: Annotated[str, Field(pattern="^https?://.")] | None = None
    portal_url: Annotated[str, Field(pattern=r"^https?://[0-9A-Za-z\[][!-~]*$")] | None = None
    smtp_url: SecretStr | None = None
    smtp_from: str | None = None
    local_key: SecretStr | None = None
    previous_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    cors_origins: Annotated[tuple[Origin, ...], NoDecode] = ()
    cors_headers: Annotated[tuple[HeaderName, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ("127.0.0.1", "::1")
    graphiql: bool | None = None
    introspection: bool | None = None
    log_format: LogFormat | None = None
    metrics_address: str | None = None
    access_retention_days: int = Field(default=DEFAULT_ACCESS_RETENTION_DAYS, ge=1, le=36_500)

    @field_validator("local_key")
    @classmethod
    def _long_enough(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            _require_length(key.get_secret_value().encode(), "The key")
        return key

    @field_validator("previous_keys")
    @classmethod
    def _each_long_enough(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            _require_length(key.get_secret_value().encode(), "One of the keys")
        return keys

    @field_validator("database_url")
    @classmethod
    def _supported_database(cls, url: str) -> str:
        if not is_postgresql(url):
            database_file(url)
        return url

    @field_validator("portal_url")
    @classmethod
    def _parsable(cls, url: str | None) -> str | None:
        if url is not None:
            urlsplit(url)
        return url

    @field_validator("smtp_url")
    @classmethod
    def _mail_server_url(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            MailServer.from_url(url.get_secret_value())
        return url

    @field_validator("smtp_from")
    @classmethod
    def _email_address(cls, sender: str | None) -> str | None:
        if sender is not None and not is_address(sender):
            raise ValueError("it must be an email address without a display name, such as no-reply@portal.example")
        return sender

    @field_validator("cors_origins", "cors_headers", "trusted_proxies", "previous_keys", mode="before")
    @classmethod
    def _split_at_commas(cls, items: object) -> object:
        return [part.strip() for part in items.split(",") if part.strip()] if isinstance(items, str) else items

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(_is_network, proxies)):
            raise ValueError(
                "it must be IP addresses or networks, such as 10.0.0.0/24: no host names, not every address"
            )
        return proxies

    @field_validator("metrics_address")
    @classmethod
    def _host_and_port(cls, address: str | None) -> str | None:
        if address is not None:
            Address.parse(address)
        return address

    @property
    def in_development(self) -> bool:
        """Whether this is a developer's machine: with personas, a generated local key, and GraphiQL."""
        return self.profile == "development"

    @property
    def serves_graphiql(self) -> bool:
        """The setting `graphiql`; by default in development only."""
        return self.in_development if self.graphiql is None else self.graphiql

    @property
    def serves_introspection(self) -> bool:
        """The setting `introspection`; by default in development, and where GraphiQL is served, which needs it."""
        default = self.in_development or self.serves_graphiql
        return default if self.introspection is None else self.introspection

    @property
    def resolved_log_format(self) -> LogFormat:
        """The format of log lines; by default text in development and JSON in production."""
        return self.log_format or ("text" if self.in_development else "json")

    @property
    def metrics_listen_address(self) -> Address | None:
        """The address of the metrics, or None if there are to be none."""
        return Address.parse(self.metrics_address) if self.metrics_address else None

    @property
    def on_postgresql(self) -> bool:
        """Whether the database is on a PostgreSQL server, which several processes may use."""
        return is_postgresql(self.database_url)

    @property
    def database_path(self) -> Path:
        """The path of the SQLite database. Raises UnsupportedDatabase."""
        return database_file(self.database_url)

    @property
    def local_files(self) -> LocalFiles:
        """Where the server keeps files of its own on this machine."""
        return LocalFiles(self.database_url, self.local_folder)

    @property
    def resolved_files_url(self) -> str:
        """The URL of the file store; by default a folder on this machine."""
        return self.files_url or self.local_files.files.as_uri()

    @property
    def has_shared_files(self) -> bool:
        """Whether other machines that use the database reach the same files."""
        return self.files_shared or not self.resolved_files_url.startswith("file:")

    @property
    def mail_server(self) -> MailServer | None:
        """The server that sends emails, or None if none is configured."""
        return MailServer.from_url(self.smtp_url.get_secret_value()) if self.smtp_url else None

    @property
    def access_retention(self) -> timedelta:
        """How long it is kept who read a chart."""
        return timedelta(days=self.access_retention_days)

    @cached_property
    def resolved_local_key(self) -> bytes:
        """The key that signs local tokens and links. In development it is generated and stored on this machine.

        Raises BadLocalKey.
        """
        if self.local_key is not None:
            key = self.local_key.get_secret_value().encode()
            if not self.in_development and is_guessable(key):
                raise BadLocalKey("POLICYBOOK_LOCAL_KEY can be guessed. Use a random one: `openssl rand -hex 32`.")
            return key
        if not self.in_development:
            raise BadLocalKey("POLICYBOOK_LOCAL_KEY must be set in production, to at least 32 random bytes.")
        return load_or_create_key(self.local_files.key)

    @property
    def resolved_previous_keys(self) -> tuple[bytes, ...]:
        """Keys that signed tokens and links before the local key did: those are good until they expire."""
        return tuple(key.get_secret_value().encode() for key in self.previous_keys)


def _is_network(text: str) -> bool:
    try:
        return ip_network(text).prefixlen > 0
    except ValueError:
        return False


def load_or_create_key(path: Path) -> bytes:
    """The key in the file. If there is no file, creates it with a random key, readable by its owner only.

    Raises BadLocalKey if the key in the file is too short.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _require_length(path.read_bytes(), f"The key in {path}")
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_hex(MIN_KEY_BYTES).encode()
        file.write(key)
    return key


def _require_length(key: bytes, name: str) -> bytes:
    if len(key) < MIN_KEY_BYTES:
        raise BadLocalKey(f"{name} has fewer than {MIN_KEY_BYTES} bytes.")
    return key
