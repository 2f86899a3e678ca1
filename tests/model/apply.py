"""Runs a mutation on the model."""

from collections.abc import Sequence
from dataclasses import replace

from model.portal_operations import PortalOperations
from model.record_operations import RecordOperations
from model.state import Call, Outcome, State, refused

LONGEST_KEY = 255


class _AnyOperation(PortalOperations, RecordOperations):
    """Every mutation, as a method with its name."""


def apply(call: Call, state: State, today: str, new_id: str, new_files: Sequence[str]) -> tuple[Outcome, State]:
    """The outcome of a call that is not a retry, and the state after it."""
    if state.stored_answer(call):
        return refused("IDEMPOTENCY_KEY_REUSED", "idempotencyKey"), state
    write = _AnyOperation(call.who, call.given, state, today, new_id, new_files)
    outcome: Outcome = getattr(write, call.operation)()
    if call.key is not None and not _is_key(call.key):
        bad_key = refused("INVALID", "idempotencyKey")
        outcome = replace(outcome, errors=outcome.errors | bad_key.errors) if outcome.errors else bad_key
    return outcome, state if outcome.errors or call.is_dry_run else write.state


def _is_key(text: str) -> bool:
    return 0 < len(text) <= LONGEST_KEY and text.isprintable()
