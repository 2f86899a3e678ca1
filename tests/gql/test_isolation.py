"""Records that a caller may not see look exactly like records that do not exist: on every path, byte for byte."""

import base64
import re
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type
from httpx2 import AsyncClient, Response

from gql.auth.local_tokens import mint
from gql.auth.signed_links import LinkSigner, Variant
from gql.global_ids import global_id, parse_global_id
from gql.graph.permissions import is_guarded
from gql.schema import print_sdl
from store.caller import Caller
from store.demo.cast import CLEO, OMAR, OTHER_PRACTICE, PRACTICE
from store.uploads import Upload
from support.api_client import CAST, KEY, ApiClient, headers_of, token_of
from support.database_records import DatabaseRecords, Record, copy_database, ids
from support.databases import SqliteDemo, SqliteFile
from support.schema_walk import (
    ArgumentPath,
    SchemaField,
    document_for,
    field_call,
    node_types,
    schema_fields,
    selection,
)

AT_ONCE = 9
A_FEW = 3
BY_ID = [(place, slot) for place in schema_fields() for slot in place.slots]
QUERIES, MUTATIONS = ([each for each in BY_ID if each[0].is_mutation is wanted] for wanted in (False, True))
VARIANTS: tuple[Variant, Variant] = ("file", "preview")
LISTS = [place for place in schema_fields() if "after" in place.field.args]


def named(each: SchemaField | ArgumentPath) -> str:
    """The id of a parametrized test."""
    return str(each) if isinstance(each, SchemaField) else ".".join(each)


