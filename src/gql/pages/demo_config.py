"""What the demo page plays: the practitioner, and any client of the demo's practice."""

from starlette.requests import Request

from gql.auth.local_tokens import mint
from gql.global_ids import global_id, local_id
from gql.pages.personas import PERSONAS, Personas
from insurance.enums import Role
from insurance.facts import Client
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, PRACTICE
from store.reads.clients import clients_by_id, clients_page
from store.reads.pages import PageRequest

_PRACTITIONER = PERSONAS["practice"][1]
_MOST_CLIENTS = 100


class DemoConfig:
    """Answers the demo page's question whom to play."""

    def __init__(self, explorer: Personas, database: Database, local_key: bytes) -> None:
        """Asks the explorer who may play."""
        self._explorer, self._database, self._local_key = explorer, database, local_key

    async def config(self, request: Request) -> dict[str, object]:
        """The endpoint; and where the personas may be played from, their tokens and the clients to choose from."""
        if not await self._explorer.may_play(request):
            return {"endpoint": "/graphql", "practitioner": None, "clients": [], "client": None}
        page = await clients_page(self._database, _PRACTITIONER, PageRequest(_MOST_CLIENTS), None)
        client = await self._chosen(request.query_params.get("client", ""))
        portal = Caller(PRACTICE.id, Role.CLIENT, f"local:{client.id}", client_id=client.id)
        return {
            "endpoint": "/graphql",
            "practitioner": mint(self._local_key, _PRACTITIONER),
            "clients": [_shown(each) for each in page.items],
            "client": {**_shown(client), "token": mint(self._local_key, portal)},
        }

    async def _chosen(self, client_id: str) -> Client:
        """The client asked for, as the practitioner may see them; else Cleo."""
        (client,) = await clients_by_id(self._database, _PRACTITIONER, [local_id("Client", client_id) or CLEO.id])
        return client or CLEO


def _shown(client: Client) -> dict[str, str]:
    return {"id": global_id("Client", client.id), "name": f"{client.first_name} {client.last_name}"}
