"""Every exception of the product, and what a caller gets for it.

GraphQL answers with an error that has a code: `as_response` decides which. HTTP answers with a status: the handlers in
`gql.http.error_responses` decide which. A dash means that the exception does not get there.

    exception                                GraphQL code                HTTP status
    GraphQLError (graphql-core)
    │   for the document's syntax            GRAPHQL_PARSE_FAILED        -
    │   for its validity, or variables       GRAPHQL_VALIDATION_FAILED   -
    │   for the value of an argument         BAD_USER_INPUT              -
    └── ApiError
        ├── Unauthenticated                  UNAUTHENTICATED             -
        ├── Forbidden                        FORBIDDEN                   -
        ├── BadUserInput                     BAD_USER_INPUT              -
        ├── TooComplex                       TOO_COMPLEX                 -
        ├── IntrospectionDisabled            INTROSPECTION_DISABLED      -
        └── PersistedQueryNotSupported       PERSISTED_QUERY_NOT_SUPPORTED  -
    HTTPException (Starlette)                -                           its own: 400 to 416
    ClientDisconnect (Starlette)             -                           none: nobody waits for the response
    InvalidToken                             -                           401
    KeysUnavailable                          -                           503, the identity provider does not answer
    DatabaseUnavailable                      SERVICE_UNAVAILABLE         503, the database cannot be used now
    FilesUnavailable                         -                           503, the file store does not answer
    AccessesNotRecorded                      -                           503, who reads a chart cannot be recorded
    QueueFull                                -                           429, the caller has too many uploads waiting
    OwnerOverBudget                          -                           429, the caller sends too many bytes at once
    OwnerMustWait                            -                           429, the caller's last file took too long
    BudgetExhausted                          -                           503, too many bytes are on their way
    InspectorBusy                            -                           503, too many uploads are waiting
    └── InspectionTimedOut                   -                           503, the machine was too busy for an upload
    InspectorFailed                          -                           503, an upload cannot be checked now
    any other                                INTERNAL_SERVER_ERROR       500

The last line is masked: the caller gets an id, and the log says under it what happened. An operation that was executed
is HTTP 200, whatever errors it has. One that the database kept from being executed is HTTP 503, unless one of its
mutations has saved something: then it is HTTP 200, and the data says what was saved. A request that could not be
executed is 400, or 401 where that is for want of a token, or 200 for a client that accepts only plain JSON (GraphQL
over HTTP). PersistedQueryNotSupported is always 200, because clients send the query's text then.

Some are caught close to where they are raised: ChangedMeanwhile, after which an act is carried out again;
UnacceptableFile, which makes an upload 422 `UPLOAD_REJECTED`; RangeNotSatisfiable, which makes a download 416;
UnreadableDatabase, which becomes a BackupError. RequestRefused stands for bytes that are no acceptable HTTP request:
`gql.http.http_protocol` answers with its status before the application sees anything. PracticeNotBound is a fault of
the code, such as a forgotten condition: to callers it is any other exception.

These keep the server or a command from starting or finishing. The command line prints the message and exits with
status 2; no request meets them:

    BadLocalKey, BadMailServer, BadFilesUrl, UnsupportedDatabase     a setting that cannot work
    DatabaseInUse                                                    another process uses the database
    UnusableDatabase                                                 a database file that cannot be used
    BadRole                                                          a name that no database role is given
    BadPractice                                                      a practice that cannot be added as it is
    BadPayerList                                                     a file that is no list of payers
    BackupError, NotABackup, BackupDamaged                           a backup that cannot be made or used
    CannotListen                                                     an address that the server cannot listen on
    WorkersFailed                                                    a process of several that cannot start
    MoveFailed                                                       a move whose two sides are not the same
    CommandError                                                     any other reason

Problems that people can correct are no exceptions: a mutation answers with them as `userErrors`, each with a code, a
message and the path of the input field (`gql.mutations.payload`).
"""

import logging
import traceback
from collections.abc import Mapping
from typing import Any

import uuid_utils
from graphql import GraphQLError, GraphQLSyntaxError

from store.db.errors import DatabaseUnavailable
from store.files import FilesUnavailable

log = logging.getLogger("policybook")

MAX_MESSAGE = 500
"""Characters of a message. Some of graphql-core's list every name that is involved."""

_ERROR_ID = "policybook_error_id"
_LOGGED = "policybook_logged"


