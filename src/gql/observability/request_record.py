"""What is remembered of a request while it is answered, for its log line, the metrics and its trace.

It has codes, counts, ids and names that developers chose, and never anything of a record, a variable or a link.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, get_operation_ast

from gql.observability.tracing import Tracer
from insurance.enums import Role
from store.caller import Caller

_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,79}")
"""A name in GraphQL, of at most 80 characters."""

_DIGEST_CHARACTERS = 16


@dataclass(slots=True)
class Act:
    """A mutation under way, and what became of it: saved, refused, dry_run or failed."""

    name: str
    outcome: str = "failed"


@dataclass(slots=True)
class RequestRecord:
    """One request. The parts of the server that know something about it note it here."""

    id: str
    method: str = ""
    tracer: Tracer | None = None
    started: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0
    route: str = ""
    """The path as the routes declare it, such as `/files/{link}`; empty where there is none."""
    operation: str | None = None
    document: str | None = None
    """The first characters of the SHA-256 digest of the document."""
    role: Role | None = None
    practice_id: str | None = None
    status: int = 0
    codes: dict[str, None] = field(default_factory=dict)
    """The codes of the errors and user errors in the response, each once, in the order of their appearance."""
    acts: list[Act] = field(default_factory=list)
    statements: int = 0
    sent_bytes: int = 0

    def note_operation(self, document: DocumentNode | None, text: str, name: str | None) -> None:
        """Notes what is executed. `document` is None if the text is not a valid document."""
        operation = get_operation_ast(document, name) if document else None
        found = operation.name.value if operation and operation.name else name
        self.operation = found if found and _NAME.fullmatch(found) else None
        self.document = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARACTERS]

    def note_caller(self, caller: Caller | None) -> None:
        """Notes who asks: the role and the practice, and nothing of the person. None: a caller without a token."""
        if caller:
            self.role, self.practice_id = caller.role, caller.practice_id

    def note_errors(self, errors: Iterable[Mapping[str, Any]]) -> None:
        """Notes the codes of the errors of a response."""
        self.note_codes(error["extensions"]["code"] for error in errors)

    def note_codes(self, codes: Iterable[str]) -> None:
        """Notes the codes of errors, or of user errors."""
        self.codes.update(dict.fromkeys(map(str, codes)))

    @contextmanager
    def act(self, name: str) -> Iterator[Act]:
        """Notes a mutation, which has failed unless its outcome is set."""
        act = Act(name)
        self.acts.append(act)
        with self.tracer.act(act) if self.tracer else nullcontext():
            yield act

    def statement(self, sql: str) -> Callable[[], None]:
        """Notes that a statement begins. Call the result when it has ended."""
        self.statements += 1
        return self.tracer.statement(sql) if self.tracer else _nothing


def _nothing() -> None:
    """There is no span to end."""


current: ContextVar[RequestRecord | None] = ContextVar("request", default=None)


def current_request() -> RequestRecord:
    """The request that is being answered. Outside of one, a record that nobody reads."""
    return current.get() or RequestRecord("")
