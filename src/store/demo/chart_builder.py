"""Builds one client's chart over the years: with a clock, and with policies as the insurer would issue them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from insurance.enums import ChangeCause, PolicySource, PolicyStatus, PolicyType, Relationship, Sex
from insurance.facts import Address, Client, Policy, Policyholder
from store.demo.cast import PAT
from store.demo.payers import Insurer, Insurers
from store.demo.people import HOLDERS, Region
from store.demo.pictures import Card, CardPhoto
from store.demo.practice_builder import PracticeBuilder

_PLACEHOLDER_TIME = datetime(2024, 1, 8, 17, tzinfo=UTC)

_SOON_AFTER = timedelta(days=3)
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
    created_at=_PLACEHOLDER_TIME,
    updated_at=_PLACEHOLDER_TIME,
)


@dataclass(frozen=True, slots=True)
class PracticeSetup:
    """What the charts of a practice are built with: its records, its insurers, its region, and random numbers."""

    builder: PracticeBuilder
    insurers: Insurers
    region: Region
    rng: Random


class ChartBuilder:
    """One client's chart, with a clock: each change is later than the one before it."""

    def __init__(self, setup: PracticeSetup, client: Client, at: datetime, step: timedelta) -> None:
        """`at` is the time of the first policy. About a `step` passes before each of the others."""
        self.builder = setup.builder
        self.insurers = setup.insurers
        self.region = setup.region
        self.rng = setup.rng
        self.client = client
        self.at = at
        self._step = step

    def advance(self) -> None:
        """Advances the clock to the time of the next policy."""
        self._advance_clock(self._step, 0.85, 1.0)

    def add(self, insurer: Insurer, photos: Sequence[CardPhoto] = (), **details: Any) -> Policy:
        """Adds a policy by staff. It is complete, except where `details` gives other values."""
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
        return self.builder.add_policy(policy, self._card(policy, insurer) if photos else None, photos)

    def submit(
        self, entered: str | None, pictured: Insurer | None = None, photos: Sequence[CardPhoto] = (), **details: Any
    ) -> Policy:
        """Submits a policy by the client, with only the values in `details`. `entered` is matched with the payers."""
        payer = self.builder.payer_named(entered) if entered else None
        matched = {"entered_payer_name": entered, "payer_id": payer and payer.id}
        policy = self._new(PolicySource.PORTAL, {**matched, **details})
        return self.builder.add_policy(policy, self._card(policy, pictured) if pictured else None, photos)

    def change(self, policy: Policy, cause: ChangeCause, **values: Any) -> Policy:
        """Changes a policy by staff, soon after the previous change."""
        self._advance_clock(min(self._step, _SOON_AFTER), 0.1, 1.0)
        return self.builder.change_policy(self.at, policy.id, cause, **values)

    def review(self, policy: Policy, cause: ChangeCause = ChangeCause.REVIEWED, **values: Any) -> Policy:
        """Changes a policy by staff, and marks it reviewed."""
        self._advance_clock(min(self._step, _SOON_AFTER), 0.1, 1.0)
        return self.builder.change_policy(self.at, policy.id, cause, reviewed_at=self.at, reviewed_by=PAT, **values)

    @property
    def this_month(self) -> date:
        """The first day of the current month."""
        return date(self.at.year, self.at.month, 1)

    @property
    def month_end(self) -> date:
        """The last day of the current month."""
        return (self.this_month + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def latest_primary_start(self) -> date | None:
        """The effective date of the Primary that was added last."""
        starts = [p.effective_date for p in self.builder.chart(self.client.id) if p.type is PolicyType.PRIMARY]
        return starts[-1] if starts else None

    def any_insurer(self) -> Insurer:
        """One of the practice's usual insurers."""
        return self.rng.choice(self.insurers.usual)

    def member_id(self, pattern: str) -> str:
        """A random member ID of the pattern; see `Insurer`."""
        return "".join(map(self._character, pattern))

    def holder(self, years_older: int) -> Policyholder:
        """A policyholder from the client's family, with all fields."""
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
            id=self.builder.new_id("policy"),
            client_id=self.client.id,
            source=source,
            created_at=self.at,
            updated_at=self.at,
            **details,
        )

    def _advance_clock(self, time: timedelta, least: float, most: float) -> None:
        """Advances the clock by a random share of `time`, to office hours. If `time` is zero, it stands still."""
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
