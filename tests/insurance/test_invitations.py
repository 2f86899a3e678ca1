"""The format of an invitation, and the problem of a text that is none."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.invitations import TOKEN_BYTES, looks_like_token, refusal


@given(st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES))
def test_whatever_bytes_are_drawn_make_what_looks_like_an_invitation(drawn: bytes) -> None:
    assert looks_like_token(urlsafe_b64encode(drawn).rstrip(b"=").decode())


@pytest.mark.parametrize(
    "text", ["", "x" * 42, "x" * 44, "x" * 42 + "=", "x" * 42 + "+", "x" * 43 + "\n", "\u0663" * 43]
)
def test_of_another_length_or_alphabet_it_is_none(text: str) -> None:
    assert not looks_like_token(text)


def test_who_missed_too_often_is_told_to_wait_and_others_that_it_is_not_valid() -> None:
    told = [refusal(limited=limited) for limited in (False, True)]
    assert [(problem.code, problem.path) for problem in told] == [
        ("INVITATION_INVALID", ("invitation",)),
        ("LIMIT_REACHED", ("invitation",)),
    ]
