"""Claims for tests of the rules, and hypothesis strategies that draw many of them.

A test states only what matters to it; the rest is a claim that is ready, for Cleo on a day of March 2025.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from insurance.claims.claim import Claim, ClaimChart
from insurance.claims.claim_problems import ClaimChannel, ClaimProblem
from insurance.claims.claim_readiness import claim_readiness
from insurance.enums import (
    CollectionOverride,
    InsuranceType,
    MedicareSecondaryReason,
    PolicyStatus,
    PolicyType,
    Relationship,
    Sex,
)
from insurance.facts import Address, Client, Payer, Policy, Policyholder
from support.factories import a_payer, a_policy, an_address, coverage, day, days, instants, maybe

DOS = day("2025-03-15")
ELECTRONIC, PAPER = ClaimChannel.ELECTRONIC, ClaimChannel.PAPER

_CLIENT = Client(
    id="cleo",
    first_name="Cleo",
    last_name="Marchetti",
    date_of_birth=day("2001-04-23"),
    collection_override=CollectionOverride.INHERIT,
    sex=Sex.FEMALE,
    address=an_address(),
)


def a_client(**changes: Any) -> Client:
    """Cleo, with all that a claim says of her."""
    return replace(_CLIENT, **changes)


def a_claim_payer(**changes: Any) -> Payer:
    """Aetna, with the address that claims on paper are sent to."""
    place = Address("PO Box 981106", None, "El Paso", "TX", "79998-1106")
    return a_payer(**{"address": place, **changes})


def a_claim(
    policy: Policy | None = None,
    *others: Policy,
    client: Client = _CLIENT,
    payer: Payer | None = None,
    dos: date = DOS,
    channel: ClaimChannel = ELECTRONIC,
) -> Claim:
    """A claim with the policy, on a chart with the others. All have the same payer."""
    policy, payer = policy or a_policy(), payer or a_claim_payer()
    return ClaimChart(client, (policy, *others), {"aetna": payer}).claim(policy, dos, channel)


def problems_of(claim: Claim) -> tuple[ClaimProblem, ...]:
    """What is wrong with the claim."""
    return claim_readiness(claim).problems


def codes(claim: Claim) -> list[str]:
    """The codes of what is wrong with the claim."""
    return [problem.code.value for problem in problems_of(claim)]


_LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2
_NAMES = ("Ada", "Zoë", "Łukasz", "李", "-", "Ann*e", _LONG)
_MEMBER_IDS = ("1EG4-TE5-MK73", "W123456789", "123456789", "N/A", "7", "W12*34", "W१२३४५", "X" * 80, "ﬁ" * 45)
_STATES = ("TX", "ny", "Texas", "PW", "AE", "Ⅹ")
_POSTAL_CODES = ("78701", "78701-4321", "787014321", "7870", "78701-", "K1A 0B1")
_GROUP_IDS = ("086210", "*", "中", "ß" * 30)
_EDI_IDS = ("60054", "*~", "№1", "ΑΕΤΝΑ")


def addresses() -> SearchStrategy[Address]:
    """Addresses with lines missing, too long or that no claim can carry."""
    lines = maybe(st.sampled_from(("12 Elm Street", "通り 3", "Straße 5", _LONG)))
    cities = maybe(st.sampled_from(("Austin", "X", "東京", "Llanfairpwllgwyngyllgogerychwyrn")))
    return st.builds(
        Address, lines, lines, cities, maybe(st.sampled_from(_STATES)), maybe(st.sampled_from(_POSTAL_CODES))
    )


def clients() -> SearchStrategy[Client]:
    """Clients of whom a claim may lack anything but the name."""
    names = st.sampled_from(_NAMES)
    return st.builds(
        a_client,
        first_name=names,
        middle_name=maybe(names),
        last_name=names,
        date_of_birth=maybe(st.dates(day("1930-01-01"), day("2025-02-28"))),
        sex=maybe(st.sampled_from(Sex)),
        address=maybe(addresses()),
    )


def claim_policyholders() -> SearchStrategy[Policyholder]:
    """Policyholders of whom anything may be missing, or unfit for claims."""
    names = maybe(st.sampled_from(_NAMES))
    holders = st.builds(
        Policyholder,
        first_name=names,
        last_name=names,
        date_of_birth=maybe(st.dates(day("1960-01-01"), day("1961-12-31"))),
        sex=maybe(st.sampled_from(Sex)),
        address=maybe(addresses()),
        middle_name=names,
    )
    shared = holders.map(lambda holder: replace(holder, address=None, same_address_as_client=True))
    return holders | shared


def claim_policies(**fixed: Any) -> SearchStrategy[Policy]:
    """Policies of every kind, status and gap that a claim may meet."""
    drawn: dict[str, SearchStrategy[Any]] = {
        "id": st.uuids().map(str),
        "type": st.sampled_from(PolicyType),
        "status": st.sampled_from((PolicyStatus.ACTIVE, PolicyStatus.ACTIVE, *PolicyStatus)),
        "relationship": maybe(st.sampled_from(Relationship)),
        "policyholder": maybe(claim_policyholders()),
        "payer_id": maybe(st.just("aetna")),
        "insurance_type": maybe(st.sampled_from(InsuranceType)),
        "medicare_secondary_reason": maybe(st.sampled_from(MedicareSecondaryReason)),
        "member_id": maybe(st.sampled_from(_MEMBER_IDS)),
        "group_id": maybe(st.sampled_from(_GROUP_IDS)),
        "reviewed_at": maybe(instants()),
    }
    chosen = {name: values for name, values in drawn.items() if name not in fixed}

    def dated(dates: tuple[date | None, date | None], values: dict[str, Any]) -> Policy:
        return a_policy(**{"effective_date": dates[0], "end_date": dates[1], **values, **fixed})

    return st.builds(dated, coverage(), st.fixed_dictionaries(chosen))


def claim_payers() -> SearchStrategy[Payer]:
    """Aetna under many names and IDs, with and without an address."""
    names = st.sampled_from(("Aetna", "安泰", _LONG))
    return st.builds(a_payer, name=names, edi_payer_id=maybe(st.sampled_from(_EDI_IDS)), address=maybe(addresses()))


def claims() -> SearchStrategy[Claim]:
    """Claims of every kind: the policy first on its chart, in the company of up to four others."""
    charts = st.lists(claim_policies(), min_size=1, max_size=5, unique_by=lambda policy: policy.id)
    return st.builds(
        lambda client, chart, payer, dos, channel: ClaimChart(client, tuple(chart), {"aetna": payer}).claim(
            chart[0], dos, channel
        ),
        clients(),
        charts,
        claim_payers(),
        days(),
        st.sampled_from(ClaimChannel),
    )


def claims_as_typed() -> SearchStrategy[Claim]:
    """The same, but with whatever text a keyboard and a clipboard can produce in every field of free text."""
    typed = st.text(st.characters(codec="utf-8"), min_size=1, max_size=70)
    typed |= st.text("AB7-/. #*~:^'\"éßﬁ²№", min_size=1, max_size=12)
    texts = st.fixed_dictionaries(dict.fromkeys((*_PEOPLE, *_PLACES, *_NUMBERS, "name", "edi_payer_id"), typed))
    return st.builds(_with_texts, claims(), texts)


_PEOPLE, _PLACES = ("first_name", "middle_name", "last_name"), ("line1", "line2", "city")
_NUMBERS = ("member_id", "group_id", "plan_name")


def _with_texts(claim: Claim, texts: dict[str, Any]) -> Claim:
    people: dict[str, Any]
    people, places, numbers = ({name: texts[name] for name in names} for names in (_PEOPLE, _PLACES, _NUMBERS))
    holder = claim.policy.policyholder
    policy = replace(claim.policy, policyholder=holder and replace(holder, **people), **numbers)
    client = replace(claim.client, address=an_address(**places), **people)
    payers = {
        id_: replace(payer, name=texts["name"], edi_payer_id=texts["edi_payer_id"])
        for id_, payer in claim.payers.items()
    }
    chart = tuple(policy if other.id == policy.id else other for other in claim.chart)
    return Claim(policy, chart, client, payers, claim.dos, claim.channel)
