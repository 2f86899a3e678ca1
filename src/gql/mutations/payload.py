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


@object_type
class EndedPolicy:
    """A policy that the new Primary ended."""

    policy: Annotated["Policy", strawberry.lazy("gql.types.policy")] = attribute(description="The policy that ended.")
    previous_end_date: date | None = attribute(
        description="The end date before. Always null: only policies without an end date are ended."
    )
    new_end_date: date = attribute(
        description="The end date now, such as `2025-12-31`: the day before the new Primary takes effect."
    )
