"""Remembering the client's text as an alias settles every waiting policy with the same text.

Portal article: Reviewing Client-Entered Insurance Policies.
"""

from collections.abc import Iterable, Mapping

from insurance import limits
from insurance.enums import PolicyStatus
from insurance.facts import Payer, Policy
from insurance.needs_payer import needs_payer
from insurance.payer_names import duplicate_name, normalised
from insurance.problems import Problem, UserErrorCode


def waiting_with_same_text(policy: Policy, waiting: Iterable[Policy]) -> list[Policy]:
    """The other policies that need a payer and whose client typed the same text, once normalised.

    One that was entered in error waits for nothing.
    """
    name = normalised(policy.entered_payer_name or "")
    if not name:
        return []
    return [
        other
        for other in waiting
        if other.id != policy.id and _waits(other) and normalised(other.entered_payer_name or "") == name
    ]


def _waits(policy: Policy) -> bool:
    return needs_payer(policy) and policy.status is not PolicyStatus.ENTERED_IN_ERROR


def alias_problem(policy: Policy, payer: Payer | None, chosen: bool, in_use: Mapping[str, Payer]) -> Problem | None:
    """Why the client's text cannot become an alias of the payer, if it cannot.

    `chosen` is whether the same save chooses the payer; `in_use` are the names of the other payers.
    """
    path = ("remember_entered_name",)
    text = policy.entered_payer_name or ""
    if not normalised(text):
        return Problem(UserErrorCode.INVALID, "The client did not enter a name that can be remembered.", path)
    if not chosen:
        return Problem(UserErrorCode.INVALID, "Choose the payer that this name belongs to.", path)
    if payer is None:
        return None  # Reported with the payer's own field.
    if payer.archived:
        return Problem(UserErrorCode.INVALID, f"{payer.name} is archived and cannot get a new alias.", path)
    if is_new_alias(policy, payer) and len(payer.aliases) >= limits.ALIASES:
        return Problem(UserErrorCode.LIMIT_REACHED, f"A payer can have at most {limits.ALIASES} aliases.", path)
    return duplicate_name(text, path, in_use)


def is_new_alias(policy: Policy, payer: Payer) -> bool:
    """Whether the client's text is neither the payer's name nor one of its aliases yet."""
    return normalised(policy.entered_payer_name or "") not in map(normalised, (payer.name, *payer.aliases))
