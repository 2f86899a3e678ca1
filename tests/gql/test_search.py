"""Finding charts and payers over HTTP, as receptionists and clients type."""

from typing import Any

import pytest

from support.sandbox import Sandbox

CLIENTS = "query($search: String) { clients(search: $search, first: 100) { nodes { displayName } totalCount } }"
PAYERS = "query($search: String) { payers(search: $search, first: 100) { nodes { name } totalCount } }"


async def clients(sandbox: Sandbox, typed: str, by: str = "Pat") -> list[str]:
    found = (await sandbox.api(by).data(CLIENTS, search=typed))["clients"]
    names = [node["displayName"] for node in found["nodes"]]
    assert found["totalCount"] == len(names)
    return names


async def payers(sandbox: Sandbox, typed: str, by: str = "Pat") -> list[str]:
    found = (await sandbox.api(by).data(PAYERS, search=typed))["payers"]
    names = [node["name"] for node in found["nodes"]]
    assert found["totalCount"] == len(names)
    return names


async def add(sandbox: Sandbox, first: str, last: str, **more: Any) -> str:
    return str((await sandbox.save_record("addClient", firstName=first, lastName=last, **more))["id"])


PEOPLE = [
    ("José", "Xerxes", ["jose", "JOSE X", "xerxes, josé", "jose\u0301"]),
    ("Siobhán", "O’Xavier", ["O'Xavier", "oxavier", "o’xavier", "siobhan", "o xavier"]),
    ("Anne-Marie", "Xavi", ["anne marie", "annemarie", "Anne-Marie", "marie xavi"]),
    ("Annemarie", "Xul", ["anne marie x", "annemarie", "Anne-Marie Xul"]),
    ("Øyvind", "Müller-Xu", ["oyvind", "muller xu", "mullerxu", "MÜLLER"]),
    ("小龙", "李", ["李", "小龙", "李小龙", "龙"]),
    ("Наталья", "Ёлкина", ["наталья", "елкина", "Ёлк нат"]),
    ("ليلى", "حسن", ["ليلى", "حسن", "حسن ليل"]),
    ("\u200bZara", "Xinvisible", ["zara x", "xinv"]),
]


@pytest.mark.parametrize(("first", "last", "searches"), PEOPLE, ids=[last for _, last, _ in PEOPLE])
async def test_a_chart_is_found_however_its_name_is_typed(
    sandbox: Sandbox, first: str, last: str, searches: list[str]
) -> None:
    await add(sandbox, first, last)
    for typed in searches:
        found = await clients(sandbox, typed)
        assert any(last in name for name in found), (typed, found)
        assert await clients(sandbox, typed, by="Olga") == [] or "x" not in last.casefold()


async def test_a_search_finds_nothing_within_a_word(sandbox: Sandbox) -> None:
    await add(sandbox, "Ann", "MacLeod")
    found = await clients(sandbox, "cleo")
    assert "Ann MacLeod" not in found
    assert any(name.startswith("Cleo") for name in found)
    for typed in ("acleod", "leod", "ann cleo", "nn", "annm"):
        assert "Ann MacLeod" not in await clients(sandbox, typed)


async def test_a_chart_is_found_by_date_of_birth_as_it_is_written_in_the_us_and_in_iso(sandbox: Sandbox) -> None:
    await add(sandbox, "Xenia", "Born", dateOfBirth="1971-03-09")
    for typed in ("1971-03-09", "3/9/1971", "03/09/1971", "xenia 3/9/1971", "1971-3-9"):
        assert await clients(sandbox, typed) == ["Xenia Born"], typed
    for typed in ("1971-03-10", "9/3/1971", "1971-03", "3/9/71", "13/9/1971"):
        assert await clients(sandbox, typed) == [], typed


