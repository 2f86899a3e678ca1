"""Payers whose names are similar to the client's text are suggested; staff choose.

Portal article: Reviewing Client-Entered Insurance Policies. First comes the payer that the text equals once normalised,
by name, alias or EDI payer ID; then those with every word of the text in the name or an alias, the more of the name it
has, the earlier; then those with a similar name or alias.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from insurance.facts import Payer, Policy
from insurance.needs_payer import needs_payer
from insurance.payer_abbreviations import KNOWN_AS, initialisms
from insurance.payer_names import normalised
from insurance.search import LONGEST_JOIN, name_words

LEAST_SCORE = 0.5
"""Below this score two names are hardly more similar than by chance."""

_ALL_WORDS = 0.99
_EVERY_WORD = 0.9
_MOST_SIMILAR = 0.89
_TRIGRAM_ROWS = 2_000
"""How many texts are looked at for similar ones, however many payers there are: those with the rarest trigrams."""
_COMPARED = 100
"""How many of those are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class PayerSuggestion:
    """A payer, its similarity (0 to 1; 1 is the same once normalised), and which of its texts is the most similar."""

    payer: Payer
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A name, alias or EDI payer ID of a payer. `words` is how many words it has; an EDI payer ID has none."""

    payer: Payer
    text: str
    normalised: str
    words: int


def text_to_suggest_for(policy: Policy) -> str | None:
    """The client's text, normalised; None once a payer is chosen, or if the client entered no name."""
    return (normalised(policy.entered_payer_name or "") or None) if needs_payer(policy) else None


class PayerIndex:
    """The payers of a practice, each normalised once, for any number of suggestions."""

    def __init__(self) -> None:
        """An index without payers."""
        self.versions: dict[str, int] = {}
        """The version of each payer in the index, by its id. An archived payer is in it too, and never suggested."""
        self._texts: list[_Text | None] = []
        self._texts_of: defaultdict[str, list[int]] = defaultdict(list)
        self._equal: defaultdict[str, list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._by_trigram: defaultdict[str, list[int]] = defaultdict(list)

    @property
    def size(self) -> int:
        """How many texts take up memory, those of earlier versions included."""
        return len(self._texts)

    def add(self, payer: Payer) -> None:
        """Adds a payer; a payer of this id that is there already is replaced."""
        for number in self._texts_of.pop(payer.id, ()):
            self._texts[number] = None
        self.versions[payer.id] = payer.version
        if payer.archived:
            return
        for text in (payer.name, *payer.aliases):
            self._add_text(payer, text)
        if payer.edi_payer_id is not None:
            self._new_text(payer, payer.edi_payer_id, words=0)

    def suggestions(self, entered: str, first: int) -> list[PayerSuggestion]:
        """The `first` payers most similar to a normalised text, best first."""
        best: dict[str, PayerSuggestion] = {}
        for number, score in self._scored(entered):
            text = self._texts[number]
            if text is not None and score >= LEAST_SCORE:
                current = best.get(text.payer.id)
                if current is None or score > current.score:
                    best[text.payer.id] = PayerSuggestion(text.payer, score, text.text)
        return sorted(best.values(), key=_best_first)[:first]

    def _add_text(self, payer: Payer, text: str) -> None:
        words = name_words(text)
        number = self._new_text(payer, text, len(words))
        for word, count in _words_with_counts(words):
            numbers = self._by_word[word]
            numbers[number] = max(count, numbers.get(number, 0))
        for trigram in _trigrams(normalised(text)):
            self._by_trigram[trigram].append(number)

    def _new_text(self, payer: Payer, text: str, words: int) -> int:
        number = len(self._texts)
        self._texts.append(_Text(payer, text, normalised(text), words))
        self._texts_of[payer.id].append(number)
        if normalised(text):
            self._equal[normalised(text)].append(number)
        return number

    def _scored(self, entered: str) -> Iterator[tuple[int, float]]:
        """The number and the score of texts that may be suggested."""
        for number in self._equal.get(entered, ()):
            yield number, 1.0
        yield from self._with_every_word(entered)
        for number in self._similar(entered):
            text = self._texts[number]
            if text is not None:
                yield number, _likeness(entered, text.normalised)

    def _with_every_word(self, entered: str) -> Iterator[tuple[int, float]]:
        """The texts that have every word, and the share of their words that this covers."""
        words = [part for word in name_words(entered) for part in KNOWN_AS.get(word, word).split()]
        found: list[dict[int, int]] = [self._with_word(words, index) for index in range(len(words))]
        if not found or not all(found):
            return
        smallest = min(found, key=len)
        for number in smallest:
            text = self._texts[number]
            if text is not None and all(number in counts for counts in found):
                # A word that stands there joined with a neighbour counts for its share of the words typed.
                covered = sum(counts[number] for counts in found)
                yield number, _EVERY_WORD + (_ALL_WORDS - _EVERY_WORD) * min(1, covered / text.words)

    def _with_word(self, words: Sequence[str], index: int) -> dict[int, int]:
        """The texts with this word, alone or joined with its neighbours, and how many of their words it covers."""
        found = dict(self._by_word.get(words[index], {}))
        for start in range(max(0, index - LONGEST_JOIN + 1), index + 1):
            for end in range(index + 1, min(len(words), start + LONGEST_JOIN) + 1):
                if end - start > 1:
                    for number, count in self._by_word.get("".join(words[start:end]), {}).items():
                        found[number] = max(count, found.get(number, 0))
        return found

    def _similar(self, entered: str) -> list[int]:
        """The texts that share the most trigrams, looking at those with the rarest."""
        lists = sorted((self._by_trigram.get(trigram, []) for trigram in _trigrams(entered)), key=len)
        shared: Counter[int] = Counter()
        looked_at = 0
        for numbers in lists:
            if looked_at and looked_at + len(numbers) > _TRIGRAM_ROWS:
                break
            shared.update(numbers)
            looked_at += len(numbers)
        return heapq.nlargest(_COMPARED, shared, key=lambda number: (shared[number], -number))


def _words_with_counts(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each word of a name, its words joined with their neighbours, and its initials; with how many words each is."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST_JOIN) + 1):
            yield "".join(words[start:end]), end - start
    yield from initialisms(words)


def _trigrams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[index : index + 3] for index in range(len(padded) - 2)}


def _best_first(suggestion: PayerSuggestion) -> tuple[float, str, str]:
    return (-suggestion.score, normalised(suggestion.payer.name), suggestion.payer.id)


def _likeness(entered: str, text: str) -> float:
    """The mean of two similarities of the words, where order does not matter; or that of the letters, if greater."""
    by_words = (fuzz.token_set_ratio(entered, text) + fuzz.token_sort_ratio(entered, text)) / 2
    by_letters = fuzz.ratio(entered.replace(" ", ""), text.replace(" ", ""))
    return min(round(max(by_words, by_letters) / 100, 2), _MOST_SIMILAR)
