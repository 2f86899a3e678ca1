"""A practice whose lists are hard to page: names in many scripts, equal names, wildcards, equal instants."""

import unicodedata
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice, product
from pathlib import Path
from random import Random

from pydantic import SecretStr

from gql.auth.local_tokens import mint
from gql.settings import Settings
from insurance.enums import ChangeCause, CollectionOverride, Role
from insurance.facts import Change, Client, Practice
from store.acts.load_records import Records, load_records
from store.caller import Caller
from store.db.database import Database
from store.db.migrate import migrate
from support.api_client import KEY, ApiClient
from support.app_client import app_client
from support.factories import a_payer, a_policy, a_portal_policy

_CHANCE = Random(11)  # noqa: S311 - for ids that lie across the order of names

_NAMES = [
    ("Zoë", "Ångström"),
    ("zoe", "angstrom"),
    ("José", "Núñez"),
    ("STRASSE", "Groß"),
    ("Anna", "GROSS"),
    ("100%", "Sure"),
    ("under_score", "Name"),
    ("underXscore", "Name"),
    ("back\\slash", "Name"),
    ("Mary Jane", "de la Cruz"),
    ("Conan", "O'Brien"),
    ('Quote "Q"', "Double"),
    ("小龙", "李"),
    ("Σίσυφος", "ΟΔΥΣΣΕΥΣ"),
    ("ﬁona", "Oﬃce"),
    ("İpek", "Çelik"),
    ("Ⅷ", "Ｆｕｌｌ"),
    ("Nima", "می‌خواهم"),  # with a zero-width non-joiner, as Persian is written
    ("😀", "Emoji"),
    ("Ann-Marie", "Smith-Jones"),
    ("*", "[a-z]"),
    ("W" * 100, "M" * 100),
]
_ALIKE = list(islice(cycle(product(["Ann", "ann", "Bo"], ["Lee", "LEE", "Li"])), 90))


def _id() -> str:
    return str(uuid.UUID(int=_CHANCE.getrandbits(128), version=4))


def _instant(n: int) -> datetime:
    # Few enough for many to be equal, and on both sides of a second.
    return datetime(2026, 2, 3, 12, 0, n // 3 % 4, n % 2 * 500_000, tzinfo=UTC)


PRACTICE = Practice(_id(), "Crowd", "America/New_York", True)
CLIENTS = [Client(_id(), first, last, None, CollectionOverride.INHERIT) for first, last in [*_NAMES, *_ALIKE]]
PAYERS = [
    a_payer(id=_id(), name=name, aliases=(f"Älias {n}", f"other {n}"), edi_payer_id=f"EDI{n:03}", archived=n % 3 == 0)
    for n, name in enumerate(f"{last} {first}{sons}" for first, last in _NAMES[:-1] for sons in ("", " & Sons"))
]
POLICIES = [
    *(a_portal_policy(id=_id(), client_id=CLIENTS[n % 5].id, created_at=_instant(n)) for n in range(40)),
    *(
        a_policy(id=_id(), client_id=CLIENTS[n % 5].id, created_at=_instant(n), payer_id=PAYERS[n].id)
        for n in range(10)
    ),
]


def _changes(subject_id: str, count: int) -> list[Change]:
    return [
        Change(_id(), subject_id, _instant(n), "Pat Rivera", Role.PRACTITIONER, ChangeCause.EDITED, None, ())
        for n in range(count)
    ]


CHANGES = _changes(POLICIES[0].id, 40)
"""The history of the first policy."""
PAYER_CHANGES, PRACTICE_CHANGES = _changes(PAYERS[0].id, 20), _changes(PRACTICE.id, 20)
"""The histories of the first payer and of the practice."""
WAITING = [policy for policy in POLICIES if policy.payer_id is None]


def key(text: str) -> str:
    """How a name is compared and sorted: whatever its case, and the form its letters were typed in."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


async def load(file: Path) -> None:
    """Makes a database with the practice in it."""
    database = Database(f"sqlite+aiosqlite:///{file}")
    await migrate(database)
    of = PRACTICE.id
    changes = [*CHANGES, *PAYER_CHANGES, *PRACTICE_CHANGES]
    records = Records([PRACTICE], {of: CLIENTS}, {of: PAYERS}, {of: POLICIES}, changes={of: changes})
    await load_records(database, records)
    await database.close()


@dataclass(frozen=True)
class PagedPractice:
    """The practice behind the API, its database, a practitioner and its first client."""

    staff: ApiClient
    portal: ApiClient
    database: Database


@asynccontextmanager
async def serve_paged_practice(file: Path) -> AsyncIterator[PagedPractice]:
    """The API on a database file that `load` made."""
    url = f"sqlite+aiosqlite:///{file}"
    database = Database(url)
    staff = mint(KEY.encode(), Caller(PRACTICE.id, Role.PRACTITIONER, "staff", name="Pat Rivera"))
    portal = mint(KEY.encode(), Caller(PRACTICE.id, Role.CLIENT, "portal", client_id=CLIENTS[0].id))
    async with app_client(Settings(database_url=url, local_key=SecretStr(KEY))) as http:
        yield PagedPractice(ApiClient(http, staff), ApiClient(http, portal), database)
    await database.close()
