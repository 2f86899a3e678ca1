"""Global ids: one type and one record each, one spelling, and no text causes an error."""

import base64
import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gql.global_ids import GlobalId, global_id, local_id, parse_global_id

RECORDS = st.uuids().map(str)
KINDS = st.sampled_from(["Practice", "Client", "Policy", "Payer", "Attachment", "Change", "Cursor"])
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@given(KINDS, RECORDS)
def test_an_id_says_what_it_was_made_of(kind: str, record: str) -> None:
    id_ = global_id(kind, record)
    assert parse_global_id(id_) == GlobalId(kind, record)
    assert local_id(kind, id_) == record
    assert set(id_) <= set(BASE64)


@given(KINDS, KINDS, RECORDS)
def test_an_id_is_no_id_of_another_type(kind: str, other: str, record: str) -> None:
    assert local_id(other, global_id(kind, record)) == (record if kind == other else None)


@given(st.text() | st.text(BASE64 + "+/=", max_size=40))
@example("")
@example("\x00")
@example("é")
@example("\ud800")
@example("=" * 5)
@example("A" * 10_000)
def test_any_other_text_is_no_id_and_no_error(text: str) -> None:
    found = parse_global_id(text)
    assert found is None or global_id(*found) == text


@given(KINDS, RECORDS, st.integers(0, 40), st.sampled_from([*BASE64, "+", "/", "=", " ", "\n", "*", "", "AA"]))
def test_one_character_more_less_or_other_is_another_id_or_none(kind: str, record: str, place: int, new: str) -> None:
    id_ = global_id(kind, record)
    for changed in (id_[:place] + new + id_[place + 1 :], id_[:place] + new + id_[place:]):
        found = parse_global_id(changed)
        assert changed == id_ or found is None or found != GlobalId(kind, record)


@pytest.mark.parametrize("packed", [b"Client", b"Client:", b"Client:short", b":" + bytes(16), b"Cli\xff:" + bytes(16)])
def test_bytes_that_hold_no_type_and_record_are_no_record_of_any_type(packed: bytes) -> None:
    assert local_id("Client", base64.urlsafe_b64encode(packed).decode().rstrip("=")) is None


def test_ids_are_opaque_and_short() -> None:
    record = str(uuid.uuid4())
    id_ = global_id("Client", record)
    assert record not in id_
    assert len(id_) < 40
