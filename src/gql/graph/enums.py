"""The enums of the schema: the product's own words, described for whoever reads the schema.

Types take their enums from here, so that none is used before it is described.
"""

from enum import Enum
from typing import TypeVar

import strawberry

from insurance.claim_readiness import ClaimProblemCode
from insurance.eligibility import EligibilityReason
from insurance.enums import (
    AttachmentSide,
    ChangeCause,
    CollectionOverride,
    InsuranceType,
    PolicyField,
    PolicyFieldKind,
    PolicySource,
    PolicyStatus,
    PolicyType,
    Relationship,
    Role,
    Sex,
)
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode

__all__ = [
    "AttachmentSide",
    "ChangeCause",
    "ClaimProblemCode",
    "CollectionOverride",
    "EligibilityReason",
    "InsuranceType",
    "PolicyField",
    "PolicyFieldKind",
    "PolicySource",
    "PolicyStatus",
    "PolicyType",
    "PolicyWarningCode",
    "Relationship",
    "Role",
    "Sex",
    "UserErrorCode",
]

W = TypeVar("W", bound=type[Enum])


def describe(words: W, description: str, **values: str) -> W:
    """Registers an enum with a description of itself and of each value. A value left out fails at once."""
    described = strawberry.enum(words, description=description)
    definition = described.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values.pop(value.name)
    if values:
        raise ValueError(f"{words.__name__} has no {', '.join(values)}")
    return described


