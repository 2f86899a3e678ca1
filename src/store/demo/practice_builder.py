"""Builds a practice's records change by change, and writes each change into the history."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from insurance.enums import ChangeCause, CollectionOverride, PolicySource, Role
from insurance.facts import Attachment, Change, Client, FieldChange, Payer, Policy, Practice
from insurance.history import client_texts, differences, payer_texts, policy_texts, practice_texts
from insurance.new_primary import policies_ended_by
from insurance.payer_names import matching_payer
from store.acts.load_records import Records
from store.demo.cast import PAT
from store.demo.pictures import Card, CardPhoto, Picture

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who made a change. `role` is None for a rule of the software."""

    name: str
    role: Role | None


STAFF_ACTOR = Actor(PAT, Role.PRACTITIONER)
RULE_ACTOR = Actor("Policybook", None)


def client_actor(client: Client) -> Actor:
    """The client, as a user of the portal."""
    return Actor(client.display_name, Role.CLIENT)


class PracticeBuilder:
    """The records of one practice. `new_id` makes an id, given the kind of record, such as "policy"."""

    def __init__(self, practice: Practice, new_id: Callable[[str], str]) -> None:
        """Starts with an empty practice."""
        self.practice = practice
        self.new_id = new_id
        self.clients: dict[str, Client] = {}
        self.payers: dict[str, Payer] = {}
        self.policies: dict[str, Policy] = {}
        self.pictures: list[Picture] = []
        self.changes: list[Change] = []
        self._charts: defaultdict[str, list[str]] = defaultdict(list)
        self.payer_named = cache(self._payer_named)

    def open(self, at: datetime) -> None:
        """Records that the practice was added."""
        self._record_change(
            self.practice.id, at, RULE_ACTOR, ChangeCause.ADDED, differences({}, practice_texts(self.practice))
        )

    def set_collects_insurance(self, at: datetime, collects_insurance: bool) -> None:
        """Changes the portal setting: whether clients are asked for their insurance by default."""
        before = self.practice
        self.practice = replace(before, collects_insurance=collects_insurance, version=before.version + 1)
        changed = differences(practice_texts(before), practice_texts(self.practice))
        self._record_change(before.id, at, STAFF_ACTOR, ChangeCause.SETTINGS_CHANGED, changed)

    def add_client(self, at: datetime, client: Client) -> None:
        """Adds a client."""
        client = self.clients[client.id] = replace(client, created_at=at, updated_at=at)
        self._record_change(client.id, at, STAFF_ACTOR, ChangeCause.ADDED, differences({}, client_texts(client)))

    def set_collection(self, at: datetime, client_id: str, cause: ChangeCause, override: CollectionOverride) -> None:
        """Sets whether this client is asked for insurance; `cause` is an invitation or a change of settings."""
        before = self.clients[client_id]
        after = replace(before, collection_override=override)
        if after != before:
            after = replace(after, version=before.version + 1, updated_at=at)
        self.clients[client_id] = after
        self._record_change(client_id, at, STAFF_ACTOR, cause, differences(client_texts(before), client_texts(after)))

    def add_payer(self, at: datetime, payer: Payer) -> None:
        """Adds a payer."""
        self.payers[payer.id] = payer
        self._record_change(
            payer.id, at, STAFF_ACTOR, ChangeCause.ADDED, differences({}, payer_texts(payer, self.payers))
        )

    def edit_payer(self, at: datetime, payer_id: str, **values: Any) -> None:
        """Changes fields of a payer."""
        before = self.payers[payer_id]
        after = self.payers[payer_id] = replace(before, version=before.version + 1, **values)
        self._record_change(
            payer_id,
            at,
            STAFF_ACTOR,
            ChangeCause.EDITED,
            differences(payer_texts(before, self.payers), payer_texts(after, self.payers)),
        )

    def add_policy(self, policy: Policy, card: Card | None = None, photos: Sequence[CardPhoto] = ()) -> Policy:
        """Adds a policy, by staff or by its client, as `policy.source` says. A new Primary ends earlier ones."""
        by_staff = policy.source is PolicySource.PRACTICE
        cause = ChangeCause.ADDED if by_staff else ChangeCause.SUBMITTED
        by = STAFF_ACTOR if by_staff else client_actor(self.clients[policy.client_id])
        texts = policy_texts(policy, self.payers)
        if card and photos:
            texts["attachments"] = "\n".join(photo.file_name for photo in photos)
            self.pictures += [
                Picture(self.new_id("attachment"), self.practice.id, policy.id, photo, card) for photo in photos
            ]
        self._record_change(policy.id, policy.created_at, by, cause, differences({}, texts))
        ended = list(self._ended_by(policy))
        self.policies[policy.id] = policy
        self._charts[policy.client_id].append(policy.id)
        for previous, values in ended:
            self.change_policy(
                policy.created_at,
                previous.id,
                ChangeCause.ENDED_BY_NEW_PRIMARY,
                by=RULE_ACTOR,
                caused_by_id=policy.id,
                **values,
            )
        return policy

    def change_policy(
        self,
        at: datetime,
        policy_id: str,
        cause: ChangeCause,
        *,
        by: Actor = STAFF_ACTOR,
        caused_by_id: str | None = None,
        **values: Any,
    ) -> Policy:
        """Changes fields of a policy. `caused_by_id` is the policy that caused the change, if another one did."""
        before = self.policies[policy_id]
        after = replace(before, version=before.version + 1, updated_at=at, **values)
        self.policies[policy_id] = after
        changed = differences(policy_texts(before, self.payers), policy_texts(after, self.payers))
        self._record_change(policy_id, at, by, cause, changed, caused_by_id)
        return after

    def chart(self, client_id: str) -> list[Policy]:
        """The client's policies, in the order in which they were added."""
        return [self.policies[policy_id] for policy_id in self._charts[client_id]]

    def records(self, attachments: Iterable[Attachment] = ()) -> Records:
        """All records, with those of the attachments that belong to this practice."""
        key = self.practice.id
        return Records(
            practices=[self.practice],
            clients={key: list(self.clients.values())},
            payers={key: list(self.payers.values())},
            policies={key: list(self.policies.values())},
            attachments={key: [item for item in attachments if item.policy_id in self.policies]},
            changes={key: list(self.changes)},
        )

    def forget(self) -> None:
        """Drops all clients, policies and history, to free memory. The practice and its payers stay."""
        self.clients.clear()
        self.policies.clear()
        self.pictures.clear()
        self.changes.clear()
        self._charts.clear()

    def _payer_named(self, entered: str) -> Payer | None:
        return matching_payer(entered, self.payers.values())

    def _ended_by(self, new: Policy) -> Iterator[tuple[Policy, dict[str, Any]]]:
        for ended in policies_ended_by(new, self.chart(new.client_id)):
            yield self.policies[ended.policy.id], {"end_date": ended.new_end_date, "ended_by_id": new.id}

    def _record_change(
        self,
        subject_id: str,
        at: datetime,
        by: Actor,
        cause: ChangeCause,
        fields: tuple[FieldChange, ...],
        caused_by_id: str | None = None,
    ) -> None:
        entry = Change(self.new_id("change"), subject_id, at, by.name, by.role, cause, caused_by_id, fields)
        self.changes.append(entry)
