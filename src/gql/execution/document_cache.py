"""Parsed and validated documents, kept in memory: a frontend sends the same few documents again and again."""

from dataclasses import dataclass

from cachetools import LRUCache
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationType, get_operation_ast, parse, validate

from gql.execution.query_cost import MAX_CHARACTERS, MAX_COMMENTS, MAX_TOKENS, check_limits

CACHE_CHARACTERS = 1_000_000
"""Characters of all documents in the cache together. A parsed document takes about forty bytes for each of them."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed, or the errors that say why not."""

    characters: int
    node: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()

    def only_reads(self, operation_name: str | None) -> bool:
        """Whether executing the operation changes nothing; true also where there is no such operation."""
        operation = get_operation_ast(self.node, operation_name) if self.node else None
        return operation is None or operation.operation is OperationType.QUERY

    def operation_name(self, requested: str | None) -> str | None:
        """The name of the operation that is executed; None where it has none."""
        operation = get_operation_ast(self.node, requested) if self.node else None
        return operation.name.value if operation and operation.name else None


class DocumentCache:
    """An LRU cache of the documents that may be executed, by their exact text. Refused documents are not kept."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """Documents are validated against the schema."""
        self._schema = schema
        self._documents: LRUCache[str, Document] = LRUCache(
            CACHE_CHARACTERS, getsizeof=lambda document: document.characters
        )

    def get(self, text: str) -> Document:
        """The document with this text, parsed and validated if it is not in the cache."""
        document = self._documents.get(text)
        if document is None:
            document = self._read(text)
            if document.node:
                self._documents[text] = document
        return document

    def _read(self, text: str) -> Document:
        try:
            node = parse(
                text, max_source_length=MAX_CHARACTERS, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS
            )
            errors = validate(self._schema, node, max_errors=20)
            if errors:
                return Document(len(text), None, tuple(errors))
            check_limits(self._schema, node)
        except GraphQLError as error:
            return Document(len(text), None, (error,))
        # Without locations: the error of a field has a path, and finding its line and column would read the text from
        # the start for each error.
        return Document(len(text), parse(text, no_location=True))
