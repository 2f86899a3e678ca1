"""What a claim can carry of a text: basic letters, digits and common punctuation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.claims.claim_addresses import is_postal_code
from insurance.claims.claim_member_id import member_id_fault
from insurance.claims.claim_text import RESERVED, claim_text, has_letter_or_digit


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (None, ""),
        ("O'Brien-Smith, Jr.", "O'Brien-Smith, Jr."),
        ("José Núñez", "Jose Nunez"),
        ("Łukasz Straße Ørsted Æsa", "Lukasz Strasse Orsted AEsa"),
        ("D’Angelo – “Dee”", 'D\'Angelo - "Dee"'),
        ("Ada\u200b \u00a0 Lovelace", "Ada Lovelace"),
        ("A*B~C:D^E", "A B C D E"),
        ("李小龍", ""),
        ("№ ５", "No 5"),
    ],
)
def test_a_text_is_written_in_basic_letters(text: str | None, written: str) -> None:
    assert claim_text(text) == written


@given(text=st.text())
def test_what_is_written_is_ascii_without_reserved_characters_and_written_again_the_same(text: str) -> None:
    written = claim_text(text)
    assert written.isascii() and written.isprintable() and not RESERVED & set(written)
    assert claim_text(written) == written == written.strip()


@given(text=st.text())
def test_a_text_has_a_letter_exactly_where_one_is_written(text: str) -> None:
    assert has_letter_or_digit(text) is any(character.isalnum() for character in claim_text(text))


@given(text=st.text(min_size=1, max_size=80))
def test_a_member_id_without_a_fault_is_carried_whole(text: str) -> None:
    if member_id_fault(text) is None:
        written = claim_text(text)
        assert sum(character.isalnum() for character in written) >= 2
        assert not RESERVED & set(text)


@pytest.mark.parametrize("text", ["78701", "78701-4321", "787014321", "７８７０１", "78701–4321", "7-8-7-0-1"])
def test_a_postal_code(text: str) -> None:
    assert is_postal_code(text)


@pytest.mark.parametrize("text", ["", "7870", "787011", "78701-43", "K1A 0B1", "78701 4321", "7870I"])
def test_no_postal_code(text: str) -> None:
    assert not is_postal_code(text)
