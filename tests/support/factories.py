"""Facts for tests of the rules, and hypothesis strategies that draw many of them.

A test states only what matters to it; the rest is Cleo's complete, active Primary with Aetna.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from insurance.enums import InsuranceType, PolicySource, PolicyStatus, PolicyType, Relationship, Sex
from insurance.facts import Address, Payer, Policy, Policyholder

T = TypeVar("T")

day = date.fromisoformat

_POLICY = Policy(
    id="policy",
    client_id="cleo",
    version=1,
    type=PolicyType.PRIMARY,
    status=PolicyStatus.ACTIVE,
    source=PolicySource.PRACTICE,
    relationship=Relationship.SELF,
    policyholder=None,
    payer_id="aetna",
    entered_payer_name=None,
    insurance_type=InsuranceType.GROUP_HEALTH_PLAN,
    member_id="W123456789",
    plan_id=None,
    group_id=None,
    copay=Decimal("25.00"),
    deductible=None,
    employer_or_school=None,
    effective_date=day("2025-01-01"),
    end_date=None,
    reviewed_at=None,
    reviewed_by=None,
    ended_by_id=None,
    created_at=datetime(2025, 1, 2, 9, 30, tzinfo=UTC),
    updated_at=datetime(2025, 1, 2, 9, 30, tzinfo=UTC),
)
_PAYER = Payer(id="aetna", version=1, name="Aetna", edi_payer_id="60054", aliases=(), archived=False)
_ADDRESS = Address(line1="12 Elm Street", line2=None, city="Austin", state="TX", postal_code="78701")
_POLICYHOLDER = Policyholder(
    first_name="Ada", last_name="Reyes", date_of_birth=day("1980-05-17"), sex=Sex.FEMALE, address=_ADDRESS
)


def a_policy(**changes: Any) -> Policy:
    """Cleo's Primary with Aetna since 2025: active, complete, entered by the practice."""
    return replace(_POLICY, **changes)


def an_inactive_policy(**changes: Any) -> Policy:
    """The same policy, made inactive."""
    return a_policy(**{"status": PolicyStatus.INACTIVE, **changes})


def an_error(**changes: Any) -> Policy:
    """The same policy, marked entered in error."""
    return a_policy(**{"status": PolicyStatus.ENTERED_IN_ERROR, **changes})


def a_portal_policy(**changes: Any) -> Policy:
    """A policy as a client submits it: the payer as text, none of the practice's payers, not reviewed."""
    return a_policy(**{"source": PolicySource.PORTAL, "payer_id": None, "entered_payer_name": "aetna inc", **changes})


def a_payer(**changes: Any) -> Payer:
    """Aetna, with its EDI payer ID and no aliases."""
    return replace(_PAYER, **changes)


def an_address(**changes: Any) -> Address:
    """A complete address in Texas."""
    return replace(_ADDRESS, **changes)


def a_policyholder(**changes: Any) -> Policyholder:
    """A complete policyholder."""
    return replace(_POLICYHOLDER, **changes)


def a_dated_policy(status: str, effective: str | None, end: str | None) -> Policy:
    """A policy in this status with these dates, written `YYYY-MM-DD`."""
    return a_policy(status=PolicyStatus(status), effective_date=effective and day(effective), end_date=end and day(end))


def maybe(values: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """A value, or None."""
    return st.none() | values


def days() -> SearchStrategy[date]:
    """Days of one spring, so that coverage often overlaps; sometimes the first or the last day of the calendar."""
    return st.dates(day("2025-03-01"), day("2025-04-30")) | st.sampled_from([date.min, date.max])


def instants() -> SearchStrategy[datetime]:
    """Instants in UTC, few enough for some to be equal."""
    return st.integers(0, 5).map(lambda hour: datetime(2025, 1, 1, hour, tzinfo=UTC))


def coverage() -> SearchStrategy[tuple[date | None, date | None]]:
    """An effective and an end date, each of which may be absent, in the order that every write requires."""
    both = st.tuples(days(), days()).map(lambda pair: (min(pair), max(pair)))
    return both | st.tuples(maybe(days()), st.none()) | st.tuples(st.none(), maybe(days()))


def policyholders() -> SearchStrategy[Policyholder]:
    """Policyholders with any of their fields left out."""
    texts = maybe(st.just("Elm"))
    addresses = st.builds(Address, *[texts] * 5)
    return st.builds(Policyholder, texts, texts, maybe(days()), maybe(st.sampled_from(Sex)), maybe(addresses))


def policies(**fixed: Any) -> SearchStrategy[Policy]:
    """Policies of every kind that the rules distinguish, with some fields fixed."""
    drawn: Mapping[str, SearchStrategy[Any]] = {
        "id": st.uuids().map(str),
        "type": st.sampled_from(PolicyType),
        "status": st.sampled_from(PolicyStatus),
        "source": st.sampled_from(PolicySource),
        "relationship": maybe(st.sampled_from(Relationship)),
        "policyholder": maybe(policyholders()),
        "payer_id": maybe(st.just("aetna")),
        "insurance_type": maybe(st.sampled_from([InsuranceType.MEDICARE, InsuranceType.GROUP_HEALTH_PLAN])),
        "member_id": maybe(st.sampled_from(["1EG4-TE5-MK73", "W123456789"])),
        "reviewed_at": maybe(instants()),
        "created_at": instants(),
    }
    chosen = {name: values for name, values in drawn.items() if name not in fixed}
    return st.builds(_dated, coverage(), st.fixed_dictionaries(chosen), st.just(fixed))


def _dated(dates: tuple[date | None, date | None], drawn: Mapping[str, Any], fixed: Mapping[str, Any]) -> Policy:
    effective, end = dates
    return a_policy(**{"effective_date": effective, "end_date": end, **drawn, **fixed})


def charts(min_size: int = 0) -> SearchStrategy[list[Policy]]:
    """The policies of one chart, in no particular order."""
    return st.lists(policies(), min_size=min_size, max_size=6, unique_by=lambda policy: policy.id)


@st.composite
def shuffled(draw: st.DrawFn, lists: SearchStrategy[list[T]]) -> tuple[list[T], list[T]]:
    """A list, and its items in another order."""
    things = draw(lists)
    return things, draw(st.permutations(things))


def ids(policies: Sequence[Policy]) -> list[str]:
    """The policies' ids, in their order."""
    return [policy.id for policy in policies]


def lawfully_covers(policy: Policy, dos: date) -> bool:
    """The rule to compare with: without a date an active policy is open on that side, an inactive one covers no day.

    Nor does one entered in error, whatever its dates.
    """
    if policy.status is PolicyStatus.ENTERED_IN_ERROR:
        return False
    if policy.status is PolicyStatus.INACTIVE and None in (policy.effective_date, policy.end_date):
        return False
    begun = policy.effective_date is None or dos >= policy.effective_date
    return begun and (policy.end_date is None or dos <= policy.end_date)


def overlap(one: Policy, other: Policy) -> bool:
    """Whether both policies cover some day. If they do, they cover the first day of one of them, or of the calendar."""
    begins = {policy.effective_date or date.min for policy in (one, other)}
    return any(lawfully_covers(one, first) and lawfully_covers(other, first) for first in begins)
