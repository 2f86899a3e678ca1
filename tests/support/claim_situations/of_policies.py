"""What a policy says of itself: its fields, its dates, its identifiers."""

from typing import Any

from insurance.enums import InsuranceType, MedicareSecondaryReason, Relationship, Sex
from support.claim_factories import a_client
from support.claim_situations.words import (
    CHECK,
    INVALID_ID,
    MBI,
    MEMBER_ID,
    NO_GROUP,
    NO_REASON,
    NOT_AN_MBI,
    OTHER,
    PRIMARY_PLAN,
    SECONDARY,
    child,
    dependent,
    medicare,
    of_kind,
    of_policy,
    order,
    situation,
)
from support.factories import a_policy, a_portal_policy, an_error, an_inactive_policy, day

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
SECOND: dict[str, Any] = {"id": "second", "type": SECONDARY}
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
