"""The documentation is true."""

import re
import subprocess
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson
import pytest
import typer
from graphql import parse, validate

import gql
from gql import cli, errors
from gql.schema import executable
from gql.settings import Settings
from insurance.claims.claim_problems import ClaimProblemCode, ClaimVerdict
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode
from support.api_client import ApiClient
from support.operations import OPERATIONS
from support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "schema" / "README.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# Each document, and the folder that its relative links start from.
DOCUMENTS = {
    "README.md": (README, ROOT),
    "schema/README.md": (GUIDE, ROOT / "schema"),
    "docs/operating.md": (OPERATING, ROOT / "docs"),
    "widgets/README.md": ((ROOT / "widgets" / "README.md").read_text(encoding="utf-8"), ROOT / "widgets"),
}
LONGEST_README = 125


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) <= LONGEST_README


def test_the_readme_promises_two_commands() -> None:
    (commands,) = re.findall(r"## Two commands\n.*?```sh\n(.*?)```", README, re.DOTALL)
    assert [line.partition("#")[0].strip() for line in commands.splitlines()] == ["make run", "make test"]


def test_every_make_command_in_a_document_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    named = {name for text, _ in DOCUMENTS.values() for name in re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)}
    assert named >= {"run", "test", "check"}
    assert named <= targets


@pytest.mark.parametrize("arguments", [[], ["help"]], ids=["make", "make help"])
def test_make_lists_every_target_with_what_it_does(arguments: list[str]) -> None:
    command = ["make", "--no-print-directory", *arguments]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    listed = [re.fullmatch(r"make ([a-z]+) +\w.+", line) for line in printed.splitlines()]
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert [line and line[1] for line in listed] == phony[1].split()


def test_every_command_of_the_command_line_is_listed_with_options_that_it_has() -> None:
    commands = dict(_commands(typer.main.get_command(cli.app)))
    lines = re.findall(r"^\| `policybook ([a-z]+(?: [a-z]+)?)(.*?)` \|", OPERATING, re.MULTILINE)
    assert {name for name, _ in lines} == set(commands)
    for name, rest in lines:
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, name


def _commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each command by its full name, such as `practice add`."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for part, below in (inner or {}).items():
        yield from _commands(below, f"{name} {part}".strip())


def test_every_setting_is_listed_with_its_default_and_every_listed_setting_exists() -> None:
    listed = dict(re.findall(r"^\| `POLICYBOOK_([A-Z_]+)` \| (.*?) \|", OPERATING, re.MULTILINE))
    assert listed.keys() == {name.upper() for name in Settings.model_fields}
    plain = {name: text.strip("`") for name, text in listed.items() if re.fullmatch("`[^`]+`", text)}
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    lists = {name: ",".join(value) for name, value in defaults.items() if isinstance(value, tuple)}
    switches = {name: str(value).lower() for name, value in defaults.items() if isinstance(value, bool)}
    values = {**defaults, **lists, **switches}
    assert plain == {name: str(value) for name, value in values.items() if value not in (None, "")}


def test_every_setting_that_a_document_names_exists() -> None:
    for name, (text, _) in DOCUMENTS.items():
        named = set(re.findall(r"POLICYBOOK_([A-Z_]+)", text))
        assert named <= {setting.upper() for setting in Settings.model_fields}, name


def test_every_document_is_listed_with_its_screen() -> None:
    listed = re.findall(r"^\| \[`(\w+)`\]\(([\w/.-]+)\)", GUIDE, re.MULTILINE)
    assert {name for name, _ in listed} == {operation.name for operation in OPERATIONS}
    assert all((ROOT / "schema" / path).is_file() for _, path in listed)


def test_every_error_code_is_listed_and_every_listed_code_exists() -> None:
    source = Path(errors.__file__).read_text(encoding="utf-8")
    of_graphql = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+|UNAUTHENTICATED|FORBIDDEN)"', source))
    assert _listed_under("## Errors") == of_graphql | _codes_of_http() | {UserErrorCode.UPLOAD_REJECTED}


def _codes_of_http() -> set[str]:
    """The names of the statuses that endpoints answer with, as Python calls them since 3.13."""
    sources = [path.read_text(encoding="utf-8") for path in (Path(gql.__file__).parent / "http").rglob("*.py")]
    statuses = {
        int(status) for text in sources for status in re.findall(r"(?:HTTPException|RequestRefused)\(\s*(\d{3})", text)
    }
    named = {name for text in sources for name in re.findall(r"HTTPStatus\.([A-Z_]+)\.name", text)}
    renamed = {413: "CONTENT_TOO_LARGE", 414: "URI_TOO_LONG", 416: "RANGE_NOT_SATISFIABLE"}
    return named | {renamed.get(status, HTTPStatus(status).name) for status in statuses}


