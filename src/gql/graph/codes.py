"""The codes of the schema that say why: reasons, warnings, claim problems and user errors, each value described."""

from gql.graph.enums import describe
from insurance.claims.claim_problems import ClaimChannel, ClaimProblemCode, ClaimProblemSubject, ClaimVerdict
from insurance.eligibility import EligibilityReason
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode

__all__ = [
    "ClaimChannel",
    "ClaimProblemCode",
    "ClaimProblemSubject",
    "ClaimVerdict",
    "EligibilityReason",
    "PolicyWarningCode",
    "UserErrorCode",
]

describe(
    EligibilityReason,
    "Why a policy is offered for a claim on a date of service, or why it is not.",
    ACTIVE="Offered: the policy is active.",
    INACTIVE_WITHIN_COVERAGE="Offered: the policy is inactive, but it covered the day.",
    BEFORE_COVERAGE="Not offered: the policy is inactive, and the day is before its effective date.",
    AFTER_COVERAGE="Not offered: the policy is inactive, and the day is after its end date.",
    INACTIVE_WITHOUT_END_DATE="Not offered: the policy is inactive and has no end date.",
    INACTIVE_WITHOUT_EFFECTIVE_DATE="Not offered: the policy is inactive and has no effective date.",
    ENTERED_IN_ERROR="Not offered: the policy was entered in error.",
)
describe(
    PolicyWarningCode,
    "What a warning is about. New codes may be added: show the warning's message.",
    OUTSIDE_COVERAGE_DATES="The policy is active, but its dates do not include the day.",
    MULTIPLE_PRIMARY="Several Primary policies cover the day.",
    OVERLAPPING_COVERAGE="Another Primary covers some of the same days.",
    SAME_RANK="Another Secondary, or another Tertiary, covers some of the same days.",
    CLOSED_PRIMARY="The new Primary has an end date, and no Primary covers the days after it.",
    LEAVES_GAP="No Primary covers days any more that one covered before; the message names them.",
    NOT_OFFERED_WITHOUT_END_DATE="An inactive policy without an end date is not offered for any claim.",
    NOT_OFFERED_WITHOUT_EFFECTIVE_DATE="An inactive policy without an effective date is not offered for any claim.",
    END_DATE_IN_PAST="The policy is active, although its end date has passed.",
    NEEDS_PAYER="The policy needs a payer before a claim can be sent.",
    STILL_INCOMPLETE="The policy is marked reviewed, and required fields are still empty: see `missingFields`.",
    LOOKS_LIKE_A_NEW_POLICY=(
        "The payer was changed together with the member ID or the effective date. Add new insurance as a new policy."
    ),
    POSSIBLE_DUPLICATE="The practice already has a client of this name and date of birth: see `existingClient`.",
)
describe(
    ClaimChannel,
    "How a claim is sent. Each way asks for different things.",
    ELECTRONIC="To a clearinghouse, as an X12 837P (005010X222A1).",
    PAPER="By mail, on the form CMS-1500 (02/12).",
)
describe(
    ClaimVerdict,
    "How ready a claim is, in one word.",
    READY="It can be sent as it is.",
    CHECK="It can be sent, but there is something to check first.",
    INCOMPLETE="It cannot be sent: something is missing or wrong.",
    OUTSIDE_COVERAGE="It cannot be sent: the policy is active, but the day is outside its dates.",
    NOT_OFFERED="The policy is not offered for the day at all.",
)
describe(
    ClaimProblemSubject,
    "Whose record to correct.",
    POLICY="The policy's: `field` says which field of its form.",
    CLIENT="The client's own: see `editClient`.",
    PAYER="The payer's: see `editPayer`.",
)
describe(
    ClaimProblemCode,
    "What would make a payer reject the claim, or should be checked before it is sent. New codes may be added: show "
    "the problem's message.",
    NEEDS_PAYER="Blocks: the policy has no payer.",
    MISSING_FIELD="Blocks: a required field is empty.",
    NOT_OFFERED="Blocks: the policy is not offered for the date of service.",
    OUTSIDE_COVERAGE_DATES="Blocks: the policy is active, but the date of service is outside its dates.",
    PAYER_WITHOUT_ID="Blocks electronic claims: the payer has no EDI payer ID, or one that claims cannot carry.",
    PAYER_WITHOUT_ADDRESS="Check, on paper: the payer's address is not complete.",
    CLIENT_INCOMPLETE="Blocks: a claim box about the client would be empty.",
    POLICYHOLDER_INCOMPLETE="Blocks: a claim box about the policyholder would be empty.",
    INVALID_MEMBER_ID="Blocks: the member ID is a word such as `N/A`, too short, or cannot be written in a claim.",
    INVALID_ADDRESS="Blocks: a state, postal code or city is not one that claims accept.",
    TOO_LONG_FOR_CLAIM="Blocks electronic claims: a text is longer than they take.",
    FECA_NUMBER_MISSING="Blocks: FECA or Black Lung without the FECA number, which goes in the group ID.",
    MEDICARE_DEPENDENT="Blocks: Medicare has no dependents, so the relationship should be SELF.",
    MEDICARE_SECONDARY_REASON_MISSING="Blocks: Medicare is not the Primary, and the reason is not chosen.",
    INVALID_MEDICARE_ID="Check: the member ID is not a Medicare Beneficiary Identifier.",
    TRICARE_ID_LENGTH="Check: the member ID has neither 9 nor 11 digits, as TRICARE's have.",
    GROUP_ID_MISSING="Check: the client is not the policyholder, and there is no group ID.",
    NO_PRIMARY="Check: the policy is a Secondary, and no Primary covers the date of service.",
    NO_SECONDARY="Check: the policy is a Tertiary, and no Secondary covers the date of service.",
    MULTIPLE_PRIMARY="Check: several Primary policies cover the date of service.",
    SAME_RANK="Check: several Secondary or several Tertiary policies cover the date of service.",
    CHECK_BILLING_ORDER="Check: the chart contradicts the order of its policies; the message names the rule.",
    NOT_REVIEWED="Check: the client entered the policy, and staff have not reviewed it.",
)
describe(
    UserErrorCode,
    "What is wrong. New codes may be added: treat an unknown one as INVALID.",
    INVALID="The value is not accepted; the message says why.",
    BLANK="The text is empty, or only spaces.",
    TOO_LONG="The text has more characters than the field takes.",
    REQUIRED="The field is required and cannot be cleared.",
    NOT_FOUND="The id names nothing that this caller may see.",
    END_BEFORE_EFFECTIVE="The end date is before the effective date.",
    DUPLICATE_POLICY="The chart already has the same policy: see `existingPolicy`.",
    DUPLICATE_PAYER="Another payer that is not archived has this name or alias: see `existingPayer`.",
    CONFLICT="Someone else has changed the record since the version you sent; the payload has it as it is now.",
    IDEMPOTENCY_KEY_REUSED="The idempotency key was used for a different input within 24 hours.",
    INSURANCE_COLLECTION_OFF="The practice does not collect insurance from this client.",
    INVITATION_INVALID="The invitation was used before, has expired, or does not exist.",
    LIMIT_REACHED="There are already as many as are allowed.",
    UPLOAD_MISSING="The upload does not exist, was used before, has expired, or its file has not arrived.",
    UPLOAD_REJECTED="The file is not accepted; the message says why.",
    TOO_MANY_ATTACHMENTS="The policy would have more attachments than allowed.",
)
