"""The portal article from end to end over HTTP, with the documents that frontends send."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from PIL import Image

from store.demo.cast import PAT
from support.api_client import ApiClient, token_of
from support.database_records import copy_demo
from support.operations import OPERATIONS
from support.server import run_server
from support.uploads import card_image, put_bytes

DOCUMENTS = {operation.name: operation.query for operation in OPERATIONS}
NEXT_PRIMARY = "2025-03-01"


@dataclass(frozen=True)
class Screen:
    """A screen: sends the documents of `schema/operations/`, and returns their data."""

    api: ApiClient

    async def open(self, document: str, **variables: Any) -> Any:
        """All that a screen shows."""
        return await self.api.data(DOCUMENTS[document], **variables)

    async def save(self, document: str, **given: Any) -> Any:
        """Sends a form. Its payload, which may have user errors."""
        (payload,) = (await self.api.data(DOCUMENTS[document], input=given)).values()
        return payload

    async def done(self, document: str, **given: Any) -> Any:
        """Sends a form that must have no user errors. Its payload."""
        payload = await self.save(document, **given)
        assert payload["userErrors"] == []
        return payload

    async def photograph(self, file_name: str) -> str:
        """Takes a photo of the card as a phone does, held sideways, and sends it: the upload's id."""
        photo = a_photo_of_a_card()
        upload = await self.done("CreateUpload", fileName=file_name, contentType="image/jpeg", byteSize=len(photo))
        assert (await put_bytes(self.api, upload["upload"], photo)).status_code == 200
        return str(upload["upload"]["id"])


def a_photo_of_a_card() -> bytes:
    """A JPEG that says in its EXIF where it was taken and which way is up."""
    image = Image.open(BytesIO(card_image()))
    notes = Image.Exif()
    notes[0x0112] = 6
    notes[0x010F] = "A phone's maker"
    written = BytesIO()
    image.save(written, "JPEG", exif=notes)
    return written.getvalue()


