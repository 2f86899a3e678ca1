"""Which payers the client may have meant (portal article: Reviewing Client-Entered Insurance Policies).

A suggestion never settles anything: staff choose.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from insurance.facts import Payer, Policy
from insurance.needs_payer import needs_payer
from insurance.payer_names import normalised, texts_naming

LEAST_SCORE = 0.5
"""Below this, two names have hardly more in common than chance."""


@dataclass(frozen=True, slots=True)
class PayerSuggestion:
    """A payer, how near it comes (0 to 1; 1 is the same once normalised), and which of its texts came nearest."""

    payer: Payer
    score: float
    matched: str


def payer_suggestions(policy: Policy, payers: Iterable[Payer], first: int) -> list[PayerSuggestion]:
    """The nearest payers to what the client typed, best first. None once a payer is chosen, or if nothing was typed."""
    entered = normalised(policy.entered_payer_name or "")
    if not entered or not needs_payer(policy):
        return []
    nearest = (_nearest(entered, payer) for payer in payers if not payer.archived)
    likely = [suggestion for suggestion in nearest if suggestion.score >= LEAST_SCORE]
    return sorted(likely, key=lambda s: (-s.score, normalised(s.payer.name), s.payer.id))[:first]


def _nearest(entered: str, payer: Payer) -> PayerSuggestion:
    scored = [(_score(entered, normalised(text)), text) for text in texts_naming(payer)]
    score, text = max(scored, key=lambda pair: pair[0])
    return PayerSuggestion(payer, score, text)


def _score(entered: str, text: str) -> float:
    """Mean of word-order-free and plain likeness: "Aetna" alone is near "Aetna Better Health", yet not equal to it.

    Or the likeness of the letters alone, if that is greater: "Health First" may well be Healthfirst.
    """
    if entered == text:
        return 1.0
    by_words = (fuzz.token_set_ratio(entered, text) + fuzz.token_sort_ratio(entered, text)) / 2
    by_letters = fuzz.ratio(entered.replace(" ", ""), text.replace(" ", ""))
    return round(min(max(by_words, by_letters) / 100, 0.99), 2)
