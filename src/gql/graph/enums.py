"""The enums of the schema, each value with its description. Codes that say why are in `gql.graph.codes`.

Types import their enums from here: an enum used before it is described would stand in the schema without descriptions.
"""

from enum import Enum
from typing import TypeVar

import strawberry

from gql.graph.library_internals import describe_enum_values
from insurance.enums import (
    AttachmentSide,
    ChangeCause,
    CollectionOverride,
    InsuranceType,
    MedicareSecondaryReason,
    PolicyField,
    PolicyFieldKind,
    PolicySource,
    PolicyStanding,
    PolicyStatus,
    PolicyType,
    Relationship,
    Role,
    Sex,
)

__all__ = [
    "AttachmentSide",
    "ChangeCause",
    "CollectionOverride",
    "InsuranceType",
    "MedicareSecondaryReason",
    "PolicyField",
    "PolicyFieldKind",
    "PolicySource",
    "PolicyStanding",
    "PolicyStatus",
    "PolicyType",
    "Relationship",
    "Role",
    "Sex",
]

E = TypeVar("E", bound=type[Enum])


def describe(enum: E, description: str, **values: str) -> E:
    """Adds an enum to the schema, with a description of itself and one of each value.

    Raises ValueError for a value without a description and for a description without a value.
    """
    if values.keys() != enum.__members__.keys():
        raise ValueError(f"{enum.__name__} is not described value by value: {values.keys() ^ enum.__members__.keys()}")
    described = strawberry.enum(enum, description=description)
    describe_enum_values(described, values)
    return described


