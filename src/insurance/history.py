"""What the history says of a record: each field that is set, under the API's name and in the API's words."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from insurance.facts import Attachment, Client, FieldChange, Payer, Policy, Policyholder, Practice

Words = dict[str, str]

_POLICY = {
    "type": "type",
    "status": "status",
    "relationship": "relationship",
    "enteredPayerName": "entered_payer_name",
    "insuranceType": "insurance_type",
    "memberId": "member_id",
    "planId": "plan_id",
    "groupId": "group_id",
    "copay": "copay",
    "deductible": "deductible",
    "employerOrSchool": "employer_or_school",
    "effectiveDate": "effective_date",
    "endDate": "end_date",
    "reviewedAt": "reviewed_at",
    "reviewedBy": "reviewed_by",
}
_HOLDER = {"firstName": "first_name", "lastName": "last_name", "dateOfBirth": "date_of_birth", "sex": "sex"}
_CLIENT = {
    "firstName": "first_name",
    "lastName": "last_name",
    "dateOfBirth": "date_of_birth",
    "insuranceCollection": "collection_override",
}
_ADDRESS = {"line1": "line1", "line2": "line2", "city": "city", "state": "state", "postalCode": "postal_code"}


def policy_words(policy: Policy, payers: Mapping[str, Payer]) -> Words:
    """A policy's fields; those of the policyholder are paths such as `policyholder.address.city`."""
    words = _words(policy, _POLICY)
    if policy.payer_id is not None:
        words["payer"] = payers[policy.payer_id].name
    return {**words, **_holder_words(policy.policyholder)} if policy.policyholder else words


def _holder_words(holder: Policyholder) -> Words:
    address = _words(holder.address, _ADDRESS, "policyholder.address.") if holder.address else {}
    return {**_words(holder, _HOLDER, "policyholder."), **address}


def attachment_words(attachments: Iterable[Attachment]) -> Words:
    """What is attached to a policy: a file name a line, as one may hold any other character."""
    names = "\n".join(attachment.file_name for attachment in attachments)
    return {"attachments": names} if names else {}


def payer_words(payer: Payer) -> Words:
    """A payer's fields; aliases a line each, as one may hold any other character."""
    words = _words(payer, {"name": "name", "ediPayerId": "edi_payer_id", "archived": "archived"})
    return {**words, "aliases": "\n".join(payer.aliases)} if payer.aliases else words


def client_words(client: Client) -> Words:
    """A client's fields, and what is set for them about collecting insurance."""
    return _words(client, _CLIENT)


def practice_words(practice: Practice) -> Words:
    """A practice's fields."""
    return _words(practice, {"name": "name", "timeZone": "time_zone", "collectsInsurance": "collects_insurance"})


def differences(before: Words, after: Words) -> tuple[FieldChange, ...]:
    """The fields that are not the same, in the order they come."""
    return tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in {**before, **after}
        if before.get(field) != after.get(field)
    )


def _words(fact: object, fields: Mapping[str, str], prefix: str = "") -> Words:
    found = ((prefix + name, getattr(fact, attribute, None)) for name, attribute in fields.items())
    return {name: _word(value) for name, value in found if value is not None}


def _word(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
