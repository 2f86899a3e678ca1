"""A practice's records as they come to be: each change is made once and written into the history as it is made."""

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
from store.demo.pictures import Card, Picture, Shot

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who made a change. No role: a rule."""

    name: str
    role: Role | None


STAFF = Actor(PAT, Role.PRACTITIONER)
RULE = Actor("Policybook", None)


def portal(client: Client) -> Actor:
    """The client, signed in to the portal."""
    return Actor(client.display_name, Role.CLIENT)


class Ledger:
    """One practice. Ids come from `new_id`, given the kind of record."""

    def __init__(self, practice: Practice, new_id: Callable[[str], str]) -> None:
        """Begins with a practice and nothing in it."""
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
        """The practice as it began."""
        self._note(self.practice.id, at, RULE, ChangeCause.ADDED, differences({}, practice_texts(self.practice)))

    def set_portal(self, at: datetime, collects_insurance: bool) -> None:
        """The practice's default about collecting insurance."""
        before = self.practice
        self.practice = replace(before, collects_insurance=collects_insurance)
        changed = differences(practice_texts(before), practice_texts(self.practice))
        self._note(before.id, at, STAFF, ChangeCause.SETTINGS_CHANGED, changed)

    def add_client(self, at: datetime, client: Client) -> None:
        """A client, following the practice's default at first."""
        self.clients[client.id] = client
        self._note(client.id, at, STAFF, ChangeCause.ADDED, differences({}, client_texts(client)))

    def set_collection(self, at: datetime, client_id: str, cause: ChangeCause, override: CollectionOverride) -> None:
        """An invitation to the portal, or a setting: either may override the practice's default."""
        before = self.clients[client_id]
        after = self.clients[client_id] = replace(before, collection_override=override)
        self._note(client_id, at, STAFF, cause, differences(client_texts(before), client_texts(after)))

    def add_payer(self, at: datetime, payer: Payer) -> None:
        """A payer as it was set up."""
        self.payers[payer.id] = payer
        self._note(payer.id, at, STAFF, ChangeCause.ADDED, differences({}, payer_texts(payer)))

    def edit_payer(self, at: datetime, payer_id: str, **values: Any) -> None:
        """A change of a payer."""
        before = self.payers[payer_id]
        after = self.payers[payer_id] = replace(before, version=before.version + 1, **values)
        self._note(payer_id, at, STAFF, ChangeCause.EDITED, differences(payer_texts(before), payer_texts(after)))

    def add_policy(self, policy: Policy, card: Card | None = None, shots: Sequence[Shot] = ()) -> Policy:
        """A policy as staff added it or its client submitted it. As Primary it ends the ones before it."""
        staff = policy.source is PolicySource.PRACTICE
        cause = ChangeCause.ADDED if staff else ChangeCause.SUBMITTED
        by = STAFF if staff else portal(self.clients[policy.client_id])
        words = policy_texts(policy, self.payers)
        if card and shots:
            words["attachments"] = "\n".join(shot.file_name for shot in shots)
            self.pictures += [
                Picture(self.new_id("attachment"), self.practice.id, policy.id, shot, card) for shot in shots
            ]
        self._note(policy.id, policy.created_at, by, cause, differences({}, words))
        ended = list(self._ended_by(policy))
        self.policies[policy.id] = policy
        self._charts[policy.client_id].append(policy.id)
        for previous, values in ended:
            self.change_policy(
                policy.created_at,
                previous.id,
                ChangeCause.ENDED_BY_NEW_PRIMARY,
                by=RULE,
                because_of=policy.id,
                **values,
            )
        return policy

    def change_policy(
        self,
        at: datetime,
        policy_id: str,
        cause: ChangeCause,
        *,
        by: Actor = STAFF,
        because_of: str | None = None,
        **values: Any,
    ) -> Policy:
        """A change of a policy."""
        before = self.policies[policy_id]
        after = replace(before, version=before.version + 1, updated_at=at, **values)
        self.policies[policy_id] = after
        changed = differences(policy_texts(before, self.payers), policy_texts(after, self.payers))
        self._note(policy_id, at, by, cause, changed, because_of)
        return after

    def chart(self, client_id: str) -> list[Policy]:
        """The client's policies, in the order they came."""
        return [self.policies[policy_id] for policy_id in self._charts[client_id]]

    def records(self, attachments: Iterable[Attachment] = ()) -> Records:
        """Everything, with those of the attachments that belong to policies of this practice."""
        key = self.practice.id
        return Records(
            practices=[self.practice],
            clients={key: list(self.clients.values())},
            payers={key: list(self.payers.values())},
            policies={key: list(self.policies.values())},
            attachments={key: [each for each in attachments if each.policy_id in self.policies]},
            changes={key: list(self.changes)},
        )

    def forget(self) -> None:
        """Leaves every client behind, and all history so far. The practice and its payers stay."""
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

    def _note(
        self,
        subject_id: str,
        at: datetime,
        by: Actor,
        cause: ChangeCause,
        fields: tuple[FieldChange, ...],
        because_of: str | None = None,
    ) -> None:
        entry = Change(self.new_id("change"), subject_id, at, by.name, by.role, cause, because_of, fields)
        self.changes.append(entry)
