"""The table of contents of the API: every root field with its resolver, its roles and its description."""

import strawberry
from graphql import GraphQLSchema, Undefined
from strawberry.schema.config import StrawberryConfig

from gql import queries
from gql.graph.connections import Connection
from gql.graph.fields import acted, derived, install, loaded
from gql.graph.loaders import Loaders
from gql.graph.permissions import CLIENTS, EVERYONE, STAFF, enforce
from gql.graph.scalars import SCALARS
from gql.mutations.accept_invitation import AcceptInvitationPayload, accept_invitation
from gql.mutations.add_client import AddClientPayload, add_client
from gql.mutations.add_payer import AddPayerPayload, add_payer
from gql.mutations.add_policy import AddPolicyPayload, add_policy
from gql.mutations.create_upload import CreateUploadPayload, create_upload
from gql.mutations.edit_client import EditClientPayload, edit_client
from gql.mutations.edit_payer import EditPayerPayload, edit_payer
from gql.mutations.edit_policy import EditPolicyPayload, edit_policy
from gql.mutations.invite_client import InviteClientPayload, invite_client
from gql.mutations.make_policy_active import MakePolicyActivePayload, make_policy_active
from gql.mutations.make_policy_inactive import MakePolicyInactivePayload, make_policy_inactive
from gql.mutations.mark_policy_reviewed import MarkPolicyReviewedPayload, mark_policy_reviewed
from gql.mutations.set_client_insurance_collection import (
    SetClientInsuranceCollectionPayload,
    set_client_insurance_collection,
)
from gql.mutations.set_portal_settings import SetPortalSettingsPayload, set_portal_settings
from gql.mutations.submit_policy import SubmitPolicyPayload, submit_policy
from gql.types.attachment import Attachment
from gql.types.change import Change
from gql.types.client import Client
from gql.types.node import Node
from gql.types.payer import Payer
from gql.types.policy import Policy
from gql.types.practice import Practice
from gql.types.service import ServiceEligibility
from gql.types.viewer import Viewer


@strawberry.type(description="Everything that can be read.")
class Query:
    """Everything that can be read."""

    viewer: Viewer | None = loaded(
        Loaders.practice,
        queries.own_practice,
        queries.viewer,
        public=True,
        description="Who is calling. Null without a token.",
    )
    node: Node | None = loaded(
        Loaders.node,
        queries.node_id,
        description=(
            "Refetch any object. Null when it does not exist or the caller may not see it: the two look the same."
        ),
    )
    nodes: list[Node | None] = loaded(
        Loaders.nodes,
        queries.node_ids,
        description="Refetch up to 100 objects, in the order asked. More: BAD_USER_INPUT.",
    )
    client: Client | None = loaded(
        Loaders.client, queries.client_id, description="One chart. A portal caller reaches only their own."
    )
    clients: Connection[Client] | None = loaded(
        Loaders.clients,
        queries.clients_wanted,
        queries.clients,
        allow=STAFF,
        description="The practice's charts by last name, first name.",
    )
    policy: Policy | None = loaded(
        Loaders.policy, queries.policy_id, description="One policy. A portal caller reaches only their own."
    )
    payers: Connection[Payer] | None = loaded(
        Loaders.payers,
        queries.payers_wanted,
        queries.payers,
        description=(
            "The practice's payers by name. Portal callers use it as a type-ahead: names only, archived ones never, "
            "whatever they ask. Staff's `search` also looks through aliases and EDI payer IDs."
        ),
    )
    policies_to_review: Connection[Policy] | None = loaded(
        Loaders.policies_to_review,
        queries.policies_to_review_wanted,
        queries.policies_to_review,
        allow=STAFF,
        description="Policies that need a payer or a review, oldest first.",
    )
    eligible_policies: list[ServiceEligibility] | None = derived(
        queries.services,
        allow=STAFF,
        description=(
            "What claims for many services may use, at once, in the order asked. "
            "More than 200 services: BAD_USER_INPUT."
        ),
    )


@strawberry.type(
    description="Everything that can be changed. What a person can mend is in each payload's `userErrors`."
)
class Mutation:
    """Everything that can be changed."""

    add_policy: AddPolicyPayload | None = acted(
        add_policy, allow=STAFF, description="Add a policy to a chart. A new Primary ends the open ones it follows."
    )
    submit_policy: SubmitPolicyPayload | None = acted(
        submit_policy,
        allow=CLIENTS,
        description="Add one's own policy from the portal, while the practice collects insurance.",
    )
    edit_policy: EditPolicyPayload | None = acted(
        edit_policy, allow=STAFF, description="Change a policy. Fields left out stay; null clears an optional field."
    )
    make_policy_inactive: MakePolicyInactivePayload | None = acted(
        make_policy_inactive, allow=STAFF, description="Make a policy inactive. It stays on the chart."
    )
    make_policy_active: MakePolicyActivePayload | None = acted(
        make_policy_active,
        allow=STAFF,
        description="Make a policy active again. Its dates stay, and no other policy is ended.",
    )
    mark_policy_reviewed: MarkPolicyReviewedPayload | None = acted(
        mark_policy_reviewed, allow=STAFF, description="Mark a policy from the portal reviewed."
    )
    add_payer: AddPayerPayload | None = acted(add_payer, allow=STAFF, description="Add a payer to the practice.")
    edit_payer: EditPayerPayload | None = acted(
        edit_payer, allow=STAFF, description="Change a payer. Archived, it keeps its policies and is offered no more."
    )
    add_client: AddClientPayload | None = acted(add_client, allow=STAFF, description="Add a client to the practice.")
    edit_client: EditClientPayload | None = acted(edit_client, allow=STAFF, description="Change a client's record.")
    invite_client: InviteClientPayload | None = acted(
        invite_client,
        allow=STAFF,
        description=(
            "Invite a client to the portal, choosing whether they are asked for insurance. "
            "Answers with a one-time link."
        ),
    )
    accept_invitation: AcceptInvitationPayload | None = acted(
        accept_invitation,
        public=True,
        description="Exchange a one-time invitation for a portal session. Open to a caller without a token.",
    )
    set_client_insurance_collection: SetClientInsuranceCollectionPayload | None = acted(
        set_client_insurance_collection,
        allow=STAFF,
        description="The client's Requested Information: inherit the practice default, or on, or off.",
    )
    set_portal_settings: SetPortalSettingsPayload | None = acted(
        set_portal_settings, allow=STAFF, description="The practice-wide portal default."
    )
    create_upload: CreateUploadPayload | None = acted(
        create_upload,
        allow=EVERYONE,
        description=(
            "Reserve a place for one file; PUT the bytes to `upload.url`, then give `upload.id` to addPolicy, "
            "submitPolicy or editPolicy."
        ),
    )


def _without_null_defaults(schema: GraphQLSchema) -> None:
    """An argument nobody needs to give has no default, rather than one of null."""
    for graphql_type in schema.type_map.values():
        for field in getattr(graphql_type, "fields", {}).values():
            for argument in getattr(field, "args", {}).values():
                if argument.default_value is None:
                    argument.default_value = Undefined


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=[Practice, Client, Policy, Payer, Attachment, Change],
    config=StrawberryConfig(scalar_map=SCALARS),
)
executable: GraphQLSchema = schema._schema
_without_null_defaults(executable)
install(schema, executable)
enforce(executable)


def print_sdl() -> str:
    """The schema as `schema.graphql` holds it."""
    return schema.as_str() + "\n"
