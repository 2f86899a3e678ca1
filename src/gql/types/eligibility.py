"""Whether a claim may use a policy on a date of service, and whether the claim would be accepted."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from gql.graph import descriptions
from gql.graph.codes import (
    ClaimChannel,
    ClaimProblemCode,
    ClaimProblemSubject,
    ClaimVerdict,
    EligibilityReason,
    PolicyWarningCode,
)
from gql.graph.declarations import object_type
from gql.graph.enums import PolicyField
from gql.graph.fields import attribute

if TYPE_CHECKING:
    from gql.types.policy import Policy


@object_type
class PolicyWarning:
    """Something to check. It does not prevent anything."""

    code: PolicyWarningCode = attribute(description="What the warning is about.")
    message: str = attribute(description=descriptions.MESSAGE)
    policies: list[Annotated["Policy", strawberry.lazy("gql.types.policy")]] = attribute(
        description="The other policies that the warning mentions."
    )


@object_type
class Eligibility:
    """Whether a claim for a date of service may use the policy, and why or why not."""

    eligible: bool = attribute(description="Whether the policy is offered for claims on the day.")
    reason: EligibilityReason = attribute(description="Why the policy is offered, or why not.")
    covers_date_of_service: bool = attribute(
        description="Whether the day is within the policy's effective and end date."
    )
    warnings: list[PolicyWarning] = attribute(
        rows=2, description="What to check before you use the policy for the claim."
    )
    explanation: str = attribute(description="The reason as one sentence to show to people.")
    remedy: str | None = attribute(
        description="What to do so that the policy is offered. Null if it is offered, or if nothing would help."
    )


@object_type
class ClaimProblem:
    """Something that would make the payer reject a claim, or that should be checked before the claim is sent."""

    code: ClaimProblemCode = attribute(description="What the problem is.")
    blocking: bool = attribute(description="Whether the claim cannot be sent until the problem is solved.")
    message: str = attribute(description=descriptions.MESSAGE)
    field: PolicyField | None = attribute(
        description="The field of the policy form to correct. Null if the problem is not in the form."
    )
    on: ClaimProblemSubject = attribute(description="Whose record to correct.")
    box: str | None = attribute(description='The CMS-1500 box that is affected, such as "1a".')
    segment: str | None = attribute(description="The 837P loop and segment that is affected, such as `2010BA NM109`.")


@object_type
class ClaimReadiness:
    """Whether a claim for a date of service can be sent as it is."""

    channel: ClaimChannel = attribute(description="How the claim is sent: each way asks for different things.")
    verdict: ClaimVerdict = attribute(description="The answer in one word, for lists.")
    ready: bool = attribute(description="Whether no problem is blocking. Problems to check may remain.")
    problems: list[ClaimProblem] = attribute(rows=3, description="All problems, the blocking ones first.")
