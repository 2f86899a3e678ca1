"""addPayer and editPayer, and settling a payer by editing a policy (portal article: Reviewing ... Policies)."""

from typing import Any

import pytest

from insurance.payer_names import matching_payer
from store.demo.cast import OTHER_PRACTICE
from support.factories import a_payer
from support.sandbox import Desk

TEXT = "Harbor Health & Co."


async def test_a_payer_is_kept_with_its_names(desk: Desk) -> None:
    given = {"name": " Harbor  Health ", "ediPayerId": " HH001 ", "aliases": ["Harbor", " HH ", "Harbor"]}
    payer = await desk.saved("addPayer", **given)
    kept = {
        "name": "Harbor  Health",
        "ediPayerId": "HH001",
        "aliases": ["Harbor", "HH"],
        "archived": False,
        "version": 1,
    }
    assert {name: payer[name] for name in kept} == kept
    (found,) = (await desk.pat.data('{ payers(search: "hh001") { nodes { id } } }'))["payers"]["nodes"]
    assert found["id"] == payer["id"]


@pytest.mark.parametrize("given", [{}, {"ediPayerId": None, "aliases": None}, {"aliases": []}])
async def test_a_name_is_enough(desk: Desk, given: dict[str, Any]) -> None:
    payer = await desk.saved("addPayer", name="Harbor Health", **given)
    assert (payer["ediPayerId"], payer["aliases"]) == (None, [])


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        pytest.param({"name": " "}, [("BLANK", "name")], id="no name"),
        pytest.param({"name": "x" * 101}, [("TOO_LONG", "name")], id="a long name"),
        pytest.param({"name": "a\nb"}, [("INVALID", "name")], id="a name of two lines"),
        pytest.param({"name": "…"}, [("INVALID", "name")], id="a name of which nothing remains"),
        pytest.param({"name": "AETNA."}, [("DUPLICATE_PAYER", "name")], id="the name of another"),
        pytest.param({"ediPayerId": ""}, [("BLANK", "ediPayerId")], id="no EDI payer ID"),
        pytest.param({"ediPayerId": "x" * 81}, [("TOO_LONG", "ediPayerId")], id="a long EDI payer ID"),
        pytest.param({"aliases": ["x"] * 51}, [("LIMIT_REACHED", "aliases")], id="too many aliases"),
        pytest.param(
            {"aliases": ["ok", "", "x" * 201, "--", "aetna"]},
            [
                ("BLANK", "aliases.1"),
                ("DUPLICATE_PAYER", "aliases.4"),
                ("INVALID", "aliases.3"),
                ("TOO_LONG", "aliases.2"),
            ],
            id="each bad alias by its place",
        ),
        pytest.param(
            {"name": "", "ediPayerId": "\x00", "aliases": [" "]},
            [("BLANK", "aliases.0"), ("BLANK", "name"), ("INVALID", "ediPayerId")],
            id="all at once",
        ),
    ],
)
@pytest.mark.parametrize("mutation", ["addPayer", "editPayer"])
async def test_a_payer_that_cannot_be_kept(
    desk: Desk, mutation: str, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    before = desk.everything()
    which = {"name": "Harbor"} if mutation == "addPayer" else {"id": desk.payer("Cigna Healthcare")}
    saved = await desk.save(mutation, **{**which, **given})
    assert sorted(saved.errors) == errors
    assert (saved["payer"] is None) is (mutation == "addPayer")
    assert desk.everything() == before


async def test_names_and_aliases_are_unique_in_the_practice_and_edi_payer_ids_are_not(desk: Desk) -> None:
    await desk.saved("addPayer", name="Harbor Health", ediPayerId="60054", aliases=["HH"])
    for name in ("harbor health!", "Hh"):
        assert (await desk.save("addPayer", name=name)).errors == [("DUPLICATE_PAYER", "name")]
        assert (await desk.save("addPayer", name="New", aliases=[name])).errors == [("DUPLICATE_PAYER", "aliases.0")]
    await desk.saved("addPayer", name="Other", ediPayerId="60054")
    await desk.saved("addPayer", name="60054")


async def test_another_practice_may_have_a_payer_of_the_same_name(desk: Desk) -> None:
    await desk.saved("addPayer", name="Harbor Health")
    assert (await desk.save("addPayer", by="Olga", name="Harbor Health")).errors == []
    assert len(desk.rows("SELECT 1 FROM payers WHERE name = 'Harbor Health'")) == 2


async def test_an_edit_changes_what_is_given_and_frees_the_names_it_drops(desk: Desk) -> None:
    payer = await desk.saved("addPayer", name="Harbor Health", ediPayerId="HH", aliases=["Harbor"])
    edited = await desk.saved("editPayer", id=payer["id"], name="Harbor", aliases=["Harbor Plan"])
    assert edited == {**payer, "name": "Harbor", "aliases": ["Harbor Plan"], "version": 2}
    cleared = await desk.saved("editPayer", id=payer["id"], ediPayerId=None, aliases=None)
    assert cleared == {**edited, "ediPayerId": None, "aliases": [], "version": 3}
    await desk.saved("addPayer", name="Harbor Health", aliases=["Harbor Plan"])


@pytest.mark.parametrize("given", [{}, {"name": "Harbor"}, {"aliases": ["H, Inc", "HH"]}, {"archived": False}])
async def test_an_edit_that_changes_nothing_writes_nothing(desk: Desk, given: dict[str, Any]) -> None:
    payer = await desk.saved("addPayer", name="Harbor", aliases=["H, Inc", "HH"])
    before = desk.everything()
    assert await desk.saved("editPayer", id=payer["id"], **given) == payer
    assert desk.everything() == before


async def test_aliases_that_only_read_alike_are_another_edit(desk: Desk) -> None:
    payer = await desk.saved("addPayer", name="Harbor", aliases=["H, Inc", "HH"])
    assert (await desk.saved("editPayer", id=payer["id"], aliases=["H", "Inc, HH"]))["aliases"] == ["H", "Inc, HH"]
    assert (await desk.save("addPayer", name="H Inc")).errors == []


@pytest.mark.parametrize("field", ["name", "archived"])
async def test_a_payers_name_and_state_cannot_be_emptied(desk: Desk, field: str) -> None:
    emptied: dict[str, Any] = {field: None}
    saved = await desk.save("editPayer", id=desk.payer("Aetna"), **emptied)
    assert saved.errors == [("REQUIRED", field)]
    assert saved["payer"]["name"] == "Aetna"


async def test_from_another_version_it_is_a_conflict_with_the_payer_as_it_is(desk: Desk) -> None:
    payer = await desk.saved("addPayer", name="Harbor")
    now = await desk.saved("editPayer", id=payer["id"], version=1, ediPayerId="HH")
    saved = await desk.save("editPayer", id=payer["id"], version=1, name="Haven")
    assert (saved.errors, saved["payer"]) == ([("CONFLICT", "version")], now)


async def test_an_archived_payer_keeps_its_policies_and_its_names_and_is_offered_no_more(desk: Desk) -> None:
    payer = await desk.saved("addPayer", name="Harbor")
    policy = await desk.add(await desk.a_client(), payerId=payer["id"])
    assert (await desk.saved("editPayer", id=payer["id"], archived=True))["archived"]
    assert (await desk.policy(policy["id"]))["payer"]["name"] == "Harbor"
    listed = (await desk.pat.data('{ payers(search: "Harbor") { nodes { id } } }'))["payers"]["nodes"]
    assert listed == []
    assert (await desk.save("addPayer", name="HARBOR")).errors == [("DUPLICATE_PAYER", "name")]
    assert not (await desk.saved("editPayer", id=payer["id"], archived=False))["archived"]


async def test_a_payer_of_another_practice_is_as_if_there_were_none(desk: Desk) -> None:
    theirs = (await desk.save("addPayer", by="Olga", name="Theirs"))["payer"]["id"]
    for id_ in (theirs, "", "payer"):
        saved = await desk.save("editPayer", id=id_, name="Mine")
        assert (saved.errors, saved["payer"]) == ([("NOT_FOUND", "id")], None)
    assert desk.rows("SELECT name FROM payers WHERE name = 'Theirs' AND practice_id = ?", OTHER_PRACTICE.id)


async def test_choosing_the_payer_settles_the_policy_and_reviews_it(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=TEXT)
    saved = await desk.save("editPolicy", id=id_, payerId=desk.payer("Aetna"))
    policy = saved["policy"]
    assert (policy["needsPayer"], policy["needsReview"], policy["enteredPayerName"]) == (False, False, TEXT)
    assert (policy["payer"]["name"], policy["reviewedBy"], saved["settledPolicies"]) == ("Aetna", "Pat Rivera", [])
    assert sorted(saved.changed) == ["payer", "reviewedAt", "reviewedBy"]


async def test_nothing_but_a_payer_settles_it(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=TEXT)
    saved = await desk.save("editPolicy", id=id_, memberId="W1", endDate="9999-12-31", payerId=None)
    assert (saved["policy"]["needsPayer"], saved["policy"]["needsReview"]) == (True, True)
    assert list(saved.warned) == ["NEEDS_PAYER"]
    assert (await desk.saved("makePolicyInactive", id=id_))["needsPayer"]
    assert (await desk.saved("markPolicyReviewed", id=id_))["needsPayer"]


async def test_a_remembered_name_settles_all_who_wait_with_it_and_leaves_them_to_review(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=TEXT)
    same = await desk.submitted(await desk.a_client(), entered_payer_name="harbor health and co")
    other = await desk.submitted(await desk.a_client(), entered_payer_name="Harbor Health")
    payer = await desk.saved("addPayer", name="Harbor")
    saved = await desk.save("editPolicy", id=id_, payerId=payer["id"], rememberEnteredName=True)
    (settled,) = saved["settledPolicies"]
    assert (settled["id"], settled["payer"]["name"], settled["version"]) == (same, "Harbor", 2)
    assert (settled["needsPayer"], settled["needsReview"], settled["reviewedAt"]) == (False, True, None)
    assert await desk.policy(same) == settled
    assert (await desk.policy(other))["needsPayer"]
    now = await desk.saved("editPayer", id=payer["id"])
    assert (now["aliases"], now["version"]) == ([TEXT], 2)
    assert matching_payer("HARBOR HEALTH & CO", [a_payer(name="Harbor", aliases=tuple(now["aliases"]))])


async def test_a_name_the_payer_has_already_is_kept_once_and_settles_all_the_same(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=TEXT)
    same = await desk.submitted(await desk.a_client(), entered_payer_name=TEXT)
    payer = await desk.saved("addPayer", name="Harbor", aliases=["HARBOR HEALTH AND CO"])
    saved = await desk.save("editPolicy", id=id_, payerId=payer["id"], rememberEnteredName=True)
    assert [policy["id"] for policy in saved["settledPolicies"]] == [same]
    assert await desk.saved("editPayer", id=payer["id"]) == payer


async def test_nothing_is_settled_to_a_payer_that_is_archived(desk: Desk) -> None:
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=TEXT)
    await desk.saved("editPolicy", id=id_, payerId=desk.payer("Aetna"))
    await desk.saved("editPayer", id=desk.payer("Aetna"), archived=True)
    before = desk.everything()
    saved = await desk.save("editPolicy", id=id_, payerId=desk.payer("Aetna"), rememberEnteredName=True)
    assert saved.errors == [("INVALID", "rememberEnteredName")]
    assert desk.everything() == before