describe(
    Role,
    "The caller's role.",
    PRACTITIONER="Staff of the practice. Reads and changes every chart of the practice.",
    CLIENT="A client in the portal. Sees their own chart and may add policies to it.",
)
describe(
    PolicyType,
    "When the payer is billed, among the payers of the chart.",
    PRIMARY="Billed first. A new Primary ends the open Primary before it.",
    SECONDARY="Billed second, for what the Primary does not pay.",
    TERTIARY="Billed third, for what Primary and Secondary do not pay.",
    OTHER="Billed after the others, or outside the order.",
)
describe(
    PolicyStatus,
    "Active, inactive or entered in error, as staff have set it. Dates never change it.",
    ACTIVE="In use: offered for claims on any day.",
    INACTIVE="No longer in use: offered only for claims on days from its effective date to its end date.",
    ENTERED_IN_ERROR="Withdrawn, such as from the wrong chart: used for nothing, and not shown to the client.",
)
describe(
    PolicyStanding,
    "The state of a policy on a day, in one word. It follows from its status and its dates.",
    IN_FORCE="Active, and the day is within its dates. A date that is not set is open.",
    UPCOMING="Active, and its effective date is after the day.",
    ENDED="Active, and its end date is before the day.",
    INACTIVE="Staff have made it inactive, whatever its dates.",
    ENTERED_IN_ERROR="Staff have marked it entered in error.",
)
describe(
    PolicySource,
    "Who entered the policy.",
    PRACTICE="Staff, in the chart.",
    PORTAL="The client, in the portal.",
)
describe(
    Relationship,
    "The client's relationship to the policyholder (CMS-1500 box 6).",
    SELF="The client is the policyholder.",
    SPOUSE="The client is the policyholder's spouse.",
    CHILD="The client is the policyholder's child.",
    OTHER="Any other relationship.",
)
describe(
    InsuranceType,
    "The kind of coverage (CMS-1500 box 1).",
    MEDICARE="Medicare. The member ID is a Medicare Beneficiary Identifier, such as `1EG4-TE5-MK73`.",
    MEDICAID="Medicaid, the health program of the states.",
    TRICARE="TRICARE, for uniformed service members and families.",
    CHAMPVA="CHAMPVA, the health program of Veterans Affairs.",
    GROUP_HEALTH_PLAN="A group health plan, usually through an employer.",
    FECA_BLACK_LUNG="FECA or Black Lung, federal compensation for injured workers.",
    OTHER="Any other kind, such as a plan bought on the marketplace.",
)
describe(
    MedicareSecondaryReason,
    "Why another payer is billed before Medicare (837P SBR05).",
    WORKING_AGED="12: 65 or older, with a group plan through their own or their spouse's work.",
    END_STAGE_RENAL_DISEASE="13: end-stage renal disease, in the first 30 months with a group plan.",
    NO_FAULT="14: no-fault insurance, such as a car's, is the first payer.",
    WORKERS_COMPENSATION="15: workers' compensation is the first payer.",
    PUBLIC_HEALTH_SERVICE="16: the Public Health Service or another federal agency is the first payer.",
    BLACK_LUNG="41: the Black Lung program is the first payer.",
    VETERANS_AFFAIRS="42: Veterans Affairs is the first payer.",
    DISABLED_UNDER_65="43: disabled and under 65, with a large group plan.",
    OTHER_LIABILITY="47: liability insurance of somebody else is the first payer.",
)
describe(
    Sex,
    "The policyholder's sex, as claims ask for it (CMS-1500 box 11a).",
    FEMALE="Female.",
    MALE="Male.",
    UNKNOWN="Not known or not stated.",
)
describe(
    PolicyField,
    "The fields of the policy form, in the form's order; then the facts of the client that claims need.",
    TYPE="`type`: when the payer is billed.",
    RELATIONSHIP="`relationship`: the client's relationship to the policyholder.",
    POLICYHOLDER="`policyholder`: the person who holds the policy, if not the client.",
    PAYER="`payerId` for staff, `payerName` in the portal: the insurer.",
    INSURANCE_TYPE="`insuranceType`: the kind of coverage.",
    MEDICARE_SECONDARY_REASON="`medicareSecondaryReason`: why Medicare is not billed first, where it is not.",
    MEMBER_ID="`memberId`: the member ID on the insurance card.",
    PLAN_ID="`planId`: the plan's number on the card.",
    PLAN_NAME="`planName`: the plan's name on the card.",
    GROUP_ID="`groupId`: the group number on the card.",
    COPAY="`copay`: what the client pays for each visit.",
    DEDUCTIBLE="`deductible`: what the client pays each year before the plan pays.",
    EFFECTIVE_DATE="`effectiveDate`: the first day of coverage.",
    END_DATE="`endDate`: the last day of coverage.",
    EMPLOYER_OR_SCHOOL="`employerOrSchool`: who offers the group plan.",
    ATTACHMENTS="`attachments`: photos or PDFs of the insurance card.",
    CLIENT_MIDDLE_NAME="`middleName` of the client.",
    CLIENT_DATE_OF_BIRTH="`dateOfBirth` of the client.",
    CLIENT_SEX="`sex` of the client.",
    CLIENT_ADDRESS="A field of the client's `address`.",
)
describe(
    PolicyFieldKind,
    "What a form field takes, and so which control to show. New kinds may be added: treat an unknown one as TEXT.",
    TEXT="A line of text.",
    DATE="A day: a date picker.",
    AMOUNT="An amount in US dollars.",
    CHOICE="One of the field's `options`.",
    PAYER="The id of one of the practice's payers.",
    POLICYHOLDER="A person: the fields are in `policyholderFields`.",
    YES_NO="Yes or no: a checkbox.",
    FILES="Files, each made ready with `createUpload`.",
)
describe(
    CollectionOverride,
    "Whether one client may add insurance in the portal. ON and OFF win over the practice's default.",
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
    "Why a record changed. New causes may be added: show an unknown one as EDITED.",
    ADDED="Staff added it.",
    SUBMITTED="The client submitted it in the portal.",
    EDITED="Staff edited it.",
    MADE_INACTIVE="Staff made the policy inactive.",
    MADE_ACTIVE="Staff made the policy active again.",
    MARKED_ENTERED_IN_ERROR="Staff marked the policy entered in error.",
    ENDED_BY_NEW_PRIMARY="A newer Primary ends this policy on the day before it takes effect, or moved that date.",
    ENDING_UNDONE="The newer Primary that had ended this policy no longer does, so the end date was taken away.",
    PAYER_SETTLED="Staff chose the payer of another policy with the same payer text, and this policy got it too.",
    REVIEWED="Staff marked the policy reviewed.",
    INVITED="The client was invited to the portal.",
    SETTINGS_CHANGED="A portal setting changed.",
)
