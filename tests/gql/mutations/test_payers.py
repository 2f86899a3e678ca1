"""addPayer and editPayer, and choosing a payer for policies (portal article: Reviewing Client-Entered Policies)."""

from typing import Any

import pytest

from insurance.payer_names import matching_payer
from store.demo.cast import OTHER_PRACTICE
from support.factories import a_payer
from support.sandbox import Sandbox

TEXT = "Harbor Health & Co."


async def test_a_payer_is_kept_with_its_names(sandbox: Sandbox) -> None:
    given = {"name": " Harbor  Health ", "ediPayerId": " HH001 ", "aliases": ["Harbor", " HH ", "Harbor"]}
    payer = await sandbox.save_record("addPayer", **given)
    kept = {
        "name": "Harbor  Health",
        "ediPayerId": "HH001",
        "aliases": ["Harbor", "HH"],
        "archived": False,
        "version": 1,
    }
    assert {name: payer[name] for name in kept} == kept
    (found,) = (await sandbox.pat.data('{ payers(search: "hh001") { nodes { id } } }'))["payers"]["nodes"]
    assert found["id"] == payer["id"]


@pytest.mark.parametrize("given", [{}, {"ediPayerId": None, "aliases": None}, {"aliases": []}])
async def test_a_name_is_enough(sandbox: Sandbox, given: dict[str, Any]) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor Health", **given)
    assert (payer["ediPayerId"], payer["aliases"]) == (None, [])


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        pytest.param({"name": " "}, [("BLANK", "name")], id="no name"),
        pytest.param({"name": "x" * 201}, [("TOO_LONG", "name")], id="a long name"),
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
    sandbox: Sandbox, mutation: str, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    before = sandbox.all_rows()
    which = {"name": "Harbor"} if mutation == "addPayer" else {"id": sandbox.payer("Cigna Healthcare")}
    saved = await sandbox.save(mutation, **{**which, **given})
    assert sorted(saved.errors) == errors
    assert (saved["payer"] is None) is (mutation == "addPayer")
    assert sandbox.all_rows() == before


async def test_names_and_aliases_are_unique_in_the_practice_and_edi_payer_ids_are_not(sandbox: Sandbox) -> None:
    await sandbox.save_record("addPayer", name="Harbor Health", ediPayerId="60054", aliases=["HH"])
    for name in ("harbor health!", "Hh"):
        assert (await sandbox.save("addPayer", name=name)).errors == [("DUPLICATE_PAYER", "name")]
        assert (await sandbox.save("addPayer", name="New", aliases=[name])).errors == [("DUPLICATE_PAYER", "aliases.0")]
    await sandbox.save_record("addPayer", name="Other", ediPayerId="60054")
    await sandbox.save_record("addPayer", name="60054")


async def test_another_practice_may_have_a_payer_of_the_same_name(sandbox: Sandbox) -> None:
    await sandbox.save_record("addPayer", name="Harbor Health")
    assert (await sandbox.save("addPayer", by="Olga", name="Harbor Health")).errors == []
    assert len(sandbox.rows("SELECT 1 FROM payers WHERE name = 'Harbor Health'")) == 2


async def test_an_edit_changes_what_is_given_and_frees_the_names_it_drops(sandbox: Sandbox) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor Health", ediPayerId="HH", aliases=["Harbor"])
    edited = await sandbox.save_record("editPayer", id=payer["id"], name="Harbor", aliases=["Harbor Plan"])
    assert edited == {**payer, "name": "Harbor", "aliases": ["Harbor Plan"], "version": 2}
    cleared = await sandbox.save_record("editPayer", id=payer["id"], ediPayerId=None, aliases=None)
    assert cleared == {**edited, "ediPayerId": None, "aliases": [], "version": 3}
    await sandbox.save_record("addPayer", name="Harbor Health", aliases=["Harbor Plan"])


@pytest.mark.parametrize("given", [{}, {"name": "Harbor"}, {"aliases": ["H, Inc", "HH"]}, {"archived": False}])
async def test_an_edit_that_changes_nothing_writes_nothing(sandbox: Sandbox, given: dict[str, Any]) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor", aliases=["H, Inc", "HH"])
    before = sandbox.all_rows()
    assert await sandbox.save_record("editPayer", id=payer["id"], **given) == payer
    assert sandbox.all_rows() == before


async def test_aliases_that_only_read_alike_are_another_edit(sandbox: Sandbox) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor", aliases=["H, Inc", "HH"])
    assert (await sandbox.save_record("editPayer", id=payer["id"], aliases=["H", "Inc, HH"]))["aliases"] == [
        "H",
        "Inc, HH",
    ]
    assert (await sandbox.save("addPayer", name="H Inc")).errors == []


@pytest.mark.parametrize("field", ["name", "archived"])
async def test_a_payers_name_and_state_cannot_be_emptied(sandbox: Sandbox, field: str) -> None:
    emptied: dict[str, Any] = {field: None}
    saved = await sandbox.save("editPayer", id=sandbox.payer("Aetna"), **emptied)
    assert saved.errors == [("REQUIRED", field)]
    assert saved["payer"]["name"] == "Aetna"


async def test_from_another_version_it_is_a_conflict_with_the_payer_as_it_is(sandbox: Sandbox) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor")
    now = await sandbox.save_record("editPayer", id=payer["id"], version=1, ediPayerId="HH")
    saved = await sandbox.save("editPayer", id=payer["id"], version=1, name="Haven")
    assert (saved.errors, saved["payer"]) == ([("CONFLICT", "version")], now)


