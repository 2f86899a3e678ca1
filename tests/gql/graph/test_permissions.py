"""Permissions: each field can be used by the roles that the schema declares, and by no others."""

import re
from pathlib import Path
from typing import Any

import pytest
import strawberry
from graphql import (
    DirectiveNode,
    GraphQLSchema,
    ListValueNode,
    ObjectTypeDefinitionNode,
    execute_sync,
    is_non_null_type,
    parse,
)

import gql
from gql.global_ids import global_id
from gql.graph.fields import attribute, computed
from gql.graph.library_internals import directives, executable_schema
from gql.graph.permissions import PRACTITIONERS, enforce, is_guarded
from gql.schema import executable, print_sdl
from store.demo.cast import CLEO, PRACTICE
from support.api_client import ApiClient
from support.database_records import copy_database
from support.databases import SqliteDemo, SqliteFile
from support.schema_walk import SchemaField, document_for, node_types, schema_fields

ROLES = {"Pat": "PRACTITIONER", "Cleo": "CLIENT"}


def declared() -> dict[str, dict[str, list[str]]]:
    """The directives of each field as `schema.graphql` prints them, with their roles."""
    return {
        f"{on.name.value}.{field.name.value}": {each.name.value: _roles(each) for each in field.directives or ()}
        for on in parse(print_sdl()).definitions
        if isinstance(on, ObjectTypeDefinitionNode)
        for field in on.fields or ()
    }


def _roles(directive: DirectiveNode) -> list[str]:
    lists = [argument.value for argument in directive.arguments or () if isinstance(argument.value, ListValueNode)]
    return [role.value for found in lists for role in found.values]  # type: ignore[attr-defined]


DECLARED = declared()
# A client reaches no change to ask anything of.
ASKED = [
    place for place in schema_fields() if place.is_root or (place.on in node_types() and place.on.name != "Change")
]
ROOTS = [place for place in schema_fields() if place.is_root]


@pytest.fixture(scope="module")
def demo_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo, as these tests send mutations too."""
    return copy_database(demo_file, tmp_path_factory.mktemp("permissions"))


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> SqliteDemo:
    """What the application serves."""
    return SqliteDemo(SqliteFile(demo_file))


@pytest.fixture
async def own(cleo: ApiClient) -> dict[str, str]:
    """An id of each type that both Pat and Cleo may see."""
    query = "{ viewer { client { policies { id payer { id } attachments { id } } } } }"
    policies = (await cleo.data(query))["viewer"]["client"]["policies"]
    return {
        "Practice": global_id("Practice", PRACTICE.id),
        "Client": global_id("Client", CLEO.id),
        "Policy": next(each["id"] for each in policies if each["payer"]),
        "Payer": next(each["payer"]["id"] for each in policies if each["payer"]),
        "Attachment": next(file["id"] for each in policies for file in each["attachments"]),
    }


async def answered(api: ApiClient, place: SchemaField, own: dict[str, str]) -> tuple[Any, list[str]]:
    """What the field gives the caller, and the codes of the errors."""
    query = document_for(place)
    id_ = own.get(place.on.name if not place.is_root else place.output.name, own["Client"])
    answer = await api.execute(query, **({"id": id_} if "$id" in query else {}))
    data = answer.get("data") or {}
    holder = data if place.is_root else data.get("node")
    return (holder or {}).get(place.name), [error["extensions"]["code"] for error in answer.get("errors", [])]


def test_the_schema_as_printed_and_the_schema_as_executed_declare_the_same() -> None:
    for place in schema_fields():
        assert is_guarded(place.field) == ("allow" in DECLARED[str(place)]), str(place)


def test_the_description_of_a_field_ends_with_who_may_use_it() -> None:
    # GraphiQL shows descriptions, and no directives.
    endings = {("PRACTITIONER",): " Practitioners only.", ("CLIENT",): " Clients in the portal only."}
    for place in schema_fields():
        roles = tuple(DECLARED[str(place)].get("allow", ()))
        description = place.field.description or ""
        assert [ending for ending in endings.values() if description.endswith(ending)] == (
            [endings[roles]] if roles in endings else []
        ), str(place)


def test_a_field_that_may_be_refused_is_nullable() -> None:
    # Were it not, a refusal would take what stands around it away from those who may see that.
    for place in schema_fields():
        if is_guarded(place.field):
            assert not is_non_null_type(place.field.type), str(place)


def test_a_guarded_field_stands_where_these_tests_ask_for_it() -> None:
    assert [str(place) for place in schema_fields() if is_guarded(place.field) and place not in ASKED] == []


@pytest.mark.parametrize("place", ASKED, ids=str)
async def test_a_field_answers_those_it_declares_and_refuses_all_others(
    place: SchemaField, own: dict[str, str], pat: ApiClient, cleo: ApiClient
) -> None:
    roles = DECLARED[str(place)].get("allow") or list(ROLES.values())
    for api, role in ((pat, ROLES["Pat"]), (cleo, ROLES["Cleo"])):
        value, codes = await answered(api, place, own)
        assert codes == ([] if role in roles else ["FORBIDDEN"])
        assert role in roles or value is None


@pytest.mark.parametrize("place", ROOTS, ids=str)
async def test_without_a_token_a_root_field_answers_only_if_it_is_public(
    place: SchemaField, own: dict[str, str], nobody: ApiClient
) -> None:
    value, codes = await answered(nobody, place, own)
    public = "public" in DECLARED[str(place)]
    assert codes == ([] if public else ["UNAUTHENTICATED"])
    # A mutation that is public answers with its payload, and who has no token has no viewer.
    assert (value is not None) == (public and place.is_mutation)


def test_the_viewer_and_the_door_are_all_that_is_public() -> None:
    public = [name for name, directives in DECLARED.items() if "public" in directives]
    assert sorted(public) == ["Mutation.acceptInvitation", "Query.viewer"]


def undeclared(schema: GraphQLSchema) -> list[str]:
    """The mutations that do not say who may use them."""
    mutations = schema.mutation_type.fields if schema.mutation_type else {}
    return [name for name, field in mutations.items() if not directives(field)]


def test_every_mutation_says_who_may_use_it() -> None:
    assert undeclared(executable) == []


@strawberry.type
class _Query:
    nothing: int | None = attribute(description="A query must have a field.")


@strawberry.type
class _Mutation:
    said: int | None = attribute(allow=PRACTITIONERS, description="It says who may use it.")
    unsaid: int | None = attribute(description="It does not.")
    worked_out: int | None = computed(
        lambda _root: 1, allow=PRACTITIONERS, description="Nor does it matter how it resolves."
    )


def test_a_mutation_that_does_not_say_is_found_and_guarded_all_the_same() -> None:
    schema = executable_schema(strawberry.Schema(query=_Query, mutation=_Mutation))
    enforce(schema)
    assert undeclared(schema) == ["unsaid"]

    class Nobody:
        caller = None

    refused = execute_sync(schema, parse("mutation { said unsaid workedOut }"), context_value=Nobody())
    codes = [(error.extensions or {})["code"] for error in refused.errors or []]
    assert codes == ["UNAUTHENTICATED"] * 3


def test_permission_is_decided_in_one_place() -> None:
    files = Path(gql.__file__).parent.rglob("*.py")
    raising = {file.name for file in files if re.search(r"\bForbidden\(", file.read_text(encoding="utf-8"))}
    assert raising == {"errors.py", "permissions.py"}
