"""Problems that several acts find."""

from collections.abc import Mapping

from insurance.facts import Payer, Policy
from insurance.problems import Problem, UserErrorCode


def not_found(what: str, *path: str) -> Problem:
    """The id leads to nothing the caller may reach."""
    return Problem(UserErrorCode.NOT_FOUND, f"There is no such {what}.", path)


def conflict(fact: Policy | Payer, version: int | None) -> list[Problem]:
    """CONFLICT where the edit was made from another version than the one there is."""
    if version is None or version == fact.version:
        return []
    message = "Somebody else has changed this meanwhile. Look at it as it is now, and save again."
    return [Problem(UserErrorCode.CONFLICT, message, ("version",))]


def payer_problems(
    payer_id: str | None, payers: Mapping[str, Payer], chosen_before: str | None = None
) -> list[Problem]:
    """What is wrong with choosing a payer: there is none, or it is archived and was not chosen before."""
    payer = payers.get(payer_id or "")
    if payer is None:
        return [not_found("payer", "payerId")]
    if payer.archived and payer.id != chosen_before:
        message = f"{payer.name} is archived: choose another payer, or restore it first."
        return [Problem(UserErrorCode.INVALID, message, ("payerId",))]
    return []


def duplicate(existing: Policy | None) -> list[Problem]:
    """DUPLICATE_POLICY where the chart has the same policy already."""
    if existing is None:
        return []
    message = "This policy is there already: same type, payer, member ID and effective date."
    return [Problem(UserErrorCode.DUPLICATE_POLICY, message)]
