"""Which of an issuer's public keys may prove a signature (RFC 7517, RFC 7518, RFC 8037)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt
import orjson
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

MOST_KEYS = 64
FEWEST_RSA_BITS, MOST_RSA_BITS = 2048, 8192
"""Shorter ones can be broken; longer ones take the server's time."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key, and the one algorithm it is used with: its own kind says which, and never a token."""

    id: str | None
    algorithm: str
    public: jwt.PyJWK


# Each kind of key with its algorithm, and the one curve it may be on.
_KINDS = {"RSA": ("RS256", None), "EC": ("ES256", "P-256"), "OKP": ("EdDSA", "Ed25519")}
ALGORITHMS = frozenset(algorithm for algorithm, _ in _KINDS.values())


def usable_keys(document: bytes) -> Sequence[Key]:
    """The keys of a JWK set that may sign tokens, among its first 64. Raises ValueError where there is none."""
    published = orjson.loads(document)
    listed = published.get("keys") if isinstance(published, dict) else None
    if not isinstance(listed, list):
        raise ValueError("it is no JWK set")
    keys = [key for key in map(_usable, listed[:MOST_KEYS]) if key]
    if not keys:
        raise ValueError("it has no key that can be used")
    return keys


def _usable(jwk: Any) -> Key | None:
    if not isinstance(jwk, dict) or not isinstance(jwk.get("kty"), str):
        return None
    algorithm, curve = _KINDS.get(jwk["kty"], (None, None))
    if algorithm is None or jwk.get("crv") != curve or not _is_for_signatures(jwk, algorithm):
        return None
    try:
        public = jwt.PyJWK(jwk, algorithm)
    except (jwt.PyJWTError, UnsupportedAlgorithm, ValueError, TypeError):
        return None
    if isinstance(public.key, RSAPublicKey) and not FEWEST_RSA_BITS <= public.key.key_size <= MOST_RSA_BITS:
        return None
    return Key(jwk.get("kid"), algorithm, public)


def _is_for_signatures(jwk: dict[str, Any], algorithm: str) -> bool:
    operations = jwk.get("key_ops", ["verify"])
    return (
        isinstance(jwk.get("kid", ""), str)
        and jwk.get("alg", algorithm) == algorithm
        and jwk.get("use", "sig") == "sig"
        and isinstance(operations, list)
        and "verify" in operations
        # Whoever publishes the private half lets anybody sign.
        and "d" not in jwk
    )
