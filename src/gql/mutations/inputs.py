"""What inputs share: the argument, fields that may be left out, idempotency keys, and the inputs within inputs."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.api_names import with_api_names
from gql.graph.declarations import input_type
from gql.graph.enums import AttachmentSide, Sex
from store.acts.attachments import AttachmentRequest
from store.acts.idempotency import Retry, retry

T = TypeVar("T")

Input: TypeAlias = Annotated[T, strawberry.argument(description="What to do, field by field.")]
"""The one argument of a mutation, such as `Input[AddPayerInput]`."""


def optional(description: str) -> Any:
    """An input field that may be left out. Left out is not the same as null: null clears a value."""
    return strawberry.field(default=strawberry.UNSET, description=description)


def version(record: str) -> Any:
    """The version of the record that the caller has seen."""
    return optional(f"The `version` you have seen: if the {record} has changed since, nothing is saved (`CONFLICT`).")


def dry_run(details: str = "") -> Any:
    """Whether to save nothing. `details` says what the payload holds then."""
    return strawberry.field(default=False, description=f"{descriptions.DRY_RUN}{details}")


def idempotency_key(
    effect: str = "Sent again with the same input within 24 hours, it answers what was saved the first time, with each "
    "record as it is now, and saves nothing.",
) -> Any:
    """The key under which a retry is recognized. `effect` says what a retry does."""
    return optional(f"A text of your own, new for each save, such as a UUID. {effect}")


def fields_set(value: Any, *, exclude: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that the caller has set, null as None; inputs within the input are dicts of the same kind."""
    return {
        field.name: _plain(item)
        for field in fields(value)
        if field.name not in exclude and (item := getattr(value, field.name)) is not strawberry.UNSET
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return fields_set(value) if is_dataclass(value) and not isinstance(value, type) else value


def value_or_none(value: T | None) -> T | None:
    """The value of an optional field; None where it was left out."""
    return None if value is strawberry.UNSET else value


def retry_of(outcome: type[Any], value: Any) -> Retry | None:
    """The idempotency key of an input, with what it was sent for. None for a dry run, which saves nothing."""
    if getattr(value, "dry_run", False):
        return None
    # In the API's names: a retry is recognized by what was sent, even if the code was renamed in between.
    request: Mapping[str, Any] = with_api_names(fields_set(value, exclude=("idempotency_key",)))
    return retry(value_or_none(value.idempotency_key), outcome, {"input": type(value).__name__, **request})


@input_type
class AddressInput:
    """A postal address. Fields left out stay as they are; null clears a field."""

    line1: str | None = optional(descriptions.STREET)
    line2: str | None = optional(descriptions.APARTMENT)
    city: str | None = optional(descriptions.CITY)
    state: str | None = optional(descriptions.STATE)
    postal_code: str | None = optional(descriptions.POSTAL_CODE)


@input_type
class PolicyholderInput:
    """The person who holds the policy. Fields left out stay as they are; null clears a field."""

    first_name: str | None = optional(descriptions.FIRST_NAME)
    middle_name: str | None = optional(descriptions.MIDDLE_NAME)
    last_name: str | None = optional(descriptions.LAST_NAME)
    date_of_birth: date | None = optional(descriptions.DATE_OF_BIRTH)
    sex: Sex | None = optional(descriptions.SEX)
    address: AddressInput | None = optional(descriptions.ADDRESS)
    same_address_as_client: bool | None = optional(
        f"{descriptions.SAME_ADDRESS} Null is false. An address given without it makes it false."
    )


@input_type
class ClientFactsInput:
    """Facts of the client's own record that claims need. Only those that are empty there can be given."""

    middle_name: str | None = optional(descriptions.MIDDLE_NAME)
    date_of_birth: date | None = optional(descriptions.DATE_OF_BIRTH)
    sex: Sex | None = optional(descriptions.SEX)
    address: AddressInput | None = optional(descriptions.ADDRESS)


@input_type
class AttachmentInput:
    """An uploaded file to attach to the policy."""

    upload_id: strawberry.ID = strawberry.field(description="The `upload.id` from `createUpload`.")
    side: AttachmentSide = strawberry.field(
        default=AttachmentSide.OTHER, description="Which side of the card the file shows."
    )


def uploads_to_attach(attachments: list[AttachmentInput] | None) -> tuple[AttachmentRequest, ...]:
    """The uploads that an input attaches; none where the list was left out or is null."""
    return tuple(
        AttachmentRequest(local_id("Upload", item.upload_id), item.side) for item in value_or_none(attachments) or ()
    )
