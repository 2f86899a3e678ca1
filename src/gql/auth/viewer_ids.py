"""The ids of viewers: each names one caller to frontends and tells nothing about the person."""

import base64
import hashlib
import hmac

import orjson

from store.caller import Caller

_BYTES = 16


class ViewerIds:
    """Makes ids with a key derived from the local key, so that nobody can check a guess at whom an id belongs to."""

    def __init__(self, local_key: bytes) -> None:
        """`local_key` is the server's own key."""
        self._key = hmac.digest(local_key, b"policybook viewer ids", hashlib.sha256)

    def of(self, caller: Caller) -> str:
        """The id of the caller, 22 characters: the same for every token of the person in this practice.

        It also depends on the role and on the client: whoever signs in for two clients is two viewers, because the
        fields of `Viewer` differ.
        """
        identity = orjson.dumps([caller.practice_id, caller.role, caller.client_id, caller.subject])
        code = hmac.digest(self._key, identity, hashlib.sha256)[:_BYTES]
        return base64.urlsafe_b64encode(code).rstrip(b"=").decode()
