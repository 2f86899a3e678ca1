"""Private names of Strawberry and graphql-core stand in one file, so that an upgrade is one file's work."""

import ast
from collections.abc import Iterator
from pathlib import Path

import graphql
import pytest

from support.paths import ROOT

ONE_FILE = ROOT / "src/gql/graph/library_internals.py"
# What the libraries document. Their other modules may change in any release.
DOCUMENTED = {
    "graphql",
    "graphql.utilities",
    "strawberry",
    "strawberry.dataloader",
    "strawberry.exceptions",
    "strawberry.schema.config",
    "strawberry.schema_directive",
}
PRIVATE = {"_schema", "schema_converter", "scalar_registry", "__strawberry_definition__", "strawberry-definition"}


def private_names(source: str) -> Iterator[str]:
    """The private names of the two libraries in a module's source: modules that they do not document, and PRIVATE."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if _is_private(name.name))
            case ast.ImportFrom(module=str(module), names=names) if _is_private(module):
                yield from (f"{module}.{name.name}" for name in names)
            case ast.ImportFrom(module="graphql", names=names):
                yield from (f"graphql.{name.name}" for name in names if name.name not in graphql.__all__)
            case ast.Attribute(value=ast.Name(id="self")):
                pass  # a part of the class itself
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)) if name in PRIVATE:
                yield name


def _is_private(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in {"graphql", "strawberry"} and module not in DOCUMENTED


FILES = sorted({*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/**/*.py")} - {ONE_FILE})


@pytest.mark.parametrize("folder", ["src", "tests", "bench"])
def test_no_other_file_uses_a_private_name_of_the_graphql_libraries(folder: str) -> None:
    files = [file for file in FILES if file.is_relative_to(ROOT / folder) and file != Path(__file__)]
    assert files
    found = {str(file.relative_to(ROOT)): sorted(set(private_names(file.read_text("utf-8")))) for file in files}
    assert {file: names for file, names in found.items() if names} == {}


def test_the_one_file_does_use_private_names() -> None:
    found = set(private_names(ONE_FILE.read_text("utf-8")))
    assert {"_schema", "scalar_registry", "strawberry-definition"} <= found


@pytest.mark.parametrize(
    "line",
    [
        "from strawberry.types.field import StrawberryField",
        "import strawberry.printer",
        "from graphql.validation import validation_context",
        "from graphql.execution.execute import ExecutionContext",
        "executable = schema._schema",
        'definition = field.extensions["strawberry-definition"]',
        "registry = schema.schema_converter",
    ],
)
def test_a_private_name_would_be_noticed(line: str) -> None:
    assert list(private_names(line))