@pytest.fixture(scope="module")
def demo_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of our own, in which one of Cleo's payers was archived: she still sees who insures her.

    One of her policies, with its files, was entered in error: it is no more hers than another client's.
    """
    copy = copy_database(demo_file, tmp_path_factory.mktemp("isolation"))
    with closing(sqlite3.connect(copy)) as connection, connection:
        hers = "SELECT payer_id FROM policies WHERE client_id = ? AND payer_id IS NOT NULL LIMIT 1"
        connection.execute(f"UPDATE payers SET archived = TRUE WHERE id = ({hers})", (CLEO.id,))
        filed = "SELECT id FROM policies WHERE client_id = ? AND id IN (SELECT policy_id FROM attachments) LIMIT 1"
        marked = connection.execute(f"UPDATE policies SET status = 'ENTERED_IN_ERROR' WHERE id = ({filed})", (CLEO.id,))
        assert marked.rowcount == 1
        connection.execute("UPDATE practices SET collects_insurance = TRUE")
        connection.execute("UPDATE clients SET collection_override = 'INHERIT'")
        columns = "practice_id, id, owner, file_name, announced_size, created_at, expires_at"
        judged = "content_id, content_type, byte_size, preview_type"
        for name, caller in CAST.items():
            upload = (caller.practice_id, str(uuid.uuid4()), caller.owner)
            times = ("2026-01-01 00:00:00", "2999-01-01 00:00:00")
            file = (str(uuid.uuid4()), "image/jpeg", 9, "image/jpeg")
            row = (*upload, f"a card of {name}'s.jpg", 9, *times, *file)
            connection.execute(f"INSERT INTO uploads ({columns}, {judged}) VALUES ({', '.join('?' * len(row))})", row)
        for practice, client, name in ((PRACTICE, CLEO, "Pat Rivera"), (OTHER_PRACTICE, OMAR, "Olga Novak")):
            read = (practice.id, str(uuid.uuid4()), client.id, "2026-01-01 00:00:00", name, f"a subject of {name}'s")
            entry = (*read, "PRACTITIONER", "Look", "2999-01-01 00:00:00")
            connection.execute(f"INSERT INTO accesses VALUES ({', '.join('?' * len(entry))})", entry)
    Path(f"{copy}.files").symlink_to(f"{demo_file}.files")
    return copy


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> SqliteDemo:
    """What the application serves."""
    return SqliteDemo(SqliteFile(demo_file))


@pytest.fixture(scope="module")
def world(demo_file: Path) -> DatabaseRecords:
    return DatabaseRecords(demo_file)


@dataclass(frozen=True)
class Somebody(ApiClient):
    """One of the cast or an anonymous caller, and the records that they may and may not see."""

    caller: Caller | None
    own: list[Record]
    foreign: list[Record]

    def one_of(self, kind: str) -> str:
        """An id of theirs."""
        return next(record.id for record in self.own if record.kind == kind)


@pytest.fixture
def everybody(http: AsyncClient, world: DatabaseRecords) -> list[Somebody]:
    cast = [
        Somebody(http, token_of(name), caller, world.own(caller), world.foreign(caller))
        for name, caller in CAST.items()
    ]
    return [*cast, Somebody(http, None, None, [], world.records)]


def made_up(kind: str) -> str:
    """The id of a record that does not exist."""
    return global_id(kind, str(uuid.uuid4()))


def saved(records: DatabaseRecords) -> list[Record]:
    """All that mutations save. Who read a chart is recorded whenever one is read."""
    return [record for record in records.records if record.kind != "Access"]


def chunks(found: Sequence[str], kind: str = "Client") -> Iterator[list[str]]:
    """The ids in batches; the last batch is filled up with ids that do not exist."""
    padded = [*found, *(made_up(kind) for _ in range(-len(found) % AT_ONCE))]
    return (padded[place : place + AT_ONCE] for place in range(0, len(padded), AT_ONCE))


async def body_of(api: ApiClient, document: str, variables: dict[str, str]) -> tuple[object, ...]:
    """All of the response to a document that is executed, or refused for want of a token."""
    response = await api.post(document, variables)
    expected = b'{"data":' if api.token else b'{"errors":[{"message":"Sign in first'
    assert response.content.startswith(expected), response.text
    return response.status_code, headers_of(response), response.content


async def body_of_many(api: ApiClient, field: str, kind: str, given: Sequence[str]) -> tuple[object, ...]:
    """The whole response to a query that selects the same field for each id: `field` uses the variable `$id`."""
    declared = ", ".join(f"$v{n}: {kind}" for n in range(len(given)))
    fields = " ".join(f"a{n}: {field.replace('$id', f'$v{n}')}" for n in range(len(given)))
    return await body_of(api, f"query({declared}) {{ {fields} }}", {f"v{n}": each for n, each in enumerate(given)})


async def assert_same_as_nothing(api: ApiClient, field: str, given: Sequence[str]) -> None:
    """Asserts that the field answers each of these ids like one that does not exist."""
    nothing = await body_of_many(api, field, "ID!", [made_up("Client") for _ in range(AT_ONCE)])
    for chunk in chunks(given):
        assert await body_of_many(api, field, "ID!", chunk) == nothing


def test_every_field_that_takes_an_id_is_one_that_these_tests_ask() -> None:
    assert len(QUERIES) >= 5
    assert {str(place) for place, _ in BY_ID if not place.is_root} == set()


def taken_by(place: SchemaField) -> set[str]:
    """The types whose ids the field takes."""
    every = {each.name for each in node_types()}
    return {"node": every, "nodes": every, "eligiblePolicies": {"Client"}}.get(place.name, {place.output.name})


def some_of(records: list[Record], kinds: set[str]) -> list[str]:
    """The ids of all records of these types, and of a few of every other."""
    others = [[each for each in records if each.kind == node.name][:A_FEW] for node in node_types()]
    return sorted(ids([*(each for each in records if each.kind in kinds), *chain.from_iterable(others)]))


@pytest.mark.parametrize(("place", "slot"), QUERIES, ids=named)
async def test_a_foreign_id_is_answered_like_one_that_does_not_exist(
    place: SchemaField, slot: ArgumentPath, everybody: list[Somebody]
) -> None:
    for api in everybody:
        # To nobody every id is foreign, and no field even looks at it.
        kinds = taken_by(place) if api.caller else set()
        field = f"{field_call(place, slot)} {selection(place.output, -1)}"
        await assert_same_as_nothing(api, field, some_of(api.foreign, kinds))


@pytest.mark.parametrize(("place", "slot"), MUTATIONS, ids=named)
async def test_a_mutation_answers_a_foreign_id_like_one_that_does_not_exist_and_saves_nothing(
    place: SchemaField, slot: ArgumentPath, everybody: list[Somebody], demo_file: Path, world: DatabaseRecords
) -> None:
    for api in everybody:
        elsewhere = {record.kind: record.id for record in api.own or world.records}
        document = f"mutation($id: ID!) {{ {field_call(place, slot, elsewhere)} {selection(place.output, 1)} }}"
        nothing = await body_of(api, document, {"id": made_up("Client")})
        for kind in {record.kind for record in api.foreign}:
            for record in [each for each in api.foreign if each.kind == kind][:A_FEW]:
                assert await body_of(api, document, {"id": record.id}) == nothing
    assert saved(DatabaseRecords(demo_file)) == saved(world)


@pytest.mark.parametrize(("place", "slot"), QUERIES, ids=named)
async def test_what_is_ones_own_is_answered(place: SchemaField, slot: ArgumentPath, everybody: list[Somebody]) -> None:
    field = f"{field_call(place, slot)} {{ {'client { id }' if place.name == 'eligiblePolicies' else 'id'} }}"
    for api in everybody[:-1]:
        found = [record for record in api.own if record.kind in taken_by(place)]
        if place.name == "payer" and api.caller and api.caller.client_id:
            # An archived payer of their own policy is reached from that policy only.
            found = [record for record in found if not record.row["archived"]]
        own = [record.id for record in found]
        assert own
        for chunk in chunks(own):
            _, _, body = await body_of_many(api, field, "ID!", chunk)
            refused = api.caller and api.caller.client_id and is_guarded(place.field)
            assert refused or all(id_ in str(body) for id_ in set(chunk) & set(own))


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


@pytest.mark.parametrize(("place", "slot"), QUERIES, ids=named)
async def test_only_the_id_as_it_was_given_out_is_an_id(
    place: SchemaField, slot: ArgumentPath, everybody: list[Somebody], world: DatabaseRecords
) -> None:
    for api in everybody[:2]:
        one_of_each = {record.kind: record.id for record in api.own}.values()
        spellings = {spelling for id_ in one_of_each for spelling in respelled(id_)} - ids(world.records)
        await assert_same_as_nothing(api, f"{field_call(place, slot)} {selection(place.output, -1)}", sorted(spellings))


def listed(place: SchemaField) -> str:
    """The type of a list's rows."""
    assert isinstance(place.output, GraphQLObjectType)
    return str(get_named_type(place.output.fields["nodes"].type).name)


