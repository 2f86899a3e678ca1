"""The words that the tables of situations share: kinds of policies, and the problems a claim may have."""

from typing import Any

import pytest

from insurance.enums import InsuranceType, PolicyType, Relationship
from insurance.facts import Policy
from support.claim_factories import ELECTRONIC, PAPER
from support.factories import a_policy, a_policyholder, day

BLOCKS, CHECK = True, False
MBI = "1EG4-TE5-MK73"
BOTH = (ELECTRONIC, PAPER)

Problem = tuple[str, bool, str | None, str | None, str | None, str]
"""Code, whether it blocks, field, box, segment, and whose record to correct."""


def medicare(**changes: Any) -> Policy:
    return a_policy(**{"insurance_type": InsuranceType.MEDICARE, "member_id": MBI, **changes})


def of_kind(kind: InsuranceType, **changes: Any) -> Policy:
    return a_policy(insurance_type=kind, **changes)


def dependent(relationship: Relationship = Relationship.SPOUSE, **changes: Any) -> Policy:
    return a_policy(**{"relationship": relationship, "policyholder": a_policyholder(), "group_id": "086210", **changes})


def child(born: str, **changes: Any) -> Policy:
    return dependent(Relationship.CHILD, policyholder=a_policyholder(date_of_birth=day(born)), **changes)


def of_client(code: str, box: str, segment: str) -> Problem:
    return (code, BLOCKS, None, box, segment, "CLIENT")


def of_holder(code: str, box: str, segment: str) -> Problem:
    return (code, BLOCKS, "POLICYHOLDER", box, segment, "POLICY")


def of_policy(code: str, field: str | None, box: str | None, segment: str | None, blocks: bool = BLOCKS) -> Problem:
    return (code, blocks, field, box, segment, "POLICY")


def order(code: str) -> Problem:
    return (code, CHECK, "TYPE", None, "2000B SBR01", "POLICY")


SECONDARY, TERTIARY, OTHER = PolicyType.SECONDARY, PolicyType.TERTIARY, PolicyType.OTHER
PRIMARY_PLAN = a_policy(id="primary")
MEMBER_ID = ("MEMBER_ID", "1a", "2010BA NM109")
INVALID_ID = of_policy("INVALID_MEMBER_ID", *MEMBER_ID)
NOT_AN_MBI = of_policy("INVALID_MEDICARE_ID", *MEMBER_ID, CHECK)
NO_PRIMARY = of_policy("NO_PRIMARY", "TYPE", "11d", "2320 SBR01", CHECK)
NO_SECONDARY = of_policy("NO_SECONDARY", "TYPE", "11d", "2320 SBR01", CHECK)
NO_REASON = of_policy("MEDICARE_SECONDARY_REASON_MISSING", "MEDICARE_SECONDARY_REASON", None, "2000B SBR05")
NO_GROUP = of_policy("GROUP_ID_MISSING", "GROUP_ID", "11", "2000B SBR03", CHECK)
NO_EDI_ID = ("PAYER_WITHOUT_ID", BLOCKS, "PAYER", None, "2010BB NM109", "PAYER")
NO_POSTAL_ADDRESS = ("PAYER_WITHOUT_ADDRESS", CHECK, "PAYER", None, "2010BB N301", "PAYER")
LONG = "x" * 101


def situation(
    law: str,
    source: str,
    *problems: Problem,
    policy: Policy | None = None,
    others: tuple[Policy, ...] = (),
    **rest: Any,
) -> Any:
    """The problems of a claim in both channels, or in those that `channels` names."""
    channels = rest.pop("channels", BOTH)
    return pytest.param(policy, others, rest, channels, list(problems), id=f"{law} ({source})")
