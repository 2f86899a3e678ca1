"""What a write does to a book: the way in."""

from collections.abc import Sequence
from dataclasses import replace

from model.book import Book, Call, Outcome, refused
from model.portal import PortalWrites
from model.records import RecordWrites

LONGEST_KEY = 255


class _Write(PortalWrites, RecordWrites):
    """Any write."""


def carried_out(call: Call, book: Book, today: str, new_id: str, new_files: Sequence[str]) -> tuple[Outcome, Book]:
    """What a call that is no retry must be answered with, and the book as it leaves it."""
    if book.kept(call):
        return refused("IDEMPOTENCY_KEY_REUSED", "idempotencyKey"), book
    write = _Write(call.who, call.given, book, today, new_id, new_files)
    outcome: Outcome = getattr(write, call.operation)()
    if call.key is not None and not _is_key(call.key):
        bad_key = refused("INVALID", "idempotencyKey")
        outcome = replace(outcome, errors=outcome.errors | bad_key.errors) if outcome.errors else bad_key
    return outcome, book if outcome.errors or call.is_dry_run else write.book


def _is_key(text: str) -> bool:
    return 0 < len(text) <= LONGEST_KEY and text.isprintable()
