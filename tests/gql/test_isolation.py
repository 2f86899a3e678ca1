"""What is not yours is as if it were not there: on every path, in every spelling, byte for byte."""

import base64
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type
from httpx2 import AsyncClient

from asking import CAST, KEY, Asker
from gql.ids import global_id, parse_global_id
from gql.permissions import is_guarded
from gql.schema import print_sdl
from gql.tokens import mint
from graph import Place, asking, call, node_types, places, selection
from store.caller import Caller
from store.demo.cast import CLEO, OMAR
from world import World, ids

AT_ONCE = 40
BY_ID = [place for place in places() if place.takes_id]
LISTS = [place for place in places() if "after" in place.field.args]
LISTED_FOR = [(name, place) for name in ("Pat", "Olga") for place in LISTS] + [
    ("Cleo", place) for place in LISTS if not is_guarded(place.field)
]

everybody = pytest.mark.parametrize("name", [*CAST, "nobody"])
each_by_id = pytest.mark.parametrize("place", BY_ID, ids=str)


@pytest.fixture(scope="module")
def demo_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, in which one of Cleo's payers was archived: she still sees who insures her."""
    copy = tmp_path_factory.mktemp("isolation") / "policybook.db"
    with closing(sqlite3.connect(demo_file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        hers = "SELECT payer_id FROM policies WHERE client_id = ? AND payer_id IS NOT NULL LIMIT 1"
        target.execute(f"UPDATE payers SET archived = TRUE WHERE id = ({hers})", (CLEO.id,))
        target.commit()
    return copy


@pytest.fixture(scope="module")
def world(demo_file: Path) -> World:
    return World(demo_file)


def somebody(http: AsyncClient, name: str) -> tuple[Asker, Caller | None]:
    """One of the cast, or nobody."""
    return (Asker.named(http, name), CAST[name]) if name in CAST else (Asker(http, None), None)


def made_up(kind: str) -> str:
    """The id of a record that does not exist."""
    return global_id(kind, str(uuid.uuid4()))


def chunks(found: Sequence[str], kind: str = "Client") -> Iterator[list[str]]:
    """The ids, so many at once; the last ones are asked for together with some that do not exist."""
    padded = [*found, *(made_up(kind) for _ in range(-len(found) % AT_ONCE))]
    return (padded[place : place + AT_ONCE] for place in range(0, len(padded), AT_ONCE))


async def body_of_many(asker: Asker, field: str, kind: str, given: Sequence[str]) -> tuple[object, ...]:
    """All of the response to a document that asks the same of each: `field` names its variable `$id`."""
    declared = ", ".join(f"$v{n}: {kind}" for n in range(len(given)))
    fields = " ".join(f"a{n}: {field.replace('$id', f'$v{n}')}" for n in range(len(given)))
    response = await asker.post(f"query({declared}) {{ {fields} }}", {f"v{n}": each for n, each in enumerate(given)})
    return response.status_code, dict(response.headers), response.content


async def assert_same_as_nothing(asker: Asker, place: Place, given: Sequence[str]) -> None:
    """The field answers each of these ids as it answers one that does not exist."""
    field = f"{call(place)} {selection(place.output, -1)}"
    nothing = await body_of_many(asker, field, "ID!", [made_up("Client") for _ in range(AT_ONCE)])
    for chunk in chunks(given):
        assert await body_of_many(asker, field, "ID!", chunk) == nothing, f"{place} tells them from nothing"


def test_every_field_that_takes_an_id_is_one_that_these_tests_ask() -> None:
    assert len(BY_ID) >= 5
    assert [str(place) for place in BY_ID if not place.is_root] == []


@everybody
@each_by_id
async def test_a_foreign_id_is_answered_like_one_that_does_not_exist(
    place: Place, name: str, http: AsyncClient, world: World
) -> None:
    asker, caller = somebody(http, name)
    await assert_same_as_nothing(asker, place, sorted(ids(world.foreign(caller))))


@pytest.mark.parametrize("name", CAST)
@each_by_id
async def test_what_is_ones_own_is_answered(place: Place, name: str, http: AsyncClient, world: World) -> None:
    asker, caller = somebody(http, name)
    kinds = {"node": None, "nodes": None, "eligiblePolicies": "Client"}
    kind = kinds.get(place.name, place.output.name)
    own = [record.id for record in world.own(caller) if kind in (None, record.kind)]
    assert own
    # What stands around an id in the answer is the same for all.
    field = f"{call(place)} {{ {'client { id }' if place.name == 'eligiblePolicies' else 'id'} }}"
    for chunk in chunks(own):
        _, _, body = await body_of_many(asker, field, "ID!", chunk)
        for id_ in set(chunk) & set(own):
            assert id_ in str(body) or "FORBIDDEN" in str(body)


def respelled(id_: str) -> Iterator[str]:
    """Texts that are nearly this id: some decode to the same bytes."""
    found = parse_global_id(id_)
    assert found
    yield from (id_ + "=", id_ + "==", id_ + "===", id_.swapcase(), id_.upper(), id_.lower(), f" {id_}", f"{id_} ")
    yield from (f"{id_}\n", f"{id_[:8]}\n{id_[8:]}", f"{id_[:8]}*{id_[8:]}", id_[:-1], id_ + "A", f"\ufeff{id_}", "")
    yield from (id_[:-1] + last for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/")
    yield from (id_.translate(str.maketrans("-_", "+/")), found.id, f"{found.type_name}:{found.id}")
    for packed in (f"{found.type_name}:{found.id}", f"{found.type_name}:{uuid.UUID(found.id).hex}"):
        yield base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")
        yield base64.b64encode(packed.encode()).decode()
    yield from (global_id(found.type_name.lower(), found.id), global_id(f"{found.type_name} ", found.id))
    yield from (global_id(each.name, found.id) for each in node_types() if each.name != found.type_name)
    yield global_id("Cursor", found.id)


@pytest.mark.parametrize("name", ["Pat", "Cleo"])
@each_by_id
async def test_only_the_id_as_it_was_given_out_is_an_id(
    place: Place, name: str, http: AsyncClient, world: World
) -> None:
    asker, caller = somebody(http, name)
    one_of_each = {record.kind: record.id for record in world.own(caller)}.values()
    spellings = {spelling for id_ in one_of_each for spelling in respelled(id_)} - ids(world.records)
    await assert_same_as_nothing(asker, place, sorted(spellings))


def listed(place: Place) -> str:
    """The type of a list's rows."""
    assert isinstance(place.output, GraphQLObjectType)
    return str(get_named_type(place.output.fields["nodes"].type).name)


def pages_of(place: Place, own: dict[str, str], argument: str) -> str:
    """The field that asks for a row after (or before) the cursor `$id`."""
    size = "first" if argument == "after" else "last"
    rows = f"{{ nodes {{ id }} pageInfo {selection(_PAGE_INFO, 0)} }}"
    page = f"{call(place, given=f'{size}: 1, {argument}: $id')} {rows}"
    return page if place.is_root else f'node(id: "{own[place.on.name]}") {{ ... on {place.on.name} {{ {page} }} }}'


_PAGE_INFO = next(place.on for place in places() if place.on.name == "PageInfo")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (name, place)
        for name in ("Pat", "Olga", "Cleo")
        for place in LISTS
        if name != "Cleo" or not is_guarded(place.field)
    ],
    ids=str,
)
async def test_the_cursor_of_a_foreign_row_leads_nowhere_like_one_of_no_row(
    name: str, place: Place, http: AsyncClient, world: World
) -> None:
    asker, caller = somebody(http, name)
    own = {record.kind: record.id for record in world.own(caller)}
    cursors = [global_id("Cursor", row.row["id"]) for row in world.foreign(caller) if row.kind == listed(place)]
    assert cursors
    for argument in ("after", "before"):
        field = pages_of(place, own, argument)
        nothing = await body_of_many(asker, field, "String!", [made_up("Cursor") for _ in range(AT_ONCE)])
        for chunk in chunks(cursors, "Cursor"):
            assert await body_of_many(asker, field, "String!", chunk) == nothing


async def walked(asker: Asker) -> tuple[set[str], str]:
    """Every id that can be reached from the root fields, by following every edge until nothing new is met; and all
    that was said on the way."""
    reached: set[str] = set()
    said: list[str] = []

    async def ask(place: Place, depth: int, id_: str = "none") -> set[str]:
        given = "first: 100" if "first" in place.field.args else ""
        query = asking(place, depth, given)
        response = await asker.post(query, {"id": id_} if "$id" in query else None)
        said.append(response.text)
        codes = {error["extensions"]["code"] for error in response.json().get("errors", [])}
        assert codes <= {"FORBIDDEN", "UNAUTHENTICATED"}, codes
        return set(ids_in(response.json()))

    roots = {place.name: place for place in places() if place.is_root}
    new = set().union(*[await ask(place, 2) for place in roots.values()])
    while new:
        reached |= new
        met = [await ask(place, 2, id_) for id_ in sorted(new) for place in BY_ID]
        new = set().union(*met) - reached
    return reached, "\n".join(said)


def ids_in(answer: Any) -> Iterator[str]:
    """Every value of a field called `id`."""
    if isinstance(answer, dict):
        yield from ([answer["id"]] if isinstance(answer.get("id"), str) else [])
        answer = list(answer.values())
    if isinstance(answer, list):
        for each in answer:
            yield from ids_in(each)


WALKERS = {
    **{name: CAST[name] for name in ("Cleo", "Dana", "Omar", "Olga")},
    "a client of another practice": replace(CAST["Cleo"], client_id=OMAR.id),
    "staff of no practice": replace(CAST["Pat"], practice_id=str(uuid.uuid4())),
}


@pytest.mark.parametrize("name", WALKERS)
async def test_a_walk_along_every_edge_meets_all_that_is_ones_own_and_nothing_else(
    name: str, http: AsyncClient, world: World
) -> None:
    caller = WALKERS[name]
    reached, said = await walked(Asker(http, mint(KEY.encode(), caller)))
    own, foreign = world.own(caller), world.foreign(caller)
    assert reached == ids(own)
    known = "\n".join([print_sdl(), *(text for record in own for text in (*record.texts, str(record.row)))])
    secrets = {text for record in foreign for text in record.texts if text not in known}
    assert len(secrets) > 30
    assert [secret for secret in secrets if secret in said] == []
