"""An electronic claim takes texts up to a length (X12 elements 1035, 1036, 1037, 166, 19, 127 and 67)."""

from collections.abc import Iterable, Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_parts import Person, segment
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode, ClaimProblemSubject
from insurance.claims.claim_text import claim_text, listed
from insurance.enums import PolicyField
from insurance.facts import Address, Payer, Policy

LONGEST = {
    "NM103": 60,
    "NM104": 35,
    "NM105": 25,
    "NM109": 80,
    "N301": 55,
    "N302": 55,
    "N401": 30,
    "SBR03": 50,
}
"""The most characters, as written in the claim."""

# Label, attribute and element.
_NAMES = (
    ("last name", "last_name", "NM103"),
    ("first name", "first_name", "NM104"),
    ("middle name", "middle_name", "NM105"),
)
_ADDRESS = (("address line 1", "line1", "N301"), ("address line 2", "line2", "N302"), ("city", "city", "N401"))


def claim_lengths(claim: Claim) -> Iterator[ClaimProblem]:
    """TOO_LONG_FOR_CLAIM for each box with a text that an electronic claim cannot take whole."""
    if not claim.electronic:
        return
    policy, client, on_policy = claim.policy, claim.client, ClaimProblemSubject.POLICY
    if claim.has_policyholder:
        names = _too_long(policy.policyholder, _NAMES, "policyholder.")
        yield from _problem("the policyholder's", names, PolicyField.POLICYHOLDER, "4", "2010BA", on_policy)
    for box, texts in (
        ("2", _too_long(client, _NAMES, "")),
        ("5", _too_long(client.address, _ADDRESS, "address.")),
    ):
        yield from _problem("the client's", texts, None, box, claim.client_loop, ClaimProblemSubject.CLIENT)
    group_id = _too_long(policy, [("Group ID", "group_id", "SBR03")], "")
    yield from _problem("the policy's", group_id, PolicyField.GROUP_ID, "11", "2000B", on_policy)
    member_id = _too_long(policy, [("Member ID", "member_id", "NM109")], "")
    yield from _problem("the policy's", member_id, PolicyField.MEMBER_ID, "1a", "2010BA", on_policy)
    name = _too_long(claim.payer, [("name", "name", "NM103")], "")
    yield from _problem("the payer's", name, PolicyField.PAYER, None, "2010BB", ClaimProblemSubject.PAYER)


def _too_long(
    record: Person | Address | Policy | Payer | None, parts: Iterable[tuple[str, str, str]], path: str
) -> list[tuple[str, str, str]]:
    """Label, input and element of each text that is longer than its element."""
    return [
        (f"{label} (at most {LONGEST[element]} characters)", f"{path}{attribute}", element)
        for label, attribute, element in parts
        if record is not None and len(claim_text(getattr(record, attribute))) > LONGEST[element]
    ]


def _problem(
    whose: str,
    texts: list[tuple[str, str, str]],
    field: PolicyField | None,
    box: str | None,
    loop: str,
    on: ClaimProblemSubject,
) -> Iterator[ClaimProblem]:
    if texts:
        labels, inputs, elements = zip(*texts, strict=True)
        yield ClaimProblem(
            ClaimProblemCode.TOO_LONG_FOR_CLAIM,
            True,
            f"Shorten {whose} {listed(labels)} for electronic claims.",
            field,
            box,
            segment(loop, elements),
            on,
            inputs,
        )
