"""The schema keeps its contract with frontends, and schema.graphql is up to date."""

from collections.abc import Iterator
from pathlib import Path

from graphql import GraphQLSchema, build_schema, is_introspection_type, is_specified_scalar_type
from graphql.utilities import DangerousChangeType, SafeChangeType, find_schema_changes

from gql.schema import executable, print_sdl
from support.paths import ROOT

# A value added to an enum, or a new default, breaks nobody who was told that new ones may come.
HARMLESS = (*SafeChangeType, DangerousChangeType.VALUE_ADDED_TO_ENUM)


def _changes(before: GraphQLSchema, after: GraphQLSchema) -> list[str]:
    return [change.description for change in find_schema_changes(before, after) if change.type not in HARMLESS]


def test_nothing_promised_to_frontends_has_changed() -> None:
    promised = build_schema((Path(__file__).parent / "contract.graphql").read_text(encoding="utf-8"))
    assert _changes(promised, build_schema(print_sdl())) == []


def test_a_broken_promise_would_be_noticed() -> None:
    promised = (Path(__file__).parent / "contract.graphql").read_text(encoding="utf-8")
    for kept, broken in (
        ("  memberId: String\n", ""),
        ("  version: Int!\n", "  version: Int\n"),
        ("eligibility(dos: Date!)", "eligibility(dos: Date!, strict: Boolean!)"),
        ("directive @public on FIELD_DEFINITION", ""),
    ):
        assert kept in promised
        after = promised.replace(kept, broken).replace(" @public", "" if "@public" in kept else " @public")
        assert _changes(build_schema(promised), build_schema(after)), kept


def test_the_roles_printed_are_those_promised() -> None:
    promised = build_schema((Path(__file__).parent / "contract.graphql").read_text(encoding="utf-8"))
    assert _allowed(promised).items() <= _allowed(build_schema(print_sdl())).items()


def _allowed(schema: GraphQLSchema) -> dict[str, list[str]]:
    return {
        f"{type_name}.{field_name}": [directive.name.value for directive in field.ast_node.directives or ()]
        for type_name, graphql_type in schema.type_map.items()
        for field_name, field in getattr(graphql_type, "fields", {}).items()
        if getattr(field.ast_node, "directives", None)
    }


def test_schema_graphql_is_what_the_code_prints() -> None:
    assert (ROOT / "schema.graphql").read_text(encoding="utf-8") == print_sdl(), "run make schema"


def test_everything_in_the_schema_is_described() -> None:
    assert [name for name, description in _described() if not description] == []


def _described() -> Iterator[tuple[str, str | None]]:
    """Every type, field, argument, input field and enum value of ours with its description."""
    for name, graphql_type in executable.type_map.items():
        if is_introspection_type(graphql_type) or is_specified_scalar_type(graphql_type):
            continue
        yield name, graphql_type.description
        for field_name, field in getattr(graphql_type, "fields", {}).items():
            yield f"{name}.{field_name}", field.description
            for argument_name, argument in getattr(field, "args", {}).items():
                yield f"{name}.{field_name}({argument_name})", argument.description
        for value_name, value in getattr(graphql_type, "values", {}).items():
            yield f"{name}.{value_name}", value.description
