"""From a drawn input to one that can be sent: positions become ids, offsets become versions, and words become days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from model.rules import Fact, needs_review
from model.state import Call, State
from model.values import NO_RECORD

STAFF = ("Pat Rivera", "Quinn Adler")
RELATIVE_DAYS = {"yesterday": -1, "today": 0}
_COME_LAST: Mapping[str, Callable[[Fact], bool]] = {
    "waiting": lambda policy: policy["payer"] is not None,
    "inactive": lambda policy: bool(policy["status"] == "ACTIVE"),
    "unmarked": lambda policy: bool(policy["status"] == "ENTERED_IN_ERROR"),
    "unreviewed": lambda policy: not needs_review(policy),
    "filed": lambda policy: not policy["attachments"],
}


def record_at(found: Sequence[str], place: int, others: Sequence[str]) -> str:
    """The record at this position, modulo their number. Without one, or for NO_RECORD, one of the others."""
    own = found if place != NO_RECORD else ()
    return own[place % len(own)] if own else next(iter(others), "")


def caller_at(what: str, place: int, state: State) -> str:
    """The caller at this position: a client by id for what the portal does, else a practitioner by name."""
    return (list(state.clients) if what in ("client", "submitPolicy") else STAFF)[place]


def day(word: str, today: date) -> str:
    """The day that a word (`today`, `yesterday`) stands for."""
    return (today + timedelta(RELATIVE_DAYS[word])).isoformat() if word in RELATIVE_DAYS else word


def resolve_input(call: Call, state: State, other_practice: State, today: date) -> dict[str, Any]:
    """The input to send: with ids for positions, versions for offsets, and days for words."""
    kind = "policies" if "Policy" in call.operation else "payers" if "Payer" in call.operation else "clients"
    found = dict(call.given)
    for name, records in {"clientId": "clients", "payerId": "payers", "id": kind}.items():
        if isinstance(found.get(name), int):
            found[name] = record_at(_in_order(state, records), found[name], list(getattr(other_practice, records)))
    for name, comes_last in _COME_LAST.items():
        if name in found:
            ids = sorted(_in_order(state, "policies"), key=lambda id_: comes_last(state.policies[id_]))
            found["id"] = record_at(ids, found.pop(name), list(other_practice.policies))
    if "ender" in found:
        enders = {policy["endedBy"] for policy in state.policies.values()}
        ids = sorted(_in_order(state, "policies"), key=lambda id_: id_ not in enders)
        found["id"] = record_at(ids, found.pop("ender"), list(other_practice.policies))
    if found.get("version") is not None:
        found["version"] += getattr(state, kind).get(found["id"], {"version": 1})["version"]
    found |= {name: day(found[name], today) for name in ("effectiveDate", "endDate") if found.get(name)}
    if "like" in found:
        found = _similar_to_policy(found.pop("like"), call.who, state) | found
    if isinstance(found.get("payerName"), tuple):
        payer, name = found["payerName"]
        found["payerName"] = _text_of_payer(payer, name, state)
    return found | _files(found, call.who, state, other_practice)


def _similar_to_policy(place: int, who: str, state: State) -> dict[str, Any]:
    """What a client would enter for a policy that is already on their chart, those with a member ID first."""
    policy = sorted(state.chart(who), key=lambda each: each["memberId"] is None)[place % len(state.chart(who))]
    payer = state.payers.get(policy["payer"], {"name": None})
    told = {name: policy[name] for name in ("type", "memberId", "effectiveDate")}
    return told | {"payerName": policy["enteredPayerName"] or payer["name"]}


def _text_of_payer(place: int, name: str, state: State) -> str:
    """One of the names of a payer, archived payers first."""
    payers = sorted(state.payers.values(), key=lambda payer: not payer["archived"])
    payer = payers[place % len(payers)]
    return str(payer[name] or payer["name"])


def _files(found: Fact, who: str, state: State, other_practice: State) -> dict[str, Any]:
    """Ids of uploads (usable ones first, then expired ones) and of attachments (of this policy, or of others)."""
    is_open = state.open_uploads(who).keys()
    uploads = sorted(
        _in_order(state, "uploads"), key=lambda id_: (id_ not in is_open, not state.uploads[id_]["isLate"])
    )
    files = {
        name: [
            {**file, "uploadId": record_at(uploads, file["uploadId"], list(other_practice.uploads))}
            for file in found[name]
        ]
        for name in ("attachments", "addAttachments")
        if found.get(name)
    }
    if "removeAttachmentIds" not in found:
        return files
    attached = {id_: [file["id"] for file in policy["attachments"]] for id_, policy in state.policies.items()}
    own = attached.pop(found["id"], [])
    others = [file for ids in attached.values() for file in ids]
    return files | {"removeAttachmentIds": [record_at(own, place, others) for place in found["removeAttachmentIds"]]}


def _in_order(state: State, kind: str) -> list[str]:
    """The ids of a kind of record, newest first for policies and uploads."""
    return list(getattr(state, kind))[:: -1 if kind in ("policies", "uploads") else 1]
