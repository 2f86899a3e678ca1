"""An address on a claim has a state code, a postal code of 5 or 9 digits, and a city of two characters or more.

CMS-1500 boxes 5 and 7; 837P N401 (2 to 30 characters), N402 (X12 code source 22) and N403.
"""

import re
from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_parts import segment
from insurance.claims.claim_policyholder import asked_address
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode, ClaimProblemSubject
from insurance.claims.claim_text import claim_text, listed
from insurance.claims.state_codes import USPS, X12
from insurance.enums import PolicyField
from insurance.facts import Address

_POSTAL_CODE = re.compile(r"[0-9]{5}([0-9]{4})?")


def claim_addresses(claim: Claim) -> Iterator[ClaimProblem]:
    """INVALID_ADDRESS for the client's address, and for the policyholder's where it is asked for.

    What is missing is another rule's.
    """
    if faults := list(_faults(claim.client.address, claim.electronic)):
        on = ClaimProblemSubject.CLIENT
        yield _problem("client", faults, None, "5", claim.client_loop, on, path="")
    if faults := list(_faults(asked_address(claim), claim.electronic)):
        field, on = PolicyField.POLICYHOLDER, ClaimProblemSubject.POLICY
        yield _problem("policyholder", faults, field, "7", "2010BA", on, path="policyholder.")


def _faults(address: Address | None, electronic: bool) -> Iterator[tuple[str, str, str]]:
    """What is wrong, with its attribute and its element."""
    if address is None:
        return
    if address.city is not None and len(claim_text(address.city)) < 2:
        yield "the city has fewer than 2 characters", "city", "N401"
    if address.state is not None:
        state = claim_text(address.state).upper()
        if state not in USPS:
            yield "the state is no USPS code such as TX", "state", "N402"
        elif electronic and state not in X12:
            yield "electronic claims have no such state code", "state", "N402"
    if address.postal_code is not None and not is_postal_code(address.postal_code):
        yield "the postal code does not have 5 or 9 digits", "postal_code", "N403"


def is_postal_code(text: str) -> bool:
    """Whether it is a ZIP Code of 5 digits, or ZIP+4 of 9; dashes do not count."""
    return _POSTAL_CODE.fullmatch(claim_text(text).replace("-", "")) is not None


def _problem(
    whose: str,
    faults: list[tuple[str, str, str]],
    field: PolicyField | None,
    box: str,
    loop: str,
    on: ClaimProblemSubject,
    *,
    path: str,
) -> ClaimProblem:
    return ClaimProblem(
        ClaimProblemCode.INVALID_ADDRESS,
        True,
        f"Correct the {whose}'s address: {listed(text for text, _, _ in faults)}.",
        field,
        box,
        segment(loop, [element for _, _, element in faults]),
        on,
        tuple(f"{path}address.{attribute}" for _, attribute, _ in faults),
    )
