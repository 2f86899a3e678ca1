"""What a date field makes of the texts that people type and paste: a module of the widgets, run by node."""

import json
import subprocess
from typing import Any

from support.paths import ROOT

TODAY = "2026-11-26"


def call(function: str, *calls: tuple[Any, ...], module: str = "widgets/shared/date-text.ts") -> list[Any]:
    """The results of a function of a module, one for each list of arguments."""
    command = ["scripts/node", "tests/browser/call_widget_module.mjs", module, function]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(calls), check=True, capture_output=True, text=True)
    results = json.loads(done.stdout)
    assert len(results) == len(calls)
    return list(results)


def parsed(texts: list[str], *, is_past: bool = False) -> dict[str, str | None]:
    """The date of each text, or None."""
    found = call("parseDate", *[(text, {"today": TODAY, "isPast": is_past}) for text in texts])
    return dict(zip(texts, found, strict=True))


def test_a_date_is_taken_as_billers_type_and_paste_it() -> None:
    texts = [
        *["2026-03-05", "2026/3/5", "2026.03.05", "20260305", "3/5/26", "3/5/2026", "03/05/2026", "3-5-26", "3.5.2026"],
        *["3 5 26", "030526", "03052026", "Mar 5, 2026", "March 5th, 2026", "mar. 5 26", "5 Mar 2026", "05-MAR-2026"],
        *["Thu, Mar 5, 2026", "Thursday March 5 2026", " 3 / 5 / 2026 ", "3/5/2026 0:00", "2026-03-05T00:00:00.000Z"],
        *[
            "3/5/2026 12:00:00 AM",
            "2026-03-05 00:00",
            "3\u201105\u20112026",
            "3\u20135\u20132026",
            "3\u22125\u22122026",
        ],
        *["\u200e3/5/2026\u200f", "\ufeff2026-03-05\u200b", "3/5/2026\u00a0", "３/５/２０２６", "\t3/5/2026\r\n"],
    ]
    assert parsed(texts) == dict.fromkeys(texts, "2026-03-05")


def test_t_is_today() -> None:
    assert parsed(["t", "T", " today "]) == {"t": TODAY, "T": TODAY, " today ": TODAY}


def test_what_is_no_date_is_not_guessed() -> None:
    texts = [
        *["", " ", "tomorrow", "3/5", "3/2026", "305", "30526", "3052026", "13/5/2026", "25/12/2026", "26-03-05"],
        *["2/30/2026", "2/29/2025", "4/31/26", "0/5/2026", "3/0/2026", "2026-13-01", "2026-02-30", "3/5/026", "3/5/2"],
        *["3/5/20260", "2026-03-05-01", "marble 5, 2026", "5 2026", "3/5/2026 14:30", "-3/5/2026", "1e5", "Mar 2026"],
    ]
    assert parsed(texts) == dict.fromkeys(texts, None)


def test_leap_days_are_days() -> None:
    assert parsed(["2/29/24", "02292000"]) == {"2/29/24": "2024-02-29", "02292000": "2000-02-29"}


def test_two_digits_are_the_nearest_year() -> None:
    assert parsed(["1/1/75", "1/1/76", "12/31/99", "1/1/00"]) == {
        "1/1/75": "2075-01-01",
        "1/1/76": "1976-01-01",
        "12/31/99": "1999-12-31",
        "1/1/00": "2000-01-01",
    }


def test_nobody_is_born_in_the_future() -> None:
    assert parsed(["1/1/65", "11/26/26", "11/27/26", "112726", "2/29/28", "1/1/2065"], is_past=True) == {
        "1/1/65": "1965-01-01",
        "11/26/26": "2026-11-26",
        "11/27/26": "1926-11-27",
        "112726": "1926-11-27",
        "2/29/28": "1928-02-29",
        "1/1/2065": "2065-01-01",  # four digits are taken at their word: the server says that it is in the future
    }


def test_a_year_of_four_digits_is_complete_while_it_is_typed_and_no_other_is() -> None:
    complete = call(
        "parseCompleteDate", *[(text,) for text in ["3/5/20", "3/5/202", "3/5/2026", "030526", "0024-01-02"]]
    )
    assert complete == [None, None, "2026-03-05", None, "0024-01-02"]


def test_a_date_field_shows_years_with_four_digits_and_any_other_text_as_it_is() -> None:
    shown = call("formatDateText", ("2026-03-05",), ("0024-01-02",), ("3/5",), ("2026-02-30",), ("",))
    assert shown == ["03/05/2026", "01/02/0024", "3/5", "2026-02-30", ""]


def test_a_date_in_a_text_shows_its_year_with_four_digits() -> None:
    shown = call("formatDate", ("2026-03-05",), ("0024-01-01",), ("9999-12-31",), module="widgets/shared/dates.ts")
    assert shown == ["Mar 5, 2026", "Jan 1, 0024", "Dec 31, 9999"]
