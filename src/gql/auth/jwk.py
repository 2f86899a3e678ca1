"""Which public keys of a JWK set may verify a token's signature (RFC 7517, RFC 7518, RFC 8037)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt
import orjson
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

MAX_KEYS = 64
MIN_RSA_BITS, MAX_RSA_BITS = 2048, 8192
"""Shorter keys can be broken, and longer ones take too much of the server's time."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key and its one algorithm, which its key type decides, never a token (RFC 8725, 3.1)."""

    id: str | None
    algorithm: str
    public: jwt.PyJWK


# For each `kty`: the algorithm, and the one curve allowed.
_KEY_TYPES = {"RSA": ("RS256", None), "EC": ("ES256", "P-256"), "OKP": ("EdDSA", "Ed25519")}
ALGORITHMS = frozenset(algorithm for algorithm, _ in _KEY_TYPES.values())


def usable_keys(document: bytes) -> Sequence[Key]:
    """The keys of a JWK set that may verify tokens, among its first 64. Raises ValueError if there is none."""
    jwk_set = orjson.loads(document)
    jwks = jwk_set.get("keys") if isinstance(jwk_set, dict) else None
    if not isinstance(jwks, list):
        raise ValueError("the document is not a JWK set")
    keys = [key for key in map(_parse_key, jwks[:MAX_KEYS]) if key]
    if not keys:
        raise ValueError("the JWK set has no usable key")
    return keys


def _parse_key(jwk: Any) -> Key | None:
    if not isinstance(jwk, dict) or not isinstance(jwk.get("kty"), str):
        return None
    algorithm, curve = _KEY_TYPES.get(jwk["kty"], (None, None))
    if algorithm is None or jwk.get("crv") != curve or not _may_verify_signatures(jwk, algorithm):
        return None
    try:
        public = jwt.PyJWK(jwk, algorithm)
    except (jwt.PyJWTError, UnsupportedAlgorithm, ValueError, TypeError):
        return None
    if isinstance(public.key, RSAPublicKey) and not MIN_RSA_BITS <= public.key.key_size <= MAX_RSA_BITS:
        return None
    return Key(jwk.get("kid"), algorithm, public)


def _may_verify_signatures(jwk: dict[str, Any], algorithm: str) -> bool:
    operations = jwk.get("key_ops", ["verify"])
    return (
        isinstance(jwk.get("kid", ""), str)
        and jwk.get("alg", algorithm) == algorithm
        and jwk.get("use", "sig") == "sig"
        and isinstance(operations, list)
        and "verify" in operations
        # A published private key (`d`) lets anybody sign.
        and "d" not in jwk
    )
