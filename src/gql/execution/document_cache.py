"""Documents kept in memory, accepted and refused ones: callers send the same documents again and again."""

from hashlib import blake2b

from cachetools import LRUCache
from graphql import GraphQLSchema

from gql.errors import Unauthenticated, as_response
from gql.execution.document import Document, DocumentReader

# The garbage collector walks over all that is kept, and the event loop waits for it. With 1,000,000 characters and
# 2,000 refusals, documents that differed each time made one collection take 110 ms. The screens' documents have 26,000
# characters together.
CACHE_CHARACTERS = 100_000
"""Characters of all accepted documents together. A parsed document takes about forty bytes for each of them."""
MAX_REFUSALS = 300
"""Refused documents that are remembered. One takes a digest and at most twenty short errors, not its text."""


class DocumentCache:
    """LRU caches of the accepted documents, by their text, and of the refused ones, by the digest of theirs."""

    def __init__(self, schema: GraphQLSchema, *, introspection: bool = True) -> None:
        """Documents are validated against the schema, which they may ask for if `introspection` is on."""
        self._reader = DocumentReader(schema, introspection=introspection)
        self._documents: LRUCache[str, Document] = LRUCache(
            CACHE_CHARACTERS, getsizeof=lambda document: document.characters
        )
        self._refusals: LRUCache[tuple[bytes, bool], Document] = LRUCache(MAX_REFUSALS)

    def get(self, text: str, *, signed_in: bool = True) -> Document:
        """The document with this text, read if it is in no cache. `signed_in`: whether it came with a valid token."""
        document = self._documents.get(text)
        if document:
            return document if signed_in or document.public else SIGN_IN
        key = (blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), signed_in)
        refusal = self._refusals.get(key)
        if refusal:
            return refusal
        document = self._reader.read(text, signed_in=signed_in)
        if document.node:
            self._documents[text] = document
        else:
            self._refusals[key] = document
        return document


SIGN_IN = Document(0, None, (as_response(Unauthenticated()),), needs_token=True)
"""What a caller without a token gets for a document that others may execute."""
