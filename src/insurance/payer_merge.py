"""Two payer records of the same insurer become one: it gets the policies and names of the other, which is archived.

Portal article: Reviewing Client-Entered Insurance Policies (a client's text that names two payers matches neither).
"""

from collections.abc import Mapping
from dataclasses import replace

from insurance import limits
from insurance.facts import Payer
from insurance.payer_names import normalised
from insurance.problems import Problem, UserErrorCode, not_found


def merge_problems(into: Payer | None, other: Payer | None) -> list[Problem]:
    """Why the records cannot be merged; `into` is the one that stays."""
    problems = [not_found("payer", path) for path, payer in (("into", into), ("from", other)) if payer is None]
    if into and other and into.id == other.id:
        message = "Choose another payer: a record cannot be merged into itself."
        problems.append(Problem(UserErrorCode.INVALID, message, ("from",)))
    if into and into.archived:
        message = f"{into.name} is archived. Bring it back first, or choose another payer."
        problems.append(Problem(UserErrorCode.INVALID, message, ("into",)))
    return problems


def merged(into: Payer, other: Payer, in_use: Mapping[str, Payer]) -> tuple[Payer, Payer, list[Problem]]:
    """Both records afterwards, and why it is not possible if it is not.

    The name and aliases of `other` become aliases of `into`, but for those that a third payer has taken while `other`
    was archived: `in_use` are the names of the payers except these two. What `into` lacks, its EDI payer ID or its
    address, it gets from `other`.
    """
    own = {normalised(name) for name in (into.name, *into.aliases)}
    gained: dict[str, str] = {}
    for name in (other.name, *other.aliases):
        key = normalised(name)
        if key not in own and key not in in_use:
            gained.setdefault(key, name)
    aliases = (*into.aliases, *gained.values())
    if len(aliases) > limits.ALIASES:
        message = f"A payer can have at most {limits.ALIASES} aliases, and both together have {len(aliases)}."
        return into, other, [Problem(UserErrorCode.LIMIT_REACHED, message, ("from",))]
    after = replace(
        into,
        aliases=aliases,
        edi_payer_id=into.edi_payer_id or other.edi_payer_id,
        address=into.address or other.address,
    )
    return after, replace(other, aliases=(), archived=True, merged_into_id=into.id), []
