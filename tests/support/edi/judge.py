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

    A claim may break the file that it is in, with a character that ends a segment: then each is in a file of its own.
    """
    found = _faults_in_one_file(claims)
    if found is None:
        return [(_faults_in_one_file([claim]) or [[_UNREADABLE]])[0] for claim in claims]
    return found


_UNREADABLE = Fault("file", "the validator cannot read it, or refuses it as a whole")


def _faults_in_one_file(claims: list[list[str]]) -> list[list[Fault]] | None:
    """None where the validator's answer does not say of each claim whether it is accepted."""
    try:
        verdict, answer = _validated(interchange(claims))
    except Exception:  # what it raises for a file that it cannot read is not documented
        return None
    transactions = [
        transaction
        for file in answer["interchanges"]
        for group in file["groups"]
        for transaction in group["transactions"]
    ]
    numbers = [transaction["trn_set_control_num"] for transaction in transactions]
    listed = [list(_faults_of(transaction)) for transaction in transactions]
    is_clear = numbers == [control_number(position) for position in range(len(claims))] and verdict is not any(listed)
    return listed if is_clear else None


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
