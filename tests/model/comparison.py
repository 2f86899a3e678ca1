"""Responses of the server in the shapes of the model, and what they must be."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from model import rules
from model.rules import Fact
from model.state import Outcome, State

_NOUNS = ("policy", "payer", "client", "practice", "upload")


def actual_outcome(payload: Fact) -> Outcome:
    """The outcome in a payload."""
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


def returned_records(payload: Fact) -> Iterator[tuple[str, Fact]]:
    """Every record that a payload has in full, except the practice, with its kind."""
    policies = [payload.get("policy"), payload.get("existingPolicy"), *payload.get("settledPolicies", ())]
    policies += [each["policy"] for each in payload.get("endedPolicies", ())]
    yield from (("policies", _policy_seen(policy)) for policy in policies if policy)
    yield from (("payers", payload[noun]) for noun in ("payer",) if payload.get(noun))
    yield from (("clients", _client_seen(payload[noun])) for noun in ("client",) if payload.get(noun))


def expected_record(kind: str, fact: Fact, *, to_client: bool = False) -> Fact:
    """A record as the server must show it. Clients do not see who reviewed it."""
    if kind != "policies":
        return fact
    fact = {**fact, "reviewedBy": None} if to_client else fact
    derived = {"needsPayer": fact["payer"] is None, "needsReview": rules.needs_review(fact)}
    return {**fact, **derived, "missingFields": rules.missing_fields(fact)}


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


def _warnings_seen(told: Iterable[Fact]) -> frozenset[rules.Warned]:
    return frozenset((each["code"], frozenset(policy["id"] for policy in each["policies"])) for each in told)


def _entry_seen(told: Fact) -> Fact:
    caused_by = told["causedBy"] and told["causedBy"]["id"]
    entry = {name: told[name] for name in ("actor", "actorRole", "cause")}
    return {**entry, "causedBy": caused_by, "fields": _changes_seen(told["fields"])}


def actual_state(data: Fact, newest: int) -> Fact:
    """The whole practice as the server shows it, with this much of each history."""
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


def expected_state(state: State, day: str, newest: int) -> Fact:
    """The whole practice as the server must show it, with this much of each history."""
    charts = {client_id: state.chart(client_id) for client_id in state.clients}
    subjects = (state.practice, *state.clients.values(), *state.payers.values(), *state.policies.values())
    return {
        "practice": state.practice,
        "clients": state.clients,
        "collects": {client_id: state.collects(client_id) for client_id in state.clients},
        "payers": state.payers,
        "policies": {policy["id"]: expected_record("policies", policy) for policy in state.policies.values()},
        "charts": {client_id: rules.listed(chart) for client_id, chart in charts.items()},
        "offered": {client_id: rules.offered(chart, day) for client_id, chart in charts.items()},
        "eligibility": {
            policy["id"]: rules.eligibility(policy, charts[policy["client"]], day) for policy in state.policies.values()
        },
        "waiting": state.review_queue(),
        "waitingInAll": len(state.review_queue()),
        "history": {subject["id"]: list(state.history.get(subject["id"], ()))[:newest] for subject in subjects},
        "instants": [],
    }


def actual_chart(data: Fact) -> Fact:
    """A client's own chart, and another client's, as the server shows them."""
    client = data["viewer"]["client"]
    return {
        "client": client["id"],
        "mayAdd": client["viewerCanAddPolicy"],
        "chart": [policy["id"] for policy in client["policies"]],
        "policies": {policy["id"]: _policy_seen(policy) for policy in client["policies"]},
        "other": data["node"],
    }


def expected_chart(state: State, client_id: str) -> Fact:
    """A client's own chart as the server must show it, and nothing of another client's."""
    chart = state.own_chart(client_id)
    return {
        "client": client_id,
        "mayAdd": state.collects(client_id),
        "chart": rules.listed(chart),
        "policies": {policy["id"]: expected_record("policies", policy, to_client=True) for policy in chart},
        "other": None,
    }


def attachment_ids(payload: Fact) -> list[str]:
    """The ids of the attachments of the saved policy."""
    policy = payload.get("policy") or {"attachments": []}
    return [file["id"] for file in policy["attachments"]]


def allow_alternatives(expected: Outcome, seen: Outcome) -> Outcome:
    """The expected outcome, as far as it is fixed: a refusal may omit the record, and name any duplicate."""
    is_free = bool(expected.errors) and not any(error[0] == "CONFLICT" for error in expected.errors)
    saved = seen.saved if is_free and seen.saved is None else expected.saved
    return replace(expected, saved=saved, existing=seen.existing & expected.existing or expected.existing)


def differences(seen: Any, expected: Any, path: str = "") -> Iterator[str]:
    """The differences between two values, each with its path."""
    if isinstance(seen, dict) and isinstance(expected, dict):
        for name in {**seen, **expected}:
            yield from differences(seen.get(name), expected.get(name), f"{path}.{name}")
    elif seen != expected:
        yield f"{path}: the server says {seen}, the laws {expected}"
