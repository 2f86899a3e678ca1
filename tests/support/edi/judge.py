"""What the public validator pyx12 says of claims. Its map is 005010X222A1; it knows nothing of our rules."""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyx12.params import ParamsBase  # type: ignore[import-untyped]
from pyx12.x12n_document import x12n_document  # type: ignore[import-untyped]

from insurance.claims.claim import Claim
from support.edi.claim_837p import claim_segments
from support.edi.interchange import control_number, interchange


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a segment, or with an element of it such as `NM109`."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def faults(*claims: Claim) -> list[list[Fault]]:
    """What is wrong with each claim, in the order of the claims."""
    return faults_of_segments([list(claim_segments(claim)) for claim in claims])


def faults_of_segments(claims: list[list[str]]) -> list[list[Fault]]:
    """What is wrong with each claim that is given as its segments.

    AssertionError where the validator refuses the file as a whole, for something that is no claim's.
    """
    verdict, answer = _validated(interchange(claims))
    found: dict[str, list[Fault]] = {}
    for file in answer["interchanges"]:
        for group in file["groups"]:
            for transaction in group["transactions"]:
                number = transaction["trn_set_control_num"]
                found.setdefault(number, []).extend(_faults_of(transaction))
    listed = [found[control_number(position)] for position in range(len(claims))]
    assert verdict is not any(listed), answer
    return listed


def _validated(text: str) -> tuple[bool, Any]:
    answer = io.StringIO()
    verdict = x12n_document(ParamsBase(), io.StringIO(text), None, None, fd_json=answer)
    return verdict, json.loads(answer.getvalue())


def _faults_of(transaction: Any) -> Iterator[Fault]:
    yield from _messages(transaction["trn_set_id"], transaction)
    for segment in transaction["segments"]:
        yield from _messages(segment["seg_id"], segment)
        for element in segment["elements"]:
            yield from _messages(f"{segment['seg_id']}{element['ele_pos']:02}", element)


def _messages(place: str, record: Any) -> Iterable[Fault]:
    return (Fault(place, error["err_str"]) for error in record["errors"])
