"""The company that a policy keeps on its chart: ranks, and the order of payers."""

from typing import Any

from insurance.enums import InsuranceType, Relationship
from support.claim_situations.words import (
    NO_PRIMARY,
    NO_SECONDARY,
    OTHER,
    PRIMARY_PLAN,
    SECONDARY,
    TERTIARY,
    child,
    dependent,
    medicare,
    of_kind,
    order,
    situation,
)
from support.factories import a_policy, an_error, day

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
