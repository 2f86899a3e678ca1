"""The Medicare Beneficiary Identifier: eleven characters, each place with its own alphabet (CMS)."""

from string import ascii_uppercase, digits, punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.medicare_id import is_medicare_id

NON_ZERO, DIGIT, LETTER = "123456789", digits, "ACDEFGHJKMNPQRTUVWXY"
EITHER = DIGIT + LETTER
PLACES = [NON_ZERO, LETTER, EITHER, DIGIT, LETTER, EITHER, DIGIT, LETTER, LETTER, DIGIT, DIGIT]

identifiers = st.tuples(*map(st.sampled_from, PLACES)).map("".join)
anywhere = st.integers(0, len(PLACES) - 1)


@pytest.mark.parametrize(
    "member_id",
    [
        pytest.param("1EG4TE5MK73", id="as Medicare stores it"),
        pytest.param("1EG4-TE5-MK73", id="as cards print it"),
        pytest.param("1eg4-te5-mk73", id="in lower case"),
        pytest.param("1EG4 TE5 MK73", id="with spaces"),
        pytest.param(" 1EG4-TE5-MK73 ", id="with spaces around"),
        pytest.param("--1-E-G-4-T-E-5-M-K-7-3--", id="with dashes anywhere"),
        pytest.param("9A00A00AA00", id="digits in the third and sixth place"),
        pytest.param("1AA0AA0AA00", id="letters in the third and sixth place"),
    ],
)
def test_a_medicare_id(member_id: str) -> None:
    assert is_medicare_id(member_id)


@pytest.mark.parametrize(
    "member_id",
    [
        pytest.param("", id="nothing"),
        pytest.param("---", id="dashes alone"),
        pytest.param("0EG4TE5MK73", id="a zero first"),
        pytest.param("AEG4TE5MK73", id="a letter first"),
        pytest.param("12G4TE5MK73", id="a digit second"),
        pytest.param("1EGATE5MK73", id="a letter fourth"),
        pytest.param("1EG4TE5MKA3", id="a letter tenth"),
        pytest.param("1EG4TE5MK7", id="ten characters"),
        pytest.param("1EG4TE5MK733", id="twelve characters"),
        pytest.param("123-45-6789A", id="the social security number of old cards"),
        pytest.param("1EG4.TE5.MK73", id="full stops"),
        pytest.param("1EG4TE5MK73\n", id="a line break"),
        pytest.param("1EG4TE5MK7٣", id="a digit of another script"),
        pytest.param("1ÉG4TE5MK73", id="an accented letter"),
        pytest.param("1ſG4TE5MK73", id="a long s, which is an S"),
    ],
)
def test_no_medicare_id(member_id: str) -> None:
    assert not is_medicare_id(member_id)


@given(member_id=identifiers, data=st.data())
def test_case_dashes_and_spaces_never_matter(member_id: str, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([str.upper, str.lower]))
    separators = data.draw(st.lists(st.text("- ", max_size=2), min_size=11, max_size=11))
    spelled = "".join(separator + case(character) for separator, character in zip(separators, member_id, strict=True))
    assert is_medicare_id(spelled)


@given(member_id=identifiers, place=anywhere)
def test_letters_that_look_like_digits_are_allowed_nowhere(member_id: str, place: int) -> None:
    for letter in "SLOIBZsloibz":
        assert not is_medicare_id(member_id[:place] + letter + member_id[place + 1 :])


@given(member_id=identifiers, place=anywhere)
def test_each_place_has_its_own_alphabet(member_id: str, place: int) -> None:
    for character in ascii_uppercase + digits + punctuation.replace("-", ""):
        changed = member_id[:place] + character + member_id[place + 1 :]
        assert is_medicare_id(changed) is (character in PLACES[place])


@given(member_id=identifiers, place=anywhere)
def test_every_character_is_needed(member_id: str, place: int) -> None:
    assert not is_medicare_id(member_id[:place] + member_id[place + 1 :])


@given(member_id=identifiers, more=st.text("0123456789ABCDEFGHJKM", min_size=1))
def test_no_character_may_follow(member_id: str, more: str) -> None:
    assert not is_medicare_id(member_id + more)


@given(text=st.text(max_size=15))
def test_any_text_has_the_answer_of_the_law(text: str) -> None:
    characters = text.upper().translate({ord(" "): None, ord("-"): None})
    lawful = len(characters) == 11 and all(map(str.__contains__, PLACES, characters))
    assert is_medicare_id(text) is lawful
