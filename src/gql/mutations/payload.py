"""What payloads have in common: the problems a person can mend, ready to stand beside a form's fields."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from gql.graph.api_names import api_name
from gql.graph.enums import UserErrorCode
from gql.graph.fields import attribute, derived
from insurance.problems import Problem
from store.acts.outcomes import Outcome

if TYPE_CHECKING:
    from gql.types.policy import Policy


def _field(problem: Problem) -> list[str]:
    return ["input", *map(api_name, problem.path)]


def _problems(outcome: Outcome) -> tuple[Problem, ...]:
    return outcome.problems


@strawberry.type(description="A problem a person can mend, ready to stand beside a form field.")
class UserError:
    """A problem a person can mend."""

    code: UserErrorCode = attribute(description="What kind of problem it is.")
    message: str = attribute(description="One sentence for people.")
    field: list[str] | None = derived(_field, description='Path into the arguments, such as `["input", "endDate"]`.')


def user_errors() -> Any:
    """Why nothing was saved."""
    return derived(_problems, description="Why nothing was saved, all of it at once; empty when all went well.")


def existing_policy() -> Any:
    """The policy that a DUPLICATE_POLICY speaks of."""
    return attribute(description="With `DUPLICATE_POLICY`: the policy that the chart has already.")


@strawberry.type(description="A policy whose end date the new Primary set.")
class EndedPolicy:
    """A policy whose end date the new Primary set."""

    policy: Annotated["Policy", strawberry.lazy("gql.types.policy")] = attribute(description="The policy.")
    previous_end_date: date | None = attribute(
        description="Its end date before: none, as only open policies are ended."
    )
    new_end_date: date = attribute(description="Its end date now: the day before the new Primary takes effect.")
