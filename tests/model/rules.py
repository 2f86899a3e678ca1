"""Each rule of insurance policies, on plain values.

Values are those the API prints: words, money with two
decimals, and days as `YYYY-MM-DD`, which sort as text. A warning is its code and the policies it speaks of; an error is
its code and its path.
"""

import base64
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from model.texts import same_member, same_name

Fact = Mapping[str, Any]
Warned = tuple[str, frozenset[str]]
Error = tuple[str, ...]

REQUIRED = {
    "type": "TYPE",
    "relationship": "RELATIONSHIP",
    "payer": "PAYER",
    "insuranceType": "INSURANCE_TYPE",
    "memberId": "MEMBER_ID",
    "effectiveDate": "EFFECTIVE_DATE",
}
BILLING_ORDER = ("PRIMARY", "SECONDARY", "TERTIARY", "OTHER")
LAST_DAY = "9999-12-31"


def identity(policy: Fact) -> tuple[Any, ...] | None:
    """What identifies duplicates; None for a policy that is nobody's duplicate."""
    member = same_member(policy["memberId"])
    payer = policy["payer"] or same_name(policy["enteredPayerName"] or "")
    return (policy["client"], policy["type"], payer, member, policy["effectiveDate"]) if member else None


def twins(policy: Fact, chart: Iterable[Fact]) -> frozenset[str]:
    """The ids of the duplicates of a policy."""
    same = (each["id"] for each in chart if identity(policy) is not None and identity(each) == identity(policy))
    return frozenset(same) - {policy["id"]}


def needs_review(policy: Fact) -> bool:
    return policy["source"] == "PORTAL" and not policy["isReviewed"]


def missing_fields(policy: Fact) -> list[str]:
    return [name for attribute, name in REQUIRED.items() if policy[attribute] is None]


def day_after(day: str, days: int = 1) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def coverage(policy: Fact) -> tuple[str, str] | None:
    """The first and the last day covered; an inactive policy that lacks one of them covers none."""
    first, last = policy["effectiveDate"], policy["endDate"]
    if policy["status"] == "INACTIVE" and not (first and last):
        return None
    return first or "", last or LAST_DAY


def covers(policy: Fact, day: str) -> bool:
    days = coverage(policy)
    return days is not None and days[0] <= day <= days[1]


def reason(policy: Fact, day: str) -> str:
    """Why a claim for the day is offered the policy, or is not."""
    first, last = policy["effectiveDate"], policy["endDate"]
    if policy["status"] == "ACTIVE":
        return "ACTIVE"
    if last is None:
        return "INACTIVE_WITHOUT_END_DATE"
    if first is None:
        return "INACTIVE_WITHOUT_EFFECTIVE_DATE"
    if day < first:
        return "BEFORE_COVERAGE"
    return "AFTER_COVERAGE" if day > last else "INACTIVE_WITHIN_COVERAGE"


def is_offered(policy: Fact, day: str) -> bool:
    return reason(policy, day) in ("ACTIVE", "INACTIVE_WITHIN_COVERAGE")


def own_id(global_id: str) -> bytes:
    """The sort key of a record: the id inside its global id."""
    return base64.urlsafe_b64decode(global_id + "==")


def offered(chart: Iterable[Fact], day: str) -> list[str]:
    """The ids of the policies offered for a claim: covering first, billing order, later start, id."""
    found = sorted((policy for policy in chart if is_offered(policy, day)), key=lambda policy: own_id(policy["id"]))
    found.sort(key=lambda policy: policy["effectiveDate"] or "", reverse=True)
    found.sort(key=lambda policy: (not covers(policy, day), BILLING_ORDER.index(policy["type"])))
    return [policy["id"] for policy in found]


def listed(chart: Iterable[Fact]) -> list[str]:
    """The ids of a chart, entered in this order, as the chart lists them: active ones, billing order, newest."""
    newest_first = list(chart)[::-1]
    newest_first.sort(key=lambda policy: (policy["status"] == "INACTIVE", BILLING_ORDER.index(policy["type"])))
    return [policy["id"] for policy in newest_first]


