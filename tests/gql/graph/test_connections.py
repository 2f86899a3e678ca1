"""Connections: forward or backward, in pages of any size, every row comes once and in the defined order."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gql.global_ids import global_id
from insurance.facts import Client, Payer
from insurance.search import client_beginnings, search_terms
from store.db import tables
from store.ids import new_id
from support.api_client import ApiClient
from support.paged_practice import (
    CHANGES,
    CLIENTS,
    PAYERS,
    POLICIES,
    WAITING,
    PagedPractice,
    key,
    load,
    serve_paged_practice,
)
from support.statement_counter import record_statements

drawn = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def crowd_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("crowd") / "policybook.db"
    asyncio.run(load(file))
    return file


@pytest.fixture
async def practice(crowd_file: Path) -> AsyncIterator[PagedPractice]:
    async with serve_paged_practice(crowd_file) as practice:
        yield practice


@pytest.fixture
async def changing(crowd_file: Path, tmp_path: Path) -> AsyncIterator[PagedPractice]:
    """A crowd of one's own, to write to."""
    async with serve_paged_practice(Path(shutil.copy(crowd_file, tmp_path))) as practice:
        yield practice


@dataclass(frozen=True)
class Listing:
    """A connection: its field, the caller, and the ids it must have, in order."""

    field: str
    rows: list[str]
    of: str
    by: Callable[[PagedPractice], ApiClient] = lambda practice: practice.staff
    inside: str = "%s"

    async def page(self, practice: PagedPractice, paging: str) -> Any:
        """A page of it."""
        field = self.field % paging
        rows = "edges { cursor node { id } } nodes { id }"
        query = f"{{ {self.inside % f'list: {field} {{ {rows} {BOUNDS} }}'} }}"
        data = await self.by(practice).data(query)
        return data["list"] if "list" in data else data["node"]["list"]


def cursor(row: str) -> str:
    """The cursor of a row."""
    return global_id("Cursor", row)


BOUNDS = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def by_name(clients: list[Client]) -> list[str]:
    return [c.id for c in sorted(clients, key=lambda c: (key(c.last_name), key(c.first_name), c.id))]


def payers_by_name(payers: list[Payer]) -> list[str]:
    return [p.id for p in sorted(payers, key=lambda p: (key(p.name), p.id))]


def is_found(client: Client, search: str) -> bool:
    beginnings = client_beginnings((client.first_name, client.last_name), None, ())
    return all(beginnings & set(term) for term in search_terms(search))


FOUND = [client for client in CLIENTS if is_found(client, "AN")]
OFFERED = [payer for payer in PAYERS if not payer.archived]
HISTORY = sorted(CHANGES, key=lambda change: (change.at, change.id), reverse=True)
QUEUE = sorted(WAITING, key=lambda policy: (policy.created_at, policy.id))

LISTS = {
    "clients": Listing("clients(%s)", by_name(CLIENTS), "Client"),
    "clients found by two words": Listing(
        'clients(search: "l an", %s)', by_name([client for client in CLIENTS if is_found(client, "l an")]), "Client"
    ),
    "clients found": Listing(
        'clients(search: "AN", %s)',
        by_name(FOUND),
        "Client",
    ),
    "payers": Listing("payers(%s)", payers_by_name(OFFERED), "Payer"),
    "all payers": Listing("payers(includeArchived: true, %s)", payers_by_name(PAYERS), "Payer"),
    "payers in the portal": Listing(
        "payers(includeArchived: true, %s)", payers_by_name(OFFERED), "Payer", by=lambda practice: practice.portal
    ),
    "review queue": Listing("policiesToReview(%s)", [policy.id for policy in QUEUE], "Policy"),
    "history": Listing(
        "history(%s)",
        [change.id for change in HISTORY],
        "Change",
        inside=f'node(id: "{global_id("Policy", POLICIES[0].id)}") {{ ... on Policy {{ %s }} }}',
    ),
}
each_list = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)


