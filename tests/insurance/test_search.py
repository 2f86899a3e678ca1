"""What finds a chart or a payer: every word typed begins one of its words, however it is spelled."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.search import (
    client_beginnings,
    name_words,
    payer_beginnings,
    same_name,
    search_terms,
    sort_key,
)

BIRTH = date(1990, 4, 5)


def finds(search: str, beginnings: Iterable[str]) -> bool:
    """Whether each term of a search is among the beginnings."""
    return all(set(term) & set(beginnings) for term in search_terms(search))


def finds_client(search: str, *names: str, member_ids: tuple[str, ...] = ()) -> bool:
    return finds(search, client_beginnings(names, BIRTH, member_ids))


def finds_payer(search: str, *texts: str) -> bool:
    return finds(search, payer_beginnings(texts))


FOUND = [
    *[(typed, ("José", "Ximénez")) for typed in ("jose", "JOSÉ", "jose\u0301", "xim jos", "ximenez, jose", " José ")],
    *[(typed, ("Siobhán", "O’Brien")) for typed in ("O'Brien", "o’brien", "obrien", "siobhan", "o brien", "OʼBrien")],
    *[(typed, ("Siobhán", "O'Brien")) for typed in ("O´Brien", "o`brien", "obri", "O‘Brien")],
    *[(typed, ("Anne-Marie", "Lopez")) for typed in ("anne marie", "annemarie", "Anne-Marie", "marie", "lopez marie")],
    *[(typed, ("Annemarie", "Lopez")) for typed in ("anne marie", "Anne–Marie", "anne marie lop", "lopez, anne-marie")],
    *[(typed, ("Anne Marie", "Lopez")) for typed in ("annemarie", "anne-marie l", "annem", "marie anne")],
    *[
        (typed, ("Chloë", "van der Berg"))
        for typed in ("vanderberg", "van der berg", "berg", "der van", "Van-der-Berg")
    ],
    *[(typed, ("Cleo", "MacLeod")) for typed in ("cleo", "macleod", "mac leod", "MACLEOD", "macle")],
    *[(typed, ("Øystein", "Ångström")) for typed in ("oystein", "angstrom", "Øyst")],
    *[(typed, ("Łukasz", "Wójcik")) for typed in ("lukasz", "wojcik")],
    *[(typed, ("İpek", "Yılmaz")) for typed in ("ipek", "yilmaz", "IPEK", "YILMAZ")],
    *[(typed, ("Jörg", "Weiß")) for typed in ("weiss", "WEISS", "jorg")],
    *[(typed, ("Thị Hoa", "Nguyễn")) for typed in ("nguyen", "thi hoa", "hoa")],
    *[(typed, ("Đỗ", "Đặng")) for typed in ("dang", "do")],
    *[(typed, ("太郎", "山田")) for typed in ("山田", "太郎", "山田太郎", "山", "太郎 山田", "郎")],
    *[(typed, ("민수", "김")) for typed in ("김", "민수", "김민수", "민")],
    *[(typed, ("Алексей", "Семёнов")) for typed in ("алекс", "семенов", "СЕМЁНОВ", "Семёнов Алексей")],
    *[(typed, ("فاطمة", "الراشد")) for typed in ("فاطمة", "الراشد", "فَاطِمَة", "الر فاط")],
    *[(typed, ("Ἑλένη", "Παπαδόπουλος")) for typed in ("παπαδοπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "ελενη")],
    *[(typed, ("アンナ", "ガルシア")) for typed in ("アンナ", "ガル", "ガルシアアンナ")],
    *[(typed, ("Cleo", "Marchetti")) for typed in ("1990-04-05", "4/5/1990", "04/05/1990", "cleo 4/5/1990")],
    *[(typed, ("\u200bZoë", "Mül\u00adler")) for typed in ("zoe", "muller", "mu\u200bller")],
    *[(typed, ("Cleo", "Marchetti")) for typed in ("", "  ", "?!", "'", "%", "*", "\\", "😀")],
]


@pytest.mark.parametrize(("typed", "names"), FOUND)
def test_a_chart_is_found_however_its_name_is_typed(typed: str, names: tuple[str, ...]) -> None:
    assert finds_client(typed, *names)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        *[(typed, ("Ann", "MacLeod")) for typed in ("cleo", "leo", "leod", "acl", "ann cleo", "annmac", "macleods")],
        *[(typed, ("José", "Muñoz")) for typed in ("ose", "jos munozz", "josemunoz", "jose jose x", "jøsee")],
        *[(typed, ("Maria", "Lopez")) for typed in ("marial", "aria", "lopezm", "1990-04", "5/4/1990", "1990-04-06")],
        *[(typed, ("太郎", "山田")) for typed in ("次郎", "田山", "太田")],
        *[(typed, ("アンナ", "ガルシア")) for typed in ("カルシア", "ンナ")],
        *[(typed, ("Marie", "Lee")) for typed in ("anne marie", "marie 2/30/1990", "marieanne")],
    ],
)
def test_nothing_else_is_found(typed: str, names: tuple[str, ...]) -> None:
    assert not finds_client(typed, *names)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *[
            (typed, True)
            for typed in ("1EG4-TE5-MK73", "1eg4te5mk73", "1EG4 TE5 MK73", "1eg4", "1EG4-T", "cleo 1eg4te5")
        ],
        *[(typed, False) for typed in ("1EG", "te5mk73", "mk73", "1eg4te5mk74", "eg4t", "1eg4te5mk733")],
    ],
)
def test_a_member_id_finds_its_chart_whole_or_by_its_beginning_from_four_characters(typed: str, found: bool) -> None:
    assert finds_client(typed, "Cleo", "Marchetti", member_ids=("1EG4-TE5 MK73",)) is found


@pytest.mark.parametrize("member_id", ["a-b c/d 1.2-3 4 5-6", "ＡＢＣＤ123456", "abcd 123\u200b456"])
def test_a_member_id_is_found_as_it_was_typed(member_id: str) -> None:
    assert finds_client(member_id, "Cleo", "Reyes", member_ids=(member_id,))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *[(typed, "UnitedHealthcare") for typed in ("united healthcare", "unitedhealth", "healthcare", "UNITED")],
        *[(typed, "United Healthcare") for typed in ("unitedhealthcare", "UnitedHealthcare", "healthcare united")],
        *[(typed, "Unitedhealthcare of Texas") for typed in ("united healthcare", "united healthcare texas")],
        *[
            (typed, "Blue Cross Blue Shield of Texas")
            for typed in ("bluecrossblueshield", "bluecross blueshield", "texas blue")
        ],
        *[(typed, "BlueCross/BlueShield") for typed in ("blue cross blue shield", "blueshield", "shield cross")],
        *[(typed, "Smith & Sons") for typed in ("smith and sons", "smith & sons", "smithsons", "smith sons")],
        *[(typed, "AT&T Benefits") for typed in ("at&t", "att", "at&t benefits", "AT and T")],
        *[(typed, "Children’s Health") for typed in ("childrens", "children's health", "childrenshealth")],
        *[(typed, "MetroPlusHealth") for typed in ("metro plus", "metroplus health", "plushealth")],
        *[(typed, "Aetna®, Inc.") for typed in ("aetna inc", "aetna, inc.", "inc")],
    ],
)
def test_a_payer_is_found_by_joined_and_by_split_words(typed: str, name: str) -> None:
    assert finds_payer(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("rise", "Arise Health Plan"),
        ("she", "Children’s Health"),
        ("net aetna", "Aetna"),
        ("hcare", "UnitedHealthcare"),
    ],
)
def test_no_payer_is_found_by_the_inside_of_a_word(typed: str, name: str) -> None:
    assert not finds_payer(typed, name)


def test_each_text_of_a_payer_finds_it_alone_or_together() -> None:
    texts = ("Blue Shield of California", "BSC", "94036")
    assert all(finds_payer(typed, *texts) for typed in ("bsc", "940", "shield bsc", "94036 california"))


def test_two_spellings_of_one_name_are_the_same() -> None:
    assert same_name(("José", "O’Brien"), ("JOSE", "obrien"))
    assert same_name(("Anne-Marie", "Lopez"), ("Lopez", "Anne Marie"))
    assert not same_name(("Ann", "Lopez"), ("Anne", "Lopez"))


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u3164", "\u2800", "\U000e0001"])
def test_characters_that_nobody_sees_do_not_change_the_order(invisible: str) -> None:
    assert sort_key(f"{invisible}Aetna") == sort_key("Aetna") < sort_key("Zurich")


def test_a_shorter_last_name_sorts_before_a_longer_one_whatever_the_first_names() -> None:
    assert sort_key("Lee", "Zoe") < sort_key("Lee Ann", "Ada") < sort_key("Leeds", "Ada")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
words = st.text("abcdéøñ", min_size=1, max_size=6)


@given(first=words, last=words, data=st.data())
def test_the_beginnings_of_both_names_in_either_order_find_the_chart(
    first: str, last: str, data: st.DataObject
) -> None:
    typed = [name[: data.draw(st.integers(1, len(name)))] for name in (first, last)]
    assert finds_client(" ".join(data.draw(st.permutations(typed))).upper(), first.title(), last.title())


@given(name=texts)
def test_every_text_finds_the_name_it_is(name: str) -> None:
    assert finds_client(name, name)
    assert finds_payer(name, name)


@given(parts=st.lists(words, min_size=1, max_size=4), data=st.data())
def test_where_words_are_joined_or_split_does_not_matter(parts: list[str], data: st.DataObject) -> None:
    separators = st.sampled_from(["", " ", "-", "'", "’", ". "])
    stored, typed = ("".join(part + data.draw(separators) for part in parts) for _ in range(2))
    stored = " ".join(parts) if data.draw(st.booleans()) else "".join(parts)
    assert finds_payer(typed, stored)


@given(first=words, last=words, typed=words)
def test_one_word_finds_what_begins_with_it_and_nothing_else(first: str, last: str, typed: str) -> None:
    (plain,) = name_words(typed)
    names = [name_words(name)[0] for name in (first, last)]
    assert finds_client(typed, first, last) == any(name.startswith(plain) for name in names)