@pytest.fixture
async def http(demo_file: Path, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """A browser on the real server with the demo."""
    copy_demo(demo_file, tmp_path)
    with run_server(tmp_path) as server:
        async with AsyncClient(base_url=f"{server.url}", timeout=30) as http:
            yield http


def codes(payload: Any) -> list[str]:
    """The codes of the user errors."""
    return [error["code"] for error in payload["userErrors"]]


async def test_a_client_adds_insurance_in_the_portal_and_the_practice_makes_it_ready_to_bill(  # noqa: PLR0915 - one story
    http: AsyncClient,
) -> None:
    practice = Screen(ApiClient(http, token_of("Pat")))

    # Controlling whether clients can add insurance: off for all, and nobody is asked.
    await practice.done("SetPortalSettings", collectsInsurance=False)
    client = (await practice.done("AddClient", firstName="Nia", lastName="Okoro"))["client"]["id"]
    invited = await practice.done("InviteClient", clientId=client)
    portal = await accept(http, invited["invitationUrl"])
    assert (await portal.open("Intake"))["viewer"]["client"]["viewerCanAddPolicy"] is False
    refused = await portal.save("SubmitPolicy", type="PRIMARY", memberId="ZM-204417")
    assert codes(refused) == ["INSURANCE_COLLECTION_OFF"]
    closed = await portal.save("CreateUpload", fileName="card.jpg", contentType="image/jpeg", byteSize=9)
    assert codes(closed) == ["INSURANCE_COLLECTION_OFF"]

    # On for this one client, with a new invitation: the session she has sees it at once.
    await practice.done("InviteClient", clientId=client, insuranceCollection="ON")
    assert (await portal.open("Intake"))["viewer"]["client"]["viewerCanAddPolicy"] is True

    # During intake she photographs her card, says whose it is, and skips the rest.
    form = (await portal.open("AddInsuranceForm"))["viewer"]["policyForm"]
    assert [field["inputField"] for field in form["fields"] if field["required"]] == ["type"]
    assert codes(await portal.save("SubmitPolicy", type="PRIMARY")) == ["REQUIRED"]
    card = {"uploadId": await portal.photograph("IMG_0042.jpg"), "side": "FRONT"}
    submitted = await portal.done("SubmitPolicy", type="PRIMARY", payerName="zenith mutual", attachments=[card])
    policy = submitted["policy"]["id"]
    (photo,) = submitted["policy"]["attachments"]
    shown = Image.open(BytesIO((await http.get(photo["previewUrl"])).content))
    assert (shown.size, len(shown.getexif())) == ((200, 320), 0)

    # It is in the chart at once, where it needs a payer and a review, with her words and her photo beside it.
    (seen,) = (await practice.open("Chart", clientId=client))["client"]["policies"]
    assert (seen["id"], seen["needsPayer"], seen["needsReview"], seen["payer"]) == (policy, True, True, None)
    assert (seen["source"], seen["enteredPayerName"]) == ("PORTAL", "zenith mutual")
    assert [attachment["side"] for attachment in seen["attachments"]] == ["FRONT"]
    missing = ["RELATIONSHIP", "PAYER", "INSURANCE_TYPE", "MEMBER_ID", "EFFECTIVE_DATE"]
    assert seen["missingFields"] == missing
    waiting = (await practice.open("ReviewQueue", first=100))["policiesToReview"]
    assert policy in [each["node"]["id"] for each in waiting["edges"]]
    # A claim is offered it even so.
    (option,) = (await practice.open("ClaimOptions", clientId=client, dos="2025-02-01"))["client"]["policies"]
    assert option["eligibility"]["eligible"] is True
    assert [warning["code"] for warning in option["eligibility"]["warnings"]] == ["NEEDS_PAYER"]

    # She cannot change what she sent.
    assert await portal.api.error_codes(DOCUMENTS["EditPolicy"], input={"id": policy, "memberId": "1"}) == ["FORBIDDEN"]
    assert await portal.api.error_codes(DOCUMENTS["MakePolicyInactive"], input={"id": policy}) == ["FORBIDDEN"]

    # The payer is not in the list yet: it is added first. Then it is chosen, and her name for it is kept.
    payer = (await practice.done("AddPayer", name="Zenith Mutual Insurance Co.", ediPayerId="ZM100"))["payer"]["id"]
    saved = await practice.done(
        "EditPolicy",
        id=policy,
        payerId=payer,
        rememberEnteredName=True,
        relationship="SELF",
        insuranceType="GROUP_HEALTH_PLAN",
        memberId="ZM-204417",
        effectiveDate="2024-01-01",
    )
    assert (saved["policy"]["needsPayer"], saved["policy"]["needsReview"]) == (False, False)
    assert (saved["policy"]["reviewedBy"], saved["policy"]["missingFields"]) == (PAT, [])
    after = (await practice.open("ReviewQueue", first=100))["policiesToReview"]
    assert after["totalCount"] == waiting["totalCount"] - 1
    known = (await practice.open("PayerList", search="zenith", first=5))["payers"]["edges"]
    assert [each["node"]["aliases"] for each in known] == [["zenith mutual"]]

    # Later, from her Billing tab, she adds the plan that follows. Her name for the payer is known now, and the old
    # Primary ends the day before the new one begins.
    assert [each["id"] for each in (await portal.open("BillingTab"))["viewer"]["client"]["policies"]] == [policy]
    names = (await portal.open("PayerTypeAhead", search="zen"))["payers"]["edges"]
    assert [each["node"]["name"] for each in names] == ["Zenith Mutual Insurance Co."]
    new = await portal.done(
        "SubmitPolicy", type="PRIMARY", payerName="Zenith Mutual", memberId="ZM-900001", effectiveDate=NEXT_PRIMARY
    )
    assert new["policy"]["payer"]["id"] == payer
    assert [(each["policy"]["id"], each["newEndDate"]) for each in new["endedPolicies"]] == [(policy, "2025-02-28")]

    # The day of service says which of the two a claim may use first.
    for day, best in (("2025-02-28", policy), (NEXT_PRIMARY, new["policy"]["id"])):
        offered = (await practice.open("ClaimOptions", clientId=client, dos=day))["client"]["eligiblePolicies"]
        assert offered[0]["id"] == best
    history = (await practice.open("PolicyHistory", policyId=policy, first=5))["policy"]["history"]
    told = history["edges"][0]["node"]
    assert (told["cause"], told["causedBy"]["id"]) == ("ENDED_BY_NEW_PRIMARY", new["policy"]["id"])


async def accept(http: AsyncClient, url: str) -> Screen:
    """Opens an invitation's link: the portal, signed in. A second time it opens nothing."""
    invitation = url.partition("?invitation=")[2]
    nobody = Screen(ApiClient(http, None))
    accepted = await nobody.done("AcceptInvitation", invitation=invitation)
    assert codes(await nobody.save("AcceptInvitation", invitation=invitation)) == ["INVITATION_INVALID"]
    return Screen(ApiClient(http, accepted["accessToken"]))
