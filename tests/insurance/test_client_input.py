"""A client's input: both names are required, the date of birth is not."""

from dataclasses import replace
from typing import Any

import pytest

from insurance.client_input import checked_client
from insurance.enums import CollectionOverride
from insurance.facts import Client
from support.factories import day

TODAY = day("2026-03-05")
CLEO = Client("cleo", "Cleo", "Reyes", day("1990-04-02"), CollectionOverride.OFF)


@pytest.mark.parametrize(
    ("values", "changes"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"first_name": " Clea "}, {"first_name": "Clea"}, id="a name, trimmed"),
        pytest.param({"date_of_birth": None}, {"date_of_birth": None}, id="null clears the date of birth"),
        pytest.param({"date_of_birth": day("1991-01-01")}, {"date_of_birth": day("1991-01-01")}, id="a date"),
        pytest.param({"collection_override": CollectionOverride.ON}, {}, id="a setting is no field of the form"),
    ],
)
def test_only_what_the_input_has_changes_in_a_client(values: dict[str, Any], changes: dict[str, Any]) -> None:
    assert checked_client(CLEO, values, TODAY) == (replace(CLEO, **changes), [])


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        pytest.param({"first_name": None}, [("REQUIRED", ("first_name",))], id="no first name"),
        pytest.param({"last_name": "\t"}, [("BLANK", ("last_name",))], id="a blank last name"),
        pytest.param(
            {"first_name": "x" * 101, "last_name": None, "date_of_birth": None},
            [("TOO_LONG", ("first_name",)), ("REQUIRED", ("last_name",))],
            id="both at once",
        ),
    ],
)
def test_every_problem_of_a_client_is_reported_with_its_path(values: dict[str, Any], problems: list[Any]) -> None:
    assert [(problem.code.value, problem.path) for problem in checked_client(CLEO, values, TODAY)[1]] == problems
