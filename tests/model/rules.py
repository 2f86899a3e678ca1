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
STATUSES = ("ACTIVE", "INACTIVE", "ENTERED_IN_ERROR")
BILLING_ORDER = ("PRIMARY", "SECONDARY", "TERTIARY", "OTHER")
LAST_DAY = "9999-12-31"


def identity(policy: Fact) -> tuple[Any, ...] | None:
    """What identifies duplicates; None for a policy that is nobody's duplicate."""
    if policy["status"] == "ENTERED_IN_ERROR":
        return None
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
    """The first and the last day covered; none where it was entered in error, or is inactive and lacks one of them."""
    if policy["status"] == "ENTERED_IN_ERROR":
        return None
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
    if policy["status"] in ("ACTIVE", "ENTERED_IN_ERROR"):
        return str(policy["status"])
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
    """The ids of a chart, entered in this order, as the chart lists them: by status, billing order, newest."""
    newest_first = list(chart)[::-1]
    newest_first.sort(key=lambda policy: (STATUSES.index(policy["status"]), BILLING_ORDER.index(policy["type"])))
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


def ended_by(new: Fact, chart: Iterable[Fact]) -> Fact:
    """The open, active Primaries that start before a new active one, and the end date of each, before and after."""
    if new["status"] != "ACTIVE" or new["effectiveDate"] is None:
        return {}
    return {
        other["id"]: (None, day_after(new["effectiveDate"], -1))
        for other in other_primaries(new, chart)
        if other["status"] == "ACTIVE" and other["endDate"] is None
        if other["effectiveDate"] is not None and other["effectiveDate"] < new["effectiveDate"]
    }


def takes_its_place(before: Fact, after: Fact) -> bool:
    """Whether an edit gives an active Primary its first effective date."""
    is_active = (after["type"], after["status"]) == ("PRIMARY", "ACTIVE")
    return is_active and before["effectiveDate"] is None and after["effectiveDate"] is not None


def following(before: Fact, after: Fact, chart: Iterable[Fact]) -> Fact:
    """The policies that this one ended and whose end date its change moves or takes away: before, and after."""
    was_primary, is_primary = (
        each["type"] == "PRIMARY" and each["status"] != "ENTERED_IN_ERROR" for each in (before, after)
    )
    start = after["effectiveDate"]
    if before["effectiveDate"] == start and was_primary == is_primary:
        return {}
    moved = {}
    for other in chart:
        if other["endedBy"] == after["id"]:
            stays_before = is_primary and start is not None and start > (other["effectiveDate"] or "")
            moved[other["id"]] = (other["endDate"], day_after(start, -1) if stays_before else None)
    return {id_: ends for id_, ends in moved.items() if ends[0] != ends[1]}


def share_days(one: Fact, other: Fact) -> bool:
    """Whether two policies of one type cover some day both."""
    first, second = coverage(one), coverage(other)
    if one["type"] != other["type"] or first is None or second is None:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def overlap_warnings(policy: Fact, chart: Iterable[Fact]) -> set[Warned]:
    """Which other policies of its rank cover days that this one covers; OTHER is no rank."""
    found = frozenset(other["id"] for other in chart if other["id"] != policy["id"] and share_days(policy, other))
    if not found or policy["type"] == "OTHER":
        return set()
    return {("OVERLAPPING_COVERAGE" if policy["type"] == "PRIMARY" else "SAME_RANK", found)}


def chart_warnings(
    changed: str, moved: Iterable[str], before: Mapping[str, Fact], after: Mapping[str, Fact]
) -> set[Warned]:
    """What the change of one policy does to the rest of its chart, whose end dates it may have moved."""
    primaries = [other for other in after.values() if other["type"] == "PRIMARY" and other["id"] != changed]
    overlapping = set[str]()
    for id_ in moved:
        for other in primaries:
            if (
                other["id"] != id_
                and share_days(after[id_], other)
                and not share_days(before[id_], before[other["id"]])
            ):
                overlapping |= {id_, other["id"]}
    return gap_warnings(before.values(), after.values()) | (
        {("OVERLAPPING_COVERAGE", frozenset(overlapping))} if overlapping else set()
    )


