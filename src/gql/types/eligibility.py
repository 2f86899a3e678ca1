"""What a claim may use on a date of service, and whether it would go through."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from gql.graph.enums import ClaimProblemCode, EligibilityReason, PolicyField, PolicyWarningCode
from gql.graph.fields import attribute

if TYPE_CHECKING:
    from gql.types.policy import Policy


@strawberry.type(description="Something that stops nobody and still ought to be seen.")
class PolicyWarning:
    """Something that ought to be seen."""

    code: PolicyWarningCode = attribute(description="What it is about.")
    message: str = attribute(description="One sentence for people.")
    policies: list[Annotated["Policy", strawberry.lazy("gql.types.policy")]] = attribute(
        description="The other policies it speaks of."
    )


@strawberry.type(description="Whether a claim for a date of service may use the policy, and why or why not.")
class Eligibility:
    """Whether a claim may use the policy, and why."""

    eligible: bool = attribute(description="Whether the policy is offered for the day.")
    reason: EligibilityReason = attribute(description="Why, or why not.")
    covers_date_of_service: bool = attribute(description="Whether its dates include the day.")
    warnings: list[PolicyWarning] = attribute(description="What to look at before using it.")
    explanation: str = attribute(description="The reason as one sentence for people.")
    remedy: str | None = attribute(description="What would change the answer, where something would.")


@strawberry.type(description="One thing that would make a claim bounce, or deserves a look.")
class ClaimProblem:
    """One problem of a claim."""

    code: ClaimProblemCode = attribute(description="What it is.")
    blocking: bool = attribute(description="Whether the claim cannot be sent with it.")
    message: str = attribute(description="One sentence for people.")
    field: PolicyField | None = attribute(description="The form's field to mend, where there is one.")
    box: str | None = attribute(description='The CMS-1500 box it would spoil, such as "1a".')


@strawberry.type(description="Whether a claim on a day would go through clean.")
class ClaimReadiness:
    """Whether a claim would go through clean."""

    ready: bool = attribute(description="Whether nothing blocks the claim; warnings may remain.")
    problems: list[ClaimProblem] = attribute(description="Every problem, those that block first.")
