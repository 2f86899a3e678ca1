"""Documents, parsed and validated once: frontends send the same few over and over."""

from collections import OrderedDict
from dataclasses import dataclass

from graphql import DocumentNode, GraphQLError, GraphQLSchema, GraphQLSyntaxError, parse, validate

from gql.limits import MOST_TOKENS, check_limits

KEPT = 1000


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed, or the errors that say why not."""

    node: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


class Documents:
    """The documents lately seen, by their exact text."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """Validates against this schema."""
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()

    def get(self, text: str) -> Document:
        """The document for the text, from what is kept where possible."""
        document = self._kept.get(text)
        if document is None:
            document = self._kept[text] = self._read(text)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(text)
        return document

    def _read(self, text: str) -> Document:
        try:
            node = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLSyntaxError as error:
            return Document(None, (error,))
        except RecursionError:
            return Document(None, (GraphQLError("The document is nested too deeply."),))
        # Limits come first: validating is not linear, and a hostile document would take long.
        errors = check_limits(self._schema, node) or validate(self._schema, node, max_errors=20)
        return Document(None if errors else node, tuple(errors))
