"""From a GraphQL request to its answer."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLSchema, execute

from gql.errors import as_response
from gql.execution.document_cache import Document, DocumentCache
from gql.execution.request import GraphQLRequest
from gql.graph.context import Context
from store.db.errors import DatabaseUnavailable


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of the answer, and whether an operation was executed at all."""

    body: dict[str, Any]
    executed: bool


class Executor:
    """Executes requests against one schema. It keeps parsed documents as long as it lives."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """The schema's fields have their resolvers already."""
        self._schema = schema
        self._documents = DocumentCache(schema)

    def document(self, request: GraphQLRequest) -> Document:
        """The document of the request, or what is wrong with it."""
        return self._documents.get(request.query)

    async def answer(self, document: Document, request: GraphQLRequest, context: Context) -> Answer:
        """Executes the request, or answers with what is wrong with it. Does not raise for anything a caller sends.

        Raises DatabaseUnavailable if the database was, unless a mutation has saved something: that must be told.
        """
        if document.node is None:
            return _not_executed(document.errors)
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
        body: dict[str, Any] = {"data": result.data}
        if errors:
            body["errors"] = [as_response(error) for error in errors]
        return Answer(body, executed=True)


def _check_database(errors: Sequence[GraphQLError]) -> None:
    for error in errors:
        if isinstance(error.original_error, DatabaseUnavailable):
            raise error.original_error


def _not_executed(errors: Sequence[GraphQLError]) -> Answer:
    return Answer({"errors": [as_response(error) for error in errors]}, executed=False)
