"""A submission has at least a payer name, a member ID or a card; a client submits a limited number of policies.

Portal article: What Clients Can and Cannot Do in the Portal.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from insurance import limits
from insurance.enums import PolicySource
from insurance.facts import Policy
from insurance.policy_form import PORTAL_FORM
from insurance.problems import Problem, UserErrorCode

_DAY = timedelta(hours=24)

COLLECTION_OFF = Problem(
    UserErrorCode.INSURANCE_COLLECTION_OFF,
    "Your practice is not collecting insurance here. Please contact them.",
)


def missing_content(values: Mapping[str, Any]) -> list[Problem]:
    """REQUIRED, for the whole input, where it has neither a payer name nor a member ID nor a card."""
    identifying = [field for field in PORTAL_FORM.fields if field.field in PORTAL_FORM.at_least_one_of]
    if any(values.get(field.input_field) not in (None, []) for field in identifying):
        return []
    message = "Enter the insurance company or the Member ID, or add a photo of the card."
    return [Problem(UserErrorCode.REQUIRED, message)]


def limit_problems(chart: Iterable[Policy], now: datetime) -> Iterator[Problem]:
    """LIMIT_REACHED where the chart is full, or the client has submitted too many policies in the last 24 hours."""
    policies = list(chart)
    if len(policies) >= limits.POLICIES_OF_CLIENT:
        message = f"You already have {limits.POLICIES_OF_CLIENT} policies. Please contact your practice to add another."
        yield Problem(UserErrorCode.LIMIT_REACHED, message)
    recent = [policy for policy in policies if policy.created_at > now - _DAY]
    submitted = [policy for policy in recent if policy.source is PolicySource.PORTAL]
    if len(submitted) >= limits.SUBMISSIONS_A_DAY:
        message = f"You have added {limits.SUBMISSIONS_A_DAY} policies in the last 24 hours. Please try again later."
        yield Problem(UserErrorCode.LIMIT_REACHED, message)
