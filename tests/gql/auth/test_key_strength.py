"""A key that can be guessed is refused in production, however long it is; a random one never is."""

import secrets
import string

import pytest
from pydantic import SecretStr

from gql.auth.key_strength import is_guessable
from gql.settings import BadLocalKey, Settings

GUESSABLE = [
    "a" * 64,
    "0" * 32,
    " " * 40,
    "ab" * 20,
    "changeme" * 5,
    "changeme-changeme-changeme-changeme",
    "password12345678" * 2,
    "0123456789abcdef" * 4,
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "zyxwvutsrqponmlkjihgfedcba9876543210",
    "a" * 20 + "b" * 20 + "c" * 20,
    "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffff",
]


@pytest.mark.parametrize("key", GUESSABLE)
def test_a_key_that_can_be_guessed_is_refused_in_production(key: str) -> None:
    settings = Settings(profile="production", local_key=SecretStr(key))
    with pytest.raises(BadLocalKey, match="can be guessed") as refused:
        _ = settings.resolved_local_key
    assert key not in str(refused.value)


def test_in_development_any_key_of_that_length_will_do() -> None:
    assert Settings(local_key=SecretStr("a" * 32)).resolved_local_key == b"a" * 32


def test_a_random_key_is_never_refused() -> None:
    for _ in range(2000):
        assert not is_guessable(secrets.token_bytes(32))
        assert not is_guessable(secrets.token_hex(16).encode())
        assert not is_guessable(secrets.token_urlsafe(32).encode())
        assert not is_guessable("".join(secrets.choice(string.digits) for _ in range(32)).encode())
