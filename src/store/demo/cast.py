"""The fixed cast: Pat the practitioner, Cleo and Dana her clients, and Omar of another practice, who must see nothing.

The demo, the tests and the tokens that `policybook serve` prints all use this cast.
"""

from datetime import date
from hashlib import sha256
from uuid import UUID

from insurance.enums import CollectionOverride, Sex
from insurance.facts import Address, Client, Practice

_FIRST_MILLISECOND = 1_704_204_000_000  # 2024-01-02, 14:00 UTC


def demo_id(kind: str, n: int) -> str:
    """The id of the demo's n-th record of a kind, always the same: a UUIDv7 (RFC 9562) in canonical form.

    Ids of one kind sort by n.
    """
    noise = int.from_bytes(sha256(f"{kind} {n}".encode()).digest()[:10], "big")
    tail = (noise & ~(0xF << 76) & ~(0b11 << 62)) | (0x7 << 76) | (0b10 << 62)
    return str(UUID(int=(_FIRST_MILLISECOND + n) << 80 | tail))


PRACTICE = Practice(
    id=demo_id("practice", 1),
    name="Juniper Street Therapy",
    time_zone="America/New_York",
    collects_insurance=True,
)
OTHER_PRACTICE = Practice(
    id=demo_id("practice", 2),
    name="Pacific Harbor Counseling",
    time_zone="America/Los_Angeles",
    collects_insurance=False,
)

PAT = "Pat Rivera"

CLEO = Client(
    id=demo_id("client", 1),
    first_name="Cleo",
    last_name="Marchetti",
    date_of_birth=date(2002, 5, 14),
    collection_override=CollectionOverride.INHERIT,
    middle_name="Rose",
    sex=Sex.FEMALE,
    address=Address("61 Garden Place", "Apt 4", "Brooklyn", "NY", "11201"),
)
DANA = Client(
    id=demo_id("client", 2),
    first_name="Dana",
    last_name="Whitfield",
    date_of_birth=date(1958, 9, 3),
    collection_override=CollectionOverride.INHERIT,
    sex=Sex.FEMALE,
    address=Address("19 Willow Court", None, "Montclair", "NJ", "07042-3316"),
)
OMAR = Client(
    id=demo_id("client", 1001),
    first_name="Omar",
    last_name="Haddad",
    date_of_birth=date(1987, 11, 22),
    collection_override=CollectionOverride.INHERIT,
)
