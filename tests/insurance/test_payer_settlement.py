"""Who waits with the same text, and whether a name is still free."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.enums import PolicyStatus
from insurance.facts import Payer, Policy
from insurance.payer_names import duplicate_name, names_in_use
from insurance.payer_settlement import alias_problem, waiting_with_same_text
from insurance.problems import UserErrorCode
from insurance.text import folded
from support.factories import a_payer, a_policy, a_portal_policy, ids

SETTLED = a_portal_policy(id="settled", payer_id="aetna", entered_payer_name="Aetna & Co.")
PATH = ("aliases", "0")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Aetna & Co.", id="the very same text"),
        pytest.param("AETNA  AND CO", id="spelled otherwise"),
    ],
)
def test_who_waits_with_the_same_text_is_settled_too(text: str) -> None:
    waiting = a_portal_policy(id="waiting", client_id="dana", entered_payer_name=text)
    assert ids(waiting_with_same_text(SETTLED, [SETTLED, waiting])) == ["waiting"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(a_portal_policy(id="other", entered_payer_name="Aetna"), id="another text"),
        pytest.param(a_portal_policy(id="other", entered_payer_name=None), id="no text"),
        pytest.param(a_portal_policy(id="other", entered_payer_name="…"), id="a text of which nothing remains"),
        pytest.param(
            a_portal_policy(id="other", entered_payer_name="Aetna & Co.", payer_id="cigna"), id="one with a payer"
        ),
        pytest.param(
            a_portal_policy(id="other", entered_payer_name="Aetna & Co.", status=PolicyStatus.ENTERED_IN_ERROR),
            id="one entered in error",
        ),
        pytest.param(SETTLED, id="itself"),
    ],
)
def test_nobody_else_is_settled(other: Policy) -> None:
    assert waiting_with_same_text(SETTLED, [other]) == []


@pytest.mark.parametrize("text", [None, "", "…", "--"])
def test_a_text_of_which_nothing_remains_settles_nobody(text: str | None) -> None:
    waiting = a_portal_policy(id="waiting", entered_payer_name=text)
    assert waiting_with_same_text(a_policy(id="settled", entered_payer_name=text), [waiting]) == []


AETNA = a_payer(aliases=("Aetna Health Plans",))
CIGNA = a_payer(id="cigna", name="Cigna", edi_payer_id="62308", aliases=("Evernorth",))
TAKEN = names_in_use([AETNA, CIGNA, a_payer(id="old", name="Oxford", archived=True)])


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        pytest.param("Aetna", "Aetna", id="a name"),
        pytest.param("AETNA.", "Aetna", id="a name spelled otherwise"),
        pytest.param("aetna health plans", "Aetna", id="an alias"),
        pytest.param("Cigna", "Cigna", id="the name of another"),
        pytest.param("evernorth", "Cigna", id="the alias of another"),
    ],
)
def test_a_name_that_another_payer_goes_by_is_refused(name: str, whose: str) -> None:
    problem = duplicate_name(name, PATH, TAKEN)
    assert problem is not None
    assert (problem.code, problem.path) == (UserErrorCode.DUPLICATE_PAYER, PATH)
    assert problem.message == f"{whose} already has this name."


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Aetna Better Health", id="a longer name"),
        pytest.param("60054", id="an EDI payer ID, which real insurers share"),
    ],
)
def test_a_name_that_nobody_goes_by_is_free(name: str) -> None:
    assert duplicate_name(name, PATH, TAKEN) is None


def test_a_payers_own_names_are_free_to_itself() -> None:
    assert duplicate_name("Aetna Health Plans", PATH, names_in_use([AETNA, CIGNA], except_id="aetna")) is None


FULL = a_payer(id="full", name="Full", aliases=(*[f"alias {n}" for n in range(49)], "AETNA AND CO"))


@pytest.mark.parametrize(
    ("text", "payer", "chosen", "code"),
    [
        pytest.param("Aetna & Co.", AETNA, True, None, id="nothing"),
        pytest.param("aetna", AETNA, True, None, id="nothing where the payer goes by it already"),
        pytest.param(
            "Aetna & Co.", FULL, True, None, id="nothing where a payer with all its aliases goes by it already"
        ),
        pytest.param("Aetna Texas", FULL, True, "LIMIT_REACHED", id="a payer with all its aliases"),
        pytest.param("cigna", AETNA, True, "DUPLICATE_PAYER", id="another payer that goes by it"),
        pytest.param(None, AETNA, True, "INVALID", id="no text"),
        pytest.param("…", AETNA, True, "INVALID", id="a text of which nothing remains"),
        pytest.param("Aetna & Co.", AETNA, False, "INVALID", id="a payer that was not chosen now"),
        pytest.param("Evernorth", replace(CIGNA, archived=True), True, "INVALID", id="an archived payer"),
        pytest.param("Aetna & Co.", None, True, None, id="nothing more where there is no such payer"),
    ],
)
def test_what_keeps_the_clients_text_from_becoming_an_alias(
    text: str | None, payer: Payer | None, chosen: bool, code: str | None
) -> None:
    taken = names_in_use([AETNA, CIGNA], except_id=payer.id if payer else None)
    problem = alias_problem(a_portal_policy(entered_payer_name=text), payer, chosen, taken)
    assert (problem and problem.code) == code
    assert problem is None or problem.path == ("remember_entered_name",)


def test_an_archived_payer_does_not_keep_its_name() -> None:
    assert duplicate_name("Oxford", PATH, TAKEN) is None


names = st.sampled_from(["Aetna", "AETNA", "Aetna Inc", "Cigna", "cigna ", "Humana"])


@given(
    payers=st.lists(
        st.builds(
            lambda n, name, aliases: a_payer(id=n, name=name, aliases=aliases),
            st.uuids().map(str),
            names,
            st.lists(names).map(tuple),
        )
    ),
    name=names,
)
def test_a_name_is_taken_exactly_when_a_payer_goes_by_it(payers: list[Payer], name: str) -> None:
    going_by = {folded(text) for payer in payers for text in (payer.name, *payer.aliases)}
    assert (duplicate_name(name, PATH, names_in_use(payers)) is not None) is (folded(name) in going_by)
