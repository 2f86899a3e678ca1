"""What a form asks of each caller.

Articles: Adding a New Insurance Policy (staff); What Clients Can and Cannot Do in the Portal (clients).
"""

from dataclasses import dataclass
from enum import StrEnum

from insurance import limits
from insurance.enums import InsuranceType, PolicyField, PolicyFieldKind, PolicyType, Relationship, Role, Sex
from insurance.facts import Policy


@dataclass(frozen=True, slots=True)
class PolicyFormField:
    """One field: what it is called in the caller's input and the attribute of the fact that holds it."""

    field: PolicyField
    input_field: str
    attribute: str
    required: bool = False
    max_length: int | None = None
    options: tuple[str, ...] | None = None

    @property
    def kind(self) -> PolicyFieldKind:
        """What it takes: clients write the payer's name, staff choose the payer."""
        if self.options is not None:
            return PolicyFieldKind.CHOICE
        return PolicyFieldKind.TEXT if self.max_length is not None else _KINDS[self.field]


@dataclass(frozen=True, slots=True)
class PolicyholderFormField:
    """One field of the policyholder's: its path within `policyholder`, such as `address.city`."""

    input_field: str
    kind: PolicyFieldKind = PolicyFieldKind.TEXT
    max_length: int | None = limits.NAME
    options: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PolicyForm:
    """A caller's fields in order; a submission needs at least one of `at_least_one_of` where that is not empty."""

    fields: tuple[PolicyFormField, ...]
    at_least_one_of: tuple[PolicyField, ...]
    upload_types: tuple[str, ...] = limits.UPLOAD_TYPES
    upload_max_bytes: int = limits.UPLOAD_BYTES
    max_attachments: int = limits.ATTACHMENTS

    @property
    def policyholder_fields(self) -> tuple[PolicyholderFormField, ...]:
        """What is asked of who holds the policy when that is not the client: the same of everybody."""
        return POLICYHOLDER_FIELDS


def _options(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


_F = PolicyField
_KINDS = {
    _F.EFFECTIVE_DATE: PolicyFieldKind.DATE,
    _F.END_DATE: PolicyFieldKind.DATE,
    _F.COPAY: PolicyFieldKind.AMOUNT,
    _F.DEDUCTIBLE: PolicyFieldKind.AMOUNT,
    _F.PAYER: PolicyFieldKind.PAYER,
    _F.POLICYHOLDER: PolicyFieldKind.POLICYHOLDER,
    _F.ATTACHMENTS: PolicyFieldKind.FILES,
}
POLICYHOLDER_FIELDS = (
    PolicyholderFormField("firstName"),
    PolicyholderFormField("lastName"),
    PolicyholderFormField("dateOfBirth", PolicyFieldKind.DATE, max_length=None),
    PolicyholderFormField("sex", PolicyFieldKind.CHOICE, max_length=None, options=_options(Sex)),
    *(PolicyholderFormField(f"address.{part}") for part in ("line1", "line2", "city", "state", "postalCode")),
)
_TYPES, _RELATIONSHIPS, _INSURANCE_TYPES = map(_options, (PolicyType, Relationship, InsuranceType))

STAFF_FORM = PolicyForm(
    fields=(
        PolicyFormField(_F.TYPE, "type", "type", required=True, options=_TYPES),
        PolicyFormField(_F.RELATIONSHIP, "relationship", "relationship", required=True, options=_RELATIONSHIPS),
        PolicyFormField(_F.POLICYHOLDER, "policyholder", "policyholder"),
        PolicyFormField(_F.PAYER, "payerId", "payer_id", required=True),
        PolicyFormField(_F.INSURANCE_TYPE, "insuranceType", "insurance_type", required=True, options=_INSURANCE_TYPES),
        PolicyFormField(_F.MEMBER_ID, "memberId", "member_id", required=True, max_length=limits.MEMBER_ID),
        PolicyFormField(_F.PLAN_ID, "planId", "plan_id", max_length=limits.PLAN_ID),
        PolicyFormField(_F.GROUP_ID, "groupId", "group_id", max_length=limits.GROUP_ID),
        PolicyFormField(_F.COPAY, "copay", "copay"),
        PolicyFormField(_F.DEDUCTIBLE, "deductible", "deductible"),
        PolicyFormField(_F.EFFECTIVE_DATE, "effectiveDate", "effective_date", required=True),
        PolicyFormField(_F.END_DATE, "endDate", "end_date"),
        PolicyFormField(
            _F.EMPLOYER_OR_SCHOOL, "employerOrSchool", "employer_or_school", max_length=limits.EMPLOYER_OR_SCHOOL
        ),
        PolicyFormField(_F.ATTACHMENTS, "attachments", "attachments"),
    ),
    at_least_one_of=(),
)

PORTAL_TYPES = (PolicyType.PRIMARY, PolicyType.SECONDARY)

PORTAL_FORM = PolicyForm(
    fields=(
        PolicyFormField(
            _F.TYPE, "type", "type", required=True, options=tuple(portal_type.value for portal_type in PORTAL_TYPES)
        ),
        PolicyFormField(_F.RELATIONSHIP, "relationship", "relationship", options=_RELATIONSHIPS),
        PolicyFormField(_F.POLICYHOLDER, "policyholder", "policyholder"),
        PolicyFormField(_F.PAYER, "payerName", "entered_payer_name", max_length=limits.ENTERED_PAYER_NAME),
        PolicyFormField(_F.INSURANCE_TYPE, "insuranceType", "insurance_type", options=_INSURANCE_TYPES),
        PolicyFormField(_F.MEMBER_ID, "memberId", "member_id", max_length=limits.MEMBER_ID),
        PolicyFormField(_F.PLAN_ID, "planId", "plan_id", max_length=limits.PLAN_ID),
        PolicyFormField(_F.GROUP_ID, "groupId", "group_id", max_length=limits.GROUP_ID),
        PolicyFormField(_F.EFFECTIVE_DATE, "effectiveDate", "effective_date"),
        PolicyFormField(_F.END_DATE, "endDate", "end_date"),
        PolicyFormField(
            _F.EMPLOYER_OR_SCHOOL, "employerOrSchool", "employer_or_school", max_length=limits.EMPLOYER_OR_SCHOOL
        ),
        PolicyFormField(_F.ATTACHMENTS, "attachments", "attachments"),
    ),
    at_least_one_of=(_F.PAYER, _F.MEMBER_ID, _F.ATTACHMENTS),
)


def policy_form(role: Role) -> PolicyForm:
    """The form of a caller in this role."""
    return STAFF_FORM if role is Role.PRACTITIONER else PORTAL_FORM


REQUIRED_OF_STAFF = tuple(field for field in STAFF_FORM.fields if field.required)


def missing_fields(policy: Policy) -> list[PolicyField]:
    """The fields staff must give that are still empty on this policy, in the form's order."""
    return [field.field for field in REQUIRED_OF_STAFF if getattr(policy, field.attribute) is None]
