"""The caller, and the policy form made for them."""

from dataclasses import replace

import strawberry

from gql.graph.api_names import api_name
from gql.graph.context import Context
from gql.graph.declarations import object_type
from gql.graph.enums import PolicyField, PolicyFieldKind, Role
from gql.graph.fields import attribute, computed, loaded
from gql.graph.loaders import Loaders
from gql.types.client import Client
from gql.types.practice import Practice
from insurance import facts, policy_form
from insurance.client_facts import empty_client_fields
from store.caller import Caller


def _id(caller: Caller, context: Context) -> str:
    return context.viewer_ids.of(caller)


def _practice_id(caller: Caller) -> str:
    return caller.practice_id


def _client_id(caller: Caller) -> str | None:
    return caller.client_id


def _display_name(caller: Caller, client: facts.Client | None) -> str:
    return client.display_name if client else caller.name or caller.role.capitalize()


def _policy_form(caller: Caller, client: facts.Client | None) -> policy_form.PolicyForm:
    form = policy_form.policy_form(caller.role)
    return replace(form, client_fields=empty_client_fields(client)) if client else form


def _input_field(field: policy_form.PolicyFormField | policy_form.PolicyholderFormField) -> str:
    return api_name(field.input_field)


@object_type
class PolicyFormField:
    """One field of the policy form: its name, and what it takes."""

    field: PolicyField = attribute(description="The field.")
    input_field: str = computed(
        _input_field,
        description="The field's name in the input this caller sends: `payerId` for staff, `payerName` for clients.",
    )
    kind: PolicyFieldKind = attribute(description="What the field takes, and so which control to show.")
    required: bool = attribute(description="Whether the field is required.")
    max_length: int | None = attribute(description="The most characters the field takes. Null if it is not a text.")
    options: list[str] | None = attribute(description="The values to choose from. Null if there is no list of them.")


@object_type
class PolicyholderFormField:
    """One field about the policyholder, for policies that the client does not hold. None is required."""

    input_field: str = computed(
        _input_field, description="The field's path within `policyholder`, such as `address.city`."
    )
    kind: PolicyFieldKind = attribute(description="What the field takes, and so which control to show.")
    max_length: int | None = attribute(description="The most characters the field takes. Null if it is not a text.")
    options: list[str] | None = attribute(description="The values to choose from. Null if there is no list of them.")


@object_type
class PolicyForm:
    """The policy form for this caller: its fields and their limits, so that no frontend hard-codes them."""

    fields: list[PolicyFormField] = attribute(description="The fields, in the form's order. Show no others.")
    policyholder_fields: list[PolicyholderFormField] = attribute(
        description="The fields of the field whose kind is `POLICYHOLDER`."
    )
    client_fields: list[PolicyFormField] = attribute(
        description="The facts of the client's own record that are still empty, by their paths within `client`. Claims "
        "need them. Empty for staff."
    )
    at_least_one_of: list[PolicyField] = attribute(
        description="A client must fill in at least one of these fields. Empty for staff."
    )
    upload_types: list[str] = attribute(
        description="The content types that an attachment may have, such as `image/jpeg`."
    )
    upload_max_bytes: int = attribute(description="The largest size of an attachment, in bytes.")
    max_attachments: int = attribute(description="How many attachments a policy may have.")


@object_type
class Viewer:
    """The caller: the person whose token the request carries."""

    id: strawberry.ID = computed(
        _id,
        description=(
            "Names this caller in this practice, so that normalizing caches keep one viewer: opaque and stable. "
            "`node(id:)` does not find it."
        ),
    )
    role: Role = attribute(description="The caller's role.")
    display_name: str = loaded(
        Loaders.client, _client_id, _display_name, description="The caller's name, to greet them with."
    )
    practice: Practice = loaded(Loaders.practice, _practice_id, description="The caller's practice.")
    client: Client | None = loaded(
        Loaders.client, _client_id, description="The client in the portal, with their own chart. Null for staff."
    )
    policy_form: PolicyForm = loaded(
        Loaders.client, _client_id, _policy_form, description="The policy form to show to this caller."
    )
