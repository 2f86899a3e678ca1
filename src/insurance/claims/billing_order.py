"""The order in which a chart's policies are billed should not contradict what the chart says of them.

Coordination of benefits: the order of benefits of NAIC model regulation 120 for group plans (own plan before a
dependent's, birthday rule), Medicaid as the payer of last resort (42 CFR 433.139), and group plans of people who still
work before Medicare (42 CFR 411.172). 837P 2000B SBR01.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.enums import BILLING_ORDER, InsuranceType, PolicyField, PolicyType, Relationship
from insurance.facts import Policy

_OWN_FIRST = "a group plan of the client's own is billed before one that covers the client as a dependent"
_BIRTHDAY = "by the birthday rule, the plan of the parent whose birthday is earlier in the year is billed first"
_LONGER = "by the birthday rule, of parents with the same birthday the plan longer in effect is billed first"
_MEDICAID = "Medicaid is billed last, after all other insurance"
_MEDICARE = "a group plan of someone who still works may have to be billed before Medicare"

_WITH_BIRTHDAY_RULE = (InsuranceType.GROUP_HEALTH_PLAN, InsuranceType.OTHER)


def billing_order(claim: Claim) -> Iterator[ClaimProblem]:
    """CHECK_BILLING_ORDER, once for each rule that this policy's place among those covering the day contradicts.

    Both policies of a contradiction have the problem.
    """
    if not claim.covered:
        return
    rules = [rule for other in claim.others for rule in _contradicted(claim.policy, other)]
    for rule in dict.fromkeys(rules):
        message = f"Check the billing order: {rule}."
        code, field = ClaimProblemCode.CHECK_BILLING_ORDER, PolicyField.TYPE
        yield ClaimProblem(code, False, message, field, None, "2000B SBR01", inputs=("type",))


def _contradicted(one: Policy, other: Policy) -> Iterator[str]:
    """The rules that the order of two policies contradicts."""
    if _is_medicare_beside_a_group_plan(one, other) or _is_medicare_beside_a_group_plan(other, one):
        yield _MEDICARE
    first, second = sorted((one, other), key=lambda policy: BILLING_ORDER[policy.type])
    # OTHER is outside of the order, and of two policies of one rank none is first.
    if first.type is second.type or second.type is PolicyType.OTHER:
        return
    if _is_dependent_before_own(first, second):
        yield _OWN_FIRST
    if first.insurance_type is InsuranceType.MEDICAID and second.insurance_type not in (None, InsuranceType.MEDICAID):
        yield _MEDICAID
    if rule := _birthday_rule(first, second):
        yield rule


def _is_medicare_beside_a_group_plan(medicare: Policy, plan: Policy) -> bool:
    is_first = medicare.insurance_type is InsuranceType.MEDICARE and medicare.type is PolicyType.PRIMARY
    return is_first and plan.insurance_type is InsuranceType.GROUP_HEALTH_PLAN


def _is_dependent_before_own(first: Policy, second: Policy) -> bool:
    are_group_plans = first.insurance_type is second.insurance_type is InsuranceType.GROUP_HEALTH_PLAN
    is_dependent = first.relationship not in (None, Relationship.SELF)
    return are_group_plans and is_dependent and second.relationship is Relationship.SELF


def _birthday_rule(first: Policy, second: Policy) -> str | None:
    """The part of the birthday rule that is contradicted; None where none is, or where the chart lacks the dates."""
    if not all(_has_birthday_rule(policy) for policy in (first, second)):
        return None
    birthday, next_birthday = _birthday(first), _birthday(second)
    if birthday is None or next_birthday is None:
        return None
    if birthday != next_birthday:
        return _BIRTHDAY if birthday > next_birthday else None
    start, next_start = first.effective_date, second.effective_date
    return _LONGER if start and next_start and start > next_start else None


def _has_birthday_rule(policy: Policy) -> bool:
    # Medicare, Medicaid, TRICARE, CHAMPVA and FECA have rules of their own.
    return policy.relationship is Relationship.CHILD and policy.insurance_type in _WITH_BIRTHDAY_RULE


def _birthday(policy: Policy) -> tuple[int, int] | None:
    """Month and day of the policyholder's birth."""
    born = policy.policyholder and policy.policyholder.date_of_birth
    return (born.month, born.day) if born else None