async def test_a_chart_is_found_by_member_id_from_four_characters_on(sandbox: Sandbox) -> None:
    chart = await add(sandbox, "Xenia", "Member")
    policy = await sandbox.add_policy(chart, memberId="QZX 771-204")
    for typed in ("QZX 771-204", "qzx771204", "qzx7", "QZX-7712", "xenia qzx77"):
        assert await clients(sandbox, typed) == ["Xenia Member"], typed
    for typed in ("qzx", "771204", "qzx7713"):
        assert await clients(sandbox, typed) == [], typed
    await sandbox.save_record("editPolicy", id=policy["id"], memberId="PLM90001")
    assert await clients(sandbox, "qzx7") == []
    assert await clients(sandbox, "plm9") == ["Xenia Member"]


async def test_two_policies_with_one_member_id_are_found_until_both_have_another(sandbox: Sandbox) -> None:
    chart = await add(sandbox, "Xenia", "Twice")
    one = await sandbox.add_policy(chart, memberId="QQ-11-22")
    other = await sandbox.add_policy(chart, memberId="qq1122", type="SECONDARY")
    await sandbox.save_record("editPolicy", id=one["id"], memberId="RR3344")
    assert await clients(sandbox, "qq11") == ["Xenia Twice"]
    await sandbox.save_record("editPolicy", id=other["id"], memberId="RR5566")
    assert await clients(sandbox, "qq11") == []


async def test_a_submitted_policys_member_id_finds_the_chart(sandbox: Sandbox) -> None:
    await sandbox.save("submitPolicy", by="Cleo", type="SECONDARY", memberId="ZZTOP-99")
    assert [name.split()[0] for name in await clients(sandbox, "zztop")] == ["Cleo"]


async def test_a_renamed_client_is_found_by_the_new_name_alone(sandbox: Sandbox) -> None:
    chart = await add(sandbox, "Xenia", "Before", dateOfBirth="1971-03-09")
    await sandbox.add_policy(chart, memberId="QZX7712")
    await sandbox.save_record("editClient", id=chart, lastName="After", dateOfBirth="1971-03-19")
    assert await clients(sandbox, "xenia before") == await clients(sandbox, "3/9/1971") == []
    for typed in ("xenia after", "qzx7712", "3/19/1971"):
        assert await clients(sandbox, typed) == ["Xenia After"]


@pytest.mark.parametrize(
    ("name", "searches"),
    [
        ("XUnitedHealthcare", ["xunited healthcare", "xunitedhealthcare", "healthcare xunited", "XUNITED"]),
        ("Xunited Healthcare", ["xunitedhealthcare", "XUnitedHealthcare", "healthc xun"]),
        ("Xunitedhealthcare of Ohio", ["xunited healthcare", "ohio xunitedhealthcare"]),
        ("Xénon & Sons", ["xenon and sons", "xenon & sons", "xenonsons", "sons xenon"]),
        ("X-Cross/X-Shield", ["xcross xshield", "x cross", "xcrossxshield"]),
    ],
)
async def test_a_payer_is_found_by_joined_and_split_words(sandbox: Sandbox, name: str, searches: list[str]) -> None:
    await sandbox.save_record("addPayer", name=name)
    for typed in searches:
        assert name in await payers(sandbox, typed), typed
        assert name in await payers(sandbox, typed, by="Cleo"), typed
        assert await payers(sandbox, typed, by="Omar") == []


async def test_staff_find_a_payer_by_alias_and_edi_payer_id_and_the_portal_by_its_name_alone(sandbox: Sandbox) -> None:
    payer = await sandbox.save_record("addPayer", name="Xylo Mutual", aliases=["Quux Life"], ediPayerId="XQ771")
    for typed in ("quux", "life quux", "xq77", "xylo quux"):
        assert await payers(sandbox, typed) == ["Xylo Mutual"]
        assert await payers(sandbox, typed, by="Cleo") == []
    assert await payers(sandbox, "mutual xylo", by="Cleo") == ["Xylo Mutual"]
    await sandbox.save_record("editPayer", id=payer["id"], aliases=[], name="Zylo Mutual", archived=True)
    for typed in ("quux", "xylo", "zylo"):
        assert await payers(sandbox, typed) == await payers(sandbox, typed, by="Cleo") == []
    query = PAYERS.replace("first: 100", "first: 100, includeArchived: true")
    for by, expected in (("Pat", ["Zylo Mutual"]), ("Cleo", [])):
        assert [
            node["name"] for node in (await sandbox.api(by).data(query, search="zylo"))["payers"]["nodes"]
        ] == expected


