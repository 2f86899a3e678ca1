"""The model's line to the real server: how practices are opened, spoken to, and submitted to by clients."""

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from http.client import HTTPConnection
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from asking import KEY
from gql.ids import global_id, local_id
from gql.tokens import mint
from insurance.facts import Change
from insurance.words import ChangeCause, Role
from making import a_portal_policy
from serving import Served
from store.acts.add_practice import add_practice
from store.acts.load_records import Records, load_records
from store.caller import Caller
from store.database import Database
from store.ids import new_id

_OLDER = "UPDATE idempotency_keys SET created_at = strftime('%Y-%m-%d %H:%M:%f000', created_at, :hours)"
_PLAIN = {
    "type": "type",
    "relationship": "relationship",
    "insuranceType": "insurance_type",
    "memberId": "member_id",
    "enteredPayerName": "entered_payer_name",
}
_DAYS = {"effectiveDate": "effective_date", "endDate": "end_date"}


class Line:
    """A connection to the server, kept open, and a door to its file for what the API does not offer yet."""

    def __init__(self, served: Served) -> None:
        """Opens nothing yet."""
        self._loop = asyncio.Runner()
        self._database = Database(f"sqlite+aiosqlite:///{served.file}", checkpoints=False)
        self._connection = HTTPConnection("127.0.0.1", served.port, timeout=20)

    def ask(self, practice_id: str, who: str, document: str, variables: Mapping[str, Any]) -> Any:
        """What a practitioner of the practice is answered, or a write's payload; an answer with errors fails."""
        headers = {"Authorization": f"Bearer {_token(practice_id, who)}", "Content-Type": "application/json"}
        self._connection.request("POST", "/graphql", orjson.dumps({"query": document, "variables": variables}), headers)
        answer = orjson.loads(self._connection.getresponse().read())
        assert "errors" not in answer, answer["errors"]
        data = answer["data"]
        return next(iter(data.values())) if "input" in variables else data

    def open_practice(self, time_zone: str) -> str:
        """A new practice's id."""
        practice = self._loop.run(add_practice(self._database, "Elm Street Counseling", time_zone))
        return global_id("Practice", practice.id)

    def submit(self, practice_id: str, given: Mapping[str, Any], actor: str) -> str:
        """The id of a new policy as the portal keeps it: with the client's text, and a payer where that named one."""
        now, practice = datetime.now(UTC), str(local_id("Practice", practice_id))
        policy = a_portal_policy(
            id=new_id(),
            client_id=local_id("Client", given["client"]),
            payer_id=given["payer"] and local_id("Payer", given["payer"]),
            copay=None,
            created_at=now,
            updated_at=now,
            **{attribute: given[name] for name, attribute in _PLAIN.items()},
            **{attribute: given[name] and date.fromisoformat(given[name]) for name, attribute in _DAYS.items()},
        )
        change = Change(new_id(), policy.id, now, actor, Role.CLIENT, ChangeCause.SUBMITTED, None, ())
        records = Records(policies={practice: [policy]}, changes={practice: [change]})
        self._loop.run(load_records(self._database, records))
        return global_id("Policy", policy.id)

    def age_keys(self, hours: int) -> None:
        """Lets so many hours pass for every idempotency key."""

        async def unit(connection: AsyncConnection) -> None:
            await connection.execute(sa.text(_OLDER), {"hours": f"-{hours} hours"})

        self._loop.run(self._database.write(unit))

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()
        self._loop.run(self._database.close())
        self._loop.close()


@cache
def _token(practice_id: str, who: str) -> str:
    practice = str(local_id("Practice", practice_id))
    return mint(KEY.encode(), Caller(practice, Role.PRACTITIONER, f"local:{who}", who))


def today(time_zone: str) -> date:
    """The day it is there, and stays while a request is answered: just before midnight this waits for the next."""
    now = datetime.now(ZoneInfo(time_zone))
    if (now + timedelta(seconds=5)).date() != now.date():
        time.sleep(6)
    return datetime.now(ZoneInfo(time_zone)).date()
