"""The documentation says what is so."""

import re
from pathlib import Path

import orjson
import pytest
from graphql import parse, validate

from gql import errors
from gql.schema import executable
from gql.settings import Settings
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode
from support.api_client import Asker
from support.operations import OPERATIONS
from support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "schema" / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_make_command_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))
    assert named >= {"run", "test", "check"}
    assert named <= targets


def test_every_setting_is_listed_and_every_listed_setting_exists() -> None:
    listed = set(re.findall(r"`POLICYBOOK_([A-Z_]+)` \|", README))
    assert listed == {name.upper() for name in Settings.model_fields}


def test_every_document_is_listed_with_its_screen() -> None:
    listed = re.findall(r"^\| \[`(\w+)`\]\(([\w/.-]+)\)", GUIDE, re.MULTILINE)
    assert {name for name, _ in listed} == {operation.name for operation in OPERATIONS}
    assert all((ROOT / "schema" / path).is_file() for _, path in listed)


def test_every_error_code_is_listed_and_every_listed_code_exists() -> None:
    source = Path(errors.__file__).read_text(encoding="utf-8")
    in_code = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+|UNAUTHENTICATED|FORBIDDEN)"', source)) - {"BAD_REQUEST"}
    assert _listed_under("## Errors") == in_code


def test_every_user_error_and_every_warning_is_listed_and_every_listed_one_exists() -> None:
    assert _listed_under("## Saving") == {*UserErrorCode, *PolicyWarningCode}


def _listed_under(heading: str) -> set[str]:
    section = GUIDE.split(f"{heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", section, re.MULTILINE))


def test_every_link_leads_somewhere() -> None:
    for page, folder in ((README, ROOT), (GUIDE, ROOT / "schema")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page):
            assert (folder / target).exists(), target


def test_the_examples_belong_to_documents_and_give_what_they_declare() -> None:
    examples = orjson.loads((ROOT / "schema" / "examples.json").read_bytes())
    operations = {operation.name: operation for operation in OPERATIONS}
    for name, variables in examples.items():
        required = set(re.findall(r"\$(\w+): [\w!\[\]]+!(?! =)", operations[name].query))
        assert required <= set(variables) <= set(re.findall(r"\$(\w+):", operations[name].query)), name


@pytest.mark.parametrize("query", re.findall(r"```graphql\n(.*?)```", README, re.DOTALL))
async def test_the_readmes_queries_answer(query: str, pat: Asker) -> None:
    assert validate(executable, parse(query)) == []
    data = await pat.data(query)
    (cleo,) = data["clients"]["nodes"]
    assert cleo["policies"][0]["eligibility"]["explanation"]


def test_the_changelog_speaks_of_what_is_unreleased() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
