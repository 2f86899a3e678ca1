"""New ids: UUIDv7 (RFC 9562), made by the server only, so that a clash can reveal nothing."""

import uuid_utils


def new_id() -> str:
    """A new id in canonical text. Ids sort by the time they were made."""
    return str(uuid_utils.uuid7())
