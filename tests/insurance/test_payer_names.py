"""When the client's text names a payer: how names are compared, and that one payer alone must answer."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.facts import Payer
from insurance.payer_names import matching_payer, normalised
from support.factories import a_payer, shuffled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Aetna", "AETNA", id="case"),
        pytest.param("Straße", "STRASSE", id="case that changes the length"),
        pytest.param("  Aetna  ", "Aetna", id="spaces around"),
        pytest.param("Blue \t Cross", "Blue Cross", id="runs of white space"),
        pytest.param("Blue\u00a0Cross", "Blue Cross", id="a no-break space"),
        pytest.param("Smith & Sons", "Smith and Sons", id="an ampersand"),
        pytest.param("Smith&Sons", "Smith and Sons", id="an ampersand without spaces"),
        pytest.param("Smith ＆ Sons", "Smith and Sons", id="a wide ampersand"),
        pytest.param("Smith ﹠ Sons", "Smith and Sons", id="a small ampersand"),
        pytest.param("Aetna, Inc.", "aetna inc", id="commas and full stops"),
        pytest.param("Blue Cross/Blue Shield", "Blue Cross Blue Shield", id="a slash"),
        pytest.param("Blue-Cross – Blue—Shield", "Blue Cross Blue Shield", id="hyphens and dashes"),
        pytest.param("Dean’s Health", "Dean's Health", id="typographic apostrophes"),
        pytest.param("Aetna (Texas)", "Aetna Texas", id="parentheses"),
        pytest.param("ＡＥＴＮＡ", "Aetna", id="wide letters"),
        pytest.param("Affinity ﬁrst", "Affinity first", id="ligatures"),
        pytest.param("Cafe\u0301", "Café", id="accents composed or not"),
        pytest.param("Blue\u200b Cross", "Blue Cross", id="a zero-width space"),
    ],
)
def test_spellings_of_the_same_name(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Aetna", "Aetna Better Health", id="a name and a longer one"),
        pytest.param("Blue Cross Blue Shield", "Blue Cross Blue Shield of Texas", id="of Texas"),
        pytest.param("The Hartford", "Hartford", id="an article"),
        pytest.param("Aetna Inc", "Aetna", id="a legal form"),
        pytest.param("Blue Cross", "BlueCross", id="one word and two"),
        pytest.param("Café", "Cafe", id="an accent"),
        pytest.param("Health Net", "Net Health", id="another order"),
        pytest.param("60054", "60055", id="digits"),
    ],
)
def test_names_that_differ(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Blue Cross & Blue Shield, Inc.", "blue cross and blue shield inc", id="words and single spaces"),
        pytest.param("60054", "60054", id="an EDI payer ID"),
        pytest.param("", "", id="nothing"),
        pytest.param(" \t\n", "", id="white space"),
        pytest.param("-- ?! …", "", id="punctuation"),
    ],
)
def test_what_remains_of_a_name(name: str, expected: str) -> None:
    assert normalised(name) == expected


AETNA = a_payer(aliases=("Aetna Health Plans", "CVS/Aetna"))
CIGNA = a_payer(id="cigna", name="Cigna", edi_payer_id="62308")


@pytest.mark.parametrize(
    ("entered", "payer"),
    [
        pytest.param("aetna", AETNA, id="the name"),
        pytest.param("CVS Aetna", AETNA, id="an alias"),
        pytest.param(" 60054 ", AETNA, id="the EDI payer ID"),
        pytest.param("Cigna.", CIGNA, id="another payer's name"),
        pytest.param("Aetna Better Health", None, id="a longer name"),
        pytest.param("Aet", None, id="a beginning"),
        pytest.param("Humana", None, id="a payer the practice has not set up"),
        pytest.param("", None, id="nothing"),
        pytest.param("?!", None, id="punctuation alone"),
    ],
)
def test_the_payer_that_a_text_names(entered: str, payer: Payer | None) -> None:
    assert matching_payer(entered, [AETNA, CIGNA]) == payer


def test_a_text_that_names_two_payers_names_none() -> None:
    twin = a_payer(id="twin", name="Aetna of Ohio", edi_payer_id="60054")
    assert matching_payer("60054", [AETNA, twin]) is None
    assert matching_payer("aetna of ohio", [AETNA, twin]) == twin


def test_a_payer_that_answers_twice_is_still_one_payer() -> None:
    payer = a_payer(name="Aetna", aliases=("AETNA", "aetna!"), edi_payer_id="aetna")
    assert matching_payer("Aetna", [payer]) == payer


def test_an_archived_payer_is_never_named_and_never_in_the_way() -> None:
    archived = a_payer(id="archived", archived=True)
    assert matching_payer("Aetna", [archived]) is None
    assert matching_payer("Aetna", [archived, AETNA]) == AETNA


def test_no_text_names_a_payer_whose_own_texts_normalise_to_nothing() -> None:
    assert matching_payer("??", [a_payer(name="!!", aliases=("?",), edi_payer_id=None)]) is None


def test_a_payer_without_an_edi_payer_id_is_not_named_none() -> None:
    assert matching_payer("None", [a_payer(edi_payer_id=None)]) is None


ascii_and_more = st.text("".join(map(chr, range(32, 127))) + "\t\néÉßÖñ＆®™’–—\u00a0\u200bﬁＡ", max_size=40)
few_words = st.lists(st.sampled_from(["aetna", "cigna", "of", "&"]), max_size=3).map(" ".join)
payers = st.builds(
    a_payer,
    id=st.uuids().map(str),
    name=few_words,
    aliases=st.lists(few_words, max_size=2).map(tuple),
    edi_payer_id=st.none() | few_words,
    archived=st.booleans(),
)
practices = st.lists(payers, max_size=4, unique_by=lambda payer: payer.id)


@given(name=st.text())
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


@given(name=st.text())
def test_compatibility_forms_never_matter(name: str) -> None:
    assert normalised(unicodedata.normalize("NFKC", name)) == normalised(name)


@given(name=ascii_and_more)
def test_a_name_is_compared_as_the_law_says(name: str) -> None:
    assert normalised(name) == lawfully_normalised(name)


@given(words=st.lists(st.text("aBcéß9", min_size=1, max_size=6), min_size=1, max_size=5), data=st.data())
def test_no_word_is_dropped_and_none_is_added(words: list[str], data: st.DataObject) -> None:
    gap = st.text(" .,;:-/()'\"", min_size=1, max_size=3)
    name = "".join(word + data.draw(gap) for word in words)
    assert normalised(name).split(" ") == [word.casefold() for word in words]


@given(entered=few_words | ascii_and_more, practice=practices)
def test_exactly_one_payer_not_archived_must_answer(entered: str, practice: list[Payer]) -> None:
    wanted = lawfully_normalised(entered)
    answering = [
        payer
        for payer in practice
        if not payer.archived
        and wanted in {lawfully_normalised(text) for text in (payer.name, *payer.aliases, payer.edi_payer_id or "")}
    ]
    expected = answering[0] if wanted and len(answering) == 1 else None
    assert matching_payer(entered, practice) == expected


@given(entered=few_words, practices_=shuffled(practices))
def test_the_order_of_the_payers_does_not_matter(entered: str, practices_: tuple[list[Payer], list[Payer]]) -> None:
    practice, same_practice = practices_
    assert matching_payer(entered, practice) == matching_payer(entered, same_practice)


def lawfully_normalised(name: str) -> str:
    even = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[\W_]", " ", even).split())
