"""The table of contents of the API: every query and mutation, with its roles and its description."""

import strawberry
from graphql import GraphQLSchema, Undefined
from strawberry.schema.config import StrawberryConfig

from gql import queries
from gql.graph.connections import DEFAULT_SIZE, Connection
from gql.graph.declarations import object_type
from gql.graph.fields import computed, loaded, mutation
from gql.graph.library_internals import executable_schema
from gql.graph.loaders import Loaders
from gql.graph.permissions import CLIENTS, EVERYONE, PRACTITIONERS, enforce
from gql.graph.resolvers import install
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
from gql.mutations.mark_policy_entered_in_error import (
    MarkPolicyEnteredInErrorPayload,
    mark_policy_entered_in_error,
)
from gql.mutations.mark_policy_reviewed import MarkPolicyReviewedPayload, mark_policy_reviewed
from gql.mutations.merge_payers import MergePayersPayload, merge_payers
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


@object_type
class Query:
    """Everything that can be read."""

    viewer: Viewer | None = loaded(
        Loaders.practice,
        queries.practice_key,
        queries.viewer,
        public=True,
        description="The caller. Null without a token.",
    )
    node: Node | None = loaded(
        Loaders.node,
        queries.node_key,
        description=("Any object by its global id. Null if it does not exist, and also if the caller may not see it."),
    )
    nodes: list[Node | None] = loaded(
        Loaders.nodes,
        queries.nodes_key,
        description=f"Up to {queries.MAX_NODES} objects by global id, in the order of the ids. More: `BAD_USER_INPUT`.",
    )
    client: Client | None = loaded(
        Loaders.client,
        queries.client_key,
        description="One client by global id, with their chart. A client in the portal sees only their own.",
    )
    clients: Connection[Client] | None = loaded(
        Loaders.clients,
        queries.clients_key,
        queries.clients,
        rows=DEFAULT_SIZE,
        allow=PRACTITIONERS,
        description="The practice's clients, ordered by last name, then first name.",
    )
    policy: Policy | None = loaded(
        Loaders.policy,
        queries.policy_key,
        description="One policy by global id. A client in the portal sees only their own.",
    )
    payer: Payer | None = loaded(
        Loaders.payer,
        queries.payer_key,
        queries.payer,
        description="One payer by global id. A client in the portal sees only payers that are not archived.",
    )
    payers: Connection[Payer] | None = loaded(
        Loaders.payers,
        queries.payers_key,
        queries.payers,
        rows=DEFAULT_SIZE,
        description=(
            "The practice's payers, ordered by name. For clients in the portal it suggests insurers while they type, "
            "and never has archived payers. For staff, `search` also looks in aliases and EDI payer IDs."
        ),
    )
    policies_to_review: Connection[Policy] | None = loaded(
        Loaders.policies_to_review,
        queries.policies_to_review_key,
        queries.policies_to_review,
        rows=DEFAULT_SIZE,
        allow=PRACTITIONERS,
        description="The review queue: policies that need a payer or a review, oldest first.",
    )
    eligible_policies: list[ServiceEligibility] | None = computed(
        queries.services,
        allow=PRACTITIONERS,
        description=(
            f"The policies that claims for up to {queries.MAX_SERVICES} services may use, in the order of the "
            "services. More: `BAD_USER_INPUT`."
        ),
    )


@object_type
class Mutation:
    """Everything that can be changed. Problems that a person can correct are in each payload's `userErrors`."""

    add_policy: AddPolicyPayload | None = mutation(
        add_policy,
        allow=PRACTITIONERS,
        description="Add a policy to a chart. A new Primary ends the open one before it, on the day before.",
    )
    submit_policy: SubmitPolicyPayload | None = mutation(
        submit_policy,
        allow=CLIENTS,
        description="Add a policy to the caller's own chart, if the practice lets the client add insurance.",
    )
    edit_policy: EditPolicyPayload | None = mutation(
        edit_policy,
        allow=PRACTITIONERS,
        description=(
            "Change a policy, or choose the payer of one that needs a payer. Fields left out stay as they are. "
            "End dates that a Primary has set follow its effective date."
        ),
    )
    make_policy_inactive: MakePolicyInactivePayload | None = mutation(
        make_policy_inactive,
        allow=PRACTITIONERS,
        description="Make a policy inactive, when the client no longer has it. It stays on the chart.",
    )
    make_policy_active: MakePolicyActivePayload | None = mutation(
        make_policy_active,
        allow=PRACTITIONERS,
        description=(
            "Make a policy active again, also one that was entered in error. Its dates stay as they are, and no other "
            "policy is ended."
        ),
    )
    mark_policy_entered_in_error: MarkPolicyEnteredInErrorPayload | None = mutation(
        mark_policy_entered_in_error,
        allow=PRACTITIONERS,
        description=(
            "Withdraw a policy that should not be on the chart. It stays there for staff, is used for nothing, and "
            "does not exist for the client. `makePolicyActive` or `makePolicyInactive` brings it back."
        ),
    )
    mark_policy_reviewed: MarkPolicyReviewedPayload | None = mutation(
        mark_policy_reviewed,
        allow=PRACTITIONERS,
        description="Mark a policy as reviewed that a client added in the portal.",
    )
    add_payer: AddPayerPayload | None = mutation(
        add_payer, allow=PRACTITIONERS, description="Add a payer to the practice's list."
    )
    edit_payer: EditPayerPayload | None = mutation(
        edit_payer,
        allow=PRACTITIONERS,
        description="Change a payer, archive it, or bring it back. An archived payer keeps its policies.",
    )
    merge_payers: MergePayersPayload | None = mutation(
        merge_payers,
        allow=PRACTITIONERS,
        description="Move the policies and names of one payer record to another of the same insurer, and archive it.",
    )
    add_client: AddClientPayload | None = mutation(
        add_client, allow=PRACTITIONERS, description="Add a client to the practice."
    )
    edit_client: EditClientPayload | None = mutation(
        edit_client, allow=PRACTITIONERS, description="Change a client's record. Fields left out stay as they are."
    )
    invite_client: InviteClientPayload | None = mutation(
        invite_client,
        allow=PRACTITIONERS,
        cost=10_000,  # it may wait for a mail server
        description="Invite a client to the portal. The answer has the one-time link, which can also be mailed.",
    )
    accept_invitation: AcceptInvitationPayload | None = mutation(
        accept_invitation,
        public=True,
        description="Sign a client in to the portal with their one-time invitation. Needs no token.",
    )
    set_client_insurance_collection: SetClientInsuranceCollectionPayload | None = mutation(
        set_client_insurance_collection,
        allow=PRACTITIONERS,
        description="Set whether one client may add insurance in the portal: the practice's default, or on, or off.",
    )
    set_portal_settings: SetPortalSettingsPayload | None = mutation(
        set_portal_settings,
        allow=PRACTITIONERS,
        description="Set whether clients may add insurance in the portal by default.",
    )
    create_upload: CreateUploadPayload | None = mutation(
        create_upload,
        allow=EVERYONE,
        description=(
            "Announce a file for a policy. PUT the file to `upload.url`, then send `upload.id` with `addPolicy`, "
            "`submitPolicy` or `editPolicy`."
        ),
    )


def _drop_null_defaults(schema: GraphQLSchema) -> None:
    """Removes defaults of null, which Strawberry gives to every optional argument: left out is not the same as null."""
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
executable: GraphQLSchema = executable_schema(schema)
_drop_null_defaults(executable)
install(schema)
enforce(executable)


def print_sdl() -> str:
    """The schema in the schema definition language, as `schema.graphql` has it."""
    return schema.as_str() + "\n"
