"""What the places, versions and days of a drawn input stand for in a book."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from model.book import Book, Call
from model.laws import Fact, needs_review
from model.values import NOBODY

STAFF = ("Pat Rivera", "Quinn Adler")
RELATIVE_DAYS = {"yesterday": -1, "today": 0}
_COME_LAST: Mapping[str, Callable[[Fact], bool]] = {
    "waiting": lambda policy: policy["payer"] is not None,
    "inactive": lambda policy: bool(policy["status"] == "ACTIVE"),
    "unreviewed": lambda policy: not needs_review(policy),
    "filed": lambda policy: not policy["attachments"],
}


def at(found: Sequence[str], place: int, others: Sequence[str]) -> str:
    """The record in that place, counted round; where there is none, or for nobody's place, one of the others."""
    own = found if place != NOBODY else ()
    return own[place % len(own)] if own else next(iter(others), "")


def caller_at(what: str, place: int, book: Book) -> str:
    """Who does this from that place: a client in the portal, by id, or somebody of the staff, by name."""
    return (list(book.clients) if what in ("client", "submitPolicy") else STAFF)[place]


def day(word: str, today: date) -> str:
    """The day that a word stands for."""
    return (today + timedelta(RELATIVE_DAYS[word])).isoformat() if word in RELATIVE_DAYS else word


def input_of(call: Call, book: Book, neighbour: Book, today: date) -> dict[str, Any]:
    """The input that was drawn, as it is sent: ids for places, numbers for versions, days for words."""
    kind = "policies" if "Policy" in call.operation else "payers" if "Payer" in call.operation else "clients"
    found = dict(call.given)
    for name, records in {"clientId": "clients", "payerId": "payers", "id": kind}.items():
        if isinstance(found.get(name), int):
            found[name] = at(_in_order(book, records), found[name], list(getattr(neighbour, records)))
    for name, comes_last in _COME_LAST.items():
        if name in found:
            ids = sorted(_in_order(book, "policies"), key=lambda id_: comes_last(book.policies[id_]))
            found["id"] = at(ids, found.pop(name), list(neighbour.policies))
    if found.get("version") is not None:
        found["version"] += getattr(book, kind).get(found["id"], {"version": 1})["version"]
    found |= {name: day(found[name], today) for name in ("effectiveDate", "endDate") if found.get(name)}
    if "like" in found:
        found = _like(found.pop("like"), call.who, book) | found
    if isinstance(found.get("payerName"), tuple):
        payer, name = found["payerName"]
        found["payerName"] = _text_of_payer(payer, name, book)
    return found | _files(found, call.who, book, neighbour)


def _like(place: int, who: str, book: Book) -> dict[str, Any]:
    """What a client would enter for a policy on their chart, those first that have a member ID."""
    policy = sorted(book.chart(who), key=lambda each: each["memberId"] is None)[place % len(book.chart(who))]
    payer = book.payers.get(policy["payer"], {"name": None})
    told = {name: policy[name] for name in ("type", "memberId", "effectiveDate")}
    return told | {"payerName": policy["enteredPayerName"] or payer["name"]}


def _text_of_payer(place: int, name: str, book: Book) -> str:
    """What a payer goes by, those first that are offered no more."""
    payers = sorted(book.payers.values(), key=lambda payer: not payer["archived"])
    payer = payers[place % len(payers)]
    return str(payer[name] or payer["name"])


def _files(found: Fact, who: str, book: Book, neighbour: Book) -> dict[str, Any]:
    """Uploads, those first that may be used, then those too old; and attachments of the policy, or of any other."""
    is_open = book.open_uploads(who).keys()
    uploads = sorted(_in_order(book, "uploads"), key=lambda id_: (id_ not in is_open, not book.uploads[id_]["isLate"]))
    files = {
        name: [{**file, "uploadId": at(uploads, file["uploadId"], list(neighbour.uploads))} for file in found[name]]
        for name in ("attachments", "addAttachments")
        if found.get(name)
    }
    if "removeAttachmentIds" not in found:
        return files
    attached = {id_: [file["id"] for file in policy["attachments"]] for id_, policy in book.policies.items()}
    own = attached.pop(found["id"], [])
    others = [file for ids in attached.values() for file in ids]
    return files | {"removeAttachmentIds": [at(own, place, others) for place in found["removeAttachmentIds"]]}


def _in_order(book: Book, kind: str) -> list[str]:
    """The records of a kind, policies and uploads the newest first."""
    return list(getattr(book, kind))[:: -1 if kind in ("policies", "uploads") else 1]
