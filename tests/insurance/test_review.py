"""When a policy waits for staff to review it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from insurance.enums import PolicySource
from insurance.facts import Policy
from insurance.review import needs_review
from support.factories import a_policy, a_portal_policy, policies

REVIEWED = datetime(2025, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("policy", "waits"),
    [
        pytest.param(a_portal_policy(), True, id="from the portal"),
        pytest.param(a_portal_policy(reviewed_at=REVIEWED), False, id="from the portal and reviewed"),
        pytest.param(a_portal_policy(payer_id="aetna"), True, id="from the portal with its payer matched"),
        pytest.param(
            a_portal_policy(payer_id=None, reviewed_at=REVIEWED), False, id="reviewed though it needs a payer still"
        ),
        pytest.param(a_policy(), False, id="entered by the practice"),
        pytest.param(a_policy(payer_id=None), False, id="entered by the practice without a payer"),
    ],
)
def test_a_policy_that_needs_review(policy: Policy, waits: bool) -> None:
    assert needs_review(policy) is waits


@given(policy=policies(source=PolicySource.PRACTICE))
def test_what_the_practice_entered_never_needs_review(policy: Policy) -> None:
    assert not needs_review(policy)


@given(policy=policies(source=PolicySource.PORTAL))
def test_what_a_client_entered_needs_review_until_it_is_reviewed(policy: Policy) -> None:
    assert needs_review(policy) is (policy.reviewed_at is None)
