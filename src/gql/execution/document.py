"""One GraphQL document: read from its text once, then executed many times, or refused with what is wrong with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
)

from gql.errors import IntrospectionDisabled, TooComplex, Unauthenticated, as_response
from gql.execution.document_limits import LIMITS, WITHOUT_TOKEN, check_size, nodes_of
from gql.execution.query_cost import check_limits
from gql.execution.root_fields import names_introspection, names_only, public_root_fields
from gql.execution.syntax_errors import without_quotes
from gql.execution.validation_rules import validation_errors
from gql.execution.variables import variable_uses

MAX_ERRORS = 20
"""Errors that one document is told of."""
_GAVE_UP = "Validation aborted."
"""What graphql-core says when the limits of `gql.execution.validation_rules` end validation."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed, or the errors that say why not, as the caller gets them."""

    characters: int
    node: DocumentNode | None
    errors: tuple[Mapping[str, Any], ...] = ()
    public: bool = False
    """Whether no root field needs a token."""
    needs_token: bool = False
    """Whether it was refused for want of a token."""
    uses: Mapping[str, Counter[str]] = field(default_factory=dict)
    """How often each operation, by its name or "", uses each variable."""

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation of this name, or the only one. None where there is no such operation."""
        return get_operation_ast(self.node, name) if self.node else None

    def operation_name(self, requested: str | None) -> str | None:
        """The name of the operation that is executed; None where it has none."""
        operation = self.operation(requested)
        return operation.name.value if operation and operation.name else None

    def only_reads(self, operation_name: str | None) -> bool:
        """Whether executing the operation changes nothing; true also where there is no such operation."""
        operation = self.operation(operation_name)
        return operation is None or operation.operation is OperationType.QUERY

    def signs_in(self, operation_name: str | None) -> bool:
        """Whether the operation is a mutation that needs no token, so that it does not matter which one was sent."""
        return self.public and not self.only_reads(operation_name)


class DocumentReader:
    """Reads documents for one schema."""

    def __init__(self, schema: GraphQLSchema, *, introspection: bool) -> None:
        """`introspection` allows documents to ask for the schema."""
        self._schema, self._introspection = schema, introspection
        self._public = public_root_fields(schema, introspection=introspection)

    def read(self, text: str, *, signed_in: bool) -> Document:
        """The document. Without a token it is short and names public root fields only, or it is not even validated."""
        try:
            node = _parse(text, signed_in)
            public = self._check_access(node, signed_in)
            errors = self._validate(node)
        except GraphQLError as error:
            return _refused(text, error)
        if errors:
            return _refused(text, *errors)
        _forget_locations(node)
        return Document(len(text), node, public=public, uses=variable_uses(node))

    def _validate(self, node: DocumentNode) -> list[GraphQLError]:
        """What is wrong with the document. Raises TooComplex."""
        check_size(node)
        # Suggestions would give away a schema that introspection does not.
        errors = validation_errors(self._schema, node, MAX_ERRORS, hide_suggestions=not self._introspection)
        if errors and errors[-1].message == _GAVE_UP:
            raise TooComplex("repeats too many fields and fragments")
        if not errors:
            check_limits(self._schema, node)
        return errors

    def _check_access(self, node: DocumentNode, signed_in: bool) -> bool:
        """Whether the document is public. Raises Unauthenticated where it is not and must be."""
        if not self._introspection and names_introspection(node):
            raise IntrospectionDisabled
        public = names_only(node, self._public)
        if not public and not signed_in:
            raise Unauthenticated
        return public


def _parse(text: str, signed_in: bool) -> DocumentNode:
    limits = LIMITS if signed_in else WITHOUT_TOKEN
    try:
        node = parse(
            text,
            max_source_length=limits.characters,
            max_lexical_tokens=limits.tokens,
            max_comments=limits.comments,
        )
    except GraphQLSyntaxError as error:
        refusal = without_quotes(error)
    else:
        _unlink_tokens(node)
        return node
    # What is too long without a token may well be short enough with one.
    raise Unauthenticated if isinstance(refusal, TooComplex) and not signed_in else refusal


def _unlink_tokens(node: DocumentNode) -> None:
    """Takes the tokens apart, which name their neighbors: only the garbage collector could free them."""
    token = node.loc.start_token if node.loc else None
    while token:
        following, token.prev, token.next = token.next, None, None
        token = following


def _forget_locations(node: DocumentNode) -> None:
    """Takes away where each node stands in the text.

    The error of a field has a path, and finding its line and column would read the text from the start for each error.
    """
    for each in nodes_of(node):
        # Nodes are frozen. To parse the text again without locations takes three times as long.
        object.__setattr__(each, "loc", None)


def _refused(text: str, *errors: GraphQLError) -> Document:
    needs_token = any(isinstance(error, Unauthenticated) for error in errors)
    return Document(len(text), None, tuple(map(as_response, errors)), needs_token=needs_token)
