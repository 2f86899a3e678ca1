"""What a client may submit (portal article: What Clients Can and Cannot Do in the Portal)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from insurance import limits
from insurance.enums import PolicySource
from insurance.facts import Policy
from insurance.policy_form import PORTAL_FORM
from insurance.problems import Problem, UserErrorCode

A_DAY = timedelta(hours=24)

COLLECTION_OFF = Problem(
    UserErrorCode.INSURANCE_COLLECTION_OFF, "Your practice is not asking for insurance here. Please contact them."
)


def nothing_given(given: Mapping[str, Any]) -> list[Problem]:
    """REQUIRED, of the whole input, where nothing in it says which insurance it is: no payer, member ID or card."""
    telling = [field for field in PORTAL_FORM.fields if field.field in PORTAL_FORM.at_least_one_of]
    if any(given.get(field.input_field) not in (None, []) for field in telling):
        return []
    message = "Give the insurance company's name or the Member ID, or add a photo of the card."
    return [Problem(UserErrorCode.REQUIRED, message)]


def limit_problems(chart: Iterable[Policy], now: datetime) -> Iterator[Problem]:
    """LIMIT_REACHED where the chart is full, or the client has submitted as much as anybody may in 24 hours."""
    policies = list(chart)
    if len(policies) >= limits.POLICIES_OF_CLIENT:
        message = f"You have {limits.POLICIES_OF_CLIENT} policies already. Please contact your practice to add another."
        yield Problem(UserErrorCode.LIMIT_REACHED, message)
    submitted = [each for each in policies if each.source is PolicySource.PORTAL and each.created_at > now - A_DAY]
    if len(submitted) >= limits.SUBMISSIONS_A_DAY:
        message = f"You have added {limits.SUBMISSIONS_A_DAY} policies in the last 24 hours. Please try again later."
        yield Problem(UserErrorCode.LIMIT_REACHED, message)
