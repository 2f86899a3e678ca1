"""A chart lists active policies, then inactive ones, then those entered in error: in billing order, the newest first.

Article: Making a Policy Inactive (inactive policies stay in the record).
"""

from collections.abc import Iterable
from datetime import datetime

from insurance.enums import BILLING_ORDER, PolicyStatus
from insurance.facts import Policy

_STATUS_ORDER = {PolicyStatus.ACTIVE: 0, PolicyStatus.INACTIVE: 1, PolicyStatus.ENTERED_IN_ERROR: 2}


def chart_order(policies: Iterable[Policy]) -> list[Policy]:
    """Active, inactive, entered in error; then billing order, then the newest entry; of two at once, the larger id."""
    newest_first = sorted(policies, key=_entry_key, reverse=True)
    return sorted(newest_first, key=_list_key)


def _entry_key(policy: Policy) -> tuple[datetime, str]:
    return (policy.created_at, policy.id)


def _list_key(policy: Policy) -> tuple[int, int]:
    return (_STATUS_ORDER[policy.status], BILLING_ORDER[policy.type])
