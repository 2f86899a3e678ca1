"""The charts of the cast, with every detail given: these are the charts that people look at first."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from insurance.enums import ChangeCause, CollectionOverride, PolicyStatus, PolicyType, Relationship, Sex
from insurance.facts import Address, Client, Policyholder
from store.demo.cast import CLEO, DANA, OMAR
from store.demo.chart_builder import ChartBuilder, PracticeSetup
from store.demo.payers import MEDICARE_NEW_YORK
from store.demo.pictures import BACK, FRONT

_MOTHER = Policyholder(
    "Lucia", "Marchetti", date(1974, 2, 9), Sex.FEMALE, Address("61 Garden Place", "Apt 4", "Brooklyn", "NY", "11201")
)


def cleos_chart(setup: PracticeSetup) -> None:
    """A Primary ended by the next one, her mother's plan, one that needs a payer, and one that nobody ended."""
    chart = _add_and_invite(setup, CLEO, datetime(2023, 12, 6, 17, 5, tzinfo=UTC))
    payers = chart.insurers.named
    chart.at = datetime(2023, 12, 6, 18, 20, tzinfo=UTC)
    metroplus = chart.add(
        payers["MetroPlusHealth"], member_id="440817263", effective_date=date(2023, 3, 1), copay=None, deductible=None
    )
    chart.at = datetime(2023, 12, 27, 15, 40, tzinfo=UTC)
    chart.change(metroplus, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE)
    chart.at = datetime(2024, 1, 4, 16, 12, tzinfo=UTC)
    chart.add(
        payers["Aetna"],
        member_id="W204417893",
        group_id="086210",
        effective_date=date(2024, 1, 1),
        copay=Decimal("30.00"),
        deductible=Decimal("1000.00"),
        employer_or_school="Riverside Unified Schools",
    )
    chart.at = datetime(2025, 9, 8, 18, 31, tzinfo=UTC)
    chart.add(
        payers["Cigna Healthcare"],
        type=PolicyType.SECONDARY,
        relationship=Relationship.CHILD,
        policyholder=_MOTHER,
        member_id="U6630418702",
        group_id="3338127",
        effective_date=date(2025, 9, 1),
        copay=None,
        deductible=None,
        employer_or_school="Harlow & Finch LLP",
    )
    chart.at = datetime(2026, 1, 6, 15, 2, tzinfo=UTC)
    chart.add(
        payers["UnitedHealthcare"],
        (FRONT, BACK),
        member_id="914662057",
        plan_id="CHC-PLUS",
        group_id="712904",
        effective_date=date(2026, 1, 1),
        copay=Decimal("25.00"),
        deductible=Decimal("1500.00"),
        employer_or_school="City University of New York",
    )
    chart.at = datetime(2026, 11, 3, 23, 48, tzinfo=UTC)
    chart.submit(
        "Blue Cross Blue Shield TX",
        payers["Blue Cross and Blue Shield of Texas"],
        (FRONT, BACK),
        type=PolicyType.SECONDARY,
        relationship=Relationship.SELF,
        member_id="ZGP908113746",
        group_id="214550",
        effective_date=date(2026, 11, 1),
    )


def danas_chart(setup: PracticeSetup) -> None:
    """Medicare since she retired, and the plan before it, with both dates."""
    chart = _add_and_invite(setup, DANA, datetime(2023, 12, 11, 19, 30, tzinfo=UTC))
    chart.at = datetime(2023, 12, 11, 19, 52, tzinfo=UTC)
    horizon = chart.add(
        chart.insurers.named["Horizon Blue Cross Blue Shield of New Jersey"],
        member_id="3HZN61840275",
        effective_date=date(2022, 7, 1),
        copay=Decimal("20.00"),
        deductible=None,
        employer_or_school="St. Brendan's Hospital",
    )
    chart.at = datetime(2024, 7, 8, 16, 45, tzinfo=UTC)
    chart.change(horizon, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=date(2024, 6, 30))
    chart.at = datetime(2024, 7, 8, 16, 51, tzinfo=UTC)
    chart.add(
        chart.insurers.named[MEDICARE_NEW_YORK],
        member_id="3FN7-QA2-WK48",
        group_id=None,
        effective_date=date(2024, 7, 1),
        copay=None,
        deductible=Decimal("257.00"),
    )


def omars_chart(setup: PracticeSetup) -> None:
    """Kaiser, the plan before it, and one from the portal with a photo of the card."""
    chart = _add_and_invite(setup, OMAR, datetime(2023, 12, 13, 18, 10, tzinfo=UTC), CollectionOverride.ON)
    payers = chart.insurers.named
    chart.at = datetime(2023, 12, 13, 19, 5, tzinfo=UTC)
    chart.add(payers["Anthem Blue Cross"], member_id="JQU418A70663", effective_date=date(2023, 10, 1))
    chart.at = datetime(2025, 4, 2, 20, 17, tzinfo=UTC)
    chart.add(
        payers["Kaiser Permanente Southern California"], member_id="000071946208", effective_date=date(2025, 4, 1)
    )
    chart.at = datetime(2026, 10, 19, 4, 26, tzinfo=UTC)
    chart.submit(
        "Blue Sheild California",
        payers["Blue Shield of California"],
        (FRONT,),
        type=PolicyType.SECONDARY,
        relationship=Relationship.SPOUSE,
        member_id="XEH553018824",
    )
    chart.at = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)
    setup.builder.set_collection(chart.at, OMAR.id, ChangeCause.SETTINGS_CHANGED, CollectionOverride.INHERIT)


def _add_and_invite(
    setup: PracticeSetup, client: Client, at: datetime, override: CollectionOverride = CollectionOverride.INHERIT
) -> ChartBuilder:
    """Adds and invites the client. The clock of the returned chart moves only when it is set."""
    setup.builder.add_client(at, client)
    setup.builder.set_collection(at + timedelta(minutes=4), client.id, ChangeCause.INVITED, override)
    return ChartBuilder(setup, client, at, timedelta(0))
