"""A chart lists active policies before inactive ones, in billing order, the newest entry first.

Article: Making a Policy Inactive (inactive policies stay in the record).
"""

from collections.abc import Iterable
from datetime import datetime

from insurance.enums import BILLING_ORDER, PolicyStatus
from insurance.facts import Policy


def chart_order(policies: Iterable[Policy]) -> list[Policy]:
    """Active before inactive, then billing order, then the newest entry; of two entered at once, the larger id."""
    newest_first = sorted(policies, key=_entry_key, reverse=True)
    return sorted(newest_first, key=_list_key)


def _entry_key(policy: Policy) -> tuple[datetime, str]:
    return (policy.created_at, policy.id)


def _list_key(policy: Policy) -> tuple[bool, int]:
    return (policy.status is not PolicyStatus.ACTIVE, BILLING_ORDER[policy.type])
