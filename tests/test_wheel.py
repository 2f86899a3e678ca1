"""The wheel: built and installed by the commands of the Containerfile, it serves all that a checkout serves."""

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import httpx2
import pytest

from support.api_client import KEY, token_of
from support.container_file import environment, run, stages, values
from support.database_records import copy_demo
from support.operations import OPERATIONS
from support.paths import ROOT
from support.server import Server, run_server

BUILD, IMAGE = stages()
APT, MAKE, WHEEL, VENV, REQUIREMENTS, INSTALL = values(BUILD, "RUN")
BROWSER = {"Accept": "text/html", "Accept-Encoding": "br"}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What git has of the project, as in a fresh clone, with the tests' Python environment."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(Path(sys.executable).parents[1])
    return folder


@dataclass(frozen=True)
class Installation:
    """The server as the image has it."""

    environment: Path
    wheel: Path

    @property
    def policybook(self) -> Path:
        """The command."""
        return self.environment / "bin" / "policybook"


@pytest.fixture(scope="module")
def installation(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel of this checkout, installed from nothing else but the wheel. The locked packages are the tests' own."""
    folder = tmp_path_factory.mktemp("build")
    installed = tmp_path_factory.mktemp("srv") / "venv"
    shutil.copytree(clone, folder, symlinks=True, dirs_exist_ok=True)
    _make_install(folder)
    for command in (WHEEL, VENV, INSTALL):
        done = run(command, folder, installed)
        assert done.returncode == 0, done.stderr
    packages = installed / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    (wheel,) = (folder / "dist").glob("*.whl")
    return Installation(installed, wheel)


def _make_install(folder: Path) -> None:
    """Does to the folder what `make install` did to this checkout before its tests ran."""
    assert MAKE == "make install"
    pages = ROOT / "src" / "gql" / "pages"
    for path in [*pages.glob("*/dist/*"), *pages.rglob("*.br"), *pages.rglob("*.gz")]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)


@pytest.fixture(scope="module")
def installed_server(
    installation: Installation, demo_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The installed server in development, on a copy of the demo."""
    folder = tmp_path_factory.mktemp("server")
    copy_demo(demo_file, folder)
    with run_server(folder, policybook=installation.policybook) as server:
        yield server


def test_no_wheel_is_built_of_a_fresh_clone(clone: Path, tmp_path: Path) -> None:
    built = run(WHEEL.replace("dist", str(tmp_path)), clone, tmp_path)
    assert built.returncode != 0
    last_line = built.stderr.strip().splitlines()[-1]
    assert last_line.startswith("policybook: the widgets or GraphiQL are not built: run `make install`")
    assert "graphiql.min.js" in last_line and "chart-insurance.js" in last_line
    assert "Traceback" not in built.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_is_what_the_server_runs(installation: Installation, tmp_path: Path) -> None:
    python = installation.environment / "bin" / "python"
    code = "import gql, store, insurance; print(gql.__file__, store.__file__, insurance.__file__)"
    found = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert all(file.startswith(str(installation.environment)) for file in found.split())


def test_the_packages_of_the_image_are_those_that_are_tested() -> None:
    assert REQUIREMENTS.endswith("pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)(.*)\\$", lock, re.MULTILINE)
    assert len(pinned) > 30
    for name, pin, marker in pinned:
        if not any(condition in marker for condition in ("win32", "Windows", "emscripten", "python_full_version")):
            assert version(name) == pin, name


@pytest.mark.parametrize("page", ["/graphql", "/"])
def test_an_installed_server_has_its_pages_and_all_they_load(installed_server: Server, page: str) -> None:
    html = httpx2.get(installed_server.url + page, headers=BROWSER)
    assert html.status_code == 200
    files = re.findall(r'(?:src|href)="((?:graphiql|demo|widgets)/[\w.-]+)"', html.text)
    assert len(files) >= 6
    for file in files:
        answer = httpx2.get(f"{installed_server.url}/{file}", headers=BROWSER)
        assert (answer.status_code, answer.headers.get("content-encoding")) == (200, "br"), file
        for chunk in re.findall(r'"\./(shared-[A-Z0-9]{8}\.js)"', answer.text):
            assert httpx2.get(f"{installed_server.url}/widgets/{chunk}").status_code == 200


def test_an_installed_graphiql_has_a_tab_for_each_document(installed_server: Server) -> None:
    config = httpx2.get(f"{installed_server.url}/graphiql/config.json").json()
    assert {document["name"] for document in config["documents"]} == {operation.name for operation in OPERATIONS}
    assert any(document["variables"] != "{}" for document in config["documents"])
    assert len(config["personas"]) == 2


def test_an_installed_server_has_the_licenses_of_what_it_contains(installed_server: Server) -> None:
    for folder in ("graphiql", "widgets"):
        assert httpx2.get(f"{installed_server.url}/{folder}/LICENSES.txt").status_code == 200


def test_a_wheel_contains_no_sources_of_the_widgets_and_nothing_of_the_tests(installation: Installation) -> None:
    names = zipfile.ZipFile(installation.wheel).namelist()
    folders = {name.split("/")[0] for name in names}
    assert folders == {"gql", "store", "insurance", f"policybook-{version('policybook')}.dist-info"}
    assert not [name for name in names if name.endswith((".ts", ".map", ".pyc", ".db", "sizes.txt"))]


READ_ONLY = "mount --bind {folder} {folder} && mount -o remount,ro,bind / && ! touch /read-only 2>/dev/null && "


def test_the_command_of_the_image_serves_production_on_a_read_only_root(
    installation: Installation, demo_file: Path, tmp_path: Path
) -> None:
    copy_demo(demo_file, tmp_path)
    if subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode:
        pytest.skip("only root can make a filesystem read-only for one process")
    variables = environment(IMAGE)
    assert values(IMAGE, "CMD") == ['["policybook", "serve"]']
    assert variables.pop("POLICYBOOK_DATABASE_URL").endswith("/var/lib/policybook/policybook.db")
    settings = {name.removeprefix("POLICYBOOK_"): text for name, text in variables.items() if "POLICYBOOK_" in name}
    script = READ_ONLY.format(folder=tmp_path) + 'exec "$0" "$@"'
    around = ["unshare", "--mount", "/bin/sh", "-c", script]
    settings |= {"HOST": "127.0.0.1", "GRAPHIQL": "true", "LOCAL_KEY": KEY}
    with run_server(tmp_path, policybook=installation.policybook, around=around, **settings) as server:
        assert httpx2.get(f"{server.url}/graphql", headers=BROWSER).status_code == 200
        assert httpx2.get(f"{server.url}/graphiql/graphiql.min.js").status_code == 200
        assert httpx2.get(f"{server.url}/").status_code == 404
        headers = {"Authorization": f"Bearer {token_of('Pat')}"}
        body = {"query": 'mutation { addClient(input: {firstName: "Nia", lastName: "Okoro"}) { client { id } } }'}
        saved = httpx2.post(f"{server.url}/graphql", json=body, headers=headers).json()
        assert saved["data"]["addClient"]["client"]["id"]


def test_the_image_runs_without_root() -> None:
    assert [int(user) > 0 for user in values(IMAGE, "USER")] == [True]
    names = [instruction.name for instruction in IMAGE]
    assert "RUN" not in names[names.index("USER") :]
