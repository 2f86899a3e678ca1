"""A claim also names the client's other policies that cover the day, in billing order.

CMS-1500 boxes 9, 9a, 9d and 11d; 837P loops 2320 and 2330.
"""

from collections.abc import Iterable
from datetime import date

from insurance.coverage import covers
from insurance.enums import BILLING_ORDER
from insurance.facts import Policy


def other_insurance(policy: Policy, chart: Iterable[Policy], dos: date) -> tuple[Policy, ...]:
    """The chart's other policies covering the day: by type, then the later effective date (absent last), then id."""
    others = (other for other in chart if other.id != policy.id and covers(other, dos))
    return tuple(sorted(others, key=_billing_key))


def _billing_key(policy: Policy) -> tuple[int, int, str]:
    starts = policy.effective_date.toordinal() if policy.effective_date else 0
    return (BILLING_ORDER[policy.type], -starts, policy.id)
