"""What to look at after an edit: what is still missing, and whether it should have been a new policy.

Articles: Editing an Existing Policy (add a new policy instead where the insurance itself is another); Reviewing
Client-Entered Insurance Policies.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from insurance.duplicates import normalised_member_id
from insurance.enums import PolicyField
from insurance.facts import Policy
from insurance.needs_payer import needs_payer
from insurance.new_primary import takes_its_place
from insurance.overlaps import closed_primary_warnings
from insurance.policy_form import missing_fields
from insurance.review import needs_review
from insurance.status_warnings import status_warnings
from insurance.warnings import PolicyWarning, PolicyWarningCode

_LABELS = {
    PolicyField.TYPE: "Type",
    PolicyField.RELATIONSHIP: "Relationship",
    PolicyField.PAYER: "Payer",
    PolicyField.INSURANCE_TYPE: "Insurance Type",
    PolicyField.MEMBER_ID: "Member ID",
    PolicyField.EFFECTIVE_DATE: "Effective Date",
}


def edit_warnings(
    before: Policy, after: Policy, chart: Sequence[Policy], today: date, *, chooses_payer: bool
) -> Iterator[PolicyWarning]:
    """The warnings of a policy after an edit. `chart` is as it is afterwards; `chooses_payer`: the save has a payer."""
    yield from status_warnings(after, chart, today)
    if takes_its_place(before, after):
        yield from closed_primary_warnings(after, chart)
    if needs_payer(after):
        yield PolicyWarning(PolicyWarningCode.NEEDS_PAYER, "The policy still needs a payer.")
    if chooses_payer:
        yield from incomplete_warnings(after)
    yield from new_policy_warnings(before, after)


def incomplete_warnings(policy: Policy) -> Iterator[PolicyWarning]:
    """STILL_INCOMPLETE, where required fields are empty although the save with a payer marks the policy reviewed."""
    if missing := missing_fields(policy):
        message = f"Still missing: {', '.join(_LABELS[field] for field in missing)}."
        yield PolicyWarning(PolicyWarningCode.STILL_INCOMPLETE, message)


def new_policy_warnings(before: Policy, after: Policy) -> Iterator[PolicyWarning]:
    """LOOKS_LIKE_A_NEW_POLICY, where one save gives a policy in use another payer, and another member ID or start.

    A policy that the client entered may be corrected so until staff have reviewed it. To fill in what was empty is no
    change of it.
    """
    if needs_review(before) or before.payer_id in (None, after.payer_id):
        return
    if changed := tuple(_replaced(before, after)):
        message = (
            f"The payer and the {' and '.join(changed)} are other ones now. If this is new insurance, add it as a new "
            "policy instead: claims for earlier dates of service need this one as it was."
        )
        yield PolicyWarning(PolicyWarningCode.LOOKS_LIKE_A_NEW_POLICY, message)


def _replaced(before: Policy, after: Policy) -> Iterable[str]:
    member_ids = normalised_member_id(before.member_id), normalised_member_id(after.member_id)
    if member_ids[0] and member_ids[0] != member_ids[1]:
        yield "Member ID"
    if before.effective_date not in (None, after.effective_date):
        yield "Effective Date"
