"""Which payers the client may have meant: likeness suggests, and never settles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.facts import Payer, Policy
from insurance.payer_names import normalised
from insurance.payer_suggestions import PayerIndex, PayerSuggestion, text_to_suggest_for
from support.factories import a_payer, a_portal_policy, shuffled

AETNA = a_payer()
BETTER = a_payer(id="better", name="Aetna Better Health", edi_payer_id="128TX")
TEXAS = a_payer(id="texas", name="Blue Cross Blue Shield of Texas", edi_payer_id="84980", aliases=("BCBSTX",))
CIGNA = a_payer(id="cigna", name="Cigna", edi_payer_id="62308")
ALIKE = [
    a_payer(id=id_, name=name, edi_payer_id=None)
    for id_, name in {
        "cigna healthcare": "Cigna Healthcare",
        "oscar": "Oscar Health",
        "united": "UnitedHealthcare",
        "metro": "MetroPlusHealth",
        "first": "Healthfirst",
    }.items()
]
PRACTICE = [CIGNA, TEXAS, BETTER, AETNA]


def payer_suggestions(policy: Policy, payers: list[Payer], first: int) -> list[PayerSuggestion]:
    index, entered = PayerIndex(), text_to_suggest_for(policy)
    for payer in payers:
        index.add(payer)
    return index.suggestions(entered, first) if entered else []


def suggested(entered: str | None, payers: list[Payer], first: int = 3) -> list[str]:
    policy = a_portal_policy(entered_payer_name=entered)
    return [suggestion.payer.id for suggestion in payer_suggestions(policy, payers, first)]


@pytest.mark.parametrize(
    ("entered", "nearest"),
    [
        pytest.param("Aetna Inc.", "aetna", id="a word too many"),
        pytest.param("Etna", "aetna", id="a letter too few"),
        pytest.param("aetna beter health", "better", id="a typing mistake"),
        pytest.param("Texas Blue Shield Blue Cross", "texas", id="another order"),
        pytest.param("BCBS TX", "texas", id="near to an alias"),
        pytest.param("United Healthcare", "united", id="a name of one word, typed as two"),
        pytest.param("Health First", "first", id="a name of one word, typed as two, where others have one of them"),
        pytest.param("Cignahealthcare", "cigna healthcare", id="a name of two words, typed as one"),
    ],
)
def test_the_payer_that_was_probably_meant_comes_first(entered: str, nearest: str) -> None:
    assert suggested(entered, [*PRACTICE, *ALIKE])[0] == nearest


def named(*names: str) -> list[Payer]:
    return [a_payer(id=name, name=name, edi_payer_id=None) for name in names]


@pytest.mark.parametrize(
    ("entered", "best_first"),
    [
        pytest.param(
            "Kaiser", ["Kaiser Permanente", "Kaiser Foundation Health Plan"], id="a word, the shorter name first"
        ),
        pytest.param("Health Plan", ["Health Plan", "Arise Health Plan"], id="all words of the name too"),
        pytest.param("UHC", ["United HealthCare", "United Healthcare of Texas"], id="a known abbreviation"),
        pytest.param("uhc of texas", ["United Healthcare of Texas"], id="a known abbreviation among words"),
        pytest.param("BCBSTX", ["Blue Cross Blue Shield of Texas"], id="initials with the code of a state"),
        pytest.param("BCBS", ["Blue Cross Blue Shield", "Blue Cross Blue Shield of Texas"], id="initials"),
        pytest.param("BCBS of Texas", ["Blue Cross Blue Shield of Texas"], id="initials and words"),
        pytest.param("KFHP", ["Kaiser Foundation Health Plan"], id="initials of a whole name"),
        pytest.param("bluecross blueshield", ["Blue Cross Blue Shield"], id="joined words"),
        pytest.param("Texas Blue", ["Blue Cross Blue Shield of Texas"], id="words in another order"),
        pytest.param("Kaizer Permanente", ["Kaiser Permanente"], id="a misspelled word"),
    ],
)
def test_whole_words_rank_before_likeness(entered: str, best_first: list[str]) -> None:
    payers = named(
        "Arise Health Plan",
        "Blue Cross Blue Shield of Texas",
        "Blue Cross Blue Shield",
        "Health Plan",
        "Kaiser Foundation Health Plan",
        "Kaiser Permanente",
        "Raiser Health",
        "United HealthCare",
        "United Healthcare of Texas",
    )
    arise = a_payer(id="arise", name="Arise", edi_payer_id="KAISE")
    assert suggested(entered, [arise, *payers], 10)[: len(best_first)] == best_first


@pytest.mark.parametrize("entered", ["Kaiser", "Arize", "6230", "128"])
def test_an_edi_payer_id_is_equal_or_plays_no_part(entered: str) -> None:
    payers = [
        a_payer(id=id_, name=name, edi_payer_id=id_)
        for id_, name in [("ARISE", "Zeta"), ("62308", "Omega"), ("128TX", "Phi")]
    ]
    assert suggested(entered, payers) == []
    assert suggested("arise", payers) == ["ARISE"]


def test_an_equal_edi_payer_id_comes_before_every_word_of_a_name() -> None:
    payers = [a_payer(id="name", name="60054 Health", edi_payer_id=None), a_payer(id="id", name="Aetna")]
    assert suggested("60054", payers) == ["id", "name"]


def test_a_payer_that_changed_is_suggested_as_it_is_now() -> None:
    index = PayerIndex()
    index.add(a_payer(name="Aetna", aliases=("Old Name",)))
    index.add(a_payer(name="Aetna", version=2, aliases=("New Name",)))
    assert index.suggestions("old name", 3)[0].matched == "New Name"
    assert index.suggestions("new name", 3)[0].score == 1
    index.add(a_payer(name="Aetna", version=3, archived=True))
    assert index.suggestions("aetna", 3) == []


def test_a_suggestion_tells_which_of_the_payers_texts_came_nearest() -> None:
    (nearest, *_) = payer_suggestions(a_portal_policy(entered_payer_name="bcbstx."), PRACTICE, 3)
    assert (nearest.payer, nearest.score, nearest.matched) == (TEXAS, 1.0, "BCBSTX")


def test_the_same_words_in_another_order_are_near_but_not_the_same() -> None:
    (nearest,) = payer_suggestions(a_portal_policy(entered_payer_name="Health Better Aetna"), [BETTER], 3)
    assert 0.9 < nearest.score < 1


@pytest.mark.parametrize("entered", [None, "", "  ", "?!"])
def test_where_nothing_was_typed_nothing_is_suggested(entered: str | None) -> None:
    assert suggested(entered, PRACTICE) == []


def test_once_a_payer_is_chosen_nothing_is_suggested() -> None:
    policy = a_portal_policy(payer_id="cigna", entered_payer_name="aetna")
    assert payer_suggestions(policy, PRACTICE, 3) == []


def test_an_archived_payer_is_not_suggested() -> None:
    assert suggested("aetna", [a_payer(archived=True)]) == []


def test_a_name_with_hardly_anything_in_common_is_not_suggested() -> None:
    assert suggested("Zurich", PRACTICE) == []


def test_payers_that_share_a_text_are_all_suggested() -> None:
    twin = a_payer(id="twin", name="Aetna of Ohio", edi_payer_id="60054")
    assert suggested("60054", [twin, AETNA]) == ["aetna", "twin"]


@pytest.mark.parametrize("first", [0, 1, 2, 10])
def test_no_more_are_suggested_than_were_asked_for(first: int) -> None:
    everyone = [a_payer(id=str(number), name=f"Aetna {number}") for number in range(4)]
    assert suggested("aetna", everyone, first) == ["0", "1", "2", "3"][:first]


names = st.lists(
    st.sampled_from(["Aetna", "Better", "Blue", "Cross", "Shield", "of", "Texas", "&", "60054", "?"]),
    min_size=1,
    max_size=4,
).map(" ".join) | st.text(min_size=1, max_size=12)
payers = st.builds(
    a_payer,
    id=st.uuids().map(str),
    name=names,
    aliases=st.lists(names, max_size=2).map(tuple),
    edi_payer_id=st.none() | names,
    archived=st.booleans(),
)
practices = st.lists(payers, max_size=4, unique_by=lambda payer: payer.id)


@given(entered=names, practice=practices, first=st.integers(0, 5))
def test_suggestions_are_likely_payers_of_the_practice_best_first(
    entered: str, practice: list[Payer], first: int
) -> None:
    suggestions = payer_suggestions(a_portal_policy(entered_payer_name=entered), practice, first)
    scores = [suggestion.score for suggestion in suggestions]
    assert len(suggestions) <= first
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for suggestion in suggestions:
        payer = suggestion.payer
        assert payer in practice
        assert not payer.archived
        assert suggestion.matched in (payer.name, *payer.aliases, payer.edi_payer_id)


@given(entered=names, practice=practices)
def test_a_payer_is_suggested_once(entered: str, practice: list[Payer]) -> None:
    suggested_ids = suggested(entered, practice, 10)
    assert len(suggested_ids) == len(set(suggested_ids))


@given(entered=names, practice=practices)
def test_fewer_suggestions_are_the_beginning_of_more(entered: str, practice: list[Payer]) -> None:
    assert suggested(entered, practice, 2) == suggested(entered, practice, 10)[:2]


@given(entered=names, practice=practices)
def test_only_the_same_name_scores_one_and_it_always_does(entered: str, practice: list[Payer]) -> None:
    certain = {
        suggestion.payer.id
        for suggestion in payer_suggestions(a_portal_policy(entered_payer_name=entered), practice, 10)
        if suggestion.score == 1
    }
    wanted = normalised(entered)
    assert certain == {
        payer.id
        for payer in practice
        if wanted
        and not payer.archived
        and wanted in [normalised(text) for text in (payer.name, *payer.aliases, payer.edi_payer_id or "")]
    }


@given(entered=names, practices_=shuffled(practices))
def test_the_order_of_the_payers_does_not_matter(entered: str, practices_: tuple[list[Payer], list[Payer]]) -> None:
    practice, same_practice = practices_
    assert suggested(entered, practice) == suggested(entered, same_practice)


@given(entered=names, practice=practices)
def test_case_and_punctuation_do_not_matter(entered: str, practice: list[Payer]) -> None:
    assert suggested(f" ({normalised(entered)})!", practice) == suggested(entered, practice)
