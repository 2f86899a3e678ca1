"""Which identity provider is trusted, and how it says who somebody is: settings `POLICYBOOK_OIDC_...`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import Field, HttpUrl, field_validator, model_validator
from pydantic_settings import BaseSettings

from gql.auth import local_tokens
from gql.loopback import loops_back
from insurance.enums import Role

ClaimPath: TypeAlias = tuple[str, ...]
"""Where a claim is: the names on the way down to it."""

_Text = Annotated[str, Field(min_length=1, max_length=500)]
# A name with a colon is one name, as URLs are (RFC 7519, 4.2); in any other name dots lead into objects.
_ClaimName = Annotated[str, Field(pattern=r"^(\S*:\S*|[^\s.:]+(\.[^\s.:]+)*)$", max_length=500)]


@dataclass(frozen=True, slots=True)
class OidcProvider:
    """An issuer whose word is taken: for any practice, as only the issuer knows who works where."""

    issuer: str
    keys_url: str
    audience: str
    longest_life: int
    practice: ClaimPath
    role: ClaimPath
    client: ClaimPath
    name: ClaimPath
    words: Mapping[str, Role]
    """What the issuer calls our roles, case-folded."""


class OidcSettings(BaseSettings):
    """What the server is told about the identity provider; without one, it knows its own tokens only."""

    oidc_issuer: _Text | None = None
    oidc_jwks_url: HttpUrl | None = None
    oidc_audience: _Text | None = None
    oidc_practice_claim: _ClaimName = "practice"
    oidc_role_claim: _ClaimName = "role"
    oidc_client_claim: _ClaimName = "client"
    oidc_name_claim: _ClaimName = "name"
    oidc_practitioner_role: _Text = "practitioner"
    oidc_client_role: _Text = "client"
    # Nothing takes a token back before it expires, so a day is the most there can be.
    oidc_longest_life: int = Field(default=12 * 60 * 60, ge=60, le=24 * 60 * 60)

    @field_validator("oidc_issuer")
    @classmethod
    def _another_issuer(cls, issuer: str | None) -> str | None:
        if issuer == local_tokens.ISSUER:
            raise ValueError(f"`{local_tokens.ISSUER}` is the name of the server itself as an issuer")
        return issuer

    @field_validator("oidc_jwks_url")
    @classmethod
    def _unspoofable(cls, url: HttpUrl | None) -> HttpUrl | None:
        if url is not None and url.scheme != "https" and not loops_back(url.host or ""):
            raise ValueError("whoever is on the way could answer: https:// it is, except on this machine")
        if url is not None and (url.username or url.password or url.fragment):
            raise ValueError("an address without a password or fragment")
        return url

    @model_validator(mode="after")
    def _whole(self) -> "OidcSettings":
        together = (self.oidc_issuer, self.oidc_jwks_url, self.oidc_audience)
        if any(together) and not all(together):
            raise ValueError(
                "POLICYBOOK_OIDC_ISSUER, POLICYBOOK_OIDC_JWKS_URL and POLICYBOOK_OIDC_AUDIENCE go together: "
                "set all three, or none."
            )
        if len(self._words) < len(Role):
            raise ValueError(
                "POLICYBOOK_OIDC_PRACTITIONER_ROLE and POLICYBOOK_OIDC_CLIENT_ROLE are the same word: "
                "nobody could tell staff from clients."
            )
        return self

    @property
    def trust(self) -> OidcProvider | None:
        """The identity provider, or None without one."""
        if self.oidc_issuer is None or self.oidc_jwks_url is None or self.oidc_audience is None:
            return None
        return OidcProvider(
            issuer=self.oidc_issuer,
            keys_url=str(self.oidc_jwks_url),
            audience=self.oidc_audience,
            longest_life=self.oidc_longest_life,
            practice=claim_path(self.oidc_practice_claim),
            role=claim_path(self.oidc_role_claim),
            client=claim_path(self.oidc_client_claim),
            name=claim_path(self.oidc_name_claim),
            words=self._words,
        )

    @property
    def _words(self) -> dict[str, Role]:
        return {
            self.oidc_practitioner_role.casefold(): Role.PRACTITIONER,
            self.oidc_client_role.casefold(): Role.CLIENT,
        }


def claim_path(name: str) -> ClaimPath:
    """`https://practice.example/role` is one name; `realm_access.roles` is `roles` in the object `realm_access`."""
    return (name,) if ":" in name else tuple(name.split("."))