async def test_an_archived_payer_keeps_its_policies_and_is_offered_no_more(sandbox: Sandbox) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor")
    policy = await sandbox.add_policy(await sandbox.add_client(), payerId=payer["id"])
    assert (await sandbox.save_record("editPayer", id=payer["id"], archived=True))["archived"]
    assert (await sandbox.policy(policy["id"]))["payer"]["name"] == "Harbor"
    listed = (await sandbox.pat.data('{ payers(search: "Harbor") { nodes { id } } }'))["payers"]["nodes"]
    assert listed == []
    assert not (await sandbox.save_record("editPayer", id=payer["id"], archived=False))["archived"]


async def test_a_payer_of_another_practice_is_as_if_there_were_none(sandbox: Sandbox) -> None:
    theirs = (await sandbox.save("addPayer", by="Olga", name="Theirs"))["payer"]["id"]
    for id_ in (theirs, "", "payer"):
        saved = await sandbox.save("editPayer", id=id_, name="Mine")
        assert (saved.errors, saved["payer"]) == ([("NOT_FOUND", "id")], None)
    assert sandbox.rows("SELECT name FROM payers WHERE name = 'Theirs' AND practice_id = ?", OTHER_PRACTICE.id)


async def test_choosing_the_payer_settles_the_policy_and_reviews_it(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=TEXT)
    saved = await sandbox.save("editPolicy", id=id_, payerId=sandbox.payer("Aetna"))
    policy = saved["policy"]
    assert (policy["needsPayer"], policy["needsReview"], policy["enteredPayerName"]) == (False, False, TEXT)
    assert (policy["payer"]["name"], policy["reviewedBy"], saved["settledPolicies"]) == ("Aetna", "Pat Rivera", [])
    assert sorted(saved.changes) == ["payer", "reviewedAt", "reviewedBy"]


async def test_nothing_but_a_payer_settles_it(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=TEXT)
    saved = await sandbox.save("editPolicy", id=id_, memberId="W1", endDate="9999-12-31", payerId=None)
    assert (saved["policy"]["needsPayer"], saved["policy"]["needsReview"]) == (True, True)
    assert list(saved.warnings) == ["NEEDS_PAYER"]
    assert (await sandbox.save_record("makePolicyInactive", id=id_))["needsPayer"]
    assert (await sandbox.save_record("markPolicyReviewed", id=id_))["needsPayer"]


async def test_a_remembered_name_settles_all_who_wait_with_it_and_leaves_them_to_review(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=TEXT)
    same = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="harbor health and co")
    other = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="Harbor Health")
    payer = await sandbox.save_record("addPayer", name="Harbor")
    saved = await sandbox.save("editPolicy", id=id_, payerId=payer["id"], rememberEnteredName=True)
    (settled,) = saved["settledPolicies"]
    assert (settled["id"], settled["payer"]["name"], settled["version"]) == (same, "Harbor", 2)
    assert (settled["needsPayer"], settled["needsReview"], settled["reviewedAt"]) == (False, True, None)
    assert await sandbox.policy(same) == settled
    assert (await sandbox.policy(other))["needsPayer"]
    now = await sandbox.save_record("editPayer", id=payer["id"])
    assert (now["aliases"], now["version"]) == ([TEXT], 2)
    assert matching_payer("HARBOR HEALTH & CO", [a_payer(name="Harbor", aliases=tuple(now["aliases"]))])


async def test_a_name_the_payer_has_already_is_kept_once_and_settles_all_the_same(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=TEXT)
    same = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=TEXT)
    payer = await sandbox.save_record("addPayer", name="Harbor", aliases=["HARBOR HEALTH AND CO"])
    saved = await sandbox.save("editPolicy", id=id_, payerId=payer["id"], rememberEnteredName=True)
    assert [policy["id"] for policy in saved["settledPolicies"]] == [same]
    assert await sandbox.save_record("editPayer", id=payer["id"]) == payer


async def test_nothing_is_settled_to_a_payer_that_is_archived(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=TEXT)
    await sandbox.save_record("editPolicy", id=id_, payerId=sandbox.payer("Aetna"))
    await sandbox.save_record("editPayer", id=sandbox.payer("Aetna"), archived=True)
    before = sandbox.all_rows()
    saved = await sandbox.save("editPolicy", id=id_, payerId=sandbox.payer("Aetna"), rememberEnteredName=True)
    assert saved.errors == [("INVALID", "rememberEnteredName")]
    assert sandbox.all_rows() == before


async def test_no_policy_of_another_practice_is_settled(sandbox: Sandbox) -> None:
    before = sandbox.rows("SELECT * FROM policies WHERE practice_id = ?", OTHER_PRACTICE.id)
    (text,) = sandbox.rows(
        "SELECT entered_payer_name FROM policies WHERE practice_id = ? AND payer_id IS NULL "
        "AND entered_payer_name IS NOT NULL LIMIT 1",
        OTHER_PRACTICE.id,
    )[0]
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=text)
    saved = await sandbox.save("editPolicy", id=id_, payerId=sandbox.payer("Aetna"), rememberEnteredName=True)
    assert saved.errors == []
    assert sandbox.rows("SELECT * FROM policies WHERE practice_id = ?", OTHER_PRACTICE.id) == before


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
async def test_a_name_that_cannot_be_remembered(
    sandbox: Sandbox, text: str | None, chosen: str | None, error: str
) -> None:
    await sandbox.save_record("addPayer", name="Full", aliases=[f"alias {n}" for n in range(50)])
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=text)
    before = sandbox.all_rows()
    payer = {"payerId": sandbox.payer(chosen)} if chosen else {}
    saved = await sandbox.save("editPolicy", id=id_, rememberEnteredName=True, **payer)
    assert saved.errors == [(error, "rememberEnteredName")]
    assert saved["policy"]["needsPayer"]
    assert sandbox.all_rows() == before