class ApiError(GraphQLError):
    """An error with a code, which tells frontends what to do."""

    code = "BAD_REQUEST"

    def __init__(self, message: str) -> None:
        """The message is for people. It never contains health data, nor what the request sent."""
        super().__init__(message, extensions={"code": self.code})


class Unauthenticated(ApiError):
    """The field needs a caller, and the request has no token, or one that is no longer good."""

    code = "UNAUTHENTICATED"

    def __init__(self, message: str = "Sign in first: send a bearer token in the Authorization header.") -> None:
        """Without a message: the request has no token."""
        super().__init__(message)


class Forbidden(ApiError):
    """The caller's role may not use the field."""

    code = "FORBIDDEN"


class BadUserInput(ApiError):
    """An argument is out of its range, or the arguments contradict each other."""

    code = "BAD_USER_INPUT"


class TooComplex(ApiError):
    """The document asks for more than the server gives at once."""

    code = "TOO_COMPLEX"

    def __init__(self, reason: str) -> None:
        """`reason` completes "The document ..."."""
        super().__init__(f"The document {reason}. Split it up, or ask for less.")


class IntrospectionDisabled(ApiError):
    """The document asks for the schema, and this server does not give it to queries."""

    code = "INTROSPECTION_DISABLED"

    def __init__(self) -> None:
        """Says where the schema is."""
        super().__init__("Introspection is off on this server. The schema is at /schema.graphql.")


class PersistedQueryNotSupported(ApiError):
    """The request names its document by a digest only, which no document is stored under."""

    code = "PERSISTED_QUERY_NOT_SUPPORTED"

    def __init__(self) -> None:
        """The message is the one that Apollo and urql look for, to send the text of the document from then on."""
        super().__init__("PersistedQueryNotSupported")


def as_response(error: GraphQLError) -> Mapping[str, Any]:
    """The error as the caller may see it: with a code, and masked where it comes from an unexpected exception."""
    cause = error.original_error
    if isinstance(cause, ValueError) and not error.path:
        # Python cannot convert the value, for example a number of thousands of digits, and its message helps nobody.
        error = GraphQLError("The document holds a value that cannot be read.", error.nodes)
    elif cause is not None and not isinstance(cause, GraphQLError):
        return _masked(error, cause)
    formatted: dict[str, Any] = dict(error.formatted)
    formatted["message"] = formatted["message"][:MAX_MESSAGE]
    formatted["extensions"] = {"code": _code(error), **(error.extensions or {})}
    return formatted


def _code(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return "BAD_USER_INPUT" if error.path else "GRAPHQL_VALIDATION_FAILED"


def _masked(error: GraphQLError, cause: BaseException) -> Mapping[str, Any]:
    masked = unavailable(cause) if isinstance(cause, DatabaseUnavailable) else unexpected(cause)
    return {**masked, "path": error.path} if error.path else masked


def unexpected(cause: BaseException) -> Mapping[str, Any]:
    """The masked answer to an unexpected exception: an id, under which the log says what happened and where.

    The log has the exception's class and the lines of code. Its message stays out, because it may quote a policy. One
    exception may fail many fields: it keeps its id and is logged once.
    """
    error_id = getattr(cause, _ERROR_ID, None)
    if error_id is None:
        error_id = str(uuid_utils.uuid4())
        setattr(cause, _ERROR_ID, error_id)
        where = "".join(traceback.format_tb(cause.__traceback__))
        log.error("error %s: %s\n%s", error_id, type(cause).__name__, where)
    message = f"Something went wrong on our side. If it happens again, tell us this id: {error_id}"
    return {"message": message, "extensions": {"code": "INTERNAL_SERVER_ERROR", "errorId": error_id}}


def log_failure(cause: Exception) -> None:
    """Logs why work failed that nobody waits for: in one line where the reason is the machine, not the code."""
    if isinstance(cause, DatabaseUnavailable):
        unavailable(cause)
    elif isinstance(cause, FilesUnavailable):
        log.warning("the file store does not answer: %s", cause)
    else:
        unexpected(cause)


def unavailable(cause: DatabaseUnavailable) -> Mapping[str, Any]:
    """The answer to a database that cannot be used now. The reason goes to the log, in one line."""
    if not hasattr(cause, _LOGGED):
        setattr(cause, _LOGGED, True)
        log.error("the database %s", cause)
    message = "Records cannot be reached at the moment. Try again soon."
    return {"message": message, "extensions": {"code": "SERVICE_UNAVAILABLE"}}
