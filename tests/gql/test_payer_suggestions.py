"""Suggestions for the text that a client entered, over HTTP (portal article: Reviewing Client-Entered Policies)."""

import pytest

from support.sandbox import Sandbox

SUGGESTED = "query($id: ID!) { policy(id: $id) { payerSuggestions(first: 3) { payer { name } } } }"
PAYERS = [
    ("Arise Health Plan", "ARISE"),
    ("Kaiser Permanente", "94135"),
    ("Kaiser Foundation Health Plan", "RH009"),
    ("Harvard Pilgrim Health Care", "04271"),
    ("Health Alliance Plan", "38224"),
    ("Molina Healthcare", "38333"),
    ("Mutual of Omaha", "71412"),
    ("Premera Blue Cross", "47570"),
]


@pytest.mark.parametrize(
    ("entered", "best"),
    [
        pytest.param("Kaiser", ["Kaiser Permanente", "Kaiser Foundation Health Plan"], id="before an ID like it"),
        pytest.param("Arise", ["Arise Health Plan"], id="a name that an ID is too"),
        pytest.param("Harvard Pilgrim", ["Harvard Pilgrim Health Care"], id="the first words"),
        pytest.param("Molina", ["Molina Healthcare"], id="one word"),
        pytest.param("mutual omaha", ["Mutual of Omaha"], id="without the small word"),
        pytest.param("Premera", ["Premera Blue Cross"], id="in any case"),
        pytest.param("38224", ["Health Alliance Plan"], id="the whole payer ID"),
    ],
)
async def test_whole_words_of_names_come_first(sandbox: Sandbox, entered: str, best: list[str]) -> None:
    for name, edi in PAYERS:
        await sandbox.save("addPayer", name=name, ediPayerId=edi)
    policy = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=entered)
    found = (await sandbox.pat.data(SUGGESTED, id=policy))["policy"]["payerSuggestions"]
    assert [one["payer"]["name"] for one in found][: len(best)] == best
    if entered == "Kaiser":
        assert "Arise Health Plan" not in [one["payer"]["name"] for one in found]
