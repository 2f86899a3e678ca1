"""Would a claim go through clean: what blocks it and what deserves a look, each with its CMS-1500 box."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.claim_readiness import ClaimReadiness, claim_readiness
from insurance.eligibility import eligibility
from insurance.enums import InsuranceType, PolicySource, PolicyType, Relationship
from insurance.facts import Payer, Policy, Policyholder
from support.factories import (
    a_payer,
    a_policy,
    a_policyholder,
    a_portal_policy,
    an_address,
    an_inactive_policy,
    day,
    days,
    lawfully_covers,
    policies,
)

DOS = day("2025-03-15")
BLOCKS, WARNS = True, False


def readiness(
    policy: Policy, dos: date = DOS, chart: tuple[Policy, ...] = (), payer: Payer | None = None
) -> ClaimReadiness:
    chosen = payer or (a_payer() if policy.payer_id else None)
    return claim_readiness(policy, dos, eligibility(policy, dos, (policy, *chart)), chosen)


def found(answer: ClaimReadiness) -> list[tuple[str, bool, str | None, str | None]]:
    return [(problem.code, problem.blocking, problem.field, problem.box) for problem in answer.problems]


def test_a_complete_policy_is_ready_without_a_word() -> None:
    assert readiness(a_policy()) == ClaimReadiness(ready=True, problems=())


def test_a_complete_policy_of_a_complete_policyholder_is_ready_without_a_word() -> None:
    policy = a_policy(relationship=Relationship.SPOUSE, policyholder=a_policyholder())
    assert readiness(policy) == ClaimReadiness(ready=True, problems=())


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        pytest.param(a_policy(payer_id=None), ("NEEDS_PAYER", BLOCKS, "PAYER", None), id="needs a payer"),
        pytest.param(a_policy(relationship=None), ("MISSING_FIELD", BLOCKS, "RELATIONSHIP", "6"), id="no relationship"),
        pytest.param(
            a_policy(insurance_type=None), ("MISSING_FIELD", BLOCKS, "INSURANCE_TYPE", "1"), id="no insurance type"
        ),
        pytest.param(a_policy(member_id=None), ("MISSING_FIELD", BLOCKS, "MEMBER_ID", "1a"), id="no member id"),
        pytest.param(
            a_policy(effective_date=None), ("MISSING_FIELD", BLOCKS, "EFFECTIVE_DATE", None), id="no effective date"
        ),
        pytest.param(an_inactive_policy(), ("NOT_OFFERED", BLOCKS, "END_DATE", None), id="inactive without an end"),
        pytest.param(
            an_inactive_policy(end_date=day("2025-03-14")), ("NOT_OFFERED", BLOCKS, "END_DATE", None), id="ended before"
        ),
        pytest.param(
            an_inactive_policy(effective_date=day("2025-03-16"), end_date=day("2025-12-31")),
            ("NOT_OFFERED", BLOCKS, "EFFECTIVE_DATE", None),
            id="starts after",
        ),
        pytest.param(
            a_policy(end_date=day("2025-03-14")),
            ("OUTSIDE_COVERAGE_DATES", WARNS, "END_DATE", None),
            id="active and ended before",
        ),
        pytest.param(
            a_policy(effective_date=day("2025-03-16")),
            ("OUTSIDE_COVERAGE_DATES", WARNS, "EFFECTIVE_DATE", None),
            id="active and starts after",
        ),
        pytest.param(
            a_policy(insurance_type=InsuranceType.MEDICARE, member_id="W123456789"),
            ("INVALID_MEDICARE_ID", WARNS, "MEMBER_ID", "1a"),
            id="Medicare with another insurer's member id",
        ),
        pytest.param(
            a_policy(
                insurance_type=InsuranceType.MEDICARE,
                member_id="1EG4-TE5-MK73",
                relationship=Relationship.SPOUSE,
                policyholder=a_policyholder(),
            ),
            ("MEDICARE_DEPENDENT", WARNS, "RELATIONSHIP", "6"),
            id="Medicare through a spouse",
        ),
        pytest.param(
            a_portal_policy(payer_id="aetna"), ("NOT_REVIEWED", WARNS, None, None), id="from the portal, not reviewed"
        ),
    ],
)
def test_one_fault_is_one_problem(policy: Policy, problem: tuple[str, bool, str | None, str | None]) -> None:
    answer = readiness(policy)
    assert found(answer) == [problem]
    assert answer.ready is not problem[1]


def test_a_payer_without_an_edi_payer_id_is_a_warning() -> None:
    answer = readiness(a_policy(), payer=a_payer(edi_payer_id=None))
    assert found(answer) == [("PAYER_WITHOUT_ID", WARNS, "PAYER", None)]


def test_several_primaries_are_a_warning() -> None:
    answer = readiness(a_policy(), chart=(a_policy(id="another"),))
    assert found(answer) == [("MULTIPLE_PRIMARY", WARNS, "TYPE", None)]


def test_a_reviewed_portal_policy_is_like_any_other() -> None:
    assert not readiness(a_portal_policy(payer_id="aetna", reviewed_at=datetime(2025, 2, 1, tzinfo=UTC))).problems


def test_a_medicare_policy_of_ones_own_with_its_identifier_is_ready_without_a_word() -> None:
    assert not readiness(a_policy(insurance_type=InsuranceType.MEDICARE, member_id="1eg4 te5 mk73")).problems


def test_a_medicare_policy_without_a_member_id_only_misses_it() -> None:
    answer = readiness(a_policy(insurance_type=InsuranceType.MEDICARE, member_id=None))
    assert found(answer) == [("MISSING_FIELD", BLOCKS, "MEMBER_ID", "1a")]


def test_a_medicare_policy_without_a_relationship_only_misses_it() -> None:
    policy = a_policy(insurance_type=InsuranceType.MEDICARE, member_id="1EG4-TE5-MK73", relationship=None)
    assert found(readiness(policy)) == [("MISSING_FIELD", BLOCKS, "RELATIONSHIP", "6")]


@pytest.mark.parametrize(
    ("holder", "boxes"),
    [
        pytest.param(None, ["4", "7", "11a"], id="nobody"),
        pytest.param(Policyholder(None, None, None, None, None), ["4", "7", "11a"], id="nothing known"),
        pytest.param(a_policyholder(first_name=None), ["4"], id="no first name"),
        pytest.param(a_policyholder(last_name=None), ["4"], id="no last name"),
        pytest.param(a_policyholder(first_name=None, last_name=None), ["4"], id="no name is one problem"),
        pytest.param(a_policyholder(address=None), ["7"], id="no address is one problem"),
        pytest.param(a_policyholder(address=an_address(line1=None)), ["7"], id="no first line"),
        pytest.param(a_policyholder(address=an_address(city=None)), ["7"], id="no city"),
        pytest.param(a_policyholder(address=an_address(state=None)), ["7"], id="no state"),
        pytest.param(a_policyholder(address=an_address(postal_code=None)), ["7"], id="no postal code"),
        pytest.param(a_policyholder(address=an_address(line2=None)), [], id="no second line"),
        pytest.param(a_policyholder(date_of_birth=None), ["11a"], id="no date of birth"),
        pytest.param(a_policyholder(sex=None), ["11a"], id="no sex"),
        pytest.param(a_policyholder(sex="UNKNOWN"), [], id="sex unknown is an answer"),
        pytest.param(a_policyholder(), [], id="complete"),
    ],
)
@pytest.mark.parametrize("relationship", [Relationship.SPOUSE, Relationship.CHILD, Relationship.OTHER])
def test_a_policyholder_who_is_not_the_client_must_be_complete(
    relationship: Relationship, holder: Policyholder | None, boxes: list[str]
) -> None:
    answer = readiness(a_policy(relationship=relationship, policyholder=holder))
    assert found(answer) == [("POLICYHOLDER_INCOMPLETE", BLOCKS, "POLICYHOLDER", box) for box in boxes]


@pytest.mark.parametrize("relationship", [Relationship.SELF, None])
def test_no_policyholder_is_asked_for_until_the_policy_is_known_to_be_anothers(
    relationship: Relationship | None,
) -> None:
    codes = {problem.code for problem in readiness(a_policy(relationship=relationship)).problems}
    assert "POLICYHOLDER_INCOMPLETE" not in codes


def test_a_message_names_everything_that_is_missing_for_its_box() -> None:
    holder = a_policyholder(first_name=None, address=an_address(line1=None, city=None, state=None))
    answer = readiness(a_policy(relationship=Relationship.CHILD, policyholder=holder))
    assert [problem.message for problem in answer.problems] == [
        "The policyholder's first name is missing.",
        "The policyholder's address line 1, city and state are missing.",
    ]


def test_a_card_without_anything_else_lists_all_there_is_to_do() -> None:
    policy = a_portal_policy(relationship=None, insurance_type=None, member_id=None, effective_date=None)
    assert found(readiness(policy)) == [
        ("MISSING_FIELD", BLOCKS, "RELATIONSHIP", "6"),
        ("NEEDS_PAYER", BLOCKS, "PAYER", None),
        ("MISSING_FIELD", BLOCKS, "INSURANCE_TYPE", "1"),
        ("MISSING_FIELD", BLOCKS, "MEMBER_ID", "1a"),
        ("MISSING_FIELD", BLOCKS, "EFFECTIVE_DATE", None),
        ("NOT_REVIEWED", WARNS, None, None),
    ]


any_payer = st.sampled_from([a_payer(), a_payer(edi_payer_id=None)])


@given(policy=policies(), dos=days(), payer=any_payer)
def test_a_claim_is_ready_exactly_when_nothing_blocks_it(policy: Policy, dos: date, payer: Payer) -> None:
    answer = readiness(policy, dos, payer=payer)
    assert answer.ready is not any(problem.blocking for problem in answer.problems)


@given(policy=policies(), dos=days(), payer=any_payer)
def test_blockers_come_before_warnings(policy: Policy, dos: date, payer: Payer) -> None:
    blocking = [problem.blocking for problem in readiness(policy, dos, payer=payer).problems]
    assert blocking == sorted(blocking, reverse=True)


@given(policy=policies(), dos=days())
def test_the_blockers_are_those_of_the_law(policy: Policy, dos: date) -> None:
    answer = readiness(policy, dos)
    blockers = [(problem.code.value, problem.box) for problem in answer.problems if problem.blocking]
    assert sorted(blockers, key=str) == sorted(lawful_blockers(policy, dos), key=str)


@given(policy=policies(), other=policies(id="other"), dos=days(), payer=any_payer)
def test_the_warnings_are_those_of_the_law(policy: Policy, other: Policy, dos: date, payer: Payer) -> None:
    answer = readiness(policy, dos, chart=(other,), payer=payer)
    cautions = [problem.code.value for problem in answer.problems if not problem.blocking]
    assert sorted(cautions) == sorted(lawful_warnings(policy, other, dos, payer))


@given(policy=policies(), dos=days(), payer=any_payer)
def test_every_problem_is_one_sentence_for_people(policy: Policy, dos: date, payer: Payer) -> None:
    for problem in readiness(policy, dos, payer=payer).problems:
        assert problem.message[0].isupper()
        assert problem.message.endswith(".")
        assert "_" not in problem.message
        assert "None" not in problem.message


def lawful_blockers(policy: Policy, dos: date) -> Iterator[tuple[str, str | None]]:
    if policy.payer_id is None:
        yield "NEEDS_PAYER", None
    required = {
        "6": policy.relationship,
        "1": policy.insurance_type,
        "1a": policy.member_id,
        None: policy.effective_date,
    }
    yield from (("MISSING_FIELD", box) for box, value in required.items() if value is None)
    if policy.relationship in {"SPOUSE", "CHILD", "OTHER"}:
        yield from (("POLICYHOLDER_INCOMPLETE", box) for box in lawful_gaps(policy.policyholder))
    if policy.status != "ACTIVE" and not lawfully_covers(policy, dos):
        yield "NOT_OFFERED", None


def lawful_gaps(holder: Policyholder | None) -> Iterator[str]:
    if holder is None or holder.first_name is None or holder.last_name is None:
        yield "4"
    place = holder.address if holder else None
    if place is None or None in (place.line1, place.city, place.state, place.postal_code):
        yield "7"
    if holder is None or holder.date_of_birth is None or holder.sex is None:
        yield "11a"


def lawful_warnings(policy: Policy, other: Policy, dos: date, payer: Payer) -> Iterator[str]:
    covering = lawfully_covers(policy, dos)
    if policy.status == "ACTIVE" and not covering:
        yield "OUTSIDE_COVERAGE_DATES"
    if policy.insurance_type == "MEDICARE" and policy.member_id == "W123456789":
        yield "INVALID_MEDICARE_ID"
    if policy.insurance_type == "MEDICARE" and policy.relationship in {"SPOUSE", "CHILD", "OTHER"}:
        yield "MEDICARE_DEPENDENT"
    if payer.edi_payer_id is None:
        yield "PAYER_WITHOUT_ID"
    if policy.source is PolicySource.PORTAL and policy.reviewed_at is None:
        yield "NOT_REVIEWED"
    if policy.type is other.type is PolicyType.PRIMARY and covering and lawfully_covers(other, dos):
        yield "MULTIPLE_PRIMARY"
