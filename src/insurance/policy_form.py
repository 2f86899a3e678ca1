"""What a form asks of each caller.

Articles: Adding a New Insurance Policy (staff); What Clients Can and Cannot Do in the Portal (clients).
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from insurance import limits
from insurance.enums import (
    InsuranceType,
    MedicareSecondaryReason,
    PolicyField,
    PolicyFieldKind,
    PolicyType,
    Relationship,
    Role,
    Sex,
)
from insurance.facts import Address, Policy


@dataclass(frozen=True, slots=True)
class PolicyFormField:
    """One field: its name in the caller's input, and the attribute of `Policy` that holds its value."""

    field: PolicyField
    input_field: str
    attribute: str
    required: bool = False
    max_length: int | None = None
    options: tuple[str, ...] | None = None

    @property
    def kind(self) -> PolicyFieldKind:
        """What kind of value it takes: clients type the payer's name, staff choose a payer."""
        if self.options is not None:
            return PolicyFieldKind.CHOICE
        return PolicyFieldKind.TEXT if self.max_length is not None else _KINDS[self.field]


@dataclass(frozen=True, slots=True)
class PolicyholderFormField:
    """One field of the policyholder: its path within `policyholder`, such as `address.city`."""

    input_field: str
    kind: PolicyFieldKind = PolicyFieldKind.TEXT
    max_length: int | None = limits.NAME
    options: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PolicyForm:
    """A caller's fields in order; a submission needs at least one of `at_least_one_of` where that is not empty."""

    fields: tuple[PolicyFormField, ...]
    at_least_one_of: tuple[PolicyField, ...]
    client_fields: tuple[PolicyFormField, ...] = ()
    upload_types: tuple[str, ...] = limits.UPLOAD_TYPES
    upload_max_bytes: int = limits.UPLOAD_BYTES
    max_attachments: int = limits.ATTACHMENTS

    @property
    def policyholder_fields(self) -> tuple[PolicyholderFormField, ...]:
        """What every form asks about the policyholder when that is not the client (CMS-1500 boxes 4, 7 and 11a)."""
        return POLICYHOLDER_FIELDS


def _options(values: type[StrEnum]) -> tuple[str, ...]:
    return tuple(value.value for value in values)


def _field(field: PolicyField, **details: Any) -> PolicyFormField:
    """A field whose input and attribute have its own name, as all but the payer have."""
    return PolicyFormField(field, field.value.lower(), field.value.lower(), **details)


_KINDS = {
    PolicyField.EFFECTIVE_DATE: PolicyFieldKind.DATE,
    PolicyField.END_DATE: PolicyFieldKind.DATE,
    PolicyField.CLIENT_DATE_OF_BIRTH: PolicyFieldKind.DATE,
    PolicyField.COPAY: PolicyFieldKind.AMOUNT,
    PolicyField.DEDUCTIBLE: PolicyFieldKind.AMOUNT,
    PolicyField.PAYER: PolicyFieldKind.PAYER,
    PolicyField.POLICYHOLDER: PolicyFieldKind.POLICYHOLDER,
    PolicyField.ATTACHMENTS: PolicyFieldKind.FILES,
}

POLICYHOLDER_FIELDS = (
    PolicyholderFormField("first_name"),
    PolicyholderFormField("middle_name"),
    PolicyholderFormField("last_name"),
    PolicyholderFormField("date_of_birth", PolicyFieldKind.DATE, max_length=None),
    PolicyholderFormField("sex", PolicyFieldKind.CHOICE, max_length=None, options=_options(Sex)),
    PolicyholderFormField("same_address_as_client", PolicyFieldKind.YES_NO, max_length=None),
    *(PolicyholderFormField(f"address.{field.name}") for field in fields(Address)),
)

_PLAN_ID = _field(PolicyField.PLAN_ID, max_length=limits.PLAN_ID)
_PLAN_NAME = _field(PolicyField.PLAN_NAME, max_length=limits.PLAN_NAME)
_GROUP_ID = _field(PolicyField.GROUP_ID, max_length=limits.GROUP_ID)
_EMPLOYER_OR_SCHOOL = _field(PolicyField.EMPLOYER_OR_SCHOOL, max_length=limits.EMPLOYER_OR_SCHOOL)
_RELATIONSHIPS, _INSURANCE_TYPES = _options(Relationship), _options(InsuranceType)

STAFF_FORM = PolicyForm(
    fields=(
        _field(PolicyField.TYPE, required=True, options=_options(PolicyType)),
        _field(PolicyField.RELATIONSHIP, required=True, options=_RELATIONSHIPS),
        _field(PolicyField.POLICYHOLDER),
        PolicyFormField(PolicyField.PAYER, "payer_id", "payer_id", required=True),
        _field(PolicyField.INSURANCE_TYPE, required=True, options=_INSURANCE_TYPES),
        _field(PolicyField.MEDICARE_SECONDARY_REASON, options=_options(MedicareSecondaryReason)),
        _field(PolicyField.MEMBER_ID, required=True, max_length=limits.MEMBER_ID),
        _PLAN_ID,
        _PLAN_NAME,
        _GROUP_ID,
        _field(PolicyField.COPAY),
        _field(PolicyField.DEDUCTIBLE),
        _field(PolicyField.EFFECTIVE_DATE, required=True),
        _field(PolicyField.END_DATE),
        _EMPLOYER_OR_SCHOOL,
        _field(PolicyField.ATTACHMENTS),
    ),
    at_least_one_of=(),
)

PORTAL_TYPES = (PolicyType.PRIMARY, PolicyType.SECONDARY)

PORTAL_FORM = PolicyForm(
    fields=(
        _field(PolicyField.TYPE, required=True, options=tuple(policy_type.value for policy_type in PORTAL_TYPES)),
        _field(PolicyField.RELATIONSHIP, options=_RELATIONSHIPS),
        _field(PolicyField.POLICYHOLDER),
        PolicyFormField(PolicyField.PAYER, "payer_name", "entered_payer_name", max_length=limits.ENTERED_PAYER_NAME),
        _field(PolicyField.INSURANCE_TYPE, options=_INSURANCE_TYPES),
        _field(PolicyField.MEMBER_ID, max_length=limits.MEMBER_ID),
        _PLAN_ID,
        _PLAN_NAME,
        _GROUP_ID,
        _field(PolicyField.EFFECTIVE_DATE),
        _field(PolicyField.END_DATE),
        _EMPLOYER_OR_SCHOOL,
        _field(PolicyField.ATTACHMENTS),
    ),
    at_least_one_of=(PolicyField.PAYER, PolicyField.MEMBER_ID, PolicyField.ATTACHMENTS),
)


def policy_form(role: Role) -> PolicyForm:
    """The form of a caller in this role."""
    return STAFF_FORM if role is Role.PRACTITIONER else PORTAL_FORM


REQUIRED_OF_STAFF = tuple(field for field in STAFF_FORM.fields if field.required)


def missing_fields(policy: Policy) -> list[PolicyField]:
    """The fields staff must fill in that are still empty on this policy, in the form's order."""
    return [field.field for field in REQUIRED_OF_STAFF if getattr(policy, field.attribute) is None]
