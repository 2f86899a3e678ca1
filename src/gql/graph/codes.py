"""The codes of the schema that say why: reasons, warnings, claim problems and user errors, each value described."""

from gql.graph.enums import describe
from insurance.claim_readiness import ClaimProblemCode
from insurance.eligibility import EligibilityReason
from insurance.problems import UserErrorCode
from insurance.warnings import PolicyWarningCode

__all__ = ["ClaimProblemCode", "EligibilityReason", "PolicyWarningCode", "UserErrorCode"]

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
    ClaimProblemCode,
    "What would make a payer reject the claim, or should be checked before it is sent.",
    NEEDS_PAYER="Blocks: the policy has no payer.",
    MISSING_FIELD="Blocks: a required field is empty.",
    POLICYHOLDER_INCOMPLETE="Blocks: a claim box about the policyholder would be empty.",
    NOT_OFFERED="Blocks: the policy is not offered for the date of service.",
    OUTSIDE_COVERAGE_DATES="Check: the policy does not cover the date of service.",
    INVALID_MEDICARE_ID="Check: the member ID is not a Medicare Beneficiary Identifier.",
    MEDICARE_DEPENDENT="Check: Medicare has no dependents, so the relationship should be SELF.",
    PAYER_WITHOUT_ID="Check: the payer has no EDI payer ID, so the claim cannot be sent electronically.",
    NOT_REVIEWED="Check: the client entered the policy, and staff have not reviewed it.",
    MULTIPLE_PRIMARY="Check: several Primary policies cover the date of service.",
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
