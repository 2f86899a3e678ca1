"""A claim names the policyholder where that is not the client; the form on paper asks more of them than the 837P.

CMS-1500 boxes 4, 7 and 11a; 837P loop 2010BA. The 837P asks for a subscriber's address and birth only where the
subscriber is the patient.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_parts import Part, address_parts, birth_parts, gaps, gaps_text, name_parts, segment
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.enums import PolicyField
from insurance.facts import Address

_PATH = "policyholder."


def claim_policyholder(claim: Claim) -> Iterator[ClaimProblem]:
    """POLICYHOLDER_INCOMPLETE for each box that would be empty."""
    if not claim.has_policyholder:
        return
    for box, parts in _boxes(claim).items():
        if incomplete := gaps(parts):
            yield ClaimProblem(
                ClaimProblemCode.POLICYHOLDER_INCOMPLETE,
                True,
                gaps_text("The policyholder's", incomplete),
                PolicyField.POLICYHOLDER,
                box,
                segment("2010BA", [part.element for part in incomplete]),
                inputs=tuple(part.input_path for part in incomplete),
            )


def asked_address(claim: Claim) -> Address | None:
    """The policyholder's own address, where this claim asks for it and there is one.

    An address that is the client's too is checked as the client's.
    """
    holder = claim.policy.policyholder
    asked = claim.has_policyholder and not claim.electronic and holder and not holder.same_address_as_client
    return holder.address if asked and holder else None


def _boxes(claim: Claim) -> dict[str, tuple[Part, ...]]:
    holder = claim.policy.policyholder
    boxes = {"4": name_parts(holder, _PATH)}
    if not claim.electronic:
        if not (holder and holder.same_address_as_client):
            boxes["7"] = address_parts(holder.address if holder else None, _PATH)
        boxes["11a"] = birth_parts(holder, _PATH)
    return boxes
