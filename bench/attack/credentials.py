"""Tokens and signed links: good ones, forged ones, and ones that were good or are for something else."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from random import Random
from typing import Any

import jwt
import orjson
from cryptography.fernet import Fernet
from itsdangerous import URLSafeTimedSerializer

from bench.attack.attack import canary
from bench.bench_server import KEY
from gql.auth.local_tokens import mint
from gql.auth.signed_links import LinkSigner
from insurance.enums import Role
from store.caller import Caller
from store.demo.cast import CLEO, DANA, OMAR, OTHER_PRACTICE, PRACTICE

_KEY = KEY.encode()
_JWS = jwt.PyJWS()
_CLIENTS = ((PRACTICE.id, CLEO.id), (PRACTICE.id, DANA.id), (OTHER_PRACTICE.id, OMAR.id))
OWNERS = 40
"""How many practitioners there are: some limits are for each."""


@dataclass(frozen=True)
class Credentials:
    """Makes tokens and links of a server that has these attachments and uploads."""

    attachments: list[str]

    def practitioner(self, dice: Random) -> Caller:
        """One of the practitioners."""
        number = dice.randrange(OWNERS)
        practice = dice.choice((PRACTICE, PRACTICE, PRACTICE, OTHER_PRACTICE))
        return Caller(practice.id, Role.PRACTITIONER, f"practitioner {number}", name=f"Practitioner {number}")

    def client(self, dice: Random) -> Caller:
        """One of the clients in the portal. Now and then their practice is not that of the token."""
        practice, client = dice.choice(_CLIENTS)
        practice = dice.choice((practice, practice, practice, OTHER_PRACTICE.id))
        return Caller(practice, Role.CLIENT, f"client {client}", client_id=client)

    def token(self, dice: Random) -> str:
        """A good token."""
        caller = self.practitioner(dice) if dice.random() < 0.7 else self.client(dice)
        return mint(_KEY, caller)

    def authorization(self, dice: Random) -> str:
        """A header that proves nothing, mostly."""
        good = self.token(dice)
        head, payload, signature = good.split(".")
        claims: dict[str, Any] = jwt.decode(good, options={"verify_signature": False})
        name = dice.choice(sorted(claims))
        claims[name] = dice.choice((None, "", 1, True, [], {}, "x" * 300, 2**70, canary(dice), -1, 1e300))
        content = json.dumps(claims).encode()
        return "Bearer " + dice.choice(
            (
                good,
                mint(_KEY, self.practitioner(dice), now=int(time.time()) - 13 * 60 * 60),
                mint(_KEY, self.practitioner(dice), now=int(time.time()) + 10_000),
                mint(b"another key for benchmarks, of 32 bytes", self.practitioner(dice)),
                _JWS.encode(content, _KEY, "HS256"),
                _JWS.encode(content, _KEY * 2, "HS512"),
                _JWS.encode(content, "", "none"),
                f"{head}.{payload}.",
                f"{head}.{payload[:-3]}.{signature}",
                f"{head}..{signature}",
                good + "x" * dice.choice((1, 9_000, 20_000)),
                "." * dice.choice((2, 5_000)),
                base64.urlsafe_b64encode(b"[" * 4_000).decode() + f".{payload}.{signature}",
                canary(dice),
            )
        )

    def file_link(self, dice: Random) -> str:
        """The signed text of a link to a file."""
        caller = self.practitioner(dice) if dice.random() < 0.5 else self.client(dice)
        good = LinkSigner(_KEY).sign_file(caller, dice.choice(self.attachments), dice.choice(("file", "preview")))
        return good if dice.random() < 0.4 else self._changed(dice, "file", good)

    def upload_link(self, dice: Random) -> str:
        """The signed text of a link to an upload, which does not exist."""
        good = _sign("upload", [PRACTICE.id, dice.choice(self.attachments), dice.choice(("CLIENT", "PRACTITIONER"))])
        return good if dice.random() < 0.2 else self._changed(dice, "upload", good)

    def _changed(self, dice: Random, kind: str, good: str) -> str:
        payload, stamp, signature = good.rsplit(".", 2)
        contents = [self._content(dice) for _ in range(dice.choice((1, 2, 3, 3, 5, 5, 5, 6)))]
        return dice.choice(
            (
                _sign(kind, contents),
                _sign(kind, contents),
                _sign(kind, self._content(dice)),
                _sign(dice.choice(("file", "upload")), contents),
                good[: dice.randrange(len(good))],
                f"{payload}.{stamp}.{signature}{'A' * dice.choice((1, 300, 9_000))}",
                f"{payload}.zzzzzz.{signature}",
                f".{payload}.{stamp}.{signature}",
                f"{payload}.{stamp}.%ff%00",
                "".join(dice.choice("abcXYZ019-_.%/~") for _ in range(dice.choice((1, 40, 4_000)))),
                self.token(dice),
            )
        )

    def _content(self, dice: Random) -> Any:
        return dice.choice(
            (
                PRACTICE.id,
                OTHER_PRACTICE.id,
                CLEO.id,
                OMAR.id,
                dice.choice(self.attachments),
                "file",
                "preview",
                "CLIENT",
                "PRACTITIONER",
                "",
                None,
                0,
                2**70,
                True,
                [],
                {},
                [[]],
                "x" * 3_000,
                canary(dice),
                _person(
                    dice.choice((["local:cleo", None], ["x"], {}, None, "", [1, 2], [None, None], ["x" * 999, "é"]))
                ),
            )
        )


def _sign(kind: str, content: object) -> str:
    """Any content with the right signature, as another release might have made it."""
    derived = hmac.digest(_KEY, b"policybook file links", hashlib.sha256)
    return str(
        URLSafeTimedSerializer(derived, salt=kind, signer_kwargs={"digest_method": hashlib.sha256}).dumps(content)
    )


def _person(content: object) -> str:
    key = base64.urlsafe_b64encode(hmac.digest(_KEY, b"policybook persons", hashlib.sha256))
    return Fernet(key).encrypt(orjson.dumps(content)).decode()
