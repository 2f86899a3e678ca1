"""An email address is one plausible address, and nothing that could become a header or another recipient."""

import string
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.email_input import checked_email
from insurance.problems import Problem


def codes(value: str) -> list[str]:
    """The codes of its problems, each with the path of the field."""
    problems: list[Problem] = []
    checked_email(value, ("email",), problems)
    assert all(problem.path == ("email",) for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    "address",
    [
        "cleo@example.com",
        "Cleo.Marchetti+portal@mail.example.co.uk",
        "o'brien_7@x-y.example",
        "!#$%&'*+/=^_`{|}~?-@example.com",
        "1@2.example",
        "cleo@xn--bcher-kva.example",
        "c" * 64 + "@example.com",
        "cleo@" + "a." * 123 + "io" + "u",
    ],
)
def test_an_address_is_taken_as_it_is(address: str) -> None:
    problems: list[Problem] = []
    assert checked_email(f" {address}\t", ("email",), problems) == address
    assert problems == []


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_blank(text: str) -> None:
    assert codes(text) == ["BLANK"]


@pytest.mark.parametrize(
    "text",
    [
        "cleo",
        "@example.com",
        "cleo@",
        "cleo@localhost",
        "cleo@@example.com",
        "cleo@example..com",
        "cleo@-example.com",
        "cleo@example.com.",
        "cleo@[127.0.0.1]",
        ".cleo@example.com",
        "cleo.@example.com",
        "cle..o@example.com",
        "cleo marchetti@example.com",
        "Cleo <cleo@example.com>",
        "<cleo@example.com>",
        '"cleo"@example.com',
        "cleo@example.com,dana@example.com",
        "cleo@example.com;dana@example.com",
        "cleo@example.com dana@example.com",
        "cleo@example.com\r\nBcc: dana@example.com",
        "cleo\r\nBcc:dana@example.com",
        "=?utf-8?q?evil=40evil.com?=@example.com",
        "=?utf-8?b?ZXZpbEBldmlsLmNvbSwg?=@example.com",
        "cleo.=?utf-8?q?x?=@example.com",
        "cleo=?@example.com",
        "cleo@example.com\x00",
        "cleo@exam\u200bple.com",
        "cleo@ex\u0430mple.com",
        "cl\u00e9o@example.com",
        "c" * 65 + "@example.com",
        "cleo@" + "a." * 124 + "io",
        "cleo@" + "a" * 64 + ".com",
    ],
)
def test_what_is_not_one_address_is_invalid(text: str) -> None:
    assert codes(text) == ["INVALID"]


@given(st.text(st.characters() | st.sampled_from("@@@...,;<>\r\n :")))
def test_whatever_is_taken_is_one_word_with_one_at(text: str) -> None:
    problems: list[Problem] = []
    taken = checked_email(text, ("email",), problems)
    if not problems:
        assert taken.count("@") == 1
        assert len(taken) <= 254
        assert set(taken) <= set(string.ascii_letters + string.digits + "!#$%&'*+/=?^_`{|}~.@-")


@given(st.from_regex(r"[a-z0-9+_-]{1,20}@[a-z]{1,20}\.[a-z]{2,6}", fullmatch=True))
def test_what_people_have_is_taken(text: str) -> None:
    assert codes(text) == []


WORDS = st.text(st.sampled_from("=?=?utf8qb40.-_+aZ'`{|}~#$%&*^/!"), min_size=1, max_size=40)


@given(WORDS, st.sampled_from(["=?utf-8?q?evil=40evil.com?=", "=?utf-8?b?YQ==?=", ""]), WORDS)
def test_whatever_is_taken_is_read_by_others_as_the_same_address(before: str, encoded: str, after: str) -> None:
    for text in (f"{before}{encoded}{after}@example.com", f"{encoded}{after}@example.com"):
        if codes(text) == []:
            letter = EmailMessage(policy=SMTP)
            letter["To"] = text
            assert [address.addr_spec for address in letter["To"].addresses] == [text]
            assert f"To: {text}\r\n".encode() in bytes(letter)
