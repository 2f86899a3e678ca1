"""Invisible characters: nobody sees them, so they neither make a text nor change what it means at its ends."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.duplicates import normalised_member_id
from insurance.invisible import INVISIBLE, strip_blank
from insurance.medicare_id import is_medicare_id
from insurance.text import text_problem, trimmed

nothing_visible = st.text(st.sampled_from([*sorted(INVISIBLE)[:80], " ", "\t", "\u00a0", "\u3000"]))
words = st.text(st.characters(categories=["L", "N"], exclude_characters="".join(INVISIBLE)), min_size=1)


@pytest.mark.parametrize(
    "character", ["\u200b", "\u2060", "\ufeff", "\u2800", "\u00ad", "\u3164", "\U000e0041", "\u200d"]
)
def test_a_text_of_nothing_visible_is_blank(character: str) -> None:
    problem = text_problem(trimmed(f" {character}{character} "), 100)
    assert problem
    assert problem[0] == "BLANK"


@given(nothing_visible, words, nothing_visible)
def test_what_nobody_sees_is_trimmed_at_both_ends(before: str, word: str, after: str) -> None:
    assert trimmed(before + word + after) == trimmed(word)


@given(st.text())
def test_trimming_twice_is_trimming_once(text: str) -> None:
    once = trimmed(text)
    assert trimmed(once) == once == unicodedata.normalize("NFC", once) == strip_blank(once)


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_inside_a_word_stay(joiner: str) -> None:
    assert trimmed(f"می{joiner}خواهم") == f"می{joiner}خواهم"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\t", "\n", "\x00", "\ud800"])
def test_control_characters_and_separators_inside_are_invalid(separator: str) -> None:
    problem = text_problem(trimmed(f"a{separator}b"), 100)
    assert problem
    assert problem[0] == "INVALID"


@given(st.sampled_from(sorted(INVISIBLE) + list(" \u00a0-\u2010\u2011\u2212\u2013\u2014\uff0d")), st.integers(0, 11))
def test_a_medicare_id_is_known_whatever_was_pasted_with_it(character: str, place: int) -> None:
    assert is_medicare_id("1EG4TE5MK73"[:place] + character + "1EG4TE5MK73"[place:])


@given(words, st.sampled_from(sorted(INVISIBLE)))
def test_member_ids_are_compared_without_what_nobody_sees(word: str, character: str) -> None:
    assert normalised_member_id(character.join(word)) == normalised_member_id(word)
