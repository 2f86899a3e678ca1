"""What follows from what staff save."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from insurance.facts import Policy
from insurance.payer_choice import payer_choice_problems, with_payer
from support.factories import a_payer, a_policy, a_portal_policy, day

NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)


def test_a_portal_policy_saved_with_a_payer_is_reviewed_by_whoever_chose_it() -> None:
    policy = a_portal_policy(payer_id=None, reviewed_at=None, reviewed_by=None)
    saved = with_payer(policy, "aetna", NOW, "Pat Rivera")
    assert saved == replace(policy, payer_id="aetna", reviewed_at=NOW, reviewed_by="Pat Rivera")


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(a_policy(), id="entered by the practice"),
        pytest.param(a_portal_policy(reviewed_at=day("2026-01-01"), reviewed_by="Kim"), id="reviewed before"),
    ],
)
def test_what_needs_no_review_is_not_reviewed_again(policy: Policy) -> None:
    assert with_payer(policy, "aetna", NOW, "Pat Rivera") == replace(policy, payer_id="aetna")


PAYERS = {"aetna": a_payer(), "cigna": a_payer(id="cigna", name="Cigna", archived=True)}


@pytest.mark.parametrize(
    ("payer_id", "current_payer_id", "codes"),
    [
        pytest.param("aetna", None, [], id="a payer"),
        pytest.param("cigna", None, ["INVALID"], id="an archived payer"),
        pytest.param("cigna", "aetna", ["INVALID"], id="an archived payer in place of another"),
        pytest.param("cigna", "cigna", [], id="the archived payer that the policy has already"),
        pytest.param("humana", None, ["NOT_FOUND"], id="no payer of the practice"),
        pytest.param(None, None, ["NOT_FOUND"], id="no id of a payer"),
    ],
)
def test_an_archived_payer_can_be_kept_and_not_chosen(
    payer_id: str | None, current_payer_id: str | None, codes: list[str]
) -> None:
    problems = payer_choice_problems(payer_id, PAYERS, current_payer_id)
    assert [problem.code.value for problem in problems] == codes
    assert all(problem.path == ("payer_id",) for problem in problems)