def eligibility(policy: Fact, chart: Iterable[Fact], day: str) -> Fact:
    """The answer for one policy and a date of service."""
    warnings = set[Warned]()
    if policy["status"] == "ACTIVE" and not covers(policy, day):
        warnings.add(("OUTSIDE_COVERAGE_DATES", frozenset()))
    others = frozenset(other["id"] for other in other_primaries(policy, chart) if covers(other, day))
    if covers(policy, day) and others:
        warnings.add(("MULTIPLE_PRIMARY", others))
    if policy["payer"] is None:
        warnings.add(("NEEDS_PAYER", frozenset()))
    return {
        "eligible": is_offered(policy, day),
        "reason": reason(policy, day),
        "coversDateOfService": covers(policy, day),
        "warnings": warnings,
    }


def other_primaries(policy: Fact, chart: Iterable[Fact]) -> list[Fact]:
    """The other Primaries of a Primary's chart."""
    if policy["type"] != "PRIMARY":
        return []
    return [other for other in chart if other["type"] == "PRIMARY" and other["id"] != policy["id"]]


def ended_by(new: Fact, chart: Iterable[Fact]) -> dict[str, tuple[None, str]]:
    """The open, active Primaries that start before a new active one, and the end date of each, before and after."""
    if new["status"] == "INACTIVE" or new["effectiveDate"] is None:
        return {}
    return {
        other["id"]: (None, day_after(new["effectiveDate"], -1))
        for other in other_primaries(new, chart)
        if other["status"] == "ACTIVE" and other["endDate"] is None
        if other["effectiveDate"] is not None and other["effectiveDate"] < new["effectiveDate"]
    }


def overlap_warnings(policy: Fact, chart: Iterable[Fact]) -> set[Warned]:
    """Which other Primaries cover days that this one covers."""
    days = coverage(policy)
    theirs = [(other["id"], coverage(other)) for other in other_primaries(policy, chart)]
    found = frozenset(id_ for id_, found in theirs if days and found and days[0] <= found[1] and found[0] <= days[1])
    return {("OVERLAPPING_COVERAGE", found)} if found else set()


def inactive_warnings(policy: Fact) -> set[Warned]:
    """Why an inactive policy is offered for no claim at all."""
    if policy["status"] == "ACTIVE":
        return set()
    needed = {"NOT_OFFERED_WITHOUT_END_DATE": "endDate", "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE": "effectiveDate"}
    return {(code, frozenset()) for code, field in needed.items() if policy[field] is None}


def active_warnings(policy: Fact, chart: Iterable[Fact], today: str) -> set[Warned]:
    """The warnings about an active policy."""
    if policy["status"] == "INACTIVE":
        return set()
    is_past = policy["endDate"] is not None and policy["endDate"] < today
    return overlap_warnings(policy, chart) | ({("END_DATE_IN_PAST", frozenset[str]())} if is_past else set())


def adding_warnings(new: Fact, chart: Iterable[Fact]) -> set[Warned]:
    """The warnings after a policy is added to a chart, where it may have ended others."""
    others = other_primaries(new, chart)
    warnings = overlap_warnings(new, others) | inactive_warnings(new)
    is_closed = (new["type"], new["status"]) == ("PRIMARY", "ACTIVE") and new["endDate"] not in (None, LAST_DAY)
    if is_closed and not any(covers(other, day_after(new["endDate"])) for other in others):
        warnings.add(("CLOSED_PRIMARY", frozenset()))
    return warnings


def editing_warnings(policy: Fact, chart: Iterable[Fact], today: str) -> set[Warned]:
    """The warnings after a policy is edited."""
    needs_payer = {("NEEDS_PAYER", frozenset[str]())} if policy["payer"] is None else set()
    return inactive_warnings(policy) | active_warnings(policy, chart, today) | needs_payer
