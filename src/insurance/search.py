"""The words by which charts and payers are found: each word typed begins one of them, in any order.

Case, accents, apostrophes and punctuation are ignored, and joined and split words are alike: "Anne-Marie" is found by
"anne marie" and "annemarie", "UnitedHealthcare" by "united healthcare". A chart is also found by its date of birth and
by the beginning of a member ID; a payer, by staff, by its aliases and its EDI payer ID.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from insurance.invisible import INVISIBLE
from insurance.text import folded

LONGEST_JOIN = 4
"""How many neighbouring words are also found when typed as one: "bluecrossblueshield"."""
SHORTEST_MEMBER_ID = 4
"""The fewest characters of a member ID that find its chart."""

_APOSTROPHES = re.compile("['`´‘’‛′ʹʻʼʽ＇]")
_WITHOUT_INVISIBLE = {ord(character): None for character in INVISIBLE}
# Latin letters whose stroke or ligature Unicode does not decompose, as they are typed without it.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_DATE = re.compile(r"(?<![^\s,;])(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4}))(?![^\s,;])")


class SearchKind(StrEnum):
    """What is searched."""

    CLIENT = "CLIENT"
    PAYER = "PAYER"


def without_invisible(text: str) -> str:
    """The text without the characters that nobody sees, such as a zero-width space."""
    return text.translate(_WITHOUT_INVISIBLE)


def sort_key(*texts: str) -> str:
    """What a list is sorted by, as one text: the first text without case, then the second, and so on.

    No folded text contains a tab, and a tab sorts before every letter, so that "Lee" comes before "Lee Ann".
    """
    return "\t".join(folded(without_invisible(text)) for text in texts)


def client_beginnings(names: Iterable[str], birth: date | None, member_ids: Iterable[str]) -> set[str]:
    """Every text that finds a chart: the beginnings of its words, its date of birth, and beginnings of member IDs.

    `names` are the first name first and the last name last.
    """
    own = list(names)
    words = {word for name in own for word in _words(name, by_case=False)}
    # Chinese, Japanese and Korean names are written without a space, the last name first.
    together = "".join((own[-1], *own[:-1])) if own else ""
    if together and all(unicodedata.east_asian_width(letter) == "W" for letter in together if letter.isalpha()):
        words.update(_words(together, by_case=False))
    found_by = {beginning for word in words for beginning in _beginnings(word)}
    for member_id in member_ids:
        found_by.update(_beginnings("".join(_split(member_id)), SHORTEST_MEMBER_ID))
    return found_by | ({birth.isoformat()} if birth else set())


def payer_beginnings(texts: Iterable[str]) -> set[str]:
    """Every text that finds a payer by one of these: its name, or its name, aliases and EDI payer ID."""
    return {beginning for text in texts for word in _words(text, by_case=True) for beginning in _beginnings(word)}


def name_words(text: str) -> list[str]:
    """The words of a payer's name as they are compared: "UnitedHealthcare of Texas" has united and healthcare too."""
    return _split(text, by_case=True)


def same_name(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two people have the same names once compared, whichever of them is the first and which the last."""
    return sorted("".join(_split(name)) for name in one) == sorted("".join(_split(name)) for name in other)


def search_terms(search: str) -> tuple[tuple[str, ...], ...]:
    """What a search looks for: for each word typed, the beginnings of which a result must have at least one.

    Those are the word itself and the word joined with its neighbours, as "united healthcare" finds Unitedhealthcare.
    Without a letter or a digit there is no term.
    """
    dates = [found for match in _DATE.finditer(search) if (found := _date(match))]
    rest = _DATE.sub(lambda match: " " if _date(match) else match[0], search)
    words = _split(rest.replace("&", " "))
    runs = [_runs_with(words, index) for index in range(len(words))]
    return tuple(dict.fromkeys([*((day.isoformat(),) for day in dates), *runs]))


def _runs_with(words: list[str], index: int) -> tuple[str, ...]:
    """The word at an index, alone and joined with its neighbours; and all words as one, as member IDs are spaced."""
    starts = range(max(0, index - LONGEST_JOIN + 1), index + 1)
    ends = range(index + 1, min(len(words), index + LONGEST_JOIN) + 1)
    joined = ("".join(words[start:end]) for start in starts for end in ends if end - start <= LONGEST_JOIN)
    return tuple(dict.fromkeys([words[index], *joined, "".join(words)]))


def _date(match: re.Match[str]) -> date | None:
    year, month, day, us_month, us_day, us_year = match.groups()
    try:
        return date(int(year or us_year), int(month or us_month), int(day or us_day))
    except ValueError:
        return None


def _words(text: str, *, by_case: bool) -> set[str]:
    """The words that a text is found by: each of its words, continued by up to three that follow it.

    `by_case` also takes a capital letter within a word for the start of one: right for "UnitedHealthcare", while nobody
    looks for MacLeod as "leod".
    """
    found: set[str] = set()
    for spelled in {text.replace("&", " and "), text.replace("&", " ")}:
        words = _split(spelled, by_case=by_case)
        found.update("".join(words[start : start + LONGEST_JOIN]) for start in range(len(words)))
        # Chinese has no spaces between words: each character may begin one.
        found.update(word[match.start() :] for word in words for match in _IDEOGRAPH.finditer(word))
    return found


def _beginnings(word: str, shortest: int = 1) -> Iterator[str]:
    return (word[:length] for length in range(shortest, len(word) + 1))


def _split(text: str, *, by_case: bool = False) -> list[str]:
    """The words of a text, as they are compared. `by_case` also splits "UnitedHealthcare" before its capital letter."""
    letters = _without_accents(_APOSTROPHES.sub("", without_invisible(text)))
    return [_plain(word) for word in "".join(_spaced(letters, by_case=by_case)).split()]


def _without_accents(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not _is_accent(letter))


def _is_accent(letter: str) -> bool:
    # Latin, Greek and Cyrillic accents, and the vowel points of Hebrew and Arabic, which few people type. The marks
    # below 10 and from 84 to 132 are letters of Indian, Japanese, Thai and Tibetan script.
    return 10 <= unicodedata.combining(letter) <= 36 or unicodedata.combining(letter) >= 200


def _spaced(text: str, *, by_case: bool) -> Iterator[str]:
    """The characters, with spaces for punctuation, and with one before each word if `by_case`."""
    for index, letter in enumerate(text):
        if by_case and letter.isupper() and index:
            before, after = text[index - 1], text[index + 1 : index + 2]
            if before.islower() or (before.isupper() and after.islower()):
                yield " "
        yield letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold()).translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", _APOSTROPHES.sub("", _without_accents(decomposed)))