def pages_of(place: SchemaField, api: Somebody, argument: str) -> str:
    """A selection of the row after (or before) the cursor `$id`."""
    size = "first" if argument == "after" else "last"
    rows = f"{{ edges {{ cursor }} pageInfo {selection(_PAGE_INFO, 0)} }}"
    page = f"{field_call(place, given=f'{size}: 1, {argument}: $id')} {rows}"
    return (
        page if place.is_root else f'node(id: "{api.one_of(place.on.name)}") {{ ... on {place.on.name} {{ {page} }} }}'
    )


_PAGE_INFO = next(place.on for place in schema_fields() if place.on.name == "PageInfo")


@pytest.mark.parametrize("place", LISTS, ids=str)
async def test_the_cursor_of_a_foreign_row_leads_nowhere_like_one_of_no_row(
    place: SchemaField, everybody: list[Somebody]
) -> None:
    may = [api for api in everybody if api.caller and not (api.caller.client_id and is_guarded(place.field))]
    for api, argument in product(may, ("after", "before")):
        field = pages_of(place, api, argument)
        nothing = await body_of_many(api, field, "String!", [made_up("Cursor") for _ in range(AT_ONCE)])
        foreign = [each for each in api.foreign if each.kind == listed(place)]
        if listed(place) == "Access":
            # Not a node, so it is nobody's own; but staff page through those of their practice.
            foreign = [each for each in foreign if api.caller and each.practice_id != api.caller.practice_id]
        cursors = [global_id("Cursor", each.row["id"]) for each in foreign]
        assert cursors
        for chunk in chunks(cursors, "Cursor"):
            assert await body_of_many(api, field, "String!", chunk) == nothing