async def test_names_that_begin_with_invisible_characters_sort_by_what_is_seen(sandbox: Sandbox) -> None:
    for name in ("\u200bAbacus Life", "\u2060Aardvark Life", "Abc Life"):
        sandbox_name = await sandbox.save("addPayer", name=name)
        assert sandbox_name.errors == []
    names = [name.strip("\u200b\u2060") for name in await payers(sandbox, "life")]
    assert [name for name in names if name.startswith("A")][:3] == ["Aardvark Life", "Abacus Life", "Abc Life"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("José", "O’Xavier"), ("jose", "oxavier"), ("JOSE", "O'Xavier"), ("O'Xavier", "Jose"), ("Jo-se", "O Xavier")],
)
async def test_a_second_client_of_a_name_and_birth_date_is_saved_with_a_warning(
    sandbox: Sandbox, first: str, last: str
) -> None:
    existing = await add(sandbox, "José", "O'Xavier", dateOfBirth="1980-01-02")
    saved = await sandbox.save("addClient", firstName=first, lastName=last, dateOfBirth="1980-01-02")
    assert saved.errors == []
    assert saved["existingClient"]["id"] == existing != saved["client"]["id"]
    assert [warning["code"] for warning in saved["warnings"]] == ["POSSIBLE_DUPLICATE"]
    assert len(await clients(sandbox, "oxavier")) == 2


@pytest.mark.parametrize(
    ("first", "last", "born"),
    [("José", "O'Xavier", "1980-01-03"), ("Josef", "O'Xavier", "1980-01-02"), ("José", "O'Xavier", None)],
)
async def test_another_birth_date_or_name_is_another_person(
    sandbox: Sandbox, first: str, last: str, born: str | None
) -> None:
    await add(sandbox, "José", "O'Xavier", dateOfBirth="1980-01-02")
    saved = await sandbox.save("addClient", firstName=first, lastName=last, dateOfBirth=born)
    assert (saved.errors, saved["existingClient"], saved["warnings"]) == ([], None, [])


async def test_the_same_person_in_another_practice_is_never_named(sandbox: Sandbox) -> None:
    await add(sandbox, "José", "O'Xavier", dateOfBirth="1980-01-02")
    saved = await sandbox.save("addClient", by="Olga", firstName="José", lastName="O'Xavier", dateOfBirth="1980-01-02")
    assert (saved.errors, saved["existingClient"], saved["warnings"]) == ([], None, [])


async def test_remembering_a_name_settles_each_spelling_and_no_other_text(sandbox: Sandbox) -> None:
    chart = await add(sandbox, "Xenia", "Settled")
    texts = ["Xylo & Co.", "XYLO and co", " xylo, & co ", "Xylo Company"]
    ids = [await sandbox.add_portal_policy(chart, entered_payer_name=text) for text in texts]
    saved = await sandbox.save("editPolicy", id=ids[0], payerId=sandbox.payer("Aetna"), rememberEnteredName=True)
    assert saved.errors == []
    assert sorted(each["id"] for each in saved["settledPolicies"]) == sorted(ids[1:3])
    assert (await sandbox.policy(ids[3]))["needsPayer"]


async def test_a_name_cannot_be_remembered_of_a_policy_without_one(sandbox: Sandbox) -> None:
    chart = await add(sandbox, "Xenia", "Nameless")
    policy = await sandbox.add_policy(chart)
    for id_ in (policy["id"], await sandbox.add_portal_policy(chart, entered_payer_name=None, member_id="M-1234")):
        saved = await sandbox.save("editPolicy", id=id_, payerId=sandbox.payer("Aetna"), rememberEnteredName=True)
        assert saved.errors == [("INVALID", "rememberEnteredName")]
