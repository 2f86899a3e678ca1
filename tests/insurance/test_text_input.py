"""Names and other short texts of an input: how they are stored, and their problems."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.problems import Problem
from insurance.text_input import checked_text

PATH = ("name",)


def checked(text: str, longest: int = 100) -> tuple[str, list[str]]:
    """The text as it is stored, and the codes of its problems."""
    problems: list[Problem] = []
    kept = checked_text(text, longest, PATH, problems)
    assert all(problem.path == PATH and problem.message.endswith(".") for problem in problems)
    return kept, [problem.code.value for problem in problems]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("Aetna", "Aetna", id="as it is"),
        pytest.param("  Aetna\u00a0\n", "Aetna", id="trimmed"),
        pytest.param("Aetna  Inc", "Aetna  Inc", id="spaces within are kept"),
        pytest.param("Cafe\u0301", "Café", id="accents composed"),
        pytest.param("O’Neil — ½ ™", "O’Neil — ½ ™", id="symbols are kept"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="a zero-width non-joiner, as Persian is written"),
        pytest.param("😀", "😀", id="what lies beyond the first plane"),
    ],
)
def test_a_text_is_kept_trimmed_and_composed(given: str, kept: str) -> None:
    assert checked(given) == (kept, [])


@pytest.mark.parametrize("text", ["", " ", "\t\r\n", "\u00a0\u2003"])
def test_a_text_of_which_nothing_remains_is_blank(text: str) -> None:
    assert checked(text) == ("", ["BLANK"])


@pytest.mark.parametrize("character", ["\x00", "\x07", "\n", "\t", "\x1b", "\x7f", "\x85", "\x9f"])
def test_a_control_character_within_is_invalid(character: str) -> None:
    assert checked(f"Aet{character}na")[1] == ["INVALID"]


def test_a_nul_is_invalid_even_at_the_end() -> None:
    # White space is trimmed; this is none.
    assert checked("Aetna\x00")[1] == ["INVALID"]
    assert checked("\x00")[1] == ["INVALID"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("x" * 5, [], id="as long as may be"),
        pytest.param(" " + "x" * 5 + " ", [], id="as long as may be once trimmed"),
        pytest.param("x" * 6, ["TOO_LONG"], id="longer by one"),
        pytest.param("e\u0301" * 5, [], id="accents count once"),
        pytest.param("😀" * 5, [], id="each character counts once"),
        pytest.param("\u0958" * 3, ["TOO_LONG"], id="a letter that is kept as two"),
    ],
)
def test_a_text_is_measured_as_it_is_kept(text: str, codes: list[str]) -> None:
    assert checked(text, 5)[1] == codes


@given(text=st.text())
def test_what_is_kept_is_kept_the_same_again(text: str) -> None:
    kept, problems = checked(text)
    assert checked(kept) == (kept, problems)
    assert problems or (kept == kept.strip() and unicodedata.is_normalized("NFC", kept))


@given(text=st.text(max_size=8))
def test_a_text_has_one_problem_at_most_and_a_good_one_has_none(text: str) -> None:
    trimmed = unicodedata.normalize("NFC", text).strip()
    bad = not 1 <= len(trimmed) <= 5 or any(unicodedata.category(character) == "Cc" for character in trimmed)
    assert len(checked(text, 5)[1]) == bad
