"""Which payer a text names: one whose name, alias or EDI payer ID it equals once normalised, if exactly one does.

Portal article: What Practitioners See and What They Need to Review.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from insurance.facts import Payer
from insurance.problems import Problem, UserErrorCode
from insurance.text import folded


# Cached: every policy that needs a payer is compared with every name of the practice.
@lru_cache(maxsize=20_000)
def normalised(name: str) -> str:
    """The name as it is compared: without case, punctuation and extra spaces, `&` as "and". Every word counts."""
    spelled_out = folded(name).replace("&", " and ")
    return folded("".join(" " if _is_punctuation(character) else character for character in spelled_out))


def _is_punctuation(character: str) -> bool:
    # P: punctuation, S: symbols such as + and ®, C: what nobody sees, such as a zero-width space.
    return unicodedata.category(character)[0] in "PSC"


def texts_naming(payer: Payer) -> Iterator[str]:
    """The texts that name a payer: its name, its aliases and its EDI payer ID."""
    yield payer.name
    yield from payer.aliases
    if payer.edi_payer_id is not None:
        yield payer.edi_payer_id


def matching_payer(entered: str, payers: Iterable[Payer]) -> Payer | None:
    """The only payer, not archived, that this text names once normalised; None where none or several match."""
    name = normalised(entered)
    if not name:
        return None
    offered = (payer for payer in payers if not payer.archived)
    matches = [payer for payer in offered if any(normalised(text) == name for text in texts_naming(payer))]
    return matches[0] if len(matches) == 1 else None


def names_in_use(payers: Iterable[Payer], except_id: str | None = None) -> dict[str, Payer]:
    """The names and aliases, normalised, of the practice's payers but one. Archived payers do not keep theirs."""
    others = (payer for payer in payers if payer.id != except_id and not payer.archived)
    return {normalised(name): payer for payer in others for name in (payer.name, *payer.aliases)}


def duplicate_name(name: str, path: tuple[str, ...], in_use: Mapping[str, Payer]) -> Problem | None:
    """DUPLICATE_PAYER where another payer already has this name or alias: a name stands for one payer."""
    payer = in_use.get(normalised(name))
    if payer is None:
        return None
    return Problem(UserErrorCode.DUPLICATE_PAYER, f"{payer.name} already has this name.", path)
