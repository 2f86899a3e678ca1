"""The npm package graphql-http audits the running server against the GraphQL over HTTP specification."""

import json
import subprocess

from support.paths import ROOT
from support.server import Server


def test_every_audit_of_graphql_http_passes(server: Server) -> None:
    command = ["scripts/node", "tests/gql/http/graphql_http_audits.mjs", f"{server.url}/graphql"]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=60).stdout
    audits = json.loads(printed)
    assert len(audits) == 61
    assert [audit for audit in audits if audit["status"] != "ok"] == []
