"""What acts answer with: what is so now, or the problems that kept it from being so."""

from dataclasses import dataclass

from insurance.facts import Client, FieldChange, Payer, Policy, Practice
from insurance.new_primary import EndedPolicy
from insurance.problems import Problem
from insurance.warnings import PolicyWarning


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAdded:
    """A policy was added, and what that did to others. Tried only, `policy` is None."""

    policy: Policy | None = None
    client_id: str | None = None
    ended_policies: tuple[EndedPolicy, ...] = ()
    warnings: tuple[PolicyWarning, ...] = ()
    existing_policy: Policy | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEdited:
    """A policy was edited, and what was settled with it. Refused or tried only, `policy` is as it is stored."""

    policy: Policy | None = None
    changes: tuple[FieldChange, ...] = ()
    settled_policies: tuple[Policy, ...] = ()
    existing_policy: Policy | None = None
    warnings: tuple[PolicyWarning, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged:
    """A policy was made inactive or active. Refused or tried only, `policy` is as it is stored."""

    policy: Policy | None = None
    changes: tuple[FieldChange, ...] = ()
    warnings: tuple[PolicyWarning, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReviewed:
    """A policy was marked reviewed."""

    policy: Policy | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerSaved:
    """A payer was added or edited."""

    payer: Payer | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSaved:
    """A client, or a setting of theirs, was saved."""

    client: Client | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSaved:
    """The practice's settings were saved."""

    practice: Practice | None = None
    problems: tuple[Problem, ...] = ()
