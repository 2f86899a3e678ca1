"""The demo has its cast, and every kind of record that the rules distinguish."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from insurance.claims.claim import ClaimChart
from insurance.claims.claim_problems import ClaimChannel, ClaimProblemCode
from insurance.claims.claim_readiness import claim_readiness
from insurance.coverage import covers
from insurance.coverage_timeline import coverage_timeline
from insurance.eligibility import EligibilityReason, eligibility, eligibility_reason
from insurance.enums import (
    AttachmentSide,
    ChangeCause,
    CollectionOverride,
    InsuranceType,
    PolicyField,
    PolicySource,
    PolicyStatus,
    PolicyType,
    Relationship,
)
from insurance.facts import Policy
from insurance.insurance_collection import insurance_collection
from insurance.needs_payer import needs_payer
from insurance.payer_suggestions import PayerIndex, PayerSuggestion, text_to_suggest_for
from insurance.policy_form import missing_fields
from insurance.review import needs_review
from insurance.warnings import PolicyWarningCode
from store.demo.cast import CLEO, DANA, OMAR, OTHER_PRACTICE, PRACTICE, demo_id
from store.demo.demo_practices import first_practice, second_practice

TODAY = date(2026, 11, 21)
FIRST, SECOND = first_practice(), second_practice()


INDEX = PayerIndex()
for _payer in FIRST.payers.values():
    INDEX.add(_payer)


def _suggestions(policy: Policy, first: int) -> list[PayerSuggestion]:
    entered = text_to_suggest_for(policy)
    return INDEX.suggestions(entered, first) if entered else []


def _chart(client_id: str) -> list[Policy]:
    return FIRST.chart(client_id)


def _codes(policy: Policy) -> set[ClaimProblemCode]:
    """What is wrong with a claim for today, electronic or on paper."""
    chart = ClaimChart(FIRST.clients[policy.client_id], tuple(_chart(policy.client_id)), FIRST.payers)
    claims = [chart.claim(policy, TODAY, channel) for channel in ClaimChannel]
    return {problem.code for claim in claims for problem in claim_readiness(claim).problems}


def test_ids_are_uuids_of_version_7_and_sort_by_number() -> None:
    ids = [demo_id("policy", n) for n in range(1, 200)]
    assert ids == sorted(ids) and len(set(ids)) == len(ids)
    for text in ids:
        assert (UUID(text).version, UUID(text).variant, str(UUID(text))) == (7, "specified in RFC 4122", text)


def test_the_cast_is_in_its_practices() -> None:
    # Their settings have been changed since they were set up.
    assert replace(FIRST.practice, version=1) == PRACTICE and replace(SECOND.practice, version=1) == OTHER_PRACTICE
    for client, practice in ((CLEO, FIRST), (DANA, FIRST), (OMAR, SECOND)):
        stored = practice.clients[client.id]
        version, created_at, updated_at = stored.version, stored.created_at, stored.updated_at
        assert stored == replace(client, version=version, created_at=created_at, updated_at=updated_at)
    assert PRACTICE.collects_insurance and not OTHER_PRACTICE.collects_insurance


def test_the_cast_is_light_to_import() -> None:
    code = "import sys, store.demo.cast; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_cleos_chart_shows_the_articles_situations() -> None:
    unended, ended, mothers, current, waiting = _chart(CLEO.id)
    assert eligibility_reason(unended, TODAY) is EligibilityReason.INACTIVE_WITHOUT_END_DATE
    assert ended.ended_by_id == current.id and ended.end_date == date(2025, 12, 31)
    assert current.type is PolicyType.PRIMARY and covers(current, TODAY) and not _codes(current)
    assert mothers.type is PolicyType.SECONDARY and mothers.relationship is Relationship.CHILD
    assert _codes(mothers) == {ClaimProblemCode.SAME_RANK}
    assert needs_payer(waiting) and needs_review(waiting)
    assert _suggestions(waiting, 1)[0].payer.name == "Blue Cross and Blue Shield of Texas"
    sides = [picture.photo.side for picture in FIRST.pictures if picture.policy_id == waiting.id]
    assert sides == [AttachmentSide.FRONT, AttachmentSide.BACK]


def test_danas_chart_holds_medicare_and_the_plan_before_it() -> None:
    before, medicare = _chart(DANA.id)
    assert before.status is PolicyStatus.INACTIVE and before.effective_date and before.end_date
    assert medicare.type is PolicyType.PRIMARY and medicare.insurance_type is InsuranceType.MEDICARE
    assert not _codes(medicare)


def test_the_first_practice_has_75_clients_25_payers_and_about_225_policies() -> None:
    assert (len(FIRST.clients), len(FIRST.payers)) == (75, 25)
    assert 215 <= len(FIRST.policies) <= 235


def test_the_second_practice_is_small_and_knows_some_of_the_same_payers() -> None:
    assert len(SECOND.clients) == 8
    assert 15 <= len(SECOND.policies) <= 25
    names = [{payer.name for payer in ledger.payers.values()} for ledger in (FIRST, SECOND)]
    assert len(names[0] & names[1]) >= 3
    assert not FIRST.payers.keys() & SECOND.payers.keys()


def _in_state(status: PolicyStatus, effective: bool, end: bool) -> Callable[[Policy], bool]:
    return lambda p: (p.status, p.effective_date is not None, p.end_date is not None) == (status, effective, end)


def _portal(policy: Policy) -> bool:
    return policy.source is PolicySource.PORTAL


def _warns(policy: Policy, code: PolicyWarningCode) -> bool:
    return code in {warning.code for warning in eligibility(policy, TODAY, _chart(policy.client_id)).warnings}


def _active_outside(policy: Policy, *, ended: bool) -> bool:
    outside = _warns(policy, PolicyWarningCode.OUTSIDE_COVERAGE_DATES)
    return outside and (policy.end_date is not None and policy.end_date < TODAY) is ended


_ALL_BUT_TYPE = {
    PolicyField.RELATIONSHIP,
    PolicyField.PAYER,
    PolicyField.INSURANCE_TYPE,
    PolicyField.MEMBER_ID,
    PolicyField.EFFECTIVE_DATE,
}

KINDS: dict[str, Callable[[Policy], bool]] = {
    "active within its dates": lambda p: p.status is PolicyStatus.ACTIVE and covers(p, TODAY),
    "active after its end": lambda p: _active_outside(p, ended=True) and p.ended_by_id is None,
    "active before its start": lambda p: _active_outside(p, ended=False),
    "active without dates": _in_state(PolicyStatus.ACTIVE, False, False),
    "inactive with both dates": _in_state(PolicyStatus.INACTIVE, True, True),
    "inactive, yet still covering": lambda p: p.status is PolicyStatus.INACTIVE and covers(p, TODAY),
    "inactive without end date": _in_state(PolicyStatus.INACTIVE, True, False),
    "inactive without effective date": _in_state(PolicyStatus.INACTIVE, False, True),
    "needs payer, near miss": lambda p: needs_payer(p) and bool(_suggestions(p, 3)),
    "needs payer, nothing typed": lambda p: needs_payer(p) and p.entered_payer_name is None,
    "portal, matched, unreviewed": lambda p: needs_review(p) and not needs_payer(p) and not missing_fields(p),
    "portal, reviewed": lambda p: _portal(p) and not needs_review(p),
    "card pictures only": lambda p: (
        p.id in {picture.policy_id for picture in FIRST.pictures}
        and missing_fields(p) == [field for field in PolicyField if field in _ALL_BUT_TYPE]
    ),
    "several primaries": lambda p: _warns(p, PolicyWarningCode.MULTIPLE_PRIMARY),
    "ended by a newer primary": lambda p: p.ended_by_id is not None,
    "medicare, clean": lambda p: p.insurance_type is InsuranceType.MEDICARE and not _codes(p),
    "medicare with a bad ID": lambda p: ClaimProblemCode.INVALID_MEDICARE_ID in _codes(p),
    "medicare of a child": lambda p: ClaimProblemCode.MEDICARE_DEPENDENT in _codes(p),
    "child, policyholder complete": lambda p: p.relationship is Relationship.CHILD and not _codes(p),
    "child, policyholder incomplete": lambda p: (
        p.relationship is Relationship.CHILD and ClaimProblemCode.POLICYHOLDER_INCOMPLETE in _codes(p)
    ),
    "policyholder unknown": lambda p: p.relationship is Relationship.OTHER and p.policyholder is None,
    "payer without an EDI payer ID": lambda p: ClaimProblemCode.PAYER_WITHOUT_ID in _codes(p),
    "payer archived": lambda p: p.payer_id is not None and FIRST.payers[p.payer_id].archived,
    "copay and deductible": lambda p: p.copay is not None and p.deductible is not None,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_demo_holds_every_kind_of_policy(kind: str) -> None:
    assert any(map(KINDS[kind], FIRST.policies.values()))


@pytest.mark.parametrize(
    "words",
    [PolicyType, PolicyStatus, PolicySource, Relationship, InsuranceType, ChangeCause],
    ids=lambda w: w.__name__,
)
def test_the_demo_uses_every_word(words: type[str]) -> None:
    used = {str(value) for policy in FIRST.policies.values() for value in _worded(policy)}
    used |= {change.cause.value for change in FIRST.changes}
    assert {str(word) for word in words} <= used  # type: ignore[attr-defined]


def _worded(policy: Policy) -> Sequence[object]:
    return (policy.type, policy.status, policy.source, policy.relationship, policy.insurance_type)


def test_on_some_day_each_reason_of_eligibility_is_given() -> None:
    days = [TODAY - timedelta(days=days) for days in range(0, 1400, 50)]
    reasons = {eligibility_reason(policy, day) for policy in FIRST.policies.values() for day in days}
    assert reasons == set(EligibilityReason)


def test_some_charts_are_empty_and_some_have_gaps_and_overlaps() -> None:
    charts = [_chart(client_id) for client_id in FIRST.clients]
    assert [] in charts
    spans = [coverage_timeline(chart, date(2024, 1, 1), TODAY) for chart in charts if chart]
    assert any(span.overlap for timeline in spans for span in timeline)
    assert any(span.gap for timeline in spans for span in timeline)


def test_collecting_insurance_is_set_in_every_way() -> None:
    settings = [insurance_collection(client.collection_override, True) for client in FIRST.clients.values()]
    assert {setting.override for setting in settings} == set(CollectionOverride)
    assert {setting.enabled for setting in settings} == {True, False}


def test_one_payer_is_archived_one_has_no_edi_payer_id_and_two_share_one() -> None:
    payers = list(FIRST.payers.values())
    edi_ids = [payer.edi_payer_id for payer in payers]
    assert sum(payer.archived for payer in payers) == 1
    assert edi_ids.count(None) == 1
    assert [edi_ids.count(edi_id) for edi_id in sorted({i for i in edi_ids if i})].count(2) == 1
