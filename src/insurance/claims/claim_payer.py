"""A claim names the payer: an electronic one with the ID that clearinghouses know it by, one on paper with its address.

837P loop 2010BB: NM103 (60 characters at most) and NM109 (2 to 80). CMS-1500: the carrier block above the boxes.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_member_id import identifier_fault
from insurance.claims.claim_parts import address_parts, gaps, segment
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode, ClaimProblemSubject
from insurance.claims.claim_text import has_letter_or_digit, listed
from insurance.enums import PolicyField
from insurance.facts import Payer


def claim_payer(claim: Claim) -> Iterator[ClaimProblem]:
    """PAYER_WITHOUT_ID and a name that cannot be written (electronic), or PAYER_WITHOUT_ADDRESS (paper, to check).

    A missing payer is another rule's.
    """
    if claim.payer is not None:
        yield from _electronic(claim.payer) if claim.electronic else _on_paper(claim.payer)


def _electronic(payer: Payer) -> Iterator[ClaimProblem]:
    if not has_letter_or_digit(payer.name):
        message = "An electronic claim cannot carry the payer's name: use the letters A to Z."
        yield _problem(ClaimProblemCode.MISSING_FIELD, True, message, "NM103", ("name",))
    message = f"{payer.name} has no EDI payer ID, so the claim cannot be sent electronically."
    fault = identifier_fault(payer.edi_payer_id, "EDI payer ID") if payer.edi_payer_id else message
    if fault:
        yield _problem(ClaimProblemCode.PAYER_WITHOUT_ID, True, fault, "NM109", ("edi_payer_id",))


def _on_paper(payer: Payer) -> Iterator[ClaimProblem]:
    if missing := gaps(address_parts(payer.address)):
        lacking = listed(part.label for part in missing)
        message = f"{payer.name} has no {lacking}, which a claim on paper is sent to."
        inputs = tuple(part.input_path for part in missing)
        yield _problem(ClaimProblemCode.PAYER_WITHOUT_ADDRESS, False, message, missing[0].element, inputs)


def _problem(
    code: ClaimProblemCode, blocking: bool, message: str, element: str, inputs: tuple[str, ...]
) -> ClaimProblem:
    on = ClaimProblemSubject.PAYER
    return ClaimProblem(code, blocking, message, PolicyField.PAYER, None, segment("2010BB", [element]), on, inputs)
