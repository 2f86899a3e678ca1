"""What a person can mend is said in one sentence, to the point, without repeating what was typed."""

from decimal import Decimal
from typing import Any

import pytest

from insurance.payer_input import checked_aliases
from insurance.payer_names import duplicate_name, names_in_use
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput
from insurance.problems import Problem, UserErrorCode
from insurance.warnings import PolicyWarningCode
from support.factories import a_payer, a_policy, day

TYPED = "typed\x00 by somebody"

TODAY = day("2026-03-05")


def aliases(*texts: str) -> list[Problem]:
    """The problems of aliases."""
    problems: list[Problem] = []
    checked_aliases(texts, problems)
    return problems


def fields(**given: Any) -> list[Problem]:
    """The problems of an edit."""
    return PolicyInput(given, STAFF_FORM, a_policy(), TODAY).problems


EVERY = [
    *fields(
        member_id=TYPED, plan_id=" ", group_id="typed" * 11, copay=Decimal(-3), type=None, end_date=day("2020-01-01")
    ),
    *fields(policyholder={"first_name": TYPED, "address": {"city": "typed" * 21}}),
    *aliases(TYPED, "", "typed" * 41),
    *aliases(*["typed"] * 51),
    *[
        problem
        for problem in [duplicate_name("AETNA  typed", (), names_in_use([a_payer(name="Aetna Typed")]))]
        if problem
    ],
]


@pytest.mark.parametrize("problem", EVERY, ids=lambda problem: f"{problem.code} {'.'.join(problem.path)}")
def test_a_problem_is_a_sentence_that_does_not_repeat_what_was_typed(problem: Problem) -> None:
    assert problem.message[0].isupper()
    assert problem.message.endswith(".")
    assert "typed" not in problem.message
    assert "-3" not in problem.message


def test_the_rules_alone_find_every_problem_that_is_about_a_value() -> None:
    found = {problem.code.value for problem in EVERY}
    about_values = {"INVALID", "BLANK", "TOO_LONG", "REQUIRED", "END_BEFORE_EFFECTIVE", "LIMIT_REACHED"}
    assert found == about_values | {"DUPLICATE_PAYER"}


@pytest.mark.parametrize("codes", [UserErrorCode, PolicyWarningCode])
def test_a_code_is_printed_as_it_is_called(codes: Any) -> None:
    assert all(code.value == code.name == str(code) for code in codes)