def test_the_error_codes_of_http_are_listed_with_their_status() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \| HTTP (\d{3}) \|", _section("## Errors"), re.MULTILINE)
    names = {
        "REQUEST_ENTITY_TOO_LARGE": "CONTENT_TOO_LARGE",
        "REQUEST_URI_TOO_LONG": "URI_TOO_LONG",
        "REQUESTED_RANGE_NOT_SATISFIABLE": "RANGE_NOT_SATISFIABLE",
    }
    own = {"UNAUTHENTICATED": 401, "UPLOAD_REJECTED": 422, "PERSISTED_QUERY_NOT_SUPPORTED": 200}
    for code, status in listed:
        name = HTTPStatus(int(status)).name
        assert own.get(code) == int(status) or names.get(name, name) == code, code


def test_every_user_error_and_every_warning_is_listed_and_every_listed_one_exists() -> None:
    assert _listed_under("## Saving") == {*UserErrorCode, *PolicyWarningCode}


def test_every_verdict_and_every_claim_problem_is_listed_and_every_listed_one_exists() -> None:
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", _section("## Claims"), re.MULTILINE)
    listed = [code for row in rows for code in re.findall(r"[A-Z_]+", row)]
    assert set(listed) == {*ClaimVerdict, *ClaimProblemCode}


def _section(heading: str) -> str:
    return GUIDE.split(f"{heading}\n")[1].split("\n## ")[0]


def _listed_under(heading: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", _section(heading), re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    text, folder = DOCUMENTS[name]
    anchors = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", text, re.M)
    }
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        assert (folder / path).exists(), target
        assert not anchor or path or anchor in anchors, target


@pytest.mark.parametrize("name", ["README.md", "schema/README.md", "docs/operating.md"])
def test_every_path_that_a_document_names_exists(name: str) -> None:
    text, _ = DOCUMENTS[name]
    paths = set(re.findall(r"`((?:src|schema|tests|docs|widgets|bench|scripts)/[\w./-]*)`", text))
    assert paths or name != "README.md"
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


def test_every_package_in_the_readmes_picture_exists() -> None:
    (picture,) = re.findall(r"```\n(HTTP request.*?)```", README, re.DOTALL)
    packages = re.findall(r"(?:gql|store|insurance)(?:/\w+)*", picture)
    assert {package.split("/")[0] for package in packages} == {"gql", "store", "insurance"}
    for package in packages:
        assert (ROOT / "src" / package).is_dir() or (ROOT / "src" / f"{package}.py").is_file(), package


@pytest.mark.parametrize("name", ["README.md", "schema/README.md"])
def test_every_query_in_a_document_fits_the_schema(name: str) -> None:
    text, _ = DOCUMENTS[name]
    graphql = re.findall(r"```graphql\n(.*?)```", text, re.DOTALL)
    of_javascript = [query for pair in re.findall(r"query: \"(.+?)\"|query = `(.+?)`", text) for query in pair if query]
    of_curl = [orjson.loads(body)["query"] for body in re.findall(r"-d '(.+?)'", text)]
    queries = graphql + of_javascript + of_curl
    assert queries
    assert [error.message for query in queries for error in validate(executable, parse(query))] == []


def test_the_examples_belong_to_documents_and_give_what_they_declare() -> None:
    examples = orjson.loads((ROOT / "schema" / "examples.json").read_bytes())
    operations = {operation.name: operation for operation in OPERATIONS}
    for name, variables in examples.items():
        required = set(re.findall(r"\$(\w+): [\w!\[\]]+!(?! =)", operations[name].query))
        assert required <= set(variables) <= set(re.findall(r"\$(\w+):", operations[name].query)), name


async def test_the_readmes_first_query_answers_for_cleo(pat: ApiClient) -> None:
    (query,) = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)
    (cleo,) = (await pat.data(query))["clients"]["nodes"]
    assert cleo["displayName"] == "Cleo Marchetti"
    assert [policy["memberId"] for policy in cleo["policies"] if not policy["eligibility"]["eligible"]] == ["440817263"]
    assert all(policy["eligibility"]["explanation"] for policy in cleo["policies"])


def test_the_changelog_keeps_its_form() -> None:
    """Keep a Changelog: a section for each release, and within it the kinds of change, each with its entries."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.split(r"^## (.+)$", changelog, flags=re.MULTILINE)[1:]
    assert releases[0] == "Unreleased"
    kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    for content in releases[1::2]:
        sections = re.split(r"^### (.+)$", content.strip(), flags=re.MULTILINE)
        assert sections[0] == "", "an entry has no kind"
        assert sections[1::2] == [kind for kind in kinds if kind in sections[1::2]]
        assert all(entries.startswith("\n\n- ") for entries in sections[2::2])
