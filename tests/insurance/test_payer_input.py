"""A payer's input: required fields, valid names, and that a name belongs to one payer."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance import limits
from insurance.facts import Payer
from insurance.payer_input import checked_aliases, checked_payer
from insurance.payer_names import names_in_use
from insurance.problems import Problem
from support.factories import a_payer

AETNA = a_payer(aliases=("Aetna Health Plans",))
CIGNA = a_payer(id="cigna", name="Cigna", edi_payer_id="62308", aliases=("Evernorth",))
NEW = Payer("new", 1, "", None, (), archived=False)


def checked_all(*texts: str) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """The aliases as they are stored, and their problems."""
    problems: list[Problem] = []
    kept = checked_aliases(texts, problems)
    return kept, [(problem.code.value, problem.path) for problem in problems]


def checked(values: dict[str, Any], before: Payer = AETNA) -> tuple[Payer, list[tuple[str, str]]]:
    """The payer with the input, and each problem: its code and its path, joined."""
    payer, problems, _ = checked_payer(before, values, names_in_use([AETNA, CIGNA], before.id))
    assert all(problem.message.endswith(".") for problem in problems)
    return payer, [(problem.code.value, ".".join(problem.path)) for problem in problems]


@pytest.mark.parametrize(
    ("values", "changes"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"name": "  Aetna Inc "}, {"name": "Aetna Inc"}, id="a name, trimmed"),
        pytest.param({"name": "AETNA"}, {"name": "AETNA"}, id="its own name, spelled otherwise"),
        pytest.param({"name": "Aetna Health Plans"}, {"name": "Aetna Health Plans"}, id="its own alias"),
        pytest.param({"edi_payer_id": "62308"}, {"edi_payer_id": "62308"}, id="an EDI payer ID that another has too"),
        pytest.param({"edi_payer_id": None}, {"edi_payer_id": None}, id="null clears the EDI payer ID"),
        pytest.param({"aliases": None}, {"aliases": ()}, id="null clears the aliases"),
        pytest.param({"aliases": ["A", "B", "A"]}, {"aliases": ("A", "B")}, id="each alias once"),
        pytest.param({"archived": True}, {"archived": True}, id="archived"),
    ],
)
def test_only_what_the_input_has_changes_in_a_payer(values: dict[str, Any], changes: dict[str, Any]) -> None:
    assert checked(values) == (replace(AETNA, **changes), [])


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        pytest.param({"name": None}, [("REQUIRED", "name")], id="no name"),
        pytest.param({"archived": None}, [("REQUIRED", "archived")], id="neither archived nor not"),
        pytest.param({"name": " "}, [("BLANK", "name")], id="a blank name"),
        pytest.param({"name": "x" * 201}, [("TOO_LONG", "name")], id="a long name"),
        pytest.param({"name": "…"}, [("INVALID", "name")], id="a name without a letter or digit"),
        pytest.param({"name": "evernorth"}, [("DUPLICATE_PAYER", "name")], id="the alias of an archived payer"),
        pytest.param({"edi_payer_id": ""}, [("BLANK", "edi_payer_id")], id="a blank EDI payer ID"),
        pytest.param({"aliases": ["A", "--"]}, [("INVALID", "aliases.1")], id="an alias without a letter or digit"),
        pytest.param({"aliases": ["CIGNA"]}, [("DUPLICATE_PAYER", "aliases.0")], id="the name of another as an alias"),
        pytest.param({"aliases": [""] * 51}, [("LIMIT_REACHED", "aliases")], id="too many aliases are one problem"),
        pytest.param(
            {"name": None, "edi_payer_id": "x" * 81, "aliases": ["", "Cigna"]},
            [
                ("REQUIRED", "name"),
                ("TOO_LONG", "edi_payer_id"),
                ("BLANK", "aliases.0"),
                ("DUPLICATE_PAYER", "aliases.1"),
            ],
            id="everything at once",
        ),
    ],
)
def test_every_problem_of_a_payer_is_reported_with_its_path(
    values: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    assert checked(values)[1] == problems


def test_a_new_payer_cannot_take_a_name_in_use() -> None:
    assert checked({"name": "aetna"}, before=NEW)[1] == [("DUPLICATE_PAYER", "name")]
    assert checked({"name": "Humana", "aliases": ["Humana Inc"]}, before=NEW)[1] == []


@given(name=st.text(max_size=5))
def test_a_name_has_one_problem_at_most(name: str) -> None:
    assert len(checked({"name": name}, before=NEW)[1]) <= 1


def test_each_alias_is_kept_once_in_the_order_given() -> None:
    assert checked_all("b", " a", "b ", "a", "B") == (("b", "a", "B"), [])


def test_each_bad_alias_is_named_by_its_place() -> None:
    assert checked_all("a", " ", "b", "x" * 201)[1] == [("BLANK", ("aliases", "1")), ("TOO_LONG", ("aliases", "3"))]


def test_too_many_aliases_are_one_problem_and_not_looked_at() -> None:
    assert checked_all(*[f"alias {n}" for n in range(limits.ALIASES)])[1] == []
    assert checked_all(*[""] * (limits.ALIASES + 1)) == ((), [("LIMIT_REACHED", ("aliases",))])
