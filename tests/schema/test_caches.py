"""Frontends' caches: the real Apollo Client and urql, with what `schema/cache/` says of the schema."""

import asyncio
import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from gql.auth.local_tokens import mint
from gql.global_ids import global_id
from insurance.enums import Role
from store.caller import Caller
from support import paged_practice
from support.api_client import KEY, token_of
from support.database_records import copy_demo
from support.operations import OPERATIONS
from support.paths import ROOT
from support.server import run_server

LISTS = [
    {"document": "Clients", "variables": {}, "path": ["clients"], "rows": len(paged_practice.CLIENTS)},
    {"document": "Charts", "variables": {}, "path": ["clients"], "rows": len(paged_practice.CLIENTS)},
    {"document": "PayerList", "variables": {}, "path": ["payers"], "rows": len(paged_practice.PAYERS)},
    {"document": "ReviewQueue", "variables": {}, "path": ["policiesToReview"], "rows": len(paged_practice.WAITING)},
    {
        "document": "PolicyHistory",
        "variables": {"policyId": global_id("Policy", paged_practice.POLICIES[0].id)},
        "path": ["policy", "history"],
        "rows": len(paged_practice.CHANGES),
    },
]
"""The lists of a large practice, and where each is in the data of its document."""


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
            "lists": [{"person": "Staff", **each} for each in LISTS],
        }
        path = folder / "configuration.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        yield path


@pytest.mark.parametrize("script", ["apollo_cache.mjs", "graphcache.mjs"])
def test_a_cache_keeps_its_laws(script: str, configuration: Path) -> None:
    command = ["scripts/node", "--conditions=development", f"tests/schema/{script}", str(configuration)]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
