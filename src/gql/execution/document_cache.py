"""Documents, parsed and validated once: frontends send the same few over and over."""

from collections import OrderedDict
from dataclasses import dataclass

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationType, get_operation_ast, parse, validate

from gql.execution.query_cost import MOST_CHARACTERS, MOST_COMMENTS, MOST_TOKENS, check_limits

MOST_KEPT = 1_000_000
"""Characters. A document takes some forty times its length."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed, or the errors that say why not."""

    node: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()

    def only_reads(self, operation_name: str | None) -> bool:
        """Whether executing this operation, if there is one to execute, would change nothing."""
        operation = get_operation_ast(self.node, operation_name) if self.node else None
        return operation is None or operation.operation is OperationType.QUERY


class DocumentCache:
    """The documents lately executed, by their exact text."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """Validates against this schema."""
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def get(self, text: str) -> Document:
        """The document for the text, from what is kept where possible."""
        document = self._kept.get(text)
        if document is not None:
            self._kept.move_to_end(text)
            return document
        document = self._read(text)
        if document.node:
            self._keep(text, document)
        return document

    def _keep(self, text: str, document: Document) -> None:
        self._kept[text] = document
        self._characters += len(text)
        while self._characters > MOST_KEPT:
            forgotten, _ = self._kept.popitem(last=False)
            self._characters -= len(forgotten)

    def _read(self, text: str) -> Document:
        try:
            node = parse(
                text, max_source_length=MOST_CHARACTERS, max_lexical_tokens=MOST_TOKENS, max_comments=MOST_COMMENTS
            )
            errors = validate(self._schema, node, max_errors=20)
            if errors:
                return Document(None, tuple(errors))
            check_limits(self._schema, node)
        except GraphQLError as error:
            return Document(None, (error,))
        # Without places in the text: a field's error has its path, and to find line and column of each would read the
        # text again from the start.
        return Document(parse(text, no_location=True))
