"""Situations of claims, each with the item of the form, the loop of the 837P or the rule that it comes from.

Sources: NUCC is the "1500 Claim Form Reference Instruction Manual", version 02/12, by item number. TR3 is X12
005010X222A1, by loop and segment, as payers' public companion guides give it. MBI is "Understanding the MBI Format" of
CMS. COB is the coordination of benefits: NAIC model regulation 120, 42 CFR 433.139 (Medicaid), 42 CFR 411 (Medicare).
L2 is the article Understanding How Policies Are Selected for Claims.
"""

from typing import Any

import pytest

from insurance.claims.claim import Claim
from insurance.claims.claim_readiness import claim_readiness
from insurance.enums import InsuranceType, MedicareSecondaryReason, PolicyStatus, PolicyType, Relationship, Sex
from insurance.facts import Policy
from support.claim_factories import ELECTRONIC, PAPER, a_claim, a_claim_payer, a_client
from support.factories import (
    a_policy,
    a_policyholder,
    a_portal_policy,
    an_address,
    an_error,
    an_inactive_policy,
    day,
)

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

Row = tuple[str, str, dict[str, Any], tuple[Any, ...], list[Problem]]


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


READY = [
    situation("all is known of a client's own plan", "NUCC 1-13"),
    situation("all is known of a spouse's plan", "NUCC 4, 7, 11a", policy=dependent()),
    situation("Medicare of one's own", "MBI", policy=medicare()),
    situation("a policy that ends on the day", "L2", policy=a_policy(end_date=day("2025-03-15"))),
    situation("a policy that starts on the day", "L2", policy=a_policy(effective_date=day("2025-03-15"))),
    situation("inactive, and the day within its dates", "L2", policy=an_inactive_policy(end_date=day("2025-12-31"))),
    situation("no group ID for a plan of one's own", "NUCC 11", policy=a_policy(group_id=None)),
    situation("sex unknown is an answer", "TR3 2010BA DMG03", client=a_client(sex=Sex.UNKNOWN)),
    situation(
        "a reviewed policy from the portal",
        "portal article",
        policy=a_policy(source="PORTAL", reviewed_at=day("2025-01-02")),
    ),
]
REQUIRED = [
    situation(
        "no payer",
        "TR3 2010BB NM1",
        of_policy("NEEDS_PAYER", "PAYER", None, "2010BB NM103"),
        policy=a_policy(payer_id=None),
    ),
    situation(
        "no insurance type",
        "NUCC 1",
        of_policy("MISSING_FIELD", "INSURANCE_TYPE", "1", "2000B SBR09"),
        policy=a_policy(insurance_type=None),
    ),
    situation("no member ID", "NUCC 1a", of_policy("MISSING_FIELD", *MEMBER_ID), policy=a_policy(member_id=None)),
    situation(
        "no relationship",
        "NUCC 6",
        of_policy("MISSING_FIELD", "RELATIONSHIP", "6", "2000B SBR02"),
        policy=a_policy(relationship=None),
    ),
    situation(
        "no effective date",
        "article, required fields",
        of_policy("MISSING_FIELD", "EFFECTIVE_DATE", None, None),
        policy=a_policy(effective_date=None),
    ),
    situation(
        "Medicare without a member ID misses it, and nothing else of it",
        "MBI",
        of_policy("MISSING_FIELD", *MEMBER_ID),
        policy=medicare(member_id=None),
    ),
]
COVERAGE = [
    situation(
        "inactive without an end date",
        "L2",
        of_policy("NOT_OFFERED", "END_DATE", None, None),
        policy=an_inactive_policy(),
    ),
    situation(
        "inactive without an effective date",
        "L2",
        of_policy("NOT_OFFERED", "EFFECTIVE_DATE", None, None),
        of_policy("MISSING_FIELD", "EFFECTIVE_DATE", None, None),
        policy=an_inactive_policy(effective_date=None, end_date=day("2025-12-31")),
    ),
    situation(
        "inactive and ended before the day",
        "L2",
        of_policy("NOT_OFFERED", "END_DATE", None, None),
        policy=an_inactive_policy(end_date=day("2025-03-14")),
    ),
    situation(
        "inactive and starting after the day",
        "L2",
        of_policy("NOT_OFFERED", "EFFECTIVE_DATE", None, None),
        policy=an_inactive_policy(effective_date=day("2025-03-16"), end_date=day("2025-12-31")),
    ),
    situation("entered in error", "L2", of_policy("NOT_OFFERED", None, None, None), policy=an_error()),
    situation(
        "active and ended before the day",
        "L2",
        of_policy("OUTSIDE_COVERAGE_DATES", "END_DATE", None, None),
        policy=a_policy(end_date=day("2025-03-14")),
    ),
    situation(
        "active and starting after the day",
        "L2",
        of_policy("OUTSIDE_COVERAGE_DATES", "EFFECTIVE_DATE", None, None),
        policy=a_policy(effective_date=day("2025-03-16")),
    ),
]
PAYER = [
    situation(
        "no EDI payer ID, electronic",
        "TR3 2010BB NM109",
        NO_EDI_ID,
        payer=a_claim_payer(edi_payer_id=None),
        channels=(ELECTRONIC,),
    ),
    situation(
        "no EDI payer ID, on paper", "NUCC carrier block", payer=a_claim_payer(edi_payer_id=None), channels=(PAPER,)
    ),
    situation(
        "an EDI payer ID of reserved characters",
        "TR3 B.1.1.2.5 delimiters",
        NO_EDI_ID,
        payer=a_claim_payer(edi_payer_id="60*54"),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a payer's name without a letter to write",
        "TR3 2010BB NM103",
        ("MISSING_FIELD", BLOCKS, "PAYER", None, "2010BB NM103", "PAYER"),
        payer=a_claim_payer(name="安泰"),
        channels=(ELECTRONIC,),
    ),
    situation(
        "no address of the payer, on paper",
        "NUCC carrier block",
        NO_POSTAL_ADDRESS,
        payer=a_claim_payer(address=None),
        channels=(PAPER,),
    ),
    situation(
        "no address of the payer, electronic",
        "TR3 2010BB N3, situational",
        payer=a_claim_payer(address=None),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a payer's name of 61 characters",
        "TR3 2010BB NM103",
        ("TOO_LONG_FOR_CLAIM", BLOCKS, "PAYER", None, "2010BB NM103", "PAYER"),
        payer=a_claim_payer(name="A" * 61),
        channels=(ELECTRONIC,),
    ),
]
CLIENT = [
    situation(
        "no date of birth",
        "NUCC 3",
        of_client("CLIENT_INCOMPLETE", "3", "2010BA DMG02"),
        client=a_client(date_of_birth=None),
    ),
    situation("no sex", "NUCC 3", of_client("CLIENT_INCOMPLETE", "3", "2010BA DMG03"), client=a_client(sex=None)),
    situation(
        "neither is one problem of box 3",
        "NUCC 3",
        of_client("CLIENT_INCOMPLETE", "3", "2010BA DMG"),
        client=a_client(sex=None, date_of_birth=None),
    ),
    situation(
        "no address is one problem of box 5",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N3"),
        client=a_client(address=None),
    ),
    situation(
        "no first line",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N301"),
        client=a_client(address=an_address(line1=None)),
    ),
    situation(
        "no city",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N401"),
        client=a_client(address=an_address(city=None)),
    ),
    situation(
        "no state",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N402"),
        client=a_client(address=an_address(state=None)),
    ),
    situation(
        "no postal code",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N403"),
        client=a_client(address=an_address(postal_code=None)),
    ),
    situation(
        "a first name in letters that no claim carries",
        "NUCC 2",
        of_client("CLIENT_INCOMPLETE", "2", "2010BA NM104"),
        client=a_client(first_name="李"),
    ),
    situation(
        "no sex of a dependent stands in the patient's loop",
        "TR3 2010CA DMG03",
        of_client("CLIENT_INCOMPLETE", "3", "2010CA DMG03"),
        policy=dependent(),
        client=a_client(sex=None),
    ),
    situation(
        "no address of a dependent stands in the patient's loop",
        "TR3 2010CA N4",
        of_client("CLIENT_INCOMPLETE", "5", "2010CA N401"),
        policy=dependent(),
        client=a_client(address=an_address(city=None)),
    ),
    situation("no second line is needed", "NUCC 5", client=a_client(address=an_address(line2=None))),
]
HOLDER = [
    situation(
        "no last name",
        "NUCC 4",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM103"),
        policy=dependent(policyholder=a_policyholder(last_name=None)),
    ),
    situation(
        "no first name",
        "NUCC 4",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM104"),
        policy=dependent(policyholder=a_policyholder(first_name=None)),
    ),
    situation(
        "a last name of signs alone",
        "NUCC 4",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM103"),
        policy=dependent(policyholder=a_policyholder(last_name="--")),
    ),
    situation(
        "nothing known, electronic",
        "TR3 2010BA NM1",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM1"),
        policy=dependent(policyholder=None),
        channels=(ELECTRONIC,),
    ),
    situation(
        "nothing known, on paper",
        "NUCC 4, 7, 11a",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM1"),
        of_holder("POLICYHOLDER_INCOMPLETE", "7", "2010BA N3"),
        of_holder("POLICYHOLDER_INCOMPLETE", "11a", "2010BA DMG"),
        policy=dependent(policyholder=None),
        channels=(PAPER,),
    ),
    situation(
        "no address, on paper",
        "NUCC 7",
        of_holder("POLICYHOLDER_INCOMPLETE", "7", "2010BA N3"),
        policy=dependent(policyholder=a_policyholder(address=None)),
        channels=(PAPER,),
    ),
    situation(
        "no address, electronic",
        "TR3 2010BA N3, if the patient",
        policy=dependent(policyholder=a_policyholder(address=None)),
        channels=(ELECTRONIC,),
    ),
    situation(
        "no sex, on paper",
        "NUCC 11a",
        of_holder("POLICYHOLDER_INCOMPLETE", "11a", "2010BA DMG03"),
        policy=dependent(policyholder=a_policyholder(sex=None)),
        channels=(PAPER,),
    ),
    situation(
        "no date of birth, electronic",
        "TR3 2010BA DMG, if the patient",
        policy=dependent(policyholder=a_policyholder(date_of_birth=None)),
        channels=(ELECTRONIC,),
    ),
    situation(
        "the client's address is the policyholder's",
        "NUCC 7",
        policy=dependent(policyholder=a_policyholder(address=None, same_address_as_client=True)),
    ),
    situation("no policyholder is asked for a plan of one's own", "NUCC 4", policy=a_policy(policyholder=None)),
]
IDENTIFIERS = [
    *[
        situation(f"a member ID of {text!r}", "TR3 2010BA NM109", INVALID_ID, policy=a_policy(member_id=text))
        for text in ("N/A", "none", "Unknown", "PENDING", "7", "-7-", "W12*34", "W12~34", "W12:34", "W12^34", "W१२")
    ],
    situation("a member ID of two characters", "TR3 2010BA NM109, 2 to 80", policy=a_policy(member_id="A1")),
    situation("a member ID that begins as a word does", "TR3 2010BA NM109", policy=a_policy(member_id="NONE12345")),
    situation(
        "a social security number on a Medicare card", "MBI", NOT_AN_MBI, policy=medicare(member_id="123-45-6789A")
    ),
    situation(
        "a letter that an MBI leaves out", "MBI, position 2", NOT_AN_MBI, policy=medicare(member_id="1SG4-TE5-MK73")
    ),
    situation("an MBI of a plan that is no Medicare", "MBI", policy=a_policy(member_id=MBI)),
    *[
        situation(
            f"a TRICARE ID of {len(text)} digits",
            "NUCC 1a, DoD card",
            policy=of_kind(InsuranceType.TRICARE, member_id=text),
        )
        for text in ("123456789", "12345678901")
    ],
    *[
        situation(
            f"a TRICARE ID of {text}",
            "NUCC 1a, DoD card",
            of_policy("TRICARE_ID_LENGTH", *MEMBER_ID, CHECK),
            policy=of_kind(InsuranceType.TRICARE, member_id=text),
        )
        for text in ("1234567890", "A23456789")
    ],
    situation(
        "FECA without a number",
        "NUCC 11",
        of_policy("FECA_NUMBER_MISSING", "GROUP_ID", "11", "2000B SBR03"),
        policy=of_kind(InsuranceType.FECA_BLACK_LUNG),
    ),
    situation("FECA with its number", "NUCC 11", policy=of_kind(InsuranceType.FECA_BLACK_LUNG, group_id="A12345678")),
    situation(
        "FECA of a dependent lacks one number, not two",
        "NUCC 11",
        of_policy("FECA_NUMBER_MISSING", "GROUP_ID", "11", "2000B SBR03"),
        policy=dependent(insurance_type=InsuranceType.FECA_BLACK_LUNG, group_id=None),
    ),
    situation("a dependent without a group ID", "NUCC 11", NO_GROUP, policy=dependent(group_id=None)),
    situation("a group ID of signs is none", "TR3 2000B SBR03", NO_GROUP, policy=dependent(group_id="--")),
]
ADDRESSES = [
    *[
        situation(
            f"a {what} of {value!r}",
            f"NUCC 5, TR3 {element}",
            of_client("INVALID_ADDRESS", "5", f"2010BA {element}"),
            client=a_client(address=an_address(**{name: value})),
        )
        for what, name, value, element in (
            ("state", "state", "Texas", "N402"),
            ("state", "state", "XX", "N402"),
            ("city", "city", "A", "N401"),
            ("postal code", "postal_code", "7870", "N403"),
            ("postal code", "postal_code", "78701-12", "N403"),
            ("postal code", "postal_code", "K1A 0B1", "N403"),
        )
    ],
    situation(
        "two faults are one problem",
        "NUCC 5",
        of_client("INVALID_ADDRESS", "5", "2010BA N4"),
        client=a_client(address=an_address(state="Texas", postal_code="1")),
    ),
    situation("a state in lower case", "USPS Pub. 28", client=a_client(address=an_address(state="tx"))),
    situation("a military state", "USPS Pub. 28", client=a_client(address=an_address(state="AE"))),
    situation("nine digits without a dash", "TR3 N403", client=a_client(address=an_address(postal_code="787014321"))),
    situation("nine digits with a dash", "NUCC 5", client=a_client(address=an_address(postal_code="78701-4321"))),
    situation(
        "Palau, electronic",
        "X12 code source 22",
        of_client("INVALID_ADDRESS", "5", "2010BA N402"),
        client=a_client(address=an_address(state="PW")),
        channels=(ELECTRONIC,),
    ),
    situation("Palau, on paper", "USPS Pub. 28", client=a_client(address=an_address(state="PW")), channels=(PAPER,)),
    situation(
        "the policyholder's state, on paper",
        "NUCC 7",
        of_holder("INVALID_ADDRESS", "7", "2010BA N402"),
        policy=dependent(policyholder=a_policyholder(address=an_address(state="Texas"))),
        channels=(PAPER,),
    ),
    situation(
        "the policyholder's state, electronic",
        "TR3 2010BA N4, if the patient",
        policy=dependent(policyholder=a_policyholder(address=an_address(state="Texas"))),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a shared address is the client's to correct",
        "NUCC 5, 7",
        of_client("INVALID_ADDRESS", "5", "2010CA N402"),
        policy=dependent(policyholder=a_policyholder(address=None, same_address_as_client=True)),
        client=a_client(address=an_address(state="Texas")),
    ),
]
LENGTHS = [
    *[
        situation(
            f"a {what} of {longest + 1} characters",
            f"TR3 2010BA {element}",
            of_client("TOO_LONG_FOR_CLAIM", box, f"2010BA {element}"),
            client=client(longest + 1),
            channels=(ELECTRONIC,),
        )
        for what, longest, box, element, client in (
            ("last name", 60, "2", "NM103", lambda n: a_client(last_name="x" * n)),
            ("first name", 35, "2", "NM104", lambda n: a_client(first_name="x" * n)),
            ("middle name", 25, "2", "NM105", lambda n: a_client(middle_name="x" * n)),
            ("first line", 55, "5", "N301", lambda n: a_client(address=an_address(line1="x" * n))),
            ("second line", 55, "5", "N302", lambda n: a_client(address=an_address(line2="x" * n))),
            ("city", 30, "5", "N401", lambda n: a_client(address=an_address(city="x" * n))),
        )
    ],
    situation(
        "the longest of everything",
        "TR3 2010BA",
        client=a_client(
            last_name="x" * 60,
            first_name="x" * 35,
            middle_name="x" * 25,
            address=an_address(line1="x" * 55, line2="x" * 55, city="x" * 30),
        ),
    ),
    situation(
        "long texts on paper",
        "NUCC 2, 5",
        client=a_client(last_name=LONG, first_name=LONG, middle_name=LONG, address=an_address(line1=LONG, city=LONG)),
        channels=(PAPER,),
    ),
    situation(
        "the policyholder's last name of 61",
        "TR3 2010BA NM103",
        of_holder("TOO_LONG_FOR_CLAIM", "4", "2010BA NM103"),
        policy=dependent(policyholder=a_policyholder(last_name="x" * 61)),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a group ID of 51",
        "TR3 2000B SBR03",
        of_policy("TOO_LONG_FOR_CLAIM", "GROUP_ID", "11", "2000B SBR03"),
        policy=a_policy(group_id="x" * 51),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a member ID of 81",
        "TR3 2010BA NM109",
        of_policy("TOO_LONG_FOR_CLAIM", *MEMBER_ID),
        policy=a_policy(member_id="x" * 81),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a name that grows as it is written",
        "TR3 B.1.1.3.1.2 character set",
        of_client("TOO_LONG_FOR_CLAIM", "2", "2010BA NM103"),
        client=a_client(last_name="ß" * 31),
        channels=(ELECTRONIC,),
    ),
]
MEDICARE = [
    situation(
        "Medicare through a spouse is not also asked for the policyholder",
        "TR3 2000B SBR02",
        of_policy("MEDICARE_DEPENDENT", "RELATIONSHIP", "6", "2000B SBR02"),
        policy=medicare(relationship=Relationship.SPOUSE),
    ),
    situation(
        "Medicare second without a reason",
        "TR3 2000B SBR05",
        NO_REASON,
        policy=medicare(type=SECONDARY),
        others=(PRIMARY_PLAN,),
    ),
    situation(
        "Medicare second with its reason",
        "TR3 2000B SBR05",
        policy=medicare(type=SECONDARY, medicare_secondary_reason=MedicareSecondaryReason.WORKING_AGED),
        others=(PRIMARY_PLAN,),
    ),
    situation("Medicare as another payer without a reason", "TR3 2000B SBR05", NO_REASON, policy=medicare(type=OTHER)),
    situation("Medicare first needs no reason", "TR3 2000B SBR05", policy=medicare()),
    situation(
        "another payer second needs no reason",
        "TR3 2000B SBR05",
        policy=a_policy(type=SECONDARY),
        others=(PRIMARY_PLAN,),
    ),
]
RANKS = [
    situation("a Secondary without a Primary", "NUCC 11d", NO_PRIMARY, policy=a_policy(type=SECONDARY)),
    situation(
        "a Secondary whose Primary has ended",
        "NUCC 11d",
        NO_PRIMARY,
        policy=a_policy(type=SECONDARY),
        others=(a_policy(id="primary", end_date=day("2025-03-14")),),
    ),
    situation(
        "a Secondary whose Primary was entered in error",
        "NUCC 11d",
        NO_PRIMARY,
        policy=a_policy(type=SECONDARY),
        others=(an_error(id="primary"),),
    ),
    situation(
        "a Tertiary without a Secondary",
        "TR3 2320 SBR01",
        NO_SECONDARY,
        policy=a_policy(type=TERTIARY),
        others=(PRIMARY_PLAN,),
    ),
    situation(
        "a Tertiary after both",
        "TR3 2320 SBR01",
        policy=a_policy(type=TERTIARY),
        others=(PRIMARY_PLAN, a_policy(id="second", type=SECONDARY)),
    ),
    situation("two Primaries", "TR3 2000B SBR01", order("MULTIPLE_PRIMARY"), others=(PRIMARY_PLAN,)),
    situation(
        "two Secondaries",
        "TR3 2000B SBR01",
        order("SAME_RANK"),
        policy=a_policy(type=SECONDARY),
        others=(PRIMARY_PLAN, a_policy(id="second", type=SECONDARY)),
    ),
    situation(
        "two Tertiaries",
        "TR3 2000B SBR01",
        NO_SECONDARY,
        order("SAME_RANK"),
        policy=a_policy(type=TERTIARY),
        others=(a_policy(id="third", type=TERTIARY),),
    ),
    situation(
        "two of no rank", "TR3 2000B SBR01", policy=a_policy(type=OTHER), others=(a_policy(id="other", type=OTHER),)
    ),
    situation(
        "the second Secondary has ended",
        "TR3 2000B SBR01",
        policy=a_policy(type=SECONDARY),
        others=(PRIMARY_PLAN, a_policy(id="second", type=SECONDARY, end_date=day("2025-03-14"))),
    ),
]
SECOND = {"id": "second", "type": SECONDARY}
ORDER = [
    situation(
        "a spouse's group plan before one's own",
        "COB, dependent",
        order("CHECK_BILLING_ORDER"),
        policy=dependent(),
        others=(a_policy(**SECOND),),
    ),
    situation("one's own before a spouse's", "COB, dependent", others=(dependent(**SECOND),)),
    situation(
        "a spouse's group plan before a marketplace plan",
        "COB, dependent",
        policy=dependent(),
        others=(of_kind(InsuranceType.OTHER, **SECOND),),
    ),
    situation(
        "the parent born later in the year first",
        "COB, birthday",
        order("CHECK_BILLING_ORDER"),
        policy=child("1970-09-01"),
        others=(child("1975-02-01", **SECOND),),
    ),
    situation(
        "the parent born earlier in the year first, though younger",
        "COB, birthday",
        policy=child("1975-02-01"),
        others=(child("1970-09-01", **SECOND),),
    ),
    situation(
        "one birthday, the newer plan first",
        "COB, birthday",
        order("CHECK_BILLING_ORDER"),
        policy=child("1970-02-01", effective_date=day("2025-01-01")),
        others=(child("1975-02-01", effective_date=day("2020-01-01"), **SECOND),),
    ),
    situation(
        "one birthday, the older plan first",
        "COB, birthday",
        policy=child("1970-02-01", effective_date=day("2020-01-01")),
        others=(child("1975-02-01", **SECOND),),
    ),
    situation(
        "a parent's birthday unknown says nothing",
        "COB, birthday",
        policy=child("1970-09-01"),
        others=(dependent(Relationship.CHILD, policyholder=None, **SECOND),),
    ),
    situation(
        "TRICARE has no birthday rule",
        "COB, birthday",
        policy=child("1970-09-01"),
        others=(child("1975-02-01", insurance_type=InsuranceType.TRICARE, **SECOND),),
    ),
    situation(
        "Medicaid before another",
        "COB, 42 CFR 433.139",
        order("CHECK_BILLING_ORDER"),
        policy=of_kind(InsuranceType.MEDICAID),
        others=(a_policy(**SECOND),),
    ),
    situation("Medicaid after another", "COB, 42 CFR 433.139", others=(of_kind(InsuranceType.MEDICAID, **SECOND),)),
    situation(
        "Medicaid before a plan that has ended",
        "COB, 42 CFR 433.139",
        policy=of_kind(InsuranceType.MEDICAID),
        others=(a_policy(end_date=day("2025-03-14"), **SECOND),),
    ),
    situation(
        "Medicare first beside a group plan",
        "COB, 42 CFR 411.172",
        order("CHECK_BILLING_ORDER"),
        policy=medicare(),
        others=(a_policy(**SECOND),),
    ),
    situation(
        "the group plan beside Medicare first is to check too",
        "COB, 42 CFR 411.172",
        order("CHECK_BILLING_ORDER"),
        policy=a_policy(type=SECONDARY),
        others=(medicare(id="medicare"),),
    ),
    situation(
        "Medicare first beside a supplement",
        "COB, 42 CFR 411.172",
        policy=medicare(),
        others=(of_kind(InsuranceType.OTHER, **SECOND),),
    ),
    situation(
        "the order of two of one rank is not this rule's",
        "COB",
        order("MULTIPLE_PRIMARY"),
        policy=dependent(),
        others=(PRIMARY_PLAN,),
    ),
]
REVIEW = [
    situation(
        "from the portal and not reviewed",
        "portal article",
        ("NOT_REVIEWED", CHECK, None, None, None, "POLICY"),
        policy=a_portal_policy(payer_id="aetna"),
    ),
]
GROUPS = (
    READY,
    REQUIRED,
    COVERAGE,
    PAYER,
    CLIENT,
    HOLDER,
    IDENTIFIERS,
    ADDRESSES,
    LENGTHS,
    MEDICARE,
    RANKS,
    ORDER,
    REVIEW,
)
SITUATIONS = [row for group in GROUPS for row in group]


def stated(claim: Claim) -> list[Problem]:
    return [
        (each.code.value, each.blocking, each.field and each.field.value, each.box, each.segment, each.on.value)
        for each in claim_readiness(claim).problems
    ]


@pytest.mark.parametrize(("policy", "others", "rest", "channels", "problems"), SITUATIONS)
def test_a_claim_in_this_situation_has_these_problems_and_no_other(
    policy: Policy | None, others: tuple[Policy, ...], rest: dict[str, Any], channels: Any, problems: list[Problem]
) -> None:
    for channel in channels:
        claim = a_claim(policy, *others, channel=channel, **rest)
        assert sorted(stated(claim), key=str) == sorted(problems, key=str), channel
        assert claim_readiness(claim).ready is not any(blocks for _, blocks, *_ in problems)


def test_there_are_more_than_60_situations_each_with_its_own_name() -> None:
    names = [row.id for row in SITUATIONS]
    assert len(set(names)) == len(names) > 60
