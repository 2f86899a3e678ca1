"""A claim needs every field that staff must give (form: CMS-1500, version 02/12; article: Adding a New Policy)."""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.enums import PolicyField
from insurance.policy_form import missing_fields

# Label, box and segment. The effective date is neither on the form nor in the 837P, the payer in no numbered box.
_PLACES = {
    PolicyField.TYPE: ("Type", None, "2000B SBR01"),
    PolicyField.RELATIONSHIP: ("Client's relationship to the policyholder", "6", "2000B SBR02"),
    PolicyField.INSURANCE_TYPE: ("Insurance Type", "1", "2000B SBR09"),
    PolicyField.MEMBER_ID: ("Member ID", "1a", "2010BA NM109"),
    PolicyField.EFFECTIVE_DATE: ("Effective Date", None, None),
}


def required_fields(claim: Claim) -> Iterator[ClaimProblem]:
    """NEEDS_PAYER, and MISSING_FIELD for each other required field that is empty, in the form's order."""
    for field in missing_fields(claim.policy):
        if field is PolicyField.PAYER:
            yield ClaimProblem(
                ClaimProblemCode.NEEDS_PAYER,
                True,
                "Choose the payer.",
                field,
                segment="2010BB NM103",
                inputs=("payer_id",),
            )
        else:
            label, box, segment = _PLACES[field]
            message = f"{label} is missing."
            inputs = (field.value.lower(),)
            yield ClaimProblem(ClaimProblemCode.MISSING_FIELD, True, message, field, box, segment, inputs=inputs)