def gap_warnings(before: Iterable[Fact], after: Iterable[Fact]) -> set[Warned]:
    """Whether some day, from the first one known, was covered by a Primary before and is by none afterwards."""
    earlier, later = (
        [policy for policy in chart if policy["type"] == "PRIMARY" and coverage(policy)] for chart in (before, after)
    )
    known = [policy["effectiveDate"] for policy in (*earlier, *later) if policy["effectiveDate"]]
    if not known and not later:
        return set()
    first = min(known, default="0001-01-01")
    # Coverage changes on these days only.
    days = {first, *(policy["effectiveDate"] or first for policy in earlier)}
    days |= {day_after(policy["endDate"]) for policy in later if policy["endDate"] not in (None, LAST_DAY)}
    lost = (
        day >= first and any(covers(policy, day) for policy in earlier) and not any(covers(each, day) for each in later)
        for day in days
    )
    return {("LEAVES_GAP", frozenset())} if any(lost) else set()


def inactive_warnings(policy: Fact) -> set[Warned]:
    """Why an inactive policy is offered for no claim at all."""
    if policy["status"] != "INACTIVE":
        return set()
    needed = {"NOT_OFFERED_WITHOUT_END_DATE": "endDate", "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE": "effectiveDate"}
    return {(code, frozenset()) for code, field in needed.items() if policy[field] is None}


def active_warnings(policy: Fact, chart: Iterable[Fact], today: str) -> set[Warned]:
    """The warnings about an active policy."""
    if policy["status"] != "ACTIVE":
        return set()
    is_past = policy["endDate"] is not None and policy["endDate"] < today
    return overlap_warnings(policy, chart) | ({("END_DATE_IN_PAST", frozenset[str]())} if is_past else set())


def adding_warnings(new: Fact, before: Iterable[Fact], after: Iterable[Fact]) -> set[Warned]:
    """The warnings after a policy is added to a chart, where it may have ended others."""
    chart = list(after)
    closed = closed_warnings(new, chart)
    return overlap_warnings(new, chart) | inactive_warnings(new) | (closed or gap_warnings(before, chart))


def closed_warnings(new: Fact, chart: Iterable[Fact]) -> set[Warned]:
    """Whether a new, active Primary ends and no other covers the day after it."""
    is_closed = (new["type"], new["status"]) == ("PRIMARY", "ACTIVE") and new["endDate"] not in (None, LAST_DAY)
    if is_closed and not any(covers(other, day_after(new["endDate"])) for other in other_primaries(new, chart)):
        return {("CLOSED_PRIMARY", frozenset())}
    return set()


def editing_warnings(before: Fact, after: Fact, chart: Iterable[Fact], today: str, *, has_payer: bool) -> set[Warned]:
    """The warnings about a policy after it is edited, perhaps with a payer in the save."""
    chart = list(chart)
    warnings = inactive_warnings(after) | active_warnings(after, chart, today)
    if takes_its_place(before, after):
        warnings |= closed_warnings(after, chart)
    codes = {
        "NEEDS_PAYER": after["payer"] is None,
        "STILL_INCOMPLETE": has_payer and bool(missing_fields(after)),
        "LOOKS_LIKE_A_NEW_POLICY": looks_like_a_new_policy(before, after),
    }
    return warnings | {(code, frozenset()) for code, applies in codes.items() if applies}


def looks_like_a_new_policy(before: Fact, after: Fact) -> bool:
    """Whether one save replaces the payer together with the member ID or the effective date, once it is in use."""
    if needs_review(before) or before["payer"] in (None, after["payer"]):
        return False
    member = same_member(before["memberId"])
    is_another_member = bool(member) and member != same_member(after["memberId"])
    return is_another_member or before["effectiveDate"] not in (None, after["effectiveDate"])
