"""When the client's text names a payer (portal article: What Practitioners See and What They Need to Review)."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from insurance.facts import Payer
from insurance.text import folded


# Kept: a list of policies that need a payer is compared with every name of the practice.
@lru_cache(maxsize=20_000)
def normalised(name: str) -> str:
    """The name as it is compared: case, `&` and "and", punctuation and spacing do not matter; every word does."""
    spelled_out = folded(name).replace("&", " and ")
    return folded("".join(" " if _is_punctuation(character) else character for character in spelled_out))


def _is_punctuation(character: str) -> bool:
    # P: punctuation, S: symbols such as + and ®, C: what nobody sees, such as a zero-width space.
    return unicodedata.category(character)[0] in "PSC"


def answers_to(payer: Payer) -> Iterator[str]:
    """The texts a payer goes by: its name, its aliases and its EDI payer ID."""
    yield payer.name
    yield from payer.aliases
    if payer.edi_payer_id is not None:
        yield payer.edi_payer_id


def matching_payer(entered: str, payers: Iterable[Payer]) -> Payer | None:
    """The one payer, not archived, that answers to exactly this text once normalised; None where none or several do."""
    wanted = normalised(entered)
    if not wanted:
        return None
    offered = (payer for payer in payers if not payer.archived)
    found = [payer for payer in offered if any(normalised(text) == wanted for text in answers_to(payer))]
    return found[0] if len(found) == 1 else None
