"""How names are compared, sorted and searched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.text import folded


@pytest.mark.parametrize(
    ("text", "even"),
    [
        pytest.param("Reyes", "reyes", id="case"),
        pytest.param("  Ana \t María ", "ana maría", id="white space"),
        pytest.param("Weiß", "weiss", id="case that changes the length"),
        pytest.param("Ｒｅｙｅｓ", "reyes", id="wide letters"),
        pytest.param("Acme™", "acmetm", id="a sign that stands for letters"),
        pytest.param("Mari\u0301a", "maría", id="accents composed"),
        pytest.param("\u01f0", "\u01f0", id="a letter whose case takes it apart"),
        pytest.param("ΣΊΣΥΦΟΣ", "σίσυφοσ", id="final sigma"),
        pytest.param("O'Neil-Smith", "o'neil-smith", id="punctuation stays"),
        pytest.param("", "", id="nothing"),
        pytest.param(" \n", "", id="white space alone"),
    ],
)
def test_text_evened_out(text: str, even: str) -> None:
    assert folded(text) == even


@given(text=st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(text=st.text())
def test_compatibility_forms_never_matter(text: str) -> None:
    assert folded(unicodedata.normalize("NFKC", text)) == folded(text)


@given(text=st.text())
def test_no_space_is_left_around_the_text_nor_twice_within(text: str) -> None:
    assert folded(text).split() == (folded(text).split(" ") if folded(text) else [])


@given(words=st.lists(st.text("aéñOÖz'-", min_size=1), min_size=1), data=st.data())
def test_case_and_spacing_never_matter(words: list[str], data: st.DataObject) -> None:
    space = st.text(" \t\n\u00a0", min_size=1, max_size=3)
    spaced = data.draw(space).join(word.upper() for word in words) + data.draw(space)
    assert folded(spaced) == folded(" ".join(words).lower())
