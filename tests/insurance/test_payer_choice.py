"""What follows from what staff save."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from insurance.facts import Policy
from insurance.new_primary import without_moved_end
from insurance.payer_choice import with_payer
from support.factories import a_policy, a_portal_policy, day

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


def test_an_end_date_that_staff_moved_is_their_own() -> None:
    ended = a_policy(end_date=day("2025-12-31"), ended_by_id="newer")
    assert without_moved_end(ended, replace(ended, end_date=day("2026-01-31"))).ended_by_id is None
    assert without_moved_end(ended, replace(ended, end_date=None)).ended_by_id is None


def test_an_edit_that_leaves_the_end_date_alone_leaves_what_set_it() -> None:
    ended = a_policy(end_date=day("2025-12-31"), ended_by_id="newer")
    assert without_moved_end(ended, replace(ended, member_id="other")).ended_by_id == "newer"
