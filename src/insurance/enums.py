"""The values that a client's insurance fields can take. The API uses the same names."""

from enum import StrEnum


class Role(StrEnum):
    """Who is calling: staff of the practice, or a client signed in to the portal."""

    PRACTITIONER = "PRACTITIONER"
    CLIENT = "CLIENT"


class PolicyType(StrEnum):
    """The order in which payers are billed. The members stand in that order."""

    PRIMARY = "PRIMARY"
    SECONDARY = "SECONDARY"
    TERTIARY = "TERTIARY"
    OTHER = "OTHER"


BILLING_ORDER: dict[PolicyType, int] = {policy_type: position for position, policy_type in enumerate(PolicyType)}


class PolicyStatus(StrEnum):
    """Set by staff. It is never derived from dates."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    ENTERED_IN_ERROR = "ENTERED_IN_ERROR"


class PolicyStanding(StrEnum):
    """The state of a policy on a day, in one word: derived from its status and its dates, never stored."""

    IN_FORCE = "IN_FORCE"
    UPCOMING = "UPCOMING"
    ENDED = "ENDED"
    INACTIVE = "INACTIVE"
    ENTERED_IN_ERROR = "ENTERED_IN_ERROR"


class PolicySource(StrEnum):
    """Who entered the policy first: the practice in the chart, or the client in the portal."""

    PRACTICE = "PRACTICE"
    PORTAL = "PORTAL"


class Relationship(StrEnum):
    """The client's relationship to the policyholder (CMS-1500 box 6)."""

    SELF = "SELF"
    SPOUSE = "SPOUSE"
    CHILD = "CHILD"
    OTHER = "OTHER"


class InsuranceType(StrEnum):
    """The kind of coverage (CMS-1500 box 1)."""

    MEDICARE = "MEDICARE"
    MEDICAID = "MEDICAID"
    TRICARE = "TRICARE"
    CHAMPVA = "CHAMPVA"
    GROUP_HEALTH_PLAN = "GROUP_HEALTH_PLAN"
    FECA_BLACK_LUNG = "FECA_BLACK_LUNG"
    OTHER = "OTHER"


class MedicareSecondaryReason(StrEnum):
    """Why Medicare is not the first payer (837P SBR05)."""

    WORKING_AGED = "WORKING_AGED"
    END_STAGE_RENAL_DISEASE = "END_STAGE_RENAL_DISEASE"
    NO_FAULT = "NO_FAULT"
    WORKERS_COMPENSATION = "WORKERS_COMPENSATION"
    PUBLIC_HEALTH_SERVICE = "PUBLIC_HEALTH_SERVICE"
    BLACK_LUNG = "BLACK_LUNG"
    VETERANS_AFFAIRS = "VETERANS_AFFAIRS"
    DISABLED_UNDER_65 = "DISABLED_UNDER_65"
    OTHER_LIABILITY = "OTHER_LIABILITY"


class Sex(StrEnum):
    """The policyholder's sex (CMS-1500 box 11a)."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    UNKNOWN = "UNKNOWN"


class PolicyField(StrEnum):
    """The fields of a policy's form, in the form's order."""

    TYPE = "TYPE"
    RELATIONSHIP = "RELATIONSHIP"
    POLICYHOLDER = "POLICYHOLDER"
    PAYER = "PAYER"
    INSURANCE_TYPE = "INSURANCE_TYPE"
    MEDICARE_SECONDARY_REASON = "MEDICARE_SECONDARY_REASON"
    MEMBER_ID = "MEMBER_ID"
    PLAN_ID = "PLAN_ID"
    PLAN_NAME = "PLAN_NAME"
    GROUP_ID = "GROUP_ID"
    COPAY = "COPAY"
    DEDUCTIBLE = "DEDUCTIBLE"
    EFFECTIVE_DATE = "EFFECTIVE_DATE"
    END_DATE = "END_DATE"
    EMPLOYER_OR_SCHOOL = "EMPLOYER_OR_SCHOOL"
    ATTACHMENTS = "ATTACHMENTS"
    CLIENT_MIDDLE_NAME = "CLIENT_MIDDLE_NAME"
    CLIENT_DATE_OF_BIRTH = "CLIENT_DATE_OF_BIRTH"
    CLIENT_SEX = "CLIENT_SEX"
    CLIENT_ADDRESS = "CLIENT_ADDRESS"


class PolicyFieldKind(StrEnum):
    """The kind of value that a field of the form takes."""

    TEXT = "TEXT"
    DATE = "DATE"
    AMOUNT = "AMOUNT"
    CHOICE = "CHOICE"
    PAYER = "PAYER"
    POLICYHOLDER = "POLICYHOLDER"
    YES_NO = "YES_NO"
    FILES = "FILES"


class CollectionOverride(StrEnum):
    """One client's setting for collecting insurance in the portal; INHERIT follows the practice."""

    INHERIT = "INHERIT"
    ON = "ON"
    OFF = "OFF"


class AttachmentSide(StrEnum):
    """Which side of the insurance card a file shows."""

    FRONT = "FRONT"
    BACK = "BACK"
    OTHER = "OTHER"


class ChangeCause(StrEnum):
    """Why a record changed."""

    ADDED = "ADDED"
    SUBMITTED = "SUBMITTED"
    EDITED = "EDITED"
    MADE_INACTIVE = "MADE_INACTIVE"
    MADE_ACTIVE = "MADE_ACTIVE"
    MARKED_ENTERED_IN_ERROR = "MARKED_ENTERED_IN_ERROR"
    ENDED_BY_NEW_PRIMARY = "ENDED_BY_NEW_PRIMARY"
    ENDING_UNDONE = "ENDING_UNDONE"
    PAYER_SETTLED = "PAYER_SETTLED"
    REVIEWED = "REVIEWED"
    INVITED = "INVITED"
    SETTINGS_CHANGED = "SETTINGS_CHANGED"