async def walk(listing: Listing, practice: PagedPractice, size: int, backward: bool) -> list[list[str]]:
    """All pages from one end to the other, each checked on the way."""
    size_name, cursor_name, next_cursor = (
        ("last", "before", "startCursor") if backward else ("first", "after", "endCursor")
    )
    ahead, behind = ("hasPreviousPage", "hasNextPage") if backward else ("hasNextPage", "hasPreviousPage")
    pages: list[list[str]] = []
    paging = f"{size_name}: {size}"
    while True:
        page = await listing.page(practice, paging)
        nodes, bounds = page["nodes"], page["pageInfo"]
        assert [edge["node"] for edge in page["edges"]] == nodes
        assert (bounds["startCursor"], bounds["endCursor"]) == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])
        assert bounds[behind] == bool(pages)
        pages.append([node["id"] for node in nodes])
        if not bounds[ahead]:
            return pages
        paging = f'{size_name}: {size}, {cursor_name}: "{bounds[next_cursor]}"'


@each_list
@drawn
@given(size=st.integers(1, 130), backward=st.booleans())
async def test_pages_of_any_size_in_either_direction_make_the_whole_list_in_order(
    practice: PagedPractice, listing: Listing, size: int, backward: bool
) -> None:
    pages = await walk(listing, practice, size, backward)
    joined = [id_ for page in (reversed(pages) if backward else pages) for id_ in page]
    assert joined == [global_id(listing.of, row) for row in listing.rows]
    assert len(pages) == ceil(len(joined) / min(size, 100))


@each_list
@drawn
@given(data=st.data(), size=st.integers(1, 60), backward=st.booleans())
async def test_between_two_cursors_lies_what_lies_between_their_rows(
    practice: PagedPractice, listing: Listing, data: st.DataObject, size: int, backward: bool
) -> None:
    places = st.integers(0, len(listing.rows) - 1)
    after, before = data.draw(places, "after"), data.draw(places, "before")
    between = [global_id(listing.of, row) for row in listing.rows[after + 1 : before]]
    ends = f'after: "{cursor(listing.rows[after])}", before: "{cursor(listing.rows[before])}"'
    paging = f"{'last' if backward else 'first'}: {size}, {ends}"
    page = await listing.page(practice, paging)
    assert [node["id"] for node in page["nodes"]] == (between[-size:] if backward else between[:size])
    more, bounds = len(between) > size, page["pageInfo"]
    assert (bounds["hasPreviousPage"], bounds["hasNextPage"]) == ((more, True) if backward else (True, more))


@drawn
@given(client=st.sampled_from(CLIENTS))
async def test_a_cursor_keeps_its_place_in_a_list_that_its_row_is_not_in(
    practice: PagedPractice, client: Client
) -> None:
    page = await LISTS["clients found"].page(practice, f'first: 100, after: "{cursor(client.id)}"')
    later = by_name(CLIENTS)[by_name(CLIENTS).index(client.id) + 1 :]
    expected = [global_id("Client", id_) for id_ in by_name(FOUND) if id_ in later]
    assert [node["id"] for node in page["nodes"]] == expected


@pytest.mark.parametrize(
    ("paging", "size"),
    [
        *[("search: null", 25), ("first: null, last: null", 25), ("first: 7", 7), ("last: 7", 7)],
        *[("first: 0", 0), ("last: 0", 0), ("first: 1", 1), ("first: 100", 100), ("first: 101", 100)],
        *[("last: 1000", 100), ("first: 2147483647", 100)],
    ],
)
async def test_a_page_has_25_rows_unless_told_and_at_most_100(practice: PagedPractice, paging: str, size: int) -> None:
    assert len((await LISTS["clients"].page(practice, paging))["nodes"]) == size


