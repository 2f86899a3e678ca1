"""The packages that are imported are ours, and every pinned package has a hash."""

import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support.paths import ROOT

LOCKS = [
    "requirements.lock",
    "requirements-tracing.lock",
    "requirements-dev.lock",
    "requirements-moto.lock",
    "requirements-node.lock",
]


@pytest.mark.parametrize("package", ["gql", "store", "insurance"])
def test_a_fresh_interpreter_imports_our_package(package: str, tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", f"import {package}; print({package}.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(found.strip()) == ROOT / "src" / package / "__init__.py"


def test_the_distribution_is_never_uploaded_and_needs_no_package_of_our_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]
    for lock in LOCKS:
        assert not re.search(r"^(gql|store|insurance)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_has_a_hash_and_no_host_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^[\w.\[\]-]+==\S+.*\\\n(\s+--hash=sha256:\w+)?", text, re.MULTILINE)
    assert pinned and all(pinned)
    assert "://" not in text


def test_the_npm_lock_names_no_host() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_tests_never_shadow_our_packages() -> None:
    for package in ("gql", "store", "insurance"):
        assert not (ROOT / "tests" / package / "__init__.py").exists()
    assert not list(ROOT.glob("graphql/"))


def test_the_files_that_graphiql_loads_are_copied_and_required_in_a_wheel() -> None:
    folder = ROOT / "src" / "gql" / "pages" / "graphiql"
    html = (folder / "index.html").read_text(encoding="utf-8")
    loaded = set(re.findall(r'(?:src|href)="graphiql/([\w.-]+)"', html))
    npm = {name for name in loaded if not (folder / name).exists()}
    assert npm
    assert npm == set(runpy.run_path(str(ROOT / "scripts" / "page_files.py"))["GRAPHIQL_FILES"])
    assert npm == set(runpy.run_path(str(ROOT / "hatch_build.py"))["GRAPHIQL"])


def test_traces_need_more_packages_and_no_other_versions() -> None:
    pinned = [
        set(re.findall(r"^[\w.\[\]-]+==\S+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS
    ]
    plain, tracing, development, *_ = pinned
    assert plain < tracing < development
