"""Settling a payer (portal article: Reviewing Client-Entered Insurance Policies)."""

from collections.abc import Iterable, Mapping

from insurance import limits
from insurance.facts import Payer, Policy
from insurance.needs_payer import needs_payer
from insurance.payer_names import normalised
from insurance.problems import Problem, UserErrorCode


def waiting_with_same_text(policy: Policy, waiting: Iterable[Policy]) -> list[Policy]:
    """The other policies that need a payer and whose client typed the same once normalised."""
    wanted = normalised(policy.entered_payer_name or "")
    if not wanted:
        return []
    return [
        other
        for other in waiting
        if other.id != policy.id and needs_payer(other) and normalised(other.entered_payer_name or "") == wanted
    ]


def alias_problem(policy: Policy, payer: Payer | None, chosen: bool, taken: Mapping[str, Payer]) -> Problem | None:
    """Why the client's text cannot become an alias of the payer, if it cannot.

    `chosen` is whether the same save chooses the payer; `taken` are the names of the others.
    """
    path = ("rememberEnteredName",)
    text = policy.entered_payer_name or ""
    if not normalised(text):
        return Problem(UserErrorCode.INVALID, "The client typed no name that could be remembered.", path)
    if not chosen:
        return Problem(UserErrorCode.INVALID, "Choose the payer whose name this is to be.", path)
    if payer is None:
        return None  # which is said of the payer
    if payer.archived:
        return Problem(UserErrorCode.INVALID, f"{payer.name} is archived: nothing can be settled to it.", path)
    if is_new_alias(policy, payer) and len(payer.aliases) >= limits.ALIASES:
        return Problem(UserErrorCode.LIMIT_REACHED, f"A payer can have at most {limits.ALIASES} aliases.", path)
    return name_problem(text, path, taken)


def is_new_alias(policy: Policy, payer: Payer) -> bool:
    """Whether the payer does not go by the client's text yet."""
    return normalised(policy.entered_payer_name or "") not in map(normalised, (payer.name, *payer.aliases))


def names_taken(payers: Iterable[Payer], own_id: str | None = None) -> dict[str, Payer]:
    """The names and aliases, normalised, that the other payers of the practice go by, archived ones included."""
    others = (payer for payer in payers if payer.id != own_id)
    return {normalised(name): payer for payer in others for name in (payer.name, *payer.aliases)}


def name_problem(name: str, path: tuple[str, ...], taken: Mapping[str, Payer]) -> Problem | None:
    """DUPLICATE_PAYER where another payer already goes by this name or alias."""
    payer = taken.get(normalised(name))
    if payer is None:
        return None
    return Problem(UserErrorCode.DUPLICATE_PAYER, f"{payer.name} already goes by this name.", path)