async def test_no_policy_of_another_practice_is_settled(desk: Desk) -> None:
    before = desk.rows("SELECT * FROM policies WHERE practice_id = ?", OTHER_PRACTICE.id)
    (text,) = desk.rows(
        "SELECT entered_payer_name FROM policies WHERE practice_id = ? AND payer_id IS NULL "
        "AND entered_payer_name IS NOT NULL LIMIT 1",
        OTHER_PRACTICE.id,
    )[0]
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=text)
    saved = await desk.save("editPolicy", id=id_, payerId=desk.payer("Aetna"), rememberEnteredName=True)
    assert saved.errors == []
    assert desk.rows("SELECT * FROM policies WHERE practice_id = ?", OTHER_PRACTICE.id) == before


@pytest.mark.parametrize(
    ("text", "chosen", "error"),
    [
        pytest.param(None, "Aetna", "INVALID", id="nothing was typed"),
        pytest.param("…", "Aetna", "INVALID", id="nothing remains of what was typed"),
        pytest.param(TEXT, None, "INVALID", id="no payer is chosen"),
        pytest.param("cigna healthcare", "Aetna", "DUPLICATE_PAYER", id="another payer goes by it"),
        pytest.param(TEXT, "Full", "LIMIT_REACHED", id="the payer has all the aliases it may"),
    ],
)
async def test_a_name_that_cannot_be_remembered(desk: Desk, text: str | None, chosen: str | None, error: str) -> None:
    await desk.saved("addPayer", name="Full", aliases=[f"alias {n}" for n in range(50)])
    id_ = await desk.submitted(await desk.a_client(), entered_payer_name=text)
    before = desk.everything()
    payer = {"payerId": desk.payer(chosen)} if chosen else {}
    saved = await desk.save("editPolicy", id=id_, rememberEnteredName=True, **payer)
    assert saved.errors == [(error, "rememberEnteredName")]
    assert saved["policy"]["needsPayer"]
    assert desk.everything() == before
