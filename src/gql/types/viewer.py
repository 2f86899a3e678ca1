"""Who is calling, and what a form must ask of them."""

from typing import TypeAlias

import strawberry

from gql.context import Info
from gql.fields import attribute, derived, loaded
from gql.types.client import Client
from gql.types.practice import Practice
from gql.words import PolicyField, Role
from insurance import facts, policy_form
from store.caller import Caller

Fact: TypeAlias = strawberry.Parent[Caller]


async def _practice(caller: Fact, info: Info) -> facts.Practice | None:
    return await info.context.loaders.practice.load(caller.practice_id)


async def _client(caller: Fact, info: Info) -> facts.Client | None:
    return await info.context.loaders.client.load(caller.client_id) if caller.client_id else None


async def _display_name(caller: Fact, info: Info) -> str:
    client = await _client(caller, info)
    return client.display_name if client else caller.name or "Practitioner"


def _policy_form(caller: Fact) -> policy_form.PolicyForm:
    return policy_form.policy_form(caller.role)


@strawberry.type(description="One field of the form: what it is called, and what it takes.")
class PolicyFormField:
    """One field of the form."""

    field: PolicyField = attribute(description="Which field it is.")
    input_field: str = attribute(
        description="Its name in this caller's input: `payerId` for staff, `payerName` in the portal."
    )
    required: bool = attribute(description="Whether it must be given.")
    max_length: int | None = attribute(description="The most characters it takes; null where that makes no sense.")
    options: list[str] | None = attribute(description="The values it takes; null where any is possible.")


@strawberry.type(description="What a form must ask of this caller, so that no frontend hard-codes it.")
class PolicyForm:
    """What a form must ask of this caller."""

    fields: list[PolicyFormField] = attribute(description="The fields, in the form's order.")
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
    display_name: str = loaded(_display_name, description="What to call them.")
    practice: Practice = loaded(_practice, description="Their practice.")
    client: Client | None = loaded(_client, description="The portal caller's own chart; null for staff.")
    policy_form: PolicyForm = derived(
        _policy_form, description="What a form must ask of this caller, so that no frontend hard-codes it."
    )