@each_list
async def test_an_empty_page_says_whether_there_are_rows(practice: PagedPractice, listing: Listing) -> None:
    for paging, ahead in (("first: 0", "hasNextPage"), ("last: 0", "hasPreviousPage")):
        page = await listing.page(practice, paging)
        assert page["nodes"] == page["edges"] == []
        assert page["pageInfo"][ahead]
        assert page["pageInfo"]["endCursor"] is None


@each_list
@pytest.mark.parametrize(
    "paging",
    [
        *[
            "first: -1",
            "last: -1",
            "first: -2147483648",
            "first: 3, last: 3",
            'after: "junk"',
            'before: ""',
            'after: "1"',
            'before: "-1"',
        ],
        *[f'after: "{global_id("Client", CLIENTS[0].id)}"', f'after: "{cursor(CLIENTS[0].id)}="'],
    ],
)
async def test_what_is_no_page_is_refused(practice: PagedPractice, listing: Listing, paging: str) -> None:
    field = listing.inside % f"list: {listing.field % paging} {{ nodes {{ id }} }}"
    assert await listing.by(practice).error_codes(f"{{ {field} }}") == ["BAD_USER_INPUT"]


@each_list
async def test_the_cursor_of_another_list_leads_nowhere(practice: PagedPractice, listing: Listing) -> None:
    other = next(each for each in LISTS.values() if each.of != listing.of)
    for paging in (f'after: "{cursor(other.rows[0])}"', f'last: 5, before: "{cursor(other.rows[-1])}"'):
        page = await listing.page(practice, paging)
        assert page["nodes"] == page["edges"] == []
        assert (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"]) == (None, None)


SEARCHES = {name: listing for name, listing in LISTS.items() if "found" in name}
COUNTED = {name: listing for name, listing in LISTS.items() if listing.of != "Change" and name not in SEARCHES}


@pytest.mark.parametrize("listing", COUNTED.values(), ids=COUNTED)
async def test_the_whole_list_is_counted_only_when_asked(practice: PagedPractice, listing: Listing) -> None:
    field = listing.field % "first: 2"
    with record_statements() as executed:
        await listing.by(practice).data(f"{{ {field} {{ nodes {{ id }} }} }}")
    assert not [sql for sql in executed if "count(" in sql]
    with record_statements() as executed:
        query = f"{{ a: {field} {{ nodes {{ id }} totalCount }} b: {field} {{ totalCount }} }}"
        data = await listing.by(practice).data(query)
    assert data["a"]["totalCount"] == data["b"]["totalCount"] == len(listing.rows)
    assert len([sql for sql in executed if "count(" in sql]) == 1


@pytest.mark.parametrize("listing", SEARCHES.values(), ids=SEARCHES)
async def test_the_results_of_a_search_are_counted_only_when_asked(practice: PagedPractice, listing: Listing) -> None:
    field = listing.field % "first: 2"
    with record_statements() as without:
        await listing.by(practice).data(f"{{ {field} {{ nodes {{ id }} }} }}")
    with record_statements() as counted:
        data = await listing.by(practice).data(f"{{ list: {field} {{ nodes {{ id }} totalCount }} }}")
    assert data["list"]["totalCount"] == len(listing.rows)
    assert len(without) < len(counted)


async def found(api: ApiClient, field: str, search: str) -> list[str]:
    """The ids that a search finds, up to a hundred."""
    query = f"query($search: String) {{ found: {field}(first: 100, search: $search) {{ nodes {{ id }} }} }}"
    return [node["id"] for node in (await api.data(query, search=search))["found"]["nodes"]]


def lawfully_found(search: str) -> list[str]:
    """The clients that a search finds, in order."""
    return [global_id("Client", id_) for id_ in by_name([c for c in CLIENTS if is_found(c, search)])][:100]


@settings(drawn, max_examples=60)
@given(data=st.data(), client=st.sampled_from(CLIENTS), space=st.sampled_from(["", " ", "  \t", "\u00a0"]))
async def test_the_beginnings_of_both_names_in_any_case_find_them(
    practice: PagedPractice, data: st.DataObject, client: Client, space: str
) -> None:
    names = data.draw(st.permutations([client.first_name, client.last_name]))
    # Where a letter is made of several characters, its beginning may be another letter.
    parts = [name[: data.draw(st.integers(1, len(name)))] if name.isascii() else name for name in names]
    spelled = data.draw(st.sampled_from(["{0} {1}", "{1}, {0}", "{0}", "{1}"])).format(*parts)
    cased = data.draw(st.sampled_from([spelled, spelled.upper(), spelled.lower(), spelled.swapcase()]))
    search = (space + cased + space)[:202]
    expected = lawfully_found(search)
    assert await found(practice.staff, "clients", search) == expected
    assert len(expected) == 100 or global_id("Client", client.id) in expected


LETTERS = ["%", "_", "\\", "100%", "r_s", "k\\s", "%%", "\\%", "*", "[a-z]", "?", "'", '"', "😀"]


@pytest.mark.parametrize("search", LETTERS)
async def test_wildcards_and_quotes_are_punctuation_like_any_other(practice: PagedPractice, search: str) -> None:
    assert await found(practice.staff, "clients", search) == lawfully_found(search)


async def test_a_search_never_joins_the_first_name_with_the_last(practice: PagedPractice) -> None:
    assert await found(practice.staff, "clients", "ann lee") == await found(practice.staff, "clients", "lee, ann") != []
    assert await found(practice.staff, "clients", "annlee") == []


async def test_staff_find_a_payer_by_each_text_it_answers_to_and_the_portal_by_its_name_alone(
    practice: PagedPractice,
) -> None:
    for payer in OFFERED:
        id_ = global_id("Payer", payer.id)
        for text in (payer.aliases[0].upper(), payer.aliases[1], str(payer.edi_payer_id).lower()):
            assert id_ in await found(practice.staff, "payers", text)
            assert await found(practice.portal, "payers", text) == []
        for api in (practice.staff, practice.portal):
            assert id_ in await found(api, "payers", payer.name.swapcase())


@pytest.mark.parametrize("asked", ["false", "null", "true"])
async def test_archived_payers_are_listed_for_staff_who_ask_and_never_in_the_portal(
    practice: PagedPractice, asked: str
) -> None:
    query = f"{{ payers(includeArchived: {asked}) {{ totalCount nodes {{ archived }} }} }}"
    staff, portal = await practice.staff.data(query), await practice.portal.data(query)
    assert staff["payers"]["totalCount"] == (len(PAYERS) if asked == "true" else len(OFFERED))
    assert portal["payers"]["totalCount"] == len(OFFERED)
    assert not any(node["archived"] for node in portal["payers"]["nodes"])


async def test_a_client_renamed_or_added_between_two_pages_hides_no_other(changing: PagedPractice) -> None:
    listing, rows = LISTS["clients"], LISTS["clients"].rows
    first = await listing.page(changing, "first: 40")
    clients, moved = tables.clients, [rows[10], rows[60], rows[100]]

    async def rename(connection: Any) -> None:
        for row, name in zip(moved, ["zzz", "aaa", "mmm"], strict=True):
            await connection.execute(clients.update().where(clients.c.id == row).values(last_name_key=name))
        added = dict((await connection.execute(sa.select(clients).limit(1))).mappings().one())
        for name in ("aab", "zzy"):
            await connection.execute(clients.insert(), {**added, "id": new_id(), "last_name_key": name})

    await changing.database.write(rename, practice_id=None)
    second = await listing.page(changing, f'first: 100, after: "{first["pageInfo"]["endCursor"]}"')
    seen = [node["id"] for page in (first, second) for node in page["nodes"]]
    others = [global_id("Client", row) for row in rows if row not in moved]
    assert [id_ for id_ in seen if id_ in others] == others
