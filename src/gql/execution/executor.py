"""From a GraphQL request to its answer."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationDefinitionNode, execute

from gql.errors import as_response
from gql.execution.document import Document
from gql.execution.document_cache import DocumentCache
from gql.execution.request import GraphQLRequest
from gql.execution.variables import check_input_size, variable_errors
from gql.graph.context import Context
from store.db.errors import DatabaseUnavailable

MAX_ERRORS = 100
"""Errors in one answer. Every field of a long list may have the same one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of the answer, and whether an operation was executed at all."""

    body: dict[str, Any]
    executed: bool
    needs_token: bool = False
    """Whether it was not executed for want of a token."""


class Executor:
    """Executes requests against one schema. It keeps parsed documents as long as it lives."""

    def __init__(self, schema: GraphQLSchema, *, introspection: bool = True) -> None:
        """The schema's fields have their resolvers already. `introspection`: whether documents may ask for it."""
        self._schema, self._introspection = schema, introspection
        self._documents = DocumentCache(schema, introspection=introspection)

    def document(self, request: GraphQLRequest, *, signed_in: bool) -> Document:
        """The document of the request, or what is wrong with it. `signed_in`: whether a valid token came with it."""
        return self._documents.get(request.query, signed_in=signed_in)

    async def answer(self, document: Document, request: GraphQLRequest, context: Context) -> Answer:
        """Executes the request, or answers with what is wrong with it. Does not raise for anything a caller sends.

        Raises DatabaseUnavailable if the database was, unless a mutation has saved something: that must be told.
        """
        if document.node is None:
            return Answer({"errors": list(document.errors)}, executed=False, needs_token=document.needs_token)
        errors = self.request_errors(document, request)
        if errors:
            return _not_executed(errors)
        outcome = execute(
            self._schema,
            document.node,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
        )
        result = await outcome if inspect.isawaitable(outcome) else outcome
        errors = result.errors or []
        if not context.has_saved:
            _check_database(errors)
        # The error of a field has a path. Without data and without a path, execution never began.
        if result.data is None and errors and all(error.path is None for error in errors):
            return _not_executed(errors)
        return Answer({"data": result.data, **_errors(errors)}, executed=True)

    def request_errors(self, document: Document, request: GraphQLRequest) -> Sequence[GraphQLError]:
        """What is wrong with the operation's name and the variables of a valid document."""
        operation = document.operation(request.operation_name)
        if operation is None:
            return [_no_operation(document, request.operation_name)]
        variables: Mapping[str, Any] = request.variables or {}
        try:
            check_input_size(operation, document.uses[_name(operation)], variables)
        except GraphQLError as error:
            return [error]
        return variable_errors(self._schema, operation, variables, suggest=self._introspection)


def _name(operation: OperationDefinitionNode) -> str:
    return operation.name.value if operation.name else ""


def _no_operation(document: Document, name: str | None) -> GraphQLError:
    if not document.uses:
        return GraphQLError("The document has no operation.")
    if name is None:
        return GraphQLError("The document has several operations: name one in `operationName`.")
    return GraphQLError("The document has no operation of the name in `operationName`.")


def _errors(errors: Sequence[GraphQLError]) -> dict[str, Any]:
    """The members of an answer that tell of errors: the first ones, and how many were left out."""
    if not errors:
        return {}
    members: dict[str, Any] = {"errors": [as_response(error) for error in errors[:MAX_ERRORS]]}
    if len(errors) > MAX_ERRORS:
        members["extensions"] = {"omittedErrors": len(errors) - MAX_ERRORS}
    return members


def _check_database(errors: Sequence[GraphQLError]) -> None:
    for error in errors:
        if isinstance(error.original_error, DatabaseUnavailable):
            raise error.original_error


def _not_executed(errors: Sequence[GraphQLError]) -> Answer:
    return Answer(_errors(errors), executed=False)
