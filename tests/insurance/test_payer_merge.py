"""Merging payers: one record gets the names of the other, and what it lacks; the other is archived."""

from dataclasses import replace

import pytest

from insurance import limits
from insurance.payer_merge import merge_problems, merged
from insurance.payer_names import names_in_use
from support.factories import a_payer, an_address

INTO = a_payer(id="into", name="Cigna Healthcare", aliases=("Cigna",), edi_payer_id=None)
OTHER = a_payer(id="other", name="Evernorth", aliases=("Evernorth Health", "CIGNA"), edi_payer_id="62308")


def test_the_names_of_the_other_become_aliases_each_once() -> None:
    after, archived, problems = merged(INTO, OTHER, {})
    assert problems == []
    assert after.aliases == ("Cigna", "Evernorth", "Evernorth Health")
    assert archived == replace(OTHER, aliases=(), archived=True, merged_into_id="into")


def test_what_the_record_lacks_it_gets_from_the_other_and_nothing_it_has_changes() -> None:
    home, elsewhere = an_address(), an_address(city="Dallas")
    after, _, _ = merged(INTO, replace(OTHER, address=elsewhere), {})
    assert (after.edi_payer_id, after.address) == ("62308", elsewhere)
    after, _, _ = merged(replace(INTO, edi_payer_id="1X", address=home), replace(OTHER, address=elsewhere), {})
    assert (after.edi_payer_id, after.address) == ("1X", home)


def test_a_name_that_a_third_payer_has_taken_stays_with_it() -> None:
    third = names_in_use([a_payer(id="third", name="Evernorth")])
    after, _, problems = merged(INTO, replace(OTHER, archived=True), third)
    assert (after.aliases, problems) == (("Cigna", "Evernorth Health"), [])


def test_too_many_aliases_are_refused_and_change_nothing() -> None:
    full = replace(INTO, aliases=tuple(f"Name {number}" for number in range(limits.ALIASES)))
    after, other, (problem,) = merged(full, OTHER, {})
    assert (after, other, problem.code, problem.path) == (full, OTHER, "LIMIT_REACHED", ("from",))


@pytest.mark.parametrize(
    ("into", "other", "problems"),
    [
        (INTO, OTHER, []),
        (INTO, replace(OTHER, archived=True), []),
        (None, OTHER, [("NOT_FOUND", "into")]),
        (None, None, [("NOT_FOUND", "into"), ("NOT_FOUND", "from")]),
        (INTO, INTO, [("INVALID", "from")]),
        (replace(INTO, archived=True), OTHER, [("INVALID", "into")]),
    ],
)
def test_what_cannot_be_merged(into: object, other: object, problems: list[tuple[str, str]]) -> None:
    found = merge_problems(into, other)  # type: ignore[arg-type]
    assert [(problem.code.value, ".".join(problem.path)) for problem in found] == problems
