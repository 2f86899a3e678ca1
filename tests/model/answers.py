"""What the server says of a practice, in the model's shapes, and what it must say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from model import laws
from model.book import Book, Outcome
from model.laws import Fact

_NOUNS = ("policy", "payer", "client", "practice", "upload")


def outcome_seen(payload: Fact) -> Outcome:
    """What a write was answered with."""
    saved = next((payload[noun] for noun in _NOUNS if payload.get(noun)), None)
    existing = payload.get("existingPolicy")
    return Outcome(
        errors=frozenset((error["code"], *error["field"]) for error in payload["userErrors"]),
        saved=saved and saved["id"],
        ended={
            each["policy"]["id"]: (each["previousEndDate"], each["newEndDate"])
            for each in payload.get("endedPolicies", ())
        },
        settled=frozenset(each["id"] for each in payload.get("settledPolicies", ())),
        existing=frozenset({existing["id"]} if existing else ()),
        changes=_changes_seen(payload.get("changes", ())),
        warnings=_warnings_seen(payload.get("warnings", ())),
    )


def records_told(payload: Fact) -> Iterator[tuple[str, Fact]]:
    """Every record that a payload has in full, but for the practice, and its kind."""
    policies = [payload.get("policy"), payload.get("existingPolicy"), *payload.get("settledPolicies", ())]
    policies += [each["policy"] for each in payload.get("endedPolicies", ())]
    yield from (("policies", _policy_seen(policy)) for policy in policies if policy)
    yield from (("payers", payload[noun]) for noun in ("payer",) if payload.get(noun))
    yield from (("clients", _client_seen(payload[noun])) for noun in ("client",) if payload.get(noun))


def record_printed(kind: str, fact: Fact, *, to_client: bool = False) -> Fact:
    """A record of the book, as the server must tell it: to clients not who of the staff reviewed it."""
    if kind != "policies":
        return fact
    fact = {**fact, "reviewedBy": None} if to_client else fact
    derived = {"needsPayer": fact["payer"] is None, "needsReview": laws.needs_review(fact)}
    return {**fact, **derived, "missingFields": laws.missing_fields(fact)}


def _policy_seen(told: Fact) -> dict[str, Any]:
    apart = ("createdAt", "updatedAt", "reviewedAt", "history", "eligibility")
    ids = {name: told[name] and told[name]["id"] for name in ("client", "payer", "endedBy")}
    seen = {name: value for name, value in told.items() if name not in apart}
    return {**seen, **ids, "isReviewed": told["reviewedAt"] is not None}


def _client_seen(told: Fact) -> Fact:
    seen = {name: told[name] for name in ("id", "firstName", "lastName", "dateOfBirth")}
    return {**seen, "insuranceCollection": told["insuranceCollection"]["override"]}


def _plain_seen(told: Fact) -> Fact:
    return {name: value for name, value in told.items() if name != "history"}


def _changes_seen(told: Iterable[Fact]) -> Fact:
    def word(field: str, value: str | None) -> str | None:
        return "then" if field == "reviewedAt" and value else value

    return {each["field"]: (word(each["field"], each["before"]), word(each["field"], each["after"])) for each in told}


def _warnings_seen(told: Iterable[Fact]) -> frozenset[laws.Warned]:
    return frozenset((each["code"], frozenset(policy["id"] for policy in each["policies"])) for each in told)


def _entry_seen(told: Fact) -> Fact:
    caused_by = told["causedBy"] and told["causedBy"]["id"]
    entry = {name: told[name] for name in ("actor", "actorRole", "cause")}
    return {**entry, "causedBy": caused_by, "fields": _changes_seen(told["fields"])}


def whole_seen(data: Fact, newest: int) -> Fact:
    """The whole practice, as the server tells it, with so much of each history."""
    clients = data["clients"]["nodes"]
    policies = [policy for client in clients for policy in client["policies"]]
    practice, payers, queue = data["viewer"]["practice"], data["payers"]["nodes"], data["policiesToReview"]
    return {
        "practice": _plain_seen(practice),
        "clients": {client["id"]: _client_seen(client) for client in clients},
        "collects": {client["id"]: client["insuranceCollection"]["enabled"] for client in clients},
        "payers": {payer["id"]: _plain_seen(payer) for payer in payers},
        "policies": {policy["id"]: _policy_seen(policy) for policy in policies},
        "charts": {client["id"]: [policy["id"] for policy in client["policies"]] for client in clients},
        "offered": {client["id"]: [policy["id"] for policy in client["eligiblePolicies"]] for client in clients},
        "eligibility": {
            policy["id"]: {**policy["eligibility"], "warnings": _warnings_seen(policy["eligibility"]["warnings"])}
            for policy in policies
        },
        "waiting": [policy["id"] for policy in queue["nodes"]],
        "waitingInAll": queue["totalCount"],
        "history": {
            subject["id"]: [_entry_seen(entry) for entry in subject["history"]["nodes"]]
            for subject in (practice, *clients, *payers, *policies)
        },
        "instants": [fault for subject in (*payers, *policies) for fault in _instant_faults(subject, newest)],
    }


def _instant_faults(told: Fact, newest: int) -> Iterator[str]:
    """Instants that do not fit a record's history, which has the newest first."""
    entries = told["history"]["nodes"]
    instants = [entry["at"] for entry in entries]
    reviews = [entry["at"] for entry in entries if any(change["field"] == "reviewedAt" for change in entry["fields"])]
    if instants != sorted(instants, reverse=True):
        yield "out of order"
    if told.get("updatedAt") not in (None, instants[0]):
        yield "updated at another time than the history says"
    if len(instants) < newest and told.get("createdAt") not in (None, instants[-1]):
        yield "created at another time than the history says"
    if len(instants) < newest and told.get("reviewedAt") not in (None, *reviews):
        yield "reviewed at another time than the history says"


