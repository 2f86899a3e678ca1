"""The JSON of the three screens, made by hand from rows of SQLite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from gql.auth.signed_links import FileLinks
from gql.global_ids import global_id
from insurance.claims.claim_options import ClaimOption
from insurance.enums import (
    CollectionOverride,
    InsuranceType,
    MedicareSecondaryReason,
    PolicySource,
    PolicyStatus,
    PolicyType,
    Relationship,
    Sex,
)
from insurance.facts import Address, Client, Payer, Policy, Policyholder
from insurance.standing import standing
from store.caller import Caller

Record = dict[str, Any]

_REQUIRED = (
    ("RELATIONSHIP", "relationship"),
    ("PAYER", "payer_id"),
    ("INSURANCE_TYPE", "insurance_type"),
    ("MEMBER_ID", "member_id"),
    ("EFFECTIVE_DATE", "effective_date"),
)


@dataclass(frozen=True)
class Charts:
    """Policies by client, payers by id, attachments by policy."""

    policies: Mapping[str, list[Record]]
    payers: Mapping[str, Record]
    attachments: Mapping[str, list[Record]]


def chart(client: Record, practice: Record, charts: Charts, caller: Caller, links: FileLinks) -> Record:
    """One client in the answer to `Chart`."""
    today = datetime.now(ZoneInfo(practice["time_zone"])).date()
    return {
        "id": global_id("Client", client["id"]),
        "displayName": f"{client['first_name']} {client['last_name']}",
        "dateOfBirth": client["date_of_birth"],
        "viewerCanAddPolicy": True,
        "insuranceCollection": {
            "override": client["collection_override"],
            "practiceDefault": bool(practice["collects_insurance"]),
            "enabled": _collects(client, practice),
        },
        "policies": [_card(row, client, charts, caller, links, today) for row in charts.policies[client["id"]]],
    }


def list_row(client: Record, practice: Record, charts: Charts, caller: Caller, links: FileLinks) -> Record:
    """One client in the answer to `Charts`."""
    return {
        "id": global_id("Client", client["id"]),
        "displayName": f"{client['first_name']} {client['last_name']}",
        "insuranceCollection": {"enabled": _collects(client, practice)},
        "policies": [
            {
                "id": global_id("Policy", row["id"]),
                "type": row["type"],
                "status": row["status"],
                "payer": _payer(charts.payers.get(row["payer_id"])),
                "needsPayer": row["payer_id"] is None,
                "needsReview": row["source"] == "PORTAL" and row["reviewed_at"] is None,
                "memberId": row["member_id"],
                "effectiveDate": row["effective_date"],
                "endDate": row["end_date"],
                "attachments": [
                    {"id": global_id("Attachment", file["id"]), "previewUrl": links.url(caller, file["id"], "preview")}
                    for file in charts.attachments[row["id"]]
                ],
            }
            for row in charts.policies[client["id"]]
        ],
    }


def service(client: Record, dos: str, options: Sequence[ClaimOption], payers: Mapping[str, Payer]) -> Record:
    """One service in the answer to `ClaimOptionsForServices`."""
    return {
        "dos": dos,
        "client": {
            "id": global_id("Client", client["id"]),
            "displayName": f"{client['first_name']} {client['last_name']}",
        },
        "options": [_option(option, payers.get(option.policy.payer_id or "")) for option in options],
    }


def _option(option: ClaimOption, payer: Payer | None) -> Record:
    return {
        "policy": {
            "id": global_id("Policy", option.policy.id),
            "type": option.policy.type,
            "memberId": option.policy.member_id,
            "payer": payer
            and {"id": global_id("Payer", payer.id), "name": payer.name, "ediPayerId": payer.edi_payer_id},
        },
        "eligibility": {
            "reason": option.eligibility.reason,
            "coversDateOfService": option.eligibility.covers_date_of_service,
            "warnings": [{"code": each.code, "message": each.message} for each in option.eligibility.warnings],
        },
        "readiness": {
            "verdict": option.readiness.verdict,
            "ready": option.readiness.ready,
            "problems": [
                {
                    "code": each.code,
                    "blocking": each.blocking,
                    "message": each.message,
                    "field": each.field,
                    "on": each.on,
                    "box": each.box,
                    "segment": each.segment,
                }
                for each in option.readiness.problems
            ],
        },
        "otherInsurance": [
            {"id": global_id("Policy", each.id), "type": each.type, "memberId": each.member_id}
            for each in option.other_insurance
        ],
    }


def _card(row: Record, client: Record, charts: Charts, caller: Caller, links: FileLinks, today: date) -> Record:
    ended_by = next((other for other in charts.policies[row["client_id"]] if other["id"] == row["ended_by_id"]), None)
    payer = charts.payers.get(row["payer_id"])
    return {
        "id": global_id("Policy", row["id"]),
        "version": row["version"],
        "type": row["type"],
        "status": row["status"],
        "standing": standing(policy_fact(row), today),
        "source": row["source"],
        "relationship": row["relationship"],
        "policyholder": _holder(row, client),
        "payer": payer
        and {**(_payer(payer) or {}), "ediPayerId": payer["edi_payer_id"], "archived": bool(payer["archived"])},
        "enteredPayerName": row["entered_payer_name"],
        "needsPayer": row["payer_id"] is None,
        "insuranceType": row["insurance_type"],
        "medicareSecondaryReason": row["medicare_secondary_reason"],
        "memberId": row["member_id"],
        "planId": row["plan_id"],
        "planName": row["plan_name"],
        "groupId": row["group_id"],
        "copay": _dollars(row["copay"]),
        "deductible": _dollars(row["deductible"]),
        "employerOrSchool": row["employer_or_school"],
        "effectiveDate": row["effective_date"],
        "endDate": row["end_date"],
        "endedBy": ended_by
        and {"id": global_id("Policy", ended_by["id"]), "effectiveDate": ended_by["effective_date"]},
        "missingFields": [field for field, column in _REQUIRED if row[column] is None],
        "needsReview": row["source"] == "PORTAL" and row["reviewed_at"] is None,
        "reviewedAt": _instant(row["reviewed_at"]),
        "reviewedBy": row["reviewed_by"],
        "viewerCanEdit": True,
        "viewerCanMakeInactive": row["status"] == "ACTIVE",
        "attachments": [
            {
                "id": global_id("Attachment", file["id"]),
                "fileName": file["file_name"],
                "contentType": file["content_type"],
                "side": file["side"],
                "url": links.url(caller, file["id"], "file"),
                "previewUrl": links.url(caller, file["id"], "preview"),
            }
            for file in charts.attachments[row["id"]]
        ],
        "updatedAt": _instant(row["updated_at"]),
    }


def _collects(client: Record, practice: Record) -> bool:
    override = client["collection_override"]
    return bool(practice["collects_insurance"]) if override == "INHERIT" else override == "ON"


def _payer(row: Record | None) -> Record | None:
    return row and {"id": global_id("Payer", row["id"]), "name": row["name"]}


def _holder(row: Record, client: Record) -> Record | None:
    source, prefix = (client, "address") if row["holder_same_address_as_client"] else (row, "holder")
    address = {
        "line1": source[f"{prefix}_line1"],
        "line2": source[f"{prefix}_line2"],
        "city": source[f"{prefix}_city"],
        "state": source[f"{prefix}_state"],
        "postalCode": source[f"{prefix}_postal_code"],
    }
    holder = {
        "firstName": row["holder_first_name"],
        "middleName": row["holder_middle_name"],
        "lastName": row["holder_last_name"],
        "dateOfBirth": row["holder_date_of_birth"],
        "sex": row["holder_sex"],
        "sameAddressAsClient": bool(row["holder_same_address_as_client"]),
        "address": address if any(address.values()) else None,
    }
    return holder if any(holder.values()) else None


def _dollars(cents: int | None) -> str | None:
    return None if cents is None else f"{cents // 100}.{cents % 100:02}"


def _instant(text: str | None) -> str | None:
    return text and f"{text[:10]}T{text[11:23]}Z"


def payer_fact(row: Record) -> Payer:
    """The payer as the rules take it."""
    return Payer(
        id=row["id"],
        version=row["version"],
        name=row["name"],
        edi_payer_id=row["edi_payer_id"],
        aliases=tuple(orjson.loads(row["aliases"])),
        archived=bool(row["archived"]),
        address=_address_fact(row, "address"),
    )


def client_fact(row: Record) -> Client:
    """The client as the rules take it."""
    return Client(
        id=row["id"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        date_of_birth=row["date_of_birth"] and date.fromisoformat(row["date_of_birth"]),
        collection_override=CollectionOverride(row["collection_override"]),
        middle_name=row["middle_name"],
        sex=row["sex"] and Sex(row["sex"]),
        address=_address_fact(row, "address"),
    )


def policy_fact(row: Record) -> Policy:
    """The policy as the rules take it."""
    return Policy(
        id=row["id"],
        client_id=row["client_id"],
        version=row["version"],
        type=PolicyType(row["type"]),
        status=PolicyStatus(row["status"]),
        source=PolicySource(row["source"]),
        relationship=row["relationship"] and Relationship(row["relationship"]),
        policyholder=_holder_fact(row),
        payer_id=row["payer_id"],
        entered_payer_name=row["entered_payer_name"],
        insurance_type=row["insurance_type"] and InsuranceType(row["insurance_type"]),
        member_id=row["member_id"],
        plan_id=row["plan_id"],
        group_id=row["group_id"],
        copay=None if row["copay"] is None else Decimal(row["copay"]) / 100,
        deductible=None if row["deductible"] is None else Decimal(row["deductible"]) / 100,
        employer_or_school=row["employer_or_school"],
        effective_date=row["effective_date"] and date.fromisoformat(row["effective_date"]),
        end_date=row["end_date"] and date.fromisoformat(row["end_date"]),
        reviewed_at=row["reviewed_at"] and _read_instant(row["reviewed_at"]),
        reviewed_by=row["reviewed_by"],
        ended_by_id=row["ended_by_id"],
        created_at=_read_instant(row["created_at"]),
        updated_at=_read_instant(row["updated_at"]),
        plan_name=row["plan_name"],
        medicare_secondary_reason=row["medicare_secondary_reason"]
        and MedicareSecondaryReason(row["medicare_secondary_reason"]),
    )


def _read_instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _holder_fact(row: Record) -> Policyholder | None:
    born, sex = row["holder_date_of_birth"], row["holder_sex"]
    holder = Policyholder(
        row["holder_first_name"],
        row["holder_last_name"],
        born and date.fromisoformat(born),
        sex and Sex(sex),
        _address_fact(row, "holder"),
        row["holder_middle_name"],
        bool(row["holder_same_address_as_client"]),
    )
    return holder if holder != Policyholder(None, None, None, None, None) else None


def _address_fact(row: Record, prefix: str) -> Address | None:
    names = ("line1", "line2", "city", "state", "postal_code")
    place = [row[f"{prefix}_{name}"] for name in names]
    return Address(*place) if any(place) else None
