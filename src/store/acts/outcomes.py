"""What acts answer with: the facts as stored now, or the problems because of which nothing was written.

The names of classes and fields are stored with idempotency keys: one that is renamed is not found there for a day.
"""

from dataclasses import dataclass, field
from datetime import datetime

from insurance.facts import Client, FieldChange, Payer, Policy, Practice
from insurance.new_primary import EndedPolicy
from insurance.problems import Problem
from insurance.warnings import PolicyWarning
from store.caller import Caller
from store.uploads import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What every outcome has.

    `problems` are why nothing was written; none when the act was carried out. `replayed` is whether an earlier request
    with the same idempotency key has carried it out.
    """

    problems: tuple[Problem, ...] = ()
    replayed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAdded(Outcome):
    """A policy was added, and ended others. After a dry run `policy` is None."""

    policy: Policy | None = None
    client_id: str | None = None
    ended_policies: tuple[EndedPolicy, ...] = ()
    warnings: tuple[PolicyWarning, ...] = ()
    existing_policy: Policy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEdited(Outcome):
    """A policy was edited, and others settled or ended with it.

    With problems or after a dry run, `policy` is as stored.
    """

    policy: Policy | None = None
    changes: tuple[FieldChange, ...] = ()
    ended_policies: tuple[EndedPolicy, ...] = ()
    settled_policies: tuple[Policy, ...] = ()
    existing_policy: Policy | None = None
    warnings: tuple[PolicyWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Outcome):
    """A policy was made inactive or active, or marked entered in error: then others may have got back their end dates.

    With problems or after a dry run, `policy` is as stored.
    """

    policy: Policy | None = None
    changes: tuple[FieldChange, ...] = ()
    ended_policies: tuple[EndedPolicy, ...] = ()
    existing_policy: Policy | None = None
    warnings: tuple[PolicyWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReviewed(Outcome):
    """A policy was marked reviewed."""

    policy: Policy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerSaved(Outcome):
    """A payer was added or edited, or another payer has its name already."""

    payer: Payer | None = None
    existing_payer: Payer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayersMerged(Outcome):
    """A payer record got the policies and names of another. With problems or after a dry run, `payer` is as stored."""

    payer: Payer | None = None
    moved_policies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSaved(Outcome):
    """A client, or a setting of theirs, was saved. `existing_client` may be the same person as a new one."""

    client: Client | None = None
    existing_client: Client | None = None
    warnings: tuple[PolicyWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientInvited(Outcome):
    """A client was invited to the portal. The token is not stored; `email` is where to send it, if anywhere."""

    client: Client | None = None
    email: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted(Outcome):
    """An invitation was accepted, by the client it was made for."""

    caller: Caller | None = None
    client: Client | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSaved(Outcome):
    """The practice's settings were saved."""

    practice: Practice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCreated(Outcome):
    """An upload was created, for one file."""

    upload: Upload | None = None
