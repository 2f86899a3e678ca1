"""The configuration of the demo page: tokens for the practitioner and for one client of the demo practice."""

from starlette.requests import Request

from gql.auth.local_tokens import mint
from gql.global_ids import global_id, local_id
from gql.pages.personas import PERSONAS, may_use_personas
from gql.settings import Settings
from insurance.enums import Role
from insurance.facts import Client
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, PRACTICE
from store.reads.clients import clients_by_id, clients_page
from store.reads.pages import PageRequest

_PRACTITIONER = PERSONAS["practice"][1]
_MAX_CLIENTS = 100


class DemoConfig:
    """Answers `/demo/config.json`; see `gql.pages.demo.routes` for its fields."""

    def __init__(self, settings: Settings, database: Database, local_key: bytes) -> None:
        """`local_key` signs the tokens."""
        self._settings, self._database, self._local_key = settings, database, local_key

    async def config(self, request: Request) -> dict[str, object]:
        """The endpoint, and if this request may use the personas, their tokens and the clients to choose from."""
        if not await may_use_personas(self._settings, self._database, request):
            return {"endpoint": "/graphql", "practitioner": None, "clients": [], "client": None}
        page = await clients_page(self._database, _PRACTITIONER, PageRequest(_MAX_CLIENTS), None)
        client = await self._client(request.query_params.get("client", ""))
        portal = Caller(PRACTICE.id, Role.CLIENT, f"local:{client.id}", client_id=client.id)
        return {
            "endpoint": "/graphql",
            "practitioner": mint(self._local_key, _PRACTITIONER),
            "clients": [_id_and_name(client) for client in page.items],
            "client": {**_id_and_name(client), "token": mint(self._local_key, portal)},
        }

    async def _client(self, global_client_id: str) -> Client:
        """The requested client, if the practitioner may see them; otherwise Cleo."""
        client_id = local_id("Client", global_client_id) or CLEO.id
        (client,) = await clients_by_id(self._database, _PRACTITIONER, [client_id])
        return client or CLEO


def _id_and_name(client: Client) -> dict[str, str]:
    return {"id": global_id("Client", client.id), "name": f"{client.first_name} {client.last_name}"}
