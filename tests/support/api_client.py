"""Requests to the API, as one of the cast."""

from dataclasses import dataclass
from typing import Any

from httpx2 import AsyncClient, Response

from gql.auth.local_tokens import mint
from insurance.enums import Role
from store.caller import Caller
from store.demo.cast import CLEO, DANA, OMAR, OTHER_PRACTICE, PAT, PRACTICE

KEY = "a local key for tests of 32 bytes or more"

CAST = {
    "Pat": Caller(PRACTICE.id, Role.PRACTITIONER, "local:pat", name=PAT),
    "Cleo": Caller(PRACTICE.id, Role.CLIENT, "local:cleo", client_id=CLEO.id),
    "Dana": Caller(PRACTICE.id, Role.CLIENT, "local:dana", client_id=DANA.id),
    "Olga": Caller(OTHER_PRACTICE.id, Role.PRACTITIONER, "local:olga", name="Olga Novak"),
    "Omar": Caller(OTHER_PRACTICE.id, Role.CLIENT, "local:omar", client_id=OMAR.id),
}


def token_of(name: str) -> str:
    """A new token for one of the cast."""
    return mint(KEY.encode(), CAST[name])


def headers_of(response: Response) -> dict[str, str]:
    """The headers of a response, without the id of the request: that differs each time."""
    return {name: value for name, value in response.headers.items() if name != "x-request-id"}


@dataclass(frozen=True)
class ApiClient:
    """Sends GraphQL requests with a bearer token, or without one."""

    http: AsyncClient
    token: str | None

    @classmethod
    def signed_in(cls, http: AsyncClient, name: str) -> "ApiClient":
        """A client with the token of one of the cast."""
        return cls(http, token_of(name))

    @property
    def headers(self) -> dict[str, str]:
        """The Authorization header."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def post(self, query: str, variables: dict[str, Any] | None = None) -> Response:
        """The HTTP response to a document."""
        return await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=self.headers)

    async def execute(self, query: str, **variables: Any) -> Any:
        """The body of the response: data and errors."""
        return (await self.post(query, variables)).json()

    async def data(self, query: str, **variables: Any) -> Any:
        """The data of a response that must have no errors."""
        answer = await self.execute(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def error_codes(self, query: str, **variables: Any) -> list[str]:
        """The codes of the response's errors."""
        return [error["extensions"]["code"] for error in (await self.execute(query, **variables)).get("errors", [])]
