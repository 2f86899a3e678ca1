"""When a policy needs a payer."""

import pytest
from hypothesis import given

from insurance.facts import Policy
from insurance.needs_payer import needs_payer
from support.factories import a_policy, a_portal_policy, policies


@pytest.mark.parametrize(
    ("policy", "needs"),
    [
        pytest.param(a_portal_policy(), True, id="the client's words alone"),
        pytest.param(a_portal_policy(entered_payer_name=None), True, id="neither words nor a payer"),
        pytest.param(a_portal_policy(payer_id="aetna"), False, id="the client's words and a payer"),
        pytest.param(a_policy(), False, id="a payer chosen by staff"),
    ],
)
def test_a_policy_that_needs_a_payer(policy: Policy, needs: bool) -> None:
    assert needs_payer(policy) is needs


@given(policy=policies(payer_id=None))
def test_nothing_but_a_payer_ends_the_need_for_one(policy: Policy) -> None:
    assert needs_payer(policy)


@given(policy=policies(payer_id="aetna"))
def test_a_payer_always_ends_the_need_for_one(policy: Policy) -> None:
    assert not needs_payer(policy)