def whole_expected(book: Book, day: str, newest: int) -> Fact:
    """The whole practice, as the server must tell it, with so much of each history."""
    charts = {client_id: book.chart(client_id) for client_id in book.clients}
    subjects = (book.practice, *book.clients.values(), *book.payers.values(), *book.policies.values())
    return {
        "practice": book.practice,
        "clients": book.clients,
        "collects": {client_id: book.collects(client_id) for client_id in book.clients},
        "payers": book.payers,
        "policies": {policy["id"]: record_printed("policies", policy) for policy in book.policies.values()},
        "charts": {client_id: laws.listed(chart) for client_id, chart in charts.items()},
        "offered": {client_id: laws.offered(chart, day) for client_id, chart in charts.items()},
        "eligibility": {
            policy["id"]: laws.eligibility(policy, charts[policy["client"]], day) for policy in book.policies.values()
        },
        "waiting": book.waiting(),
        "waitingInAll": len(book.waiting()),
        "history": {subject["id"]: list(book.history.get(subject["id"], ()))[:newest] for subject in subjects},
        "instants": [],
    }


def own_seen(data: Fact) -> Fact:
    """A client's own chart, and what another's record answers, as the server tells it."""
    client = data["viewer"]["client"]
    return {
        "client": client["id"],
        "mayAdd": client["viewerCanAddPolicy"],
        "chart": [policy["id"] for policy in client["policies"]],
        "policies": {policy["id"]: _policy_seen(policy) for policy in client["policies"]},
        "other": data["node"],
    }


def own_expected(book: Book, client_id: str) -> Fact:
    """A client's own chart, as the server must tell it, and nothing of another's."""
    chart = book.chart(client_id)
    return {
        "client": client_id,
        "mayAdd": book.collects(client_id),
        "chart": laws.listed(chart),
        "policies": {policy["id"]: record_printed("policies", policy, to_client=True) for policy in chart},
        "other": None,
    }


def files_told(payload: Fact) -> list[str]:
    """The ids of what is attached to the policy that was saved."""
    policy = payload.get("policy") or {"attachments": []}
    return [file["id"] for file in policy["attachments"]]


def as_free_as(expected: Outcome, seen: Outcome) -> Outcome:
    """What is expected, where a refusal may leave out the record, and a duplicate may be of one of several."""
    is_free = bool(expected.errors) and not any(error[0] == "CONFLICT" for error in expected.errors)
    saved = seen.saved if is_free and seen.saved is None else expected.saved
    return replace(expected, saved=saved, existing=seen.existing & expected.existing or expected.existing)


def again(payload: Any) -> Any:
    """What a retry is answered with as the first time: all but what is attached, which comes by links made anew."""
    if isinstance(payload, dict):
        return {name: again(value) for name, value in payload.items() if name != "attachments"}
    return [again(value) for value in payload] if isinstance(payload, list) else payload


def unlike(seen: Any, expected: Any, path: str = "") -> Iterator[str]:
    """Where two answers differ, and how."""
    if isinstance(seen, dict) and isinstance(expected, dict):
        for name in {**seen, **expected}:
            yield from unlike(seen.get(name), expected.get(name), f"{path}.{name}")
    elif seen != expected:
        yield f"{path}: the server says {seen}, the laws {expected}"
