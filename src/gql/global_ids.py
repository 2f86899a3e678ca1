"""Global ids: one text that names a type and a record (Relay Global Object Identification). Opaque to frontends."""

import base64
import binascii
import uuid
from typing import NamedTuple


class GlobalId(NamedTuple):
    """A parsed global id: the type's name and the record's own id, a UUID as text."""

    type_name: str
    id: str


def global_id(type_name: str, id_: str) -> str:
    """The global id of a record: URL-safe base64, unpadded, of `<type name>:<the 16 bytes of the UUID>`."""
    packed = b"%b:%b" % (type_name.encode(), bytes.fromhex(id_.replace("-", "")))
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def parse_global_id(text: str) -> GlobalId | None:
    """The type and the record id in a global id; None for a text that `global_id` does not make."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        type_name, _, raw = packed.partition(b":")
        parsed = GlobalId(type_name.decode("ascii"), str(uuid.UUID(bytes=raw)))
    except (ValueError, binascii.Error):
        return None
    # Base64 has several spellings of the same bytes. Only the one we give out is accepted, so that equal records have
    # equal ids.
    return parsed if global_id(*parsed) == text else None


def local_id(type_name: str, text: str) -> str | None:
    """The record id in a global id of this type; None for any other text."""
    parsed = parse_global_id(text)
    return parsed.id if parsed and parsed.type_name == type_name else None
