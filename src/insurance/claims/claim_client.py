"""A claim names the client with date of birth, sex and address, whoever holds the policy.

CMS-1500 boxes 2, 3 and 5; 837P loop 2010BA where the client is the policyholder, else 2010CA.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_parts import address_parts, birth_parts, gaps, gaps_text, name_parts, segment
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode, ClaimProblemSubject


def claim_client(claim: Claim) -> Iterator[ClaimProblem]:
    """CLIENT_INCOMPLETE for each box that would be empty. A name counts where a claim can carry a letter of it."""
    client = claim.client
    boxes = {"2": name_parts(client), "3": birth_parts(client), "5": address_parts(client.address)}
    for box, parts in boxes.items():
        if incomplete := gaps(parts):
            yield ClaimProblem(
                ClaimProblemCode.CLIENT_INCOMPLETE,
                True,
                gaps_text("The client's", incomplete),
                box=box,
                segment=segment(claim.client_loop, [part.element for part in incomplete]),
                on=ClaimProblemSubject.CLIENT,
                inputs=tuple(part.input_path for part in incomplete),
            )
