"""The rules stay pure: plain values in, plain values out, no clock and no I/O; and the index names them all."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import insurance

PACKAGE = Path(insurance.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
ALLOWED = {"insurance", "rapidfuzz"} | sys.stdlib_module_names
FILES = {"fileinput", "glob", "io", "os", "pathlib", "shelve", "shutil", "sqlite3", "tempfile", "zoneinfo"}
NETWORK = {"asyncio", "ftplib", "http", "select", "selectors", "smtplib", "socket", "socketserver", "ssl", "urllib"}
MACHINE = {"ctypes", "getpass", "importlib", "locale", "logging", "multiprocessing", "platform", "signal"}
PROCESS = {"builtins", "concurrent", "contextvars", "subprocess", "sys", "threading"}
TIME_AND_CHANCE = {"random", "sched", "secrets", "time", "uuid"}
WORLDLY = FILES | NETWORK | MACHINE | PROCESS | TIME_AND_CHANCE
BUILT_IN = {"__import__", "breakpoint", "compile", "eval", "exec", "globals", "input", "open", "print"}
CLOCKS = {"now", "today", "utcnow"}


def faults(tree: ast.AST) -> Iterator[str]:
    """What in the code reaches outside the rules: an import, a built-in function or a clock."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if not is_pure(name.name))
            case ast.ImportFrom(module=str(module), level=0) if not is_pure(module):
                yield module
            case ast.Name(id=name) if name in BUILT_IN:
                yield name
            case ast.Attribute(attr=name) if name in CLOCKS:
                yield f".{name}"


def is_pure(module: str) -> bool:
    root = module.split(".", maxsplit=1)[0]
    return root in ALLOWED and root not in WORLDLY


@pytest.mark.parametrize("module", [pytest.param(path, id=path.stem) for path in MODULES])
def test_a_rule_reaches_for_nothing_but_its_arguments(module: Path) -> None:
    assert list(faults(ast.parse(module.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        "import sqlalchemy",
        "import store.db.database",
        "from gql.schema import schema",
        "import os",
        "import os.path as p",
        "from pathlib import Path",
        "def rule():\n    import socket",
        "import time\ntime.time()",
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "from datetime import date\nclock = date.today",
        "open('policies.csv')",
        "print('policy')",
        "__import__('os')",
    ],
)
def test_what_no_rule_may_do_is_noticed(code: str) -> None:
    assert list(faults(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date, timedelta",
        "from insurance.facts import Policy",
        "from insurance import limits",
        "from . import limits",
        "from rapidfuzz import fuzz",
        "def is_past(day, today):\n    return day < today",
    ],
)
def test_what_a_rule_may_do_is_let_be(code: str) -> None:
    assert not list(faults(ast.parse(code)))


def test_the_index_names_every_module_and_no_other() -> None:
    index = insurance.__doc__ or ""
    listed = {name for line in re.findall(r"\.{3,} (.+)", index) for name in line.split(", ")}
    mentioned = set(re.findall(r"`(\w+)`", index))
    assert listed | mentioned == {path.stem for path in MODULES} - {"__init__"}


def test_every_module_says_what_it_is_about() -> None:
    silent = [path.stem for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []
