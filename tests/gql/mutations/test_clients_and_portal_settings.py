"""addClient, editClient, and insurance collection (portal article: Controlling Whether Clients Can Add Insurance)."""

from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO, OMAR, OTHER_PRACTICE, PRACTICE
from support.sandbox import Sandbox

COLLECTING = (
    "{ viewer { practice { collectsInsurance } client { viewerCanAddPolicy insuranceCollection { enabled } } } }"
)


async def collecting(sandbox: Sandbox, name: str) -> tuple[bool, bool]:
    """The practice's default as a client sees it, and whether collection is on for that client."""
    viewer = (await sandbox.api(name).data(COLLECTING))["viewer"]
    assert viewer["client"]["viewerCanAddPolicy"] is viewer["client"]["insuranceCollection"]["enabled"]
    return viewer["practice"]["collectsInsurance"], viewer["client"]["viewerCanAddPolicy"]


def as_saved(client: dict[str, Any], version: int) -> dict[str, Any]:
    """What every save of a client changes."""
    return {"version": version, "updatedAt": client["updatedAt"]}


async def test_a_client_is_kept_and_found(sandbox: Sandbox) -> None:
    client = await sandbox.save_record(
        "addClient", firstName=" Zoe\u0308 ", lastName="O’Neil", dateOfBirth="1990-04-02"
    )
    assert (client["displayName"], client["dateOfBirth"]) == ("Zoë O’Neil", "1990-04-02")
    assert client["insuranceCollection"] == {"override": "INHERIT", "enabled": True}
    query = '{ clients(search: "zoë o’neil") { nodes { id policies { id } } } }'
    assert (await sandbox.pat.data(query))["clients"]["nodes"] == [{"id": client["id"], "policies": []}]


async def test_two_clients_may_have_the_same_name(sandbox: Sandbox) -> None:
    assert await sandbox.add_client() != await sandbox.add_client()


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        pytest.param({"firstName": ""}, [("BLANK", "firstName")], id="no first name"),
        pytest.param({"lastName": "x" * 101}, [("TOO_LONG", "lastName")], id="a long last name"),
        pytest.param(
            {"firstName": "a\x00", "lastName": "\t"},
            [("BLANK", "lastName"), ("INVALID", "firstName")],
            id="both at once",
        ),
    ],
)
@pytest.mark.parametrize("mutation", ["addClient", "editClient"])
async def test_a_client_that_cannot_be_kept(
    sandbox: Sandbox, mutation: str, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    before = sandbox.all_rows()
    which = (
        {"firstName": "Nia", "lastName": "Okoro"} if mutation == "addClient" else {"id": global_id("Client", CLEO.id)}
    )
    saved = await sandbox.save(mutation, **{**which, **given})
    assert sorted(saved.errors) == errors
    assert (saved["client"] is None) is (mutation == "addClient")
    assert sandbox.all_rows() == before


async def test_an_edit_changes_what_is_given_and_the_client_is_found_anew(sandbox: Sandbox) -> None:
    client = await sandbox.save_record("addClient", firstName="Nia", lastName="Okoro", dateOfBirth="1990-04-02")
    edited = await sandbox.save_record("editClient", id=client["id"], lastName="Zygmunt")
    assert edited == {**client, "lastName": "Zygmunt", "displayName": "Nia Zygmunt", **as_saved(edited, 2)}
    cleared = await sandbox.save_record("editClient", id=client["id"], dateOfBirth=None)
    assert cleared == {**edited, "dateOfBirth": None, **as_saved(cleared, 3)}
    found = await sandbox.pat.data(
        '{ old: clients(search: "okoro") { totalCount } new: clients(search: "zygmunt") { totalCount } }'
    )
    assert (found["old"]["totalCount"], found["new"]["totalCount"]) == (0, 1)


@pytest.mark.parametrize("field", ["firstName", "lastName"])
async def test_a_name_cannot_be_emptied(sandbox: Sandbox, field: str) -> None:
    emptied: dict[str, Any] = {field: None}
    saved = await sandbox.save("editClient", id=await sandbox.add_client(), **emptied)
    assert saved.errors == [("REQUIRED", field)]


@pytest.mark.parametrize(
    ("mutation", "given"),
    [
        pytest.param("editClient", {}, id="nothing given"),
        pytest.param("editClient", {"firstName": " Cleo", "dateOfBirth": "2002-05-14"}, id="what it is"),
        pytest.param("setClientInsuranceCollection", {"override": "INHERIT"}, id="the override it has"),
        pytest.param("setPortalSettings", {"collectsInsurance": True}, id="the default there is"),
    ],
)
async def test_what_changes_nothing_writes_nothing(sandbox: Sandbox, mutation: str, given: dict[str, Any]) -> None:
    whose = {"editClient": "id", "setClientInsuranceCollection": "clientId"}
    which = {whose[mutation]: global_id("Client", CLEO.id)} if mutation in whose else {}
    before = sandbox.all_rows()
    await sandbox.save_record(mutation, **which, **given)
    assert sandbox.all_rows() == before


@pytest.mark.parametrize(("mutation", "path"), [("editClient", "id"), ("setClientInsuranceCollection", "clientId")])
@pytest.mark.parametrize("id_", ["", "client", global_id("Client", OMAR.id), global_id("Policy", CLEO.id)])
async def test_a_client_that_is_not_theirs_is_not_found(sandbox: Sandbox, mutation: str, path: str, id_: str) -> None:
    given = {"override": "ON"} if mutation != "editClient" else {}
    saved = await sandbox.save(mutation, **{path: id_}, **given)
    assert (saved.errors, saved["client"]) == ([("NOT_FOUND", path)], None)


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize(("override", "enabled"), [("INHERIT", None), ("ON", True), ("OFF", False)])
async def test_the_override_wins_in_both_directions_and_is_read_live(
    sandbox: Sandbox, default: bool, override: str, enabled: bool | None
) -> None:
    practice = await sandbox.save_record("setPortalSettings", collectsInsurance=default)
    assert (practice["id"], practice["collectsInsurance"]) == (global_id("Practice", PRACTICE.id), default)
    client = await sandbox.save_record(
        "setClientInsuranceCollection", clientId=global_id("Client", CLEO.id), override=override
    )
    expected = default if enabled is None else enabled
    assert client["insuranceCollection"] == {"override": override, "enabled": expected}
    assert await collecting(sandbox, "Cleo") == (default, expected)
    assert await collecting(sandbox, "Dana") == (default, default)


async def test_the_settings_of_another_practice_stay(sandbox: Sandbox) -> None:
    theirs = sandbox.rows("SELECT * FROM practices WHERE id = ?", OTHER_PRACTICE.id)
    await sandbox.save_record("setPortalSettings", collectsInsurance=False)
    assert sandbox.rows("SELECT * FROM practices WHERE id = ?", OTHER_PRACTICE.id) == theirs
