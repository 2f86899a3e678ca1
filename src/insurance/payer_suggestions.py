"""Payers whose names are similar to the client's text are suggested; staff choose.

Portal article: Reviewing Client-Entered Insurance Policies.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from insurance.facts import Payer, Policy
from insurance.needs_payer import needs_payer
from insurance.payer_names import normalised, texts_naming

LEAST_SCORE = 0.5
"""Below this score two names are hardly more similar than by chance."""


@dataclass(frozen=True, slots=True)
class PayerSuggestion:
    """A payer, its similarity (0 to 1; 1 is the same once normalised), and which of its texts is the most similar."""

    payer: Payer
    score: float
    matched: str


def payer_suggestions(policy: Policy, payers: Iterable[Payer], first: int) -> list[PayerSuggestion]:
    """The `first` most similar payers, best first. None once a payer is chosen, or if the client entered no name."""
    entered = normalised(policy.entered_payer_name or "")
    if not entered or not needs_payer(policy):
        return []
    candidates = (_suggestion(entered, payer) for payer in payers if not payer.archived)
    similar = [suggestion for suggestion in candidates if suggestion.score >= LEAST_SCORE]
    return sorted(similar, key=_best_first)[:first]


def _suggestion(entered: str, payer: Payer) -> PayerSuggestion:
    scored = [(_score(entered, normalised(text)), text) for text in texts_naming(payer)]
    score, text = max(scored, key=lambda pair: pair[0])
    return PayerSuggestion(payer, score, text)


def _best_first(suggestion: PayerSuggestion) -> tuple[float, str, str]:
    return (-suggestion.score, normalised(suggestion.payer.name), suggestion.payer.id)


def _score(entered: str, text: str) -> float:
    """The mean of two similarities of the words, where order does not matter; or that of the letters, if greater.

    So "Aetna" is similar to "Aetna Better Health" yet not the same, and "Health First" is similar to "Healthfirst".
    """
    if entered == text:
        return 1.0
    by_words = (fuzz.token_set_ratio(entered, text) + fuzz.token_sort_ratio(entered, text)) / 2
    by_letters = fuzz.ratio(entered.replace(" ", ""), text.replace(" ", ""))
    return round(min(max(by_words, by_letters) / 100, 0.99), 2)
