"""What makePolicyActive and makePolicyInactive share."""

from gql.graph import descriptions
from gql.graph.declarations import object_type
from gql.graph.fields import attribute
from gql.mutations.payload import UserError, existing_policy, replayed, user_errors
from gql.types.change import FieldChange
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy


@object_type
class PolicyStatusPayload:
    """The result of making a policy active or inactive."""

    policy: Policy | None = attribute(description=descriptions.CURRENT_POLICY)
    changes: list[FieldChange] = attribute(description=descriptions.CHANGES)
    existing_policy: Policy | None = existing_policy()
    warnings: list[PolicyWarning] = attribute(description=descriptions.WARNINGS)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()
