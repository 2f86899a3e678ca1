"""mergePayers: makes one record of two that stand for the same insurer."""

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, dry_run, idempotency_key, retry_of
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.payer import Payer
from store.acts import merge_payers as act
from store.acts.outcomes import PayersMerged


@input_type
class MergePayersInput:
    """Two records of the same insurer."""

    into: strawberry.ID = strawberry.field(description="The record that stays. It must not be archived.")
    from_: strawberry.ID = strawberry.field(
        name="from", description="The record whose policies and names move to the other, and that is archived."
    )
    dry_run: bool = dry_run(" `payer` is as it is now.")
    idempotency_key: str | None = idempotency_key()


@object_type
class MergePayersPayload:
    """The result of `mergePayers`."""

    payer: Payer | None = attribute(description="The record that stays, as it is now.")
    moved_policies: int = attribute(description="How many policies moved, or would move.")
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def merge_payers(context: Context, *, input: Input[MergePayersInput]) -> PayersMerged:
    """Merges the records."""
    merge = act.PayerMerge(local_id("Payer", input.into), local_id("Payer", input.from_))
    retry = retry_of(PayersMerged, input)
    return await act.merge_payers(context.database, context.viewer, merge, dry_run=input.dry_run, retry=retry)
