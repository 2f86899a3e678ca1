"""How long a text may be."""

import pytest

from insurance import limits


@pytest.mark.parametrize(
    ("limit", "longest"),
    [
        pytest.param(limits.MEMBER_ID, 80, id="member ID"),
        pytest.param(limits.PLAN_ID, 50, id="plan ID"),
        pytest.param(limits.GROUP_ID, 50, id="group ID"),
        pytest.param(limits.EMPLOYER_OR_SCHOOL, 100, id="employer or school"),
        pytest.param(limits.NAME, 100, id="name"),
        pytest.param(limits.EDI_PAYER_ID, 80, id="payer ID"),
        pytest.param(limits.ENTERED_PAYER_NAME, 200, id="entered payer name"),
        pytest.param(limits.ALIAS, 200, id="alias"),
        pytest.param(limits.ALIASES, 50, id="aliases of one payer"),
    ],
)
def test_the_limits(limit: int, longest: int) -> None:
    assert limit == longest


def test_whatever_a_client_may_enter_as_a_payer_can_be_kept_as_an_alias() -> None:
    assert limits.ENTERED_PAYER_NAME <= limits.ALIAS
