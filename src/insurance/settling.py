"""Settling a payer (portal article: Reviewing Client-Entered Insurance Policies)."""

from collections.abc import Iterable

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


def name_problem(
    name: str, path: tuple[str, ...], payers: Iterable[Payer], own_id: str | None = None
) -> Problem | None:
    """DUPLICATE_PAYER where another payer of the practice, archived or not, already goes by this name or alias."""
    wanted = normalised(name)
    for payer in payers:
        if payer.id != own_id and wanted in map(normalised, (payer.name, *payer.aliases)):
            return Problem(UserErrorCode.DUPLICATE_PAYER, f"{payer.name} already goes by this name.", path)
    return None
