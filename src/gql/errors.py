"""Everything that can go wrong with a request, drawn once:

    GraphQLError                        (graphql-core: a document that cannot be parsed, validated or coerced)
    └── ApiError                        a refusal with a code of its own
        ├── Unauthenticated             UNAUTHENTICATED   no caller, or a token that proves nothing
        ├── Forbidden                   FORBIDDEN         a caller in another role
        ├── BadUserInput                BAD_USER_INPUT    arguments that make no sense together
        └── TooComplex                  TOO_COMPLEX       a document that asks for more than the server gives at once
    anything else                       INTERNAL_SERVER_ERROR   ours to mend: masked, logged under an id

Problems a person can mend in a form are no errors: mutations answer them as `userErrors` (see `gql.mutations.payload`).
"""

import logging
import traceback
from collections.abc import Mapping
from typing import Any

import uuid_utils
from graphql import GraphQLError, GraphQLSyntaxError

log = logging.getLogger("policybook")

_ID = "policybook_error_id"


class ApiError(GraphQLError):
    """A refusal that a frontend can tell apart by its code."""

    code = "BAD_REQUEST"

    def __init__(self, message: str) -> None:
        """The message is for people; it never carries health data."""
        super().__init__(message, extensions={"code": self.code})


class Unauthenticated(ApiError):
    """The field needs a caller, and there is none."""

    code = "UNAUTHENTICATED"


class Forbidden(ApiError):
    """The caller's role may not use the field."""

    code = "FORBIDDEN"


class BadUserInput(ApiError):
    """The arguments are well formed and still make no sense."""

    code = "BAD_USER_INPUT"


class TooComplex(ApiError):
    """The document asks for more than the server gives at once."""

    code = "TOO_COMPLEX"

    def __init__(self, reason: str) -> None:
        """Takes what the document does."""
        super().__init__(f"The document {reason}. Split it up, or ask for less.")


def as_response(error: GraphQLError) -> Mapping[str, Any]:
    """The error as a caller may see it: with a code, and masked if it was not foreseen."""
    cause = error.original_error
    if isinstance(cause, ValueError) and not error.path:
        # Python cannot take the value in, say a number of thousands of digits. Its reason is none for people.
        error = GraphQLError("The document holds a value that cannot be read.", error.nodes)
    elif cause is not None and not isinstance(cause, GraphQLError):
        return _masked(error, cause)
    shown: dict[str, Any] = dict(error.formatted)
    shown["extensions"] = {"code": _code(error), **(error.extensions or {})}
    return shown


def _code(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return "BAD_USER_INPUT" if error.path else "GRAPHQL_VALIDATION_FAILED"


def _masked(error: GraphQLError, cause: BaseException) -> Mapping[str, Any]:
    masked = unexpected(cause)
    return {**masked, "path": error.path} if error.path else masked


def unexpected(cause: BaseException) -> Mapping[str, Any]:
    """Masks an error nobody foresaw: the caller gets an id, and the log says under it what happened and where.

    The log gets the kind of error and the lines of code, not its text: that may quote a policy. One failure may spoil
    many fields: it keeps its id, and is logged once.
    """
    error_id = getattr(cause, _ID, None)
    if error_id is None:
        error_id = str(uuid_utils.uuid4())
        setattr(cause, _ID, error_id)
        where = "".join(traceback.format_tb(cause.__traceback__))
        log.error("error %s: %s\n%s", error_id, type(cause).__name__, where)
    message = f"Something went wrong on our side. If it happens again, tell us this id: {error_id}"
    return {"message": message, "extensions": {"code": "INTERNAL_SERVER_ERROR", "errorId": error_id}}
