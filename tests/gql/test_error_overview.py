"""The docstring of `gql.errors` shows every exception of the product and what becomes of it, and it is true."""

import ast
import builtins
import re

import pytest
from graphql import GraphQLError
from starlette.requests import Request

from gql import errors
from gql.errors import ApiError, as_response
from gql.http.error_responses import EXCEPTION_HANDLERS
from store.db.errors import DatabaseUnavailable
from support.paths import ROOT

OVERVIEW = errors.__doc__ or ""
# A row of the table: what is drawn before the name, the name, the GraphQL code, the HTTP status.
ROWS = {
    match["name"]: (match["code"], match["status"])
    for match in re.finditer(
        r"^    [ │├└─]*(?P<name>[A-Z]\w+)(?: \(\w+\))? {2,}(?P<code>[A-Z_]+|-) +(?P<status>-|\w.*)$", OVERVIEW, re.M
    )
}
OF_LIBRARIES = {"GraphQLError", "HTTPException", "ClientDisconnect"}


def exceptions() -> set[str]:
    """The name of each exception class in the code."""
    parents = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for file in ROOT.glob("src/**/*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }

    def is_exception(name: str) -> bool:
        known = getattr(builtins, name, None)
        if isinstance(known, type):
            return issubclass(known, BaseException)
        return name in OF_LIBRARIES or any(map(is_exception, parents.get(name, ())))

    return {name for name in parents if is_exception(name)}


def test_every_exception_of_the_code_stands_in_the_overview() -> None:
    found = exceptions()
    assert {"Forbidden", "KeysUnavailable", "FilesUnavailable", "BadLocalKey", "InspectorBusy"} <= found
    assert [name for name in sorted(found) if not re.search(rf"\b{name}\b", OVERVIEW)] == []


def test_the_overview_names_nothing_that_is_not_there() -> None:
    named = {*ROWS, *re.findall(r"\b(?:[A-Z][a-z]+){2,}\b", OVERVIEW)}
    assert {"UnreadableDatabase", "BadLocalKey"} <= named
    assert named - exceptions() - OF_LIBRARIES == set()


def test_a_graphql_error_has_the_code_that_the_overview_says() -> None:
    codes = {name: code for name, (code, _) in ROWS.items() if code != "-"}
    of_database = as_response(GraphQLError("", original_error=DatabaseUnavailable()))["extensions"]["code"]
    assert codes.pop("DatabaseUnavailable") == of_database
    assert codes == {kind.__name__: kind.code for kind in ApiError.__subclasses__()}


@pytest.mark.parametrize("kind", [kind for kind in EXCEPTION_HANDLERS if kind.__name__ not in OF_LIBRARIES])
async def test_an_exception_has_the_http_status_that_the_overview_says(kind: type[Exception]) -> None:
    response = await EXCEPTION_HANDLERS[kind](Request({"type": "http"}), kind())
    assert str(response.status_code) == ROWS[kind.__name__][1].split(",")[0]


def test_every_status_in_the_overview_has_a_handler() -> None:
    handled = {kind.__name__ for kind in EXCEPTION_HANDLERS}
    assert {name for name, (_, status) in ROWS.items() if status != "-"} - {"ClientDisconnect"} == handled