describe(
    Role,
    "Who is calling.",
    PRACTITIONER="Staff of the practice: reads and changes every chart of the practice.",
    CLIENT="A client signed in to the portal: sees their own chart, may add to it, and nothing else.",
)
describe(
    PolicyType,
    "The order in which payers are billed.",
    PRIMARY="Billed first.",
    SECONDARY="Billed for what the Primary leaves.",
    TERTIARY="Billed third.",
    OTHER="Billed after all others, or outside their order.",
)
describe(
    PolicyStatus,
    "A flag that staff set; it is never derived from dates.",
    ACTIVE="In use: always offered for claims.",
    INACTIVE="No longer in use: offered only for days within both of its dates.",
)
describe(
    PolicySource,
    "Who entered the policy first.",
    PRACTICE="Staff, in the chart.",
    PORTAL="The client, in the portal.",
)
describe(
    Relationship,
    "The client's relationship to the policyholder (CMS-1500 box 6).",
    SELF="The client holds the policy.",
    SPOUSE="The client's spouse holds it.",
    CHILD="The client is a child of the holder.",
    OTHER="Any other relationship.",
)
describe(
    InsuranceType,
    "The kind of coverage (CMS-1500 box 1).",
    MEDICARE="Medicare: the member ID is a Medicare Beneficiary Identifier.",
    MEDICAID="Medicaid.",
    TRICARE="TRICARE, for uniformed service members and families.",
    CHAMPVA="CHAMPVA, the health program of Veterans Affairs.",
    GROUP_HEALTH_PLAN="A group health plan, mostly through an employer.",
    FECA_BLACK_LUNG="FECA or Black Lung: federal compensation for workers.",
    OTHER="Any other kind.",
)
describe(
    Sex,
    "The policyholder's sex (CMS-1500 box 11a).",
    FEMALE="Female.",
    MALE="Male.",
    UNKNOWN="Not known or not stated.",
)
describe(
    PolicyField,
    "The fields of a policy's form, in the form's order.",
    TYPE="`type`: the billing order.",
    RELATIONSHIP="`relationship`: the client's relationship to the policyholder.",
    POLICYHOLDER="`policyholder`: who holds the policy when that is not the client.",
    PAYER="`payerId` for staff, `payerName` in the portal.",
    INSURANCE_TYPE="`insuranceType`: the kind of coverage.",
    MEMBER_ID="`memberId`: as printed on the card.",
    PLAN_ID="`planId`.",
    GROUP_ID="`groupId`.",
    COPAY="`copay`: per visit, in US dollars.",
    DEDUCTIBLE="`deductible`: per year, in US dollars.",
    EFFECTIVE_DATE="`effectiveDate`: the first day of coverage.",
    END_DATE="`endDate`: the last day of coverage.",
    EMPLOYER_OR_SCHOOL="`employerOrSchool`: through whom the group plan comes.",
    ATTACHMENTS="`attachments`: pictures or PDFs of the insurance card.",
)
describe(
    PolicyFieldKind,
    "What a field of a form takes, and so how to draw it. New kinds may come: treat an unknown one as TEXT.",
    TEXT="A line of text.",
    DATE="A day.",
    AMOUNT="US dollars.",
    CHOICE="One of its options.",
    PAYER="The id of one of the practice's payers.",
    POLICYHOLDER="An object: see `policyholderFields`.",
    FILES="Uploads.",
)
describe(
    CollectionOverride,
    "What is set for one client about collecting insurance in the portal.",
    INHERIT="Follow the practice's default.",
    ON="The client may add insurance, whatever the default.",
    OFF="The client may not add insurance, whatever the default.",
)
describe(
    AttachmentSide,
    "Which side of the insurance card a file shows.",
    FRONT="The front of the card.",
    BACK="The back of the card.",
    OTHER="Both sides, or something else.",
)
describe(
    ChangeCause,
    "Why a record changed. New causes may come.",
    ADDED="Staff added the record.",
    SUBMITTED="The client submitted the policy in the portal.",
    EDITED="Staff edited the record.",
    MADE_INACTIVE="Staff made the policy inactive.",
    MADE_ACTIVE="Staff made the policy active again.",
    ENDED_BY_NEW_PRIMARY="A new Primary was added, and its effective date ended this policy.",
    PAYER_SETTLED="The payer was settled together with that of another policy that waited with the same text.",
    REVIEWED="Staff marked the policy reviewed.",
    INVITED="The client was invited to the portal.",
    SETTINGS_CHANGED="A portal setting changed.",
)
describe(
    EligibilityReason,
    "Why a policy is offered for a date of service, or why it is not.",
    ACTIVE="Offered: the policy is active.",
    INACTIVE_WITHIN_COVERAGE="Offered: inactive, but the day lies within its dates.",
    BEFORE_COVERAGE="Not offered: inactive, and the day is before its effective date.",
    AFTER_COVERAGE="Not offered: inactive, and the day is after its end date.",
    INACTIVE_WITHOUT_END_DATE="Not offered: inactive without an end date.",
    INACTIVE_WITHOUT_EFFECTIVE_DATE="Not offered: inactive without an effective date.",
)
describe(
    PolicyWarningCode,
    "What a warning is about.",
    OUTSIDE_COVERAGE_DATES="The policy is active, but the day lies outside its dates.",
    MULTIPLE_PRIMARY="Several Primary policies cover the day.",
    OVERLAPPING_COVERAGE="Another Primary's dates overlap.",
    CLOSED_PRIMARY="The new Primary has an end date of its own: nothing covers the time after it.",
    NOT_OFFERED_WITHOUT_END_DATE="Inactive without an end date, the policy is offered for no claim.",
    NOT_OFFERED_WITHOUT_EFFECTIVE_DATE="Inactive without an effective date, the policy is offered for no claim.",
    END_DATE_IN_PAST="The policy is active, but its end date has passed.",
    NEEDS_PAYER="The policy needs a payer before a claim can be sent.",
)
describe(
    ClaimProblemCode,
    "What would make a claim bounce, or deserves a look before it is sent.",
    NEEDS_PAYER="Blocks: no payer is chosen.",
    MISSING_FIELD="Blocks: a required field is empty.",
    POLICYHOLDER_INCOMPLETE="Blocks: a box about the policyholder would be incomplete.",
    NOT_OFFERED="Blocks: the policy is not offered for the date of service.",
    OUTSIDE_COVERAGE_DATES="Look: the policy's dates do not include the date of service.",
    INVALID_MEDICARE_ID="Look: the member ID is no Medicare Beneficiary Identifier.",
    MEDICARE_DEPENDENT="Look: Medicare has no dependents, so the relationship should be SELF.",
    PAYER_WITHOUT_ID="Look: the payer has no EDI payer ID, so the claim cannot go electronically.",
    NOT_REVIEWED="Look: the client entered the policy and nobody has reviewed it.",
    MULTIPLE_PRIMARY="Look: several Primary policies cover the date of service.",
)
describe(
    UserErrorCode,
    "What kind of problem it is. New codes may come: treat an unknown one as INVALID.",
    INVALID="The value cannot be taken as it is.",
    BLANK="The text is empty once trimmed.",
    TOO_LONG="The text has more characters than fit.",
    REQUIRED="The field is required and may not be emptied.",
    NOT_FOUND="The id leads to nothing you may reach.",
    END_BEFORE_EFFECTIVE="The end date is before the effective date.",
    DUPLICATE_POLICY="The chart has the same policy already.",
    DUPLICATE_PAYER="Another payer of the practice goes by this name already.",
    CONFLICT="Somebody else has changed it meanwhile; the payload has it as it is now.",
    IDEMPOTENCY_KEY_REUSED="The key was used for something else within 24 hours.",
    INSURANCE_COLLECTION_OFF="The practice does not collect insurance from this client.",
    INVITATION_INVALID="The invitation is used, over or none of ours.",
    LIMIT_REACHED="There are as many as there may be.",
    UPLOAD_MISSING="The upload is unknown, used or expired.",
    UPLOAD_REJECTED="The file cannot be taken.",
    TOO_MANY_ATTACHMENTS="The policy has as many attachments as it may.",
)
