"""One client's chart as it fills over the years: a clock, and policies that look like the insurer's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from insurance.enums import ChangeCause, PolicySource, PolicyStatus, PolicyType, Relationship, Sex
from insurance.facts import Address, Client, Policy, Policyholder
from store.demo.cast import PAT
from store.demo.ledger import Ledger
from store.demo.payers import Insurer, Insurers
from store.demo.people import HOLDERS, Region
from store.demo.pictures import Card, Shot

_SOME_TIME = datetime(2024, 1, 8, 17, tzinfo=UTC)

_SOON = timedelta(days=3)
_LETTERS = "ACDEFGHJKMNPQRTUVWXY"
_COPAYS = [Decimal(amount) for amount in ("0.00", "15.00", "20.00", "25.00", "30.00", "40.00")]
_DEDUCTIBLES = [None, None, *(Decimal(amount) for amount in ("500.00", "1500.00", "3000.00", "6350.00"))]
_PLANS = ("Choice Plus PPO", "Open Access HMO", "Silver EPO 2500", "Select POS II")
_BLANK = Policy(
    id="",
    client_id="",
    version=1,
    type=PolicyType.PRIMARY,
    status=PolicyStatus.ACTIVE,
    source=PolicySource.PRACTICE,
    relationship=None,
    policyholder=None,
    payer_id=None,
    entered_payer_name=None,
    insurance_type=None,
    member_id=None,
    plan_id=None,
    group_id=None,
    copay=None,
    deductible=None,
    employer_or_school=None,
    effective_date=None,
    end_date=None,
    reviewed_at=None,
    reviewed_by=None,
    ended_by_id=None,
    created_at=_SOME_TIME,
    updated_at=_SOME_TIME,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A practice as its charts fill: its records, its insurers, where its people live, and chance."""

    ledger: Ledger
    insurers: Insurers
    region: Region
    rng: Random


class Chart:
    """One client's chart, and its clock: each change comes after the one before it."""

    def __init__(self, setting: Setting, client: Client, at: datetime, step: timedelta) -> None:
        """`at` is when the first policy comes; about a `step` goes by before each of the others."""
        self.ledger = setting.ledger
        self.insurers = setting.insurers
        self.region = setting.region
        self.rng = setting.rng
        self.client = client
        self.at = at
        self._step = step

    def turn(self) -> None:
        """Lets the time go by until the next policy comes."""
        self._pass(self._step, 0.85, 1.0)

    def add(self, insurer: Insurer, shots: Sequence[Shot] = (), **details: Any) -> Policy:
        """A policy that staff add, complete but for what `details` says otherwise."""
        usual = {
            "relationship": Relationship.SELF,
            "payer_id": insurer.payer.id,
            "insurance_type": insurer.insurance_type,
            "member_id": self.member_id(insurer.member_ids),
            "group_id": f"{self.rng.randint(10_000, 99_999)}",
            "copay": self.rng.choice(_COPAYS),
            "deductible": self.rng.choice(_DEDUCTIBLES),
            "effective_date": self.this_month,
        }
        policy = self._new(PolicySource.PRACTICE, {**usual, **details})
        return self.ledger.add_policy(policy, self._card(policy, insurer) if shots else None, shots)

    def submit(
        self, entered: str | None, pictured: Insurer | None = None, shots: Sequence[Shot] = (), **details: Any
    ) -> Policy:
        """A policy that the client submits, empty but for what `details` says. The payer's text is matched once."""
        payer = self.ledger.payer_named(entered) if entered else None
        matched = {"entered_payer_name": entered, "payer_id": payer and payer.id}
        policy = self._new(PolicySource.PORTAL, {**matched, **details})
        return self.ledger.add_policy(policy, self._card(policy, pictured) if pictured else None, shots)

    def change(self, policy: Policy, cause: ChangeCause, **values: Any) -> Policy:
        """A change that staff make soon afterwards."""
        self._pass(min(self._step, _SOON), 0.1, 1.0)
        return self.ledger.change_policy(self.at, policy.id, cause, **values)

    def review(self, policy: Policy, cause: ChangeCause = ChangeCause.REVIEWED, **values: Any) -> Policy:
        """A change that also marks the policy reviewed."""
        self._pass(min(self._step, _SOON), 0.1, 1.0)
        return self.ledger.change_policy(self.at, policy.id, cause, reviewed_at=self.at, reviewed_by=PAT, **values)

    @property
    def this_month(self) -> date:
        """The first day of the month it is."""
        return date(self.at.year, self.at.month, 1)

    @property
    def month_end(self) -> date:
        """The last day of the month it is."""
        return (self.this_month + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def latest_primary_start(self) -> date | None:
        """When the Primary that came last takes effect."""
        starts = [p.effective_date for p in self.ledger.chart(self.client.id) if p.type is PolicyType.PRIMARY]
        return starts[-1] if starts else None

    def any_insurer(self) -> Insurer:
        """One of the practice's usual insurers."""
        return self.rng.choice(self.insurers.usual)

    def member_id(self, pattern: str) -> str:
        """A member ID of the insurer's pattern."""
        return "".join(map(self._character, pattern))

    def holder(self, years_older: int) -> Policyholder:
        """Somebody of the client's family, complete."""
        first_name, sex = self.rng.choice(HOLDERS)
        born = self.client.date_of_birth or date(1990, 6, 15)
        birthday = date(born.year - years_older, self.rng.randint(1, 12), self.rng.randint(1, 28))
        return Policyholder(first_name, self.client.last_name, birthday, Sex(sex), self.address())

    def address(self) -> Address:
        """An address near the practice."""
        return self.rng.choice(self.region.addresses)

    def _new(self, source: PolicySource, details: dict[str, Any]) -> Policy:
        return replace(
            _BLANK,
            id=self.ledger.new_id("policy"),
            client_id=self.client.id,
            source=source,
            created_at=self.at,
            updated_at=self.at,
            **details,
        )

    def _pass(self, time: timedelta, least: float, most: float) -> None:
        """Lets a share of a time go by, to some minute of that day's office hours. If none, time stands still."""
        if not time:
            return
        day = self.at + time * self.rng.uniform(least, most)
        office_hour = day.replace(
            hour=self.rng.randint(17, 21), minute=self.rng.randint(0, 59), second=0, microsecond=0
        )
        self.at = max(office_hour, self.at + timedelta(minutes=1))

    def _character(self, kind: str) -> str:
        match kind:
            case "%":
                return str(self.rng.randint(1, 9))
            case "#":
                return str(self.rng.randint(0, 9))
            case "@":
                return self.rng.choice(_LETTERS)
            case _:
                return kind

    def _card(self, policy: Policy, insurer: Insurer) -> Card:
        effective = policy.effective_date or self.this_month
        return Card(
            insurer=insurer.payer.name,
            plan=self.rng.choice(_PLANS),
            member=self.client.display_name,
            member_id=policy.member_id or self.member_id(insurer.member_ids),
            group=policy.group_id or f"{self.rng.randint(10_000, 99_999)}",
            payer_id=insurer.payer.edi_payer_id or "on paper only",
            effective=effective.strftime("%m/%d/%Y"),
        )
