"""Who is calling, and what a form must ask of them."""

import strawberry

from gql.graph.api_names import api_name
from gql.graph.enums import PolicyField, PolicyFieldKind, Role
from gql.graph.fields import attribute, derived, loaded
from gql.graph.loaders import Loaders
from gql.types.client import Client
from gql.types.practice import Practice
from insurance import facts, policy_form
from store.caller import Caller


def _practice_id(caller: Caller) -> str:
    return caller.practice_id


def _client_id(caller: Caller) -> str | None:
    return caller.client_id


def _display_name(caller: Caller, client: facts.Client | None) -> str:
    return client.display_name if client else caller.name or caller.role.capitalize()


def _policy_form(caller: Caller) -> policy_form.PolicyForm:
    return policy_form.policy_form(caller.role)


def _input_field(field: policy_form.PolicyFormField | policy_form.PolicyholderFormField) -> str:
    return api_name(field.input_field)


@strawberry.type(description="One field of the form: what it is called, and what it takes.")
class PolicyFormField:
    """One field of the form."""

    field: PolicyField = attribute(description="Which field it is.")
    input_field: str = derived(
        _input_field, description="Its name in this caller's input: `payerId` for staff, `payerName` in the portal."
    )
    kind: PolicyFieldKind = attribute(description="What it takes, and so how to draw it.")
    required: bool = attribute(description="Whether it must be given.")
    max_length: int | None = attribute(description="The most characters it takes; null where that makes no sense.")
    options: list[str] | None = attribute(description="The values it takes; null where any is possible.")


@strawberry.type(description="One field of who holds the policy when that is not the client. None is required.")
class PolicyholderFormField:
    """One field of the policyholder's."""

    input_field: str = derived(_input_field, description="Its path within `policyholder`, such as `address.city`.")
    kind: PolicyFieldKind = attribute(description="What it takes, and so how to draw it.")
    max_length: int | None = attribute(description="The most characters it takes; null where that makes no sense.")
    options: list[str] | None = attribute(description="The values it takes; null where any is possible.")


@strawberry.type(description="What a form must ask of this caller, so that no frontend hard-codes it.")
class PolicyForm:
    """What a form must ask of this caller."""

    fields: list[PolicyFormField] = attribute(description="The fields, in the form's order.")
    policyholder_fields: list[PolicyholderFormField] = attribute(
        description="The fields behind the one whose kind is `POLICYHOLDER`."
    )
    at_least_one_of: list[PolicyField] = attribute(
        description="A submission needs at least one of these (portal); empty for staff."
    )
    upload_types: list[str] = attribute(description="Content types an attachment may have.")
    upload_max_bytes: int = attribute(description="The most bytes an attachment may have.")
    max_attachments: int = attribute(description="The most attachments a policy may have.")


@strawberry.type(description="Who is calling.")
class Viewer:
    """Who is calling."""

    role: Role = attribute(description="In which role they call.")
    display_name: str = loaded(Loaders.client, _client_id, _display_name, description="What to call them.")
    practice: Practice = loaded(Loaders.practice, _practice_id, description="Their practice.")
    client: Client | None = loaded(
        Loaders.client, _client_id, description="The portal caller's own chart; null for staff."
    )
    policy_form: PolicyForm = derived(
        _policy_form, description="What a form must ask of this caller, so that no frontend hard-codes it."
    )