async def walked(api: ApiClient) -> tuple[set[str], str]:
    """Every id that can be reached from the root fields, by following every edge until nothing new is met; and all
    that was said on the way."""
    reached: set[str] = set()
    said: list[str] = []

    async def ask(place: SchemaField, depth: int, id_: str = "none") -> set[str]:
        given = "first: 100" if "first" in place.field.args else ""
        query = document_for(place, depth, given)
        response = await api.post(query, {"id": id_} if "$id" in query else None)
        said.append(response.text)
        codes = {error["extensions"]["code"] for error in response.json().get("errors", [])}
        assert codes <= {"FORBIDDEN", "UNAUTHENTICATED"}, codes
        # The viewer has an id too, which is for caches and leads to no record.
        return {found for found in ids_in(response.json()) if parse_global_id(found)}

    roots = [place for place in schema_fields() if place.is_root and not place.is_mutation]
    new = set().union(*[await ask(place, 1) for place in roots])
    while new:
        reached |= new
        met = [await ask(place, 1, id_) for id_ in sorted(new) for place, _ in QUERIES]
        # The rows of a list lie deeper than the documents above reach.
        met += [await ask(place, 1, id_) for id_ in sorted(new) for place in LISTS if is_on(place, id_)]
        new = set().union(*met) - reached
    return reached, "\n".join(said)


def is_on(place: SchemaField, id_: str) -> bool:
    """Whether this record's type has the field."""
    found = parse_global_id(id_)
    return found is not None and found.type_name == place.on.name


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
    name: str, http: AsyncClient, world: DatabaseRecords
) -> None:
    caller = WALKERS[name]
    reached, said = await walked(ApiClient(http, mint(KEY.encode(), caller)))
    own, foreign = world.own(caller), world.foreign(caller)
    assert reached == ids(own)
    known = "\n".join([print_sdl(), *(text for record in own for text in (*record.texts, str(record.row)))])
    secrets = {text for record in foreign for text in record.texts if text not in known}
    assert len(secrets) > 30
    assert [secret for secret in secrets if secret in said] == []


async def test_every_link_that_a_walk_meets_serves_a_file_of_ones_own(
    http: AsyncClient, world: DatabaseRecords
) -> None:
    for name in ("Cleo", "Omar", "Olga"):
        _, said = await walked(ApiClient(http, token_of(name)))
        own = [record for record in world.own(CAST[name]) if record.kind == "Attachment"]
        links = set(re.findall(r"http://[^\"]+/files/[^\"]+", said))
        assert len(links) >= 2 * len(own) > 0
        sizes = {record.row["byte_size"] for record in own}
        read = [LinkSigner(KEY.encode()).verify_file(link.rsplit("/", 1)[1]) for link in links]
        assert {found[1] for found in read if found} == {record.row["id"] for record in own}
        for link, found in zip(links, read, strict=True):
            served = await http.get(link)
            assert served.status_code == 200
            assert found
            assert found[2] == "preview" or len(served.content) in sizes


async def test_a_link_to_a_foreign_file_or_upload_is_answered_like_one_to_nothing(
    http: AsyncClient, world: DatabaseRecords
) -> None:
    signer = LinkSigner(KEY.encode())
    for caller in (CAST["Cleo"], CAST["Omar"], CAST["Olga"]):
        for variant in VARIANTS:
            nothing = await http.get(f"/files/{signer.sign_file(caller, str(uuid.uuid4()), variant)}")
            assert nothing.status_code == 404
            for record in world.foreign(caller):
                link = signer.sign_file(caller, record.row["id"], variant)
                assert same(await http.get(f"/files/{link}"), nothing)
        nowhere = await http.put(f"/uploads/{upload_link(caller, str(uuid.uuid4()))}", content=b"x")
        assert nowhere.status_code == 404
        elsewhere = [each for each in world.foreign(caller) if each.practice_id != caller.practice_id]
        for record in elsewhere:
            link = upload_link(caller, record.row["id"])
            assert same(await http.put(f"/uploads/{link}", content=b"x"), nowhere)


def upload_link(caller: Caller, id_: str) -> str:
    """The signed text of a link into the caller's practice."""
    anything = dict.fromkeys(Upload.__dataclass_fields__)
    upload = Upload(**{**anything, "practice_id": caller.practice_id, "id": id_})  # type: ignore[arg-type]
    return LinkSigner(KEY.encode()).sign_upload(caller.role, upload)


def same(one: Response, other: Response) -> bool:
    """Whether two responses are the same, byte for byte."""
    return (one.status_code, headers_of(one), one.content) == (other.status_code, headers_of(other), other.content)
