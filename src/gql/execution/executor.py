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


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of the answer, and whether the operation was executed at all."""

    body: dict[str, Any]
    executed: bool


class Executor:
    """Executes requests against one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """Keeps what it learns of documents as long as it lives."""
        self._schema = schema
        self._documents = DocumentCache(schema)

    def document(self, request: GraphQLRequest) -> Document:
        """The document of the request, which may be one to refuse."""
        return self._documents.get(request.query)

    async def answer(self, document: Document, request: GraphQLRequest, context: Context) -> Answer:
        """Executes the request, or says what is wrong with it. Never raises for what a request holds."""
        if document.node is None:
            return _refused(document.errors)
        outcome = execute(
            self._schema,
            document.node,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
        )
        result = await outcome if inspect.isawaitable(outcome) else outcome
        errors = result.errors or []
        # An error of a field has a path; a request that never began has no field to point at.
        if result.data is None and errors and all(error.path is None for error in errors):
            return _refused(errors)
        body: dict[str, Any] = {"data": result.data}
        if errors:
            body["errors"] = [as_response(error) for error in errors]
        return Answer(body, executed=True)


def _refused(errors: Sequence[GraphQLError]) -> Answer:
    return Answer({"errors": [as_response(error) for error in errors]}, executed=False)
