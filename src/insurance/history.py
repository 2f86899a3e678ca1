"""What the history records of each noun: its fields by the fact's names, their values as text.

Article: Editing an Existing Policy.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from insurance.facts import Attachment, Client, FieldChange, Payer, Policy, Practice

FieldTexts = dict[str, str]
"""The fields of a record that have a value: name to text."""

# What nobody enters, and what is recorded in another form: the payer by name, the policyholder field by field.
_NOT_OF_POLICY = {
    "id",
    "client_id",
    "version",
    "source",
    "policyholder",
    "payer_id",
    "ended_by_id",
    "created_at",
    "updated_at",
}


def policy_texts(policy: Policy, payers: Mapping[str, Payer]) -> FieldTexts:
    """A policy's fields. The payer is its name; the policyholder's fields are paths: `policyholder.address.city`."""
    texts = _texts(policy, without=_NOT_OF_POLICY)
    if policy.payer_id is not None:
        texts["payer"] = payers[policy.payer_id].name
    if policy.policyholder is None:
        return texts
    # A policyholder with an address of their own is the rule, and not recorded.
    same_address = set() if policy.policyholder.same_address_as_client else {"same_address_as_client"}
    holder = _texts(policy.policyholder, without={"address", *same_address}, prefix="policyholder.")
    return {**texts, **holder, **_texts(policy.policyholder.address, prefix="policyholder.address.")}


def attachment_texts(attachments: Iterable[Attachment]) -> FieldTexts:
    """What is attached to a policy: one file name per line, as a name may contain any other character."""
    names = "\n".join(attachment.file_name for attachment in attachments)
    return {"attachments": names} if names else {}


def payer_texts(payer: Payer, payers: Mapping[str, Payer]) -> FieldTexts:
    """A payer's fields; one alias per line, as an alias may contain any other character.

    `payers` has the record that it was merged into, if it was; that one is recorded by its name.
    """
    texts = _texts(payer, without={"id", "version", "aliases", "merged_into_id", "address"})
    texts |= {"aliases": "\n".join(payer.aliases)} if payer.aliases else {}
    texts |= {"merged_into": payers[payer.merged_into_id].name} if payer.merged_into_id else {}
    return {**texts, **_texts(payer.address, prefix="address.")}


def client_texts(client: Client) -> FieldTexts:
    """A client's fields, with the client's own setting for collecting insurance."""
    texts = _texts(client, without={"id", "version", "created_at", "updated_at", "address"})
    return {**texts, **_texts(client.address, prefix="address.")}


def practice_texts(practice: Practice) -> FieldTexts:
    """A practice's fields."""
    return _texts(practice, without={"id", "version"})


def differences(before: FieldTexts, after: FieldTexts) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of `before`, then of `after`."""
    return tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in {**before, **after}
        if before.get(field) != after.get(field)
    )


def _texts(fact: Any, without: Collection[str] = (), prefix: str = "") -> FieldTexts:
    if fact is None:
        return {}
    values = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name not in without}
    return {prefix + name: _text(value) for name, value in values.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
