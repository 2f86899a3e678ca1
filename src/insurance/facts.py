"""The nouns of the product as frozen facts: the values of a record, without how they are stored.

Ids are UUIDs in their canonical text. Dates are calendar days, instants are aware and in UTC,
money is US dollars as exact decimals with two places.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from insurance.enums import (
    AttachmentSide,
    ChangeCause,
    CollectionOverride,
    InsuranceType,
    MedicareSecondaryReason,
    PolicySource,
    PolicyStatus,
    PolicyType,
    Relationship,
    Role,
    Sex,
)


@dataclass(frozen=True, slots=True)
class Practice:
    """The tenant. Its time zone (an IANA name) determines which day is today."""

    id: str
    name: str
    time_zone: str
    collects_insurance: bool
    version: int = 1


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in the United States (CMS-1500 boxes 5 and 7)."""

    line1: str | None
    line2: str | None
    city: str | None
    state: str | None
    postal_code: str | None


UNKNOWN_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
"""When a record was added, where that was not written down."""


@dataclass(frozen=True, slots=True)
class Client:
    """A person in the care of the practice. A client with their policies is a chart.

    Middle name, date of birth, sex and address are not needed in a chart, but in claims.
    """

    id: str
    first_name: str
    last_name: str
    date_of_birth: date | None
    collection_override: CollectionOverride
    version: int = 1
    created_at: datetime = UNKNOWN_INSTANT
    updated_at: datetime = UNKNOWN_INSTANT
    middle_name: str | None = None
    sex: Sex | None = None
    address: Address | None = None

    @property
    def display_name(self) -> str:
        """First and last name, as a person would say it."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Payer:
    """An insurer set up by the practice. `edi_payer_id` is the Payer ID that cards print and clearinghouses use.

    `merged_into_id` is the record that got its policies and names, if it was merged into one. The address is for claims
    on paper.
    """

    id: str
    version: int
    name: str
    edi_payer_id: str | None
    aliases: tuple[str, ...]
    archived: bool
    merged_into_id: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Policyholder:
    """The person who holds the policy when that is not the client (CMS-1500 boxes 4, 7 and 11a).

    With the same address as the client, there is none here: the client's is read whenever it is needed.
    """

    first_name: str | None
    last_name: str | None
    date_of_birth: date | None
    sex: Sex | None
    address: Address | None
    middle_name: str | None = None
    same_address_as_client: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """One insurance policy on a chart. `entered_payer_name`, which the client typed, never changes."""

    id: str
    client_id: str
    version: int
    type: PolicyType
    status: PolicyStatus
    source: PolicySource
    relationship: Relationship | None
    policyholder: Policyholder | None
    payer_id: str | None
    entered_payer_name: str | None
    insurance_type: InsuranceType | None
    member_id: str | None
    plan_id: str | None
    group_id: str | None
    copay: Decimal | None
    deductible: Decimal | None
    employer_or_school: str | None
    effective_date: date | None
    end_date: date | None
    reviewed_at: datetime | None
    reviewed_by: str | None
    ended_by_id: str | None
    created_at: datetime
    updated_at: datetime
    plan_name: str | None = None
    medicare_secondary_reason: MedicareSecondaryReason | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An insurance card's image or PDF, attached to a policy. The keys name its bytes in the file store.

    The digests are SHA-256 in hexadecimal, or None for files stored before digests were introduced.
    """

    id: str
    policy_id: str
    file_name: str
    content_type: str
    byte_size: int
    side: AttachmentSide
    file_key: str
    preview_key: str
    preview_type: str
    file_digest: str | None = None
    preview_digest: str | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after, as text. The field is the fact's, or a path such as `policyholder.sex`."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One immutable entry of the history. `actor_role` is None where a rule acted, not a person.

    `actor_id` is the person's subject: it stays the same whatever name is shown. None where a rule acted, and in
    entries written before subjects were.
    """

    id: str
    subject_id: str
    at: datetime
    actor: str
    actor_role: Role | None
    cause: ChangeCause
    caused_by_id: str | None
    fields: tuple[FieldChange, ...]
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """One request of a person that read a chart or a file: who, when, and the operation's name, but no value."""

    id: str
    client_id: str
    at: datetime
    actor: str
    actor_id: str
    actor_role: Role
    operation: str | None
