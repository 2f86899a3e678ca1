"""`policybook payers import` and `export`: lists as clearinghouses publish them, all or nothing, IDs as given."""

import csv
import io
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from gql.global_ids import local_id
from support.command_line import CommandLine
from support.payer_list import (
    ALPHANUMERIC,
    LEADING_ZEROS,
    LONGEST_NAME,
    ROWS,
    SECOND_ID,
    faulty_rows,
    payer_rows,
    untidy_rows,
)


class Practice:
    """A practice without payers, and its command line."""

    def __init__(self, policybook: CommandLine) -> None:
        self.run, self.folder = policybook, policybook.folder
        policybook("migrate")
        self.id = policybook("practice", "add", "Elm").output

    def file(self, rows: Sequence[dict[str, str]], encoding: str = "utf-8") -> str:
        """A CSV file with these rows."""
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (self.folder / "payers.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return "payers.csv"

    def exported(self) -> dict[str, dict[str, str]]:
        """The rows of an export by name."""
        text = self.run("payers", "export", "--practice", self.id).out
        return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Practice:
    return Practice(CommandLine(tmp_path, monkeypatch, capsys))


def imported(practice: Practice, rows: Sequence[dict[str, str]], *more: str) -> str:
    """What a successful import printed."""
    return practice.run("payers", "import", practice.file(rows), "--practice", practice.id, *more).output


def test_a_real_list_is_loaded_and_every_id_comes_back_as_given(practice: Practice) -> None:
    rows = payer_rows()
    ids = [row["payer_id"] for row in rows]
    assert len(rows) == ROWS
    assert sum(id_.startswith("0") for id_ in ids) == LEADING_ZEROS
    assert sum(not id_.isdigit() for id_ in ids) == ALPHANUMERIC
    assert sum(bool(row["eligibility_id"]) for row in rows) == SECOND_ID
    assert max(len(row["name"]) for row in rows) == LONGEST_NAME
    printed = imported(practice, [*rows, *untidy_rows(rows)])
    assert "Columns not used: eligibility_id." in printed
    assert f"{ROWS} created, 0 matched (0 completed), 3 repeated, 0 conflicting. All were saved." in printed
    exported = practice.exported()
    assert {name: row["payer_id"] for name, row in exported.items()} == {row["name"]: row["payer_id"] for row in rows}


def test_every_row_that_is_refused_has_a_reason_and_then_nothing_is_saved(practice: Practice) -> None:
    rows = payer_rows()[:200]
    faulty = faulty_rows(rows)
    file = practice.file([*rows, *(row for row, _ in faulty)])
    result = practice.run("payers", "import", file, "--practice", practice.id)
    assert result.code == 2
    assert f"{len(faulty)} conflicting. Nothing was saved." in result.out
    lines = result.err.splitlines()
    assert len(lines) == len(faulty)
    for line, (_, reason) in zip(lines, faulty, strict=True):
        assert line.startswith("Row 2")
        assert reason in line
    assert practice.exported() == {}


def test_an_export_can_be_imported_elsewhere_and_comes_out_the_same(practice: Practice) -> None:
    rows = [
        {"name": "Harbor; Health | Plan", "payer_id": "00042", "aliases": "HH; Inc.\nHarbour", "line1": "PO Box 7"},
        {"name": "Ångström “Mutual”", "payer_id": "", "aliases": "", "line1": ""},
    ]
    imported(practice, rows)
    exported = practice.exported()
    assert exported["Harbor; Health | Plan"]["aliases"] == "HH; Inc.\nHarbour"
    first = practice.id
    practice.id = practice.run("practice", "add", "Oak").output
    assert practice.exported() == {}
    imported(practice, list(exported.values()))
    assert practice.exported() == exported
    assert practice.id != first


def test_a_row_completes_the_payer_that_it_matches_and_contradicts_none(practice: Practice) -> None:
    imported(
        practice, [{"name": "Aetna", "aliases": "Aetna Inc", "payer_id": ""}, {"name": "Cigna", "payer_id": "62308"}]
    )
    again = [{"name": "aetna inc.", "payer_id": "60054", "aliases": "AHP"}, {"name": "CIGNA", "payer_id": "62308"}]
    assert "0 created, 2 matched (1 completed)" in imported(practice, again)
    assert practice.exported()["Aetna"]["payer_id"] == "60054"
    assert practice.exported()["Aetna"]["aliases"] == "Aetna Inc\nAHP"
    before = practice.exported()
    for rows, reason in (
        ([{"name": "Cigna", "payer_id": "99999"}], "The practice has Cigna with the Payer ID 62308."),
        ([{"name": "New", "aliases": "Cigna\nAetna"}], "Its names belong to several payers: Aetna, Cigna."),
        ([{"name": "A B", "payer_id": "11"}, {"name": "a-b", "payer_id": "22"}], "Row 2 of the file has A B"),
    ):
        result = practice.run("payers", "import", practice.file(rows), "--practice", practice.id)
        assert result.code == 2
        assert reason in result.err
    assert practice.exported() == before


def test_a_dry_run_reports_and_saves_nothing(practice: Practice) -> None:
    assert "1 created, 0 matched" in imported(practice, [{"name": "Aetna"}], "--dry-run")
    assert practice.exported() == {}


def test_the_history_names_the_import(practice: Practice) -> None:
    imported(practice, [{"name": "Aetna"}])
    with closing(sqlite3.connect(practice.folder / "policybook.db")) as connection:
        found = connection.execute("SELECT actor, actor_id, cause FROM changes").fetchall()
        owners = connection.execute("SELECT practice_id FROM payers").fetchall()
    assert found == [("Import of payers", "local:import", "ADDED")]
    assert owners == [(local_id("Practice", practice.id),)]


def test_a_file_from_a_spreadsheet_with_a_byte_order_mark_is_read(practice: Practice) -> None:
    file = practice.file([{"name": "Aetna", "payer_id": "060054"}], encoding="utf-8-sig")
    practice.run("payers", "import", file, "--practice", practice.id)
    assert practice.exported()["Aetna"]["payer_id"] == "060054"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"title\nAetna\n", "payers.csv needs a column `name`."),
        (b"", "payers.csv needs a column `name`."),
        (b"name\n\xff\xfe\n", "payers.csv is no CSV file in UTF-8."),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(practice: Practice, content: bytes, reason: str) -> None:
    (practice.folder / "payers.csv").write_bytes(content)
    assert practice.run("payers", "import", "payers.csv", "--practice", practice.id).error.startswith(reason)


def test_a_file_or_practice_that_is_not_there_is_refused_in_one_line(practice: Practice) -> None:
    assert practice.run("payers", "import", "no.csv", "--practice", practice.id).error.startswith(
        "no.csv: No such file"
    )
    assert practice.run("payers", "export", "--practice", "elm").error.startswith("There is no such practice.")
