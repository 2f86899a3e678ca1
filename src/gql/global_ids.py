"""Global ids: opaque to frontends, good for `node`, and tied to one type."""

import base64
import binascii
import uuid
from typing import NamedTuple


class GlobalId(NamedTuple):
    """What a global id says: the type's name and the record's own id."""

    type_name: str
    id: str


def global_id(type_name: str, id_: str) -> str:
    """The id a frontend sees: URL-safe text of the type's name and the 16 bytes of the UUID."""
    packed = b"%b:%b" % (type_name.encode(), bytes.fromhex(id_.replace("-", "")))
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def parse_global_id(text: str) -> GlobalId | None:
    """What the id says, or None for anything this server never gave out."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        type_name, _, raw = packed.partition(b":")
        found = GlobalId(type_name.decode("ascii"), str(uuid.UUID(bytes=raw)))
    except (ValueError, binascii.Error):
        return None
    # Base64 has several spellings of the same bytes: only ours counts.
    return found if global_id(*found) == text else None


def local_id(type_name: str, text: str) -> str | None:
    """The record's own id, or None where the global id is not one of this type."""
    found = parse_global_id(text)
    return found.id if found and found.type_name == type_name else None
