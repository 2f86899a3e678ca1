"""Frontends' caches: the real Apollo Client and urql, with what `schema/cache/` says of the schema."""

import asyncio
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from graphql import FieldNode, TypeInfo, TypeInfoVisitor, Visitor, get_named_type, parse, visit

from gql.auth.local_tokens import mint
from gql.auth.viewer_ids import ViewerIds
from gql.global_ids import global_id
from gql.schema import executable
from insurance.enums import Role
from store.caller import Caller
from support import paged_practice
from support.api_client import CAST, KEY, token_of
from support.database_records import copy_demo
from support.operations import OPERATIONS, SCHEMA
from support.paths import ROOT
from support.server import run_server

GUIDE_SNIPPETS = re.findall(r"```js\n(.*?)```", (SCHEMA / "README.md").read_text(encoding="utf-8"), re.DOTALL)

PAGED: list[tuple[str, dict[str, Any], list[str], Sequence[object]]] = [
    ("Clients", {}, ["clients"], paged_practice.CLIENTS),
    ("Charts", {}, ["clients"], paged_practice.CLIENTS),
    ("PayerList", {}, ["payers"], paged_practice.PAYERS),
    ("ReviewQueue", {}, ["policiesToReview"], paged_practice.WAITING),
    ("PolicyHistory", {"policyId": paged_practice.POLICIES[0]}, ["policy", "history"], paged_practice.CHANGES),
    ("PayerHistory", {"payerId": paged_practice.PAYERS[0]}, ["node", "history"], paged_practice.PAYER_CHANGES),
    ("PortalSettings", {}, ["viewer", "practice", "history"], paged_practice.PRACTICE_CHANGES),
]
"""Documents with a list, the record it is about, where the list is in their data, and its rows in a large practice."""
LISTS = [
    {
        "person": "Staff",
        "document": document,
        "variables": {name: global_id(type(record).__name__, record.id) for name, record in variables.items()},
        "path": path,
        "rows": len(rows),
    }
    for document, variables, path, rows in PAGED
]


def test_every_document_that_pages_is_tried() -> None:
    paging = {each.name for each in OPERATIONS if "$after:" in each.query}
    # Whoever reads a chart's accesses adds to them: no two readers find the same rows.
    assert paging - {"ChartAccesses"} == {document for document, *_ in PAGED}


@pytest.fixture(scope="module")
def configuration(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file for the scripts: a server with the demo and a large practice, and what to ask it."""
    folder = tmp_path_factory.mktemp("caches")
    file = copy_demo(demo_file, folder)
    asyncio.run(paged_practice.load(file))
    staff = Caller(paged_practice.PRACTICE.id, Role.PRACTITIONER, "staff", name="Pat Rivera")
    with run_server(folder) as server:
        told = {
            "url": f"{server.url}/graphql",
            "tokens": {"Pat": token_of("Pat"), "Cleo": token_of("Cleo"), "Staff": mint(KEY.encode(), staff)},
            "operations": [{**asdict(each), "isMutation": each.is_mutation} for each in OPERATIONS],
            "lists": LISTS,
        }
        path = folder / "configuration.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        yield path


@pytest.mark.parametrize("script", ["apollo_cache.mjs", "graphcache.mjs"])
def test_a_cache_keeps_its_laws(script: str, configuration: Path) -> None:
    command = ["scripts/node", "--conditions=development", f"tests/schema/{script}", str(configuration)]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("library", "ask"),
    [
        ("@apollo/client", "client.query({ query: (await import('@apollo/client')).gql(query) })"),
        ("@urql/core", "client.query(query, {}).toPromise()"),
    ],
)
def test_a_client_made_as_the_guide_says_works(library: str, ask: str, configuration: Path) -> None:
    (snippet,) = [each for each in GUIDE_SNIPPETS if f'from "{library}"' in each]
    told = json.loads(configuration.read_text(encoding="utf-8"))
    given = {
        "endpoint": told["url"],
        "token": told["tokens"]["Cleo"],
        "query": next(each["query"] for each in told["operations"] if each["name"] == "BillingTab"),
    }
    module = f"Object.assign(globalThis, {json.dumps(given)});\n{snippet}\nconsole.log((await {ask}).data.viewer.id);"
    command = [str(ROOT / "scripts/node"), "--input-type=module"]
    # In the guide's folder, as its imports are relative to it.
    run = subprocess.run(command, cwd=SCHEMA, input=module, check=False, capture_output=True, text=True, timeout=60)
    assert run.stdout.strip() == ViewerIds(KEY.encode()).of(CAST["Cleo"]), run.stderr


def test_the_declarations_fit_the_libraries() -> None:
    options = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"]
    command = ["scripts/node", "node_modules/.bin/tsc", *options, "tests/schema/consumer.ts"]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout


def test_every_list_in_a_document_is_selected_so_that_caches_can_page_it() -> None:
    selected = [(operation.name, names) for operation in OPERATIONS for names in _selected_of_lists(operation.query)]
    assert len(selected) > len(PAGED)
    for name, names in selected:
        assert "nodes" not in names, name
        assert {"edges.cursor", "edges.node"} <= names, name
        assert {"pageInfo.hasNextPage", "pageInfo.hasPreviousPage"} <= names, name
        assert {"pageInfo.startCursor", "pageInfo.endCursor"} <= names, name


def _selected_of_lists(query: str) -> list[set[str]]:
    """For each connection in a document, what it selects, such as "edges.cursor"."""
    types, found = TypeInfo(executable), []

    class Connections(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if get_named_type(types.get_type()).name.endswith("Connection"):  # type: ignore[union-attr]
                found.append(set(_paths(node)))

    visit(parse(query), TypeInfoVisitor(types, Connections()))
    return found


def _paths(node: FieldNode) -> Iterator[str]:
    for field in node.selection_set.selections:  # type: ignore[union-attr]
        assert isinstance(field, FieldNode)
        yield field.name.value
        if field.selection_set:
            for below in field.selection_set.selections:
                if isinstance(below, FieldNode):
                    yield f"{field.name.value}.{below.name.value}"
