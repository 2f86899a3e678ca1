"""The identity provider that is trusted, and the names of its claims: settings `POLICYBOOK_OIDC_...`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import Field, HttpUrl, field_validator, model_validator
from pydantic_settings import BaseSettings

from gql.auth import local_tokens
from gql.loopback import is_loopback
from insurance.enums import Role

ClaimPath: TypeAlias = tuple[str, ...]
"""Where a claim is: the names of the nested objects down to it, such as `("realm_access", "roles")`."""

_Text = Annotated[str, Field(min_length=1, max_length=500)]
# A name with a colon is one name, as a URL is (RFC 7519, 4.2). In any other name, dots separate nested objects.
_ClaimName = Annotated[str, Field(pattern=r"^(\S*:\S*|[^\s.:]+(\.[^\s.:]+)*)$", max_length=500)]


@dataclass(frozen=True, slots=True)
class OidcProvider:
    """A trusted identity provider. It is trusted for every practice: only it knows who works where."""

    issuer: str
    jwks_url: str
    audience: str
    max_lifetime: int
    """Seconds from `iat` to `exp`, at most."""
    practice_claim: ClaimPath
    role_claim: ClaimPath
    client_claim: ClaimPath
    name_claim: ClaimPath
    role_names: Mapping[str, Role]
    """Our roles by the names the provider has for them, case-folded."""


class OidcSettings(BaseSettings):
    """The settings of the identity provider. Without one, the server accepts its own tokens only."""

    oidc_issuer: _Text | None = None
    oidc_jwks_url: HttpUrl | None = None
    oidc_audience: _Text | None = None
    oidc_practice_claim: _ClaimName = "practice"
    oidc_role_claim: _ClaimName = "role"
    oidc_client_claim: _ClaimName = "client"
    oidc_name_claim: _ClaimName = "name"
    oidc_practitioner_role: _Text = "practitioner"
    oidc_client_role: _Text = "client"
    # A token cannot be revoked before it expires, hence a day at most.
    oidc_longest_life: int = Field(default=12 * 60 * 60, ge=60, le=24 * 60 * 60)

    @field_validator("oidc_issuer")
    @classmethod
    def _not_our_own(cls, issuer: str | None) -> str | None:
        if issuer == local_tokens.ISSUER:
            raise ValueError(f"`{local_tokens.ISSUER}` is reserved for the server's own tokens")
        return issuer

    @field_validator("oidc_jwks_url")
    @classmethod
    def _secure_url(cls, url: HttpUrl | None) -> HttpUrl | None:
        if url is not None and url.scheme != "https" and not is_loopback(url.host or ""):
            raise ValueError(
                "it must be https:// except on this machine: anybody on the network could replace the keys"
            )
        if url is not None and (url.username or url.password or url.fragment):
            raise ValueError("it must not contain a user name, a password or a fragment")
        return url

    @model_validator(mode="after")
    def _consistent(self) -> "OidcSettings":
        together = (self.oidc_issuer, self.oidc_jwks_url, self.oidc_audience)
        if any(together) and not all(together):
            raise ValueError(
                "POLICYBOOK_OIDC_ISSUER, POLICYBOOK_OIDC_JWKS_URL and POLICYBOOK_OIDC_AUDIENCE belong together: "
                "set all three, or none."
            )
        if len(self._role_names) < len(Role):
            raise ValueError(
                "POLICYBOOK_OIDC_PRACTITIONER_ROLE and POLICYBOOK_OIDC_CLIENT_ROLE are the same name: "
                "staff could not be told from clients."
            )
        return self

    @property
    def oidc_provider(self) -> OidcProvider | None:
        """The identity provider, or None if none is configured."""
        if self.oidc_issuer is None or self.oidc_jwks_url is None or self.oidc_audience is None:
            return None
        return OidcProvider(
            issuer=self.oidc_issuer,
            jwks_url=str(self.oidc_jwks_url),
            audience=self.oidc_audience,
            max_lifetime=self.oidc_longest_life,
            practice_claim=claim_path(self.oidc_practice_claim),
            role_claim=claim_path(self.oidc_role_claim),
            client_claim=claim_path(self.oidc_client_claim),
            name_claim=claim_path(self.oidc_name_claim),
            role_names=self._role_names,
        )

    @property
    def _role_names(self) -> dict[str, Role]:
        return {
            self.oidc_practitioner_role.casefold(): Role.PRACTITIONER,
            self.oidc_client_role.casefold(): Role.CLIENT,
        }


def claim_path(name: str) -> ClaimPath:
    """The path of a claim: `realm_access.roles` has two names, `https://practice.example/role` is one."""
    return (name,) if ":" in name else tuple(name.split("."))
