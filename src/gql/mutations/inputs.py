"""What inputs have in common: telling what was left out from what was emptied, and keys for retries."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

import strawberry

from gql.global_ids import local_id
from gql.graph.api_names import with_api_names
from gql.graph.enums import AttachmentSide, Sex
from store.acts.attachments import AttachmentRequest
from store.acts.idempotency import Retry, retry

T = TypeVar("T")


def optional(description: str) -> Any:
    """An input field that may be left out, which is not the same as null."""
    return strawberry.field(default=strawberry.UNSET, description=description)


def idempotency_key() -> Any:
    """The key that makes a retry harmless."""
    return strawberry.field(
        default=strawberry.UNSET,
        description=(
            "Your own text, new for each save. Sent again within 24 hours, it gets the first answer and saves nothing."
        ),
    )


def given(value: Any, *apart: str) -> dict[str, Any]:
    """The fields of an input that were given, by name: what was left out is not there, null is None."""
    return {
        field.name: _plain(found)
        for field in fields(value)
        if field.name not in apart and (found := getattr(value, field.name)) is not strawberry.UNSET
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return given(value) if is_dataclass(value) and not isinstance(value, type) else value


def known(value: T | None) -> T | None:
    """The value; None also where it was left out."""
    return None if value is strawberry.UNSET else value


def retry_of(outcome: type[Any], value: Any) -> Retry | None:
    """The retry that an input's key stands for. A dry run is none: it saves nothing."""
    if getattr(value, "dry_run", False):
        return None
    # In the API's names: a retry is recognized by what was sent, whatever the code calls it meanwhile.
    asked: Mapping[str, Any] = with_api_names(given(value, "idempotency_key"))
    return retry(
        None if value.idempotency_key is strawberry.UNSET else value.idempotency_key,
        outcome,
        {"input": type(value).__name__, **asked},
    )


@strawberry.input(description="A postal address. Fields left out stay; null clears.")
class AddressInput:
    """A postal address."""

    line1: str | None = optional("Street and number.")
    line2: str | None = optional("Apartment or suite.")
    city: str | None = optional("City.")
    state: str | None = optional("State, such as `NY`.")
    postal_code: str | None = optional("ZIP code.")


@strawberry.input(description="Who holds the policy when that is not the client. Fields left out stay; null clears.")
class PolicyholderInput:
    """Who holds the policy."""

    first_name: str | None = optional("First name.")
    last_name: str | None = optional("Last name.")
    date_of_birth: date | None = optional("Date of birth.")
    sex: Sex | None = optional("Sex.")
    address: AddressInput | None = optional("Address.")


@strawberry.input(description="A file that was uploaded, to be attached.")
class AttachmentInput:
    """A file that was uploaded, to be attached."""

    upload_id: strawberry.ID = strawberry.field(description="The `upload.id` that `createUpload` answered with.")
    side: AttachmentSide = strawberry.field(
        default=AttachmentSide.OTHER, description="Which side of the card it shows."
    )


def wanted(attachments: list[AttachmentInput] | None) -> tuple[AttachmentRequest, ...]:
    """The uploads to attach; none where the list was left out or is null."""
    return tuple(AttachmentRequest(local_id("Upload", each.upload_id), each.side) for each in known(attachments) or ())
