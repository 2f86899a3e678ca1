"""What payloads share: user errors, and the fields that answer for a policy."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from gql.graph import descriptions
from gql.graph.api_names import api_name
from gql.graph.codes import UserErrorCode
from gql.graph.declarations import object_type
from gql.graph.fields import attribute, computed
from insurance.problems import Problem
from store.acts.outcomes import Outcome

if TYPE_CHECKING:
    from gql.types.policy import Policy


def _field(problem: Problem) -> list[str]:
    return ["input", *map(api_name, problem.path)]


def _problems(outcome: Outcome) -> tuple[Problem, ...]:
    return outcome.problems


@object_type
class UserError:
    """A problem that the person can correct, to be shown beside the form field."""

    code: UserErrorCode = attribute(description="What is wrong.")
    message: str = attribute(description=descriptions.MESSAGE)
    field: list[str] | None = computed(
        _field, description='The path of the argument that is wrong, such as `["input", "endDate"]`.'
    )


def user_errors() -> Any:
    """The field that says why nothing was saved."""
    return computed(
        _problems,
        description="All problems that the person can correct. Empty if the mutation succeeded; else nothing "
        "was saved.",
    )


def replayed() -> Any:
    """The field that says whether the act was carried out by an earlier request with the same idempotency key."""
    return attribute(
        description="Whether this answers a retry of what was saved before, by its `idempotencyKey`. Records are as "
        "they are now."
    )


def existing_policy() -> Any:
    """The field with the policy that a new or edited one duplicates."""
    return attribute(description="With `DUPLICATE_POLICY`: the policy that is already on the chart.")


def ended_policies() -> Any:
    """The field with the policies whose end date a change of another one set, moved or took away."""
    return attribute(
        description="The other policies whose end date this set, moved or took away, or would. An end date that staff "
        "have set themselves never moves."
    )


@object_type
class EndedPolicy:
    """A policy whose end date a newer Primary set, moved or took away."""

    policy: Annotated["Policy", strawberry.lazy("gql.types.policy")] = attribute(
        description="The policy that has another end date now."
    )
    previous_end_date: date | None = attribute(
        description="The end date before. Null if it had none: the newer Primary ends it."
    )
    new_end_date: date | None = attribute(
        description="The end date now, such as `2025-12-31`: the day before the newer Primary takes effect. Null where "
        "the date was taken away again."
    )
