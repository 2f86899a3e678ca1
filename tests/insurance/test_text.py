"""How names are compared, sorted and searched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.text import client_search_text, folded


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


def test_a_client_is_found_by_either_order_of_the_name() -> None:
    assert client_search_text("Cleo", "Reyes") == "cleo reyes\nreyes, cleo"


def test_a_search_never_spans_the_two_orders() -> None:
    assert folded("Reyes\nReyes") not in client_search_text("Cleo", "Reyes")
    assert folded("reyes reyes") not in client_search_text("Cleo", "Reyes")


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


@given(first_name=st.text(), last_name=st.text())
def test_what_a_search_looks_through_is_always_two_lines(first_name: str, last_name: str) -> None:
    assert client_search_text(first_name, last_name).count("\n") == 1


@given(first_name=st.text("abÉ xy", min_size=1), last_name=st.text("abÉ xy", min_size=1), data=st.data())
def test_any_part_of_a_name_finds_it(first_name: str, last_name: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([first_name, last_name]))
    start = data.draw(st.integers(0, len(name)))
    part = name[start : data.draw(st.integers(start, len(name)))]
    assert folded(part) in client_search_text(first_name, last_name)
