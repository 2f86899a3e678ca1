"""The demo follows the rules: its records, and the history that led to them."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from insurance.enums import ChangeCause, PolicySource, PolicyType, Role
from insurance.facts import Change
from insurance.history import policy_texts
from insurance.needs_payer import needs_payer
from insurance.payer_names import matching_payer, normalised
from insurance.policy_form import PORTAL_TYPES, missing_fields
from insurance.review import needs_review
from store.demo.demo_practices import first_practice, second_practice
from store.demo.practice_builder import PracticeBuilder

BOTH = pytest.mark.parametrize("builder", [first_practice(), second_practice()], ids=["first", "second"])


def _history(builder: PracticeBuilder) -> dict[str, list[Change]]:
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in builder.changes:
        found[change.subject_id].append(change)
    return found


@BOTH
def test_what_clients_typed_matches_no_payer_where_one_is_needed(builder: PracticeBuilder) -> None:
    waiting = [p.entered_payer_name for p in builder.policies.values() if needs_payer(p) and p.entered_payer_name]
    assert waiting
    assert [text for text in waiting if matching_payer(text, builder.payers.values())] == []


@BOTH
def test_what_clients_typed_matches_the_payer_of_unreviewed_policies(builder: PracticeBuilder) -> None:
    for policy in builder.policies.values():
        if needs_review(policy) and not needs_payer(policy):
            payer = matching_payer(policy.entered_payer_name or "", builder.payers.values())
            assert payer is not None and payer.id == policy.payer_id


@BOTH
def test_names_and_aliases_of_payers_are_unique(builder: PracticeBuilder) -> None:
    names = [normalised(name) for payer in builder.payers.values() for name in (payer.name, *payer.aliases)]
    assert len(set(names)) == len(names)


@BOTH
def test_staff_leave_no_required_field_empty_and_clients_give_no_more_than_their_form(builder: PracticeBuilder) -> None:
    for policy in builder.policies.values():
        if policy.source is PolicySource.PRACTICE:
            assert missing_fields(policy) == [] and policy.entered_payer_name is None
        else:
            assert policy.type in PORTAL_TYPES
            assert (policy.copay, policy.deductible) == (None, None)


@BOTH
def test_a_policy_that_was_ended_ends_the_day_before_the_one_that_ended_it(builder: PracticeBuilder) -> None:
    for policy in builder.policies.values():
        if policy.ended_by_id:
            newer = builder.policies[policy.ended_by_id]
            assert newer.client_id == policy.client_id
            assert newer.type is policy.type is PolicyType.PRIMARY
            assert newer.effective_date and policy.end_date == newer.effective_date - timedelta(days=1)


@BOTH
def test_the_history_tells_each_policy_from_its_first_day_to_what_it_is_now(builder: PracticeBuilder) -> None:
    history = _history(builder)
    for policy in builder.policies.values():
        changes = history[policy.id]
        told: dict[str, str | None] = {}
        for change in changes:
            for field in change.fields:
                assert told.get(field.field) == field.before != field.after
                told[field.field] = field.after
        told.pop("attachments", None)
        assert {field: value for field, value in told.items() if value} == policy_texts(policy, builder.payers)
        assert (policy.version, policy.created_at, policy.updated_at) == (len(changes), changes[0].at, changes[-1].at)
        assert [change.at for change in changes] == sorted(change.at for change in changes)


@BOTH
def test_the_history_of_payers_and_clients_begins_with_their_adding(builder: PracticeBuilder) -> None:
    history = _history(builder)
    assert all(history[payer.id][0].cause is ChangeCause.ADDED for payer in builder.payers.values())
    assert all(payer.version == len(history[payer.id]) for payer in builder.payers.values())
    assert all(history[client_id][0].cause is ChangeCause.ADDED for client_id in builder.clients)
    assert [change.cause for change in history[builder.practice.id]] == [
        ChangeCause.ADDED,
        ChangeCause.SETTINGS_CHANGED,
    ]


@BOTH
def test_nothing_happens_in_the_future(builder: PracticeBuilder) -> None:
    assert max(change.at for change in builder.changes) < datetime(2026, 11, 20, tzinfo=UTC)


@BOTH
def test_people_act_in_their_role_and_rules_in_none(builder: PracticeBuilder) -> None:
    by_cause: dict[ChangeCause, set[Role | None]] = {}
    for change in builder.changes:
        by_cause.setdefault(change.cause, set()).add(change.actor_role)
    assert by_cause[ChangeCause.SUBMITTED] == {Role.CLIENT}
    assert by_cause[ChangeCause.ENDED_BY_NEW_PRIMARY] == {None}
    assert by_cause[ChangeCause.MADE_INACTIVE] == {Role.PRACTITIONER}
