"""Laws of every claim: what blocks it can be filled in, until it is ready; and one word says how ready it is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimChannel, ClaimProblem, ClaimProblemCode, ClaimProblemSubject
from insurance.claims.claim_readiness import claim_readiness
from insurance.enums import (
    PolicyStatus,
    PolicyType,
    Relationship,
)
from insurance.facts import Policyholder
from support.claim_corrections import corrected, made_ready
from support.claim_factories import ELECTRONIC, PAPER, a_claim, a_client, claims, codes
from support.factories import a_policy, a_portal_policy, an_error, an_inactive_policy, day


def place(problem: ClaimProblem) -> tuple[object, ...]:
    return (problem.code, problem.on, problem.field, problem.box)


def blockers(claim: Claim) -> list[ClaimProblem]:
    return [problem for problem in claim_readiness(claim).problems if problem.blocking]


@settings(max_examples=400)
@given(claim=claims())
def test_each_blocker_is_gone_once_what_it_names_is_filled_in(claim: Claim) -> None:
    for problem in blockers(claim):
        after = blockers(corrected(claim, problem))
        assert not problem.inputs or place(problem) not in map(place, after)


@settings(max_examples=400)
@given(claim=claims())
def test_a_claim_becomes_ready_by_filling_in_what_is_named(claim: Claim) -> None:
    claim = made_ready(claim)
    if claim.policy.status is PolicyStatus.ENTERED_IN_ERROR:
        # No field brings such a policy back: making it active does, and only where it belongs on the chart.
        assert codes(claim)[0] == "NOT_OFFERED"
        claim = replace(claim, policy=replace(claim.policy, status=PolicyStatus.ACTIVE))
        assert {problem.code for problem in blockers(claim)} <= {ClaimProblemCode.OUTSIDE_COVERAGE_DATES}
    else:
        assert claim_readiness(claim).ready


@given(claim=claims())
def test_a_blocker_names_a_field_or_another_record_except_where_the_policy_was_an_error(claim: Claim) -> None:
    for problem in blockers(claim):
        is_error = problem.code is ClaimProblemCode.NOT_OFFERED and claim.policy.status is PolicyStatus.ENTERED_IN_ERROR
        assert bool(problem.inputs) is not is_error
        assert problem.field is not None or problem.on is ClaimProblemSubject.CLIENT or is_error


@given(claim=claims())
def test_a_claim_is_ready_exactly_when_nothing_blocks_it_and_blockers_come_first(claim: Claim) -> None:
    answer = claim_readiness(claim)
    blocking = [problem.blocking for problem in answer.problems]
    assert answer.ready is not any(blocking)
    assert blocking == sorted(blocking, reverse=True)
    assert answer.channel is claim.channel


@given(claim=claims())
def test_a_problem_is_said_once_and_in_sentences_for_people(claim: Claim) -> None:
    problems = claim_readiness(claim).problems
    assert len(set(problems)) == len(problems)
    for problem in problems:
        assert not problem.message[0].islower() or (claim.payer and problem.message.startswith(claim.payer.name))
        assert problem.message.endswith(".")
        assert "_" not in problem.message and "None" not in problem.message


@given(claim=claims())
def test_what_a_claim_holds_is_not_repeated_in_its_problems(claim: Claim) -> None:
    said = " ".join(problem.message for problem in claim_readiness(claim).problems)
    for entered in (claim.policy.member_id, claim.policy.group_id):
        assert entered is None or len(entered) < 4 or entered not in said


@given(claim=claims())
def test_the_word_for_a_claim_follows_its_problems(claim: Claim) -> None:
    answer = claim_readiness(claim)
    found = {problem.code for problem in answer.problems}
    if ClaimProblemCode.NOT_OFFERED in found:
        expected = "NOT_OFFERED"
    elif ClaimProblemCode.OUTSIDE_COVERAGE_DATES in found:
        expected = "OUTSIDE_COVERAGE"
    elif not answer.ready:
        expected = "INCOMPLETE"
    else:
        expected = "CHECK" if found else "READY"
    assert answer.verdict.value == expected


@given(claim=claims())
def test_what_is_ready_lies_within_the_dates_of_its_policy(claim: Claim) -> None:
    if claim_readiness(claim).ready:
        start, end = claim.policy.effective_date, claim.policy.end_date
        assert start is not None and start <= claim.dos
        assert end is None or claim.dos <= end


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        pytest.param(a_claim(), "READY", id="nothing to say"),
        pytest.param(a_claim(a_policy(type=PolicyType.SECONDARY)), "CHECK", id="something to look at"),
        pytest.param(a_claim(a_policy(member_id=None)), "INCOMPLETE", id="something missing"),
        pytest.param(a_claim(a_policy(end_date=day("2025-03-14"), member_id=None)), "OUTSIDE_COVERAGE", id="outside"),
        pytest.param(a_claim(an_inactive_policy(member_id=None)), "NOT_OFFERED", id="not offered"),
        pytest.param(a_claim(an_error()), "NOT_OFFERED", id="entered in error"),
    ],
)
def test_the_worst_there_is_to_say_is_the_verdict(claim: Claim, verdict: str) -> None:
    assert claim_readiness(claim).verdict.value == verdict


@pytest.mark.parametrize("channel", ClaimChannel)
def test_a_policy_of_which_only_a_picture_is_there_lists_all_there_is_to_do(channel: ClaimChannel) -> None:
    policy = a_portal_policy(
        relationship=None, insurance_type=None, member_id=None, effective_date=None, entered_payer_name=None
    )
    claim = a_claim(policy, client=a_client(sex=None, address=None, date_of_birth=None), channel=channel)
    assert [(problem.code.value, problem.box) for problem in claim_readiness(claim).problems] == [
        ("MISSING_FIELD", "6"),
        ("NEEDS_PAYER", None),
        ("MISSING_FIELD", "1"),
        ("MISSING_FIELD", "1a"),
        ("MISSING_FIELD", None),
        ("CLIENT_INCOMPLETE", "3"),
        ("CLIENT_INCOMPLETE", "5"),
        ("NOT_REVIEWED", None),
    ]


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        pytest.param(
            a_claim(client=a_client(address=None)),
            "The client's address line 1, city, state and postal code are missing.",
            id="several parts",
        ),
        pytest.param(
            a_claim(client=a_client(date_of_birth=None)), "The client's date of birth is missing.", id="one part"
        ),
        pytest.param(
            a_claim(client=a_client(last_name="李", first_name="李")),
            "A claim cannot carry the client's last name and first name: use the letters A to Z.",
            id="letters of another script",
        ),
        pytest.param(
            a_claim(client=a_client(last_name="x" * 61)),
            "Shorten the client's last name (at most 60 characters) for electronic claims.",
            id="too long",
        ),
        pytest.param(
            a_claim(a_policy(type=PolicyType.SECONDARY)),
            "This policy is Secondary, but no Primary covers Mar 15, 2025.",
            id="no Primary",
        ),
    ],
)
def test_a_message_says_what_to_do(claim: Claim, message: str) -> None:
    assert [problem.message for problem in claim_readiness(claim).problems] == [message]


def test_the_channel_decides_what_is_asked() -> None:
    holder = Policyholder("Ada", "Reyes", None, None, None)
    policy = a_policy(relationship=Relationship.CHILD, group_id="1", policyholder=holder)
    assert codes(a_claim(policy, channel=ELECTRONIC)) == []
    assert codes(a_claim(policy, channel=PAPER)) == ["POLICYHOLDER_INCOMPLETE", "POLICYHOLDER_INCOMPLETE"]
