"""Every kind of policy the rules distinguish. Each situation adds one policy to a chart, as somebody would have."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from insurance.enums import ChangeCause, PolicyStatus, PolicyType, Relationship
from insurance.facts import Policy
from store.demo.chart import Chart
from store.demo.payers import ARCHIVED, UNION_FUND, Insurer
from store.demo.pictures import BACK, FRONT, PHOTO

Situation = Callable[[Chart], object]


def primary(chart: Chart) -> None:
    """A complete Primary. It ends the Primary before it, if that is still open."""
    chart.add(chart.any_insurer(), employer_or_school=chart.rng.choice(chart.region.employers))


def secondary(chart: Chart) -> None:
    """A complete Secondary."""
    chart.add(chart.any_insurer(), type=PolicyType.SECONDARY)


def tertiary(chart: Chart) -> None:
    """A third in line."""
    chart.add(chart.any_insurer(), type=PolicyType.TERTIARY, copay=None)


def other(chart: Chart) -> None:
    """One more that is billed after all the rest."""
    chart.add(chart.any_insurer(), type=PolicyType.OTHER, copay=None, deductible=None)


def second_primary(chart: Chart) -> None:
    """A Primary from the same day as the one before it: nothing is ended, and two cover."""
    chart.add(chart.any_insurer(), effective_date=chart.latest_primary_start or chart.this_month)


def lapsed(chart: Chart) -> None:
    """Still active, though its coverage is over."""
    chart.add(chart.any_insurer(), end_date=chart.this_month + timedelta(days=119))


def upcoming(chart: Chart) -> None:
    """Active already, though its coverage starts next year."""
    chart.add(chart.any_insurer(), effective_date=date(2027, 1, 1))


def dropped(chart: Chart) -> None:
    """Made inactive, with both dates: still offered for the days it covered."""
    policy = chart.add(chart.any_insurer())
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=chart.month_end)


def leaving(chart: Chart) -> None:
    """Made inactive as of the end of this year."""
    policy = chart.add(chart.any_insurer(), type=PolicyType.SECONDARY)
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=date(2026, 12, 31))


def dropped_without_end_date(chart: Chart) -> None:
    """Made inactive and never offered again, as nobody said when it ended."""
    policy = chart.add(chart.any_insurer())
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE)


def dropped_without_effective_date(chart: Chart) -> None:
    """The client did not say when it began, and it was made inactive with an end date alone."""
    insurer = chart.any_insurer()
    member_id = chart.member_id(insurer.member_ids)
    policy = chart.submit(insurer.payer.name, type=PolicyType.SECONDARY, member_id=member_id)
    chart.review(policy)
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=chart.month_end)


def reactivated(chart: Chart) -> None:
    """Made inactive by mistake, and active again."""
    policy = chart.add(chart.any_insurer(), type=PolicyType.SECONDARY)
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE)
    chart.change(policy, ChangeCause.MADE_ACTIVE, status=PolicyStatus.ACTIVE)


def corrected(chart: Chart) -> None:
    """Its member ID was mistyped at first."""
    insurer = chart.any_insurer()
    policy = chart.add(insurer, member_id=chart.member_id(insurer.member_ids)[:-1])
    chart.change(policy, ChangeCause.EDITED, member_id=chart.member_id(insurer.member_ids))


def near_miss(chart: Chart) -> None:
    """From the portal, with a payer's name that is near one of the practice's and names none."""
    text, meant = chart.insurers.near_miss()
    _submit_in_full(chart, meant, text)


def little(chart: Chart) -> None:
    """From the portal, with a member ID and nothing else."""
    chart.submit(None, member_id=chart.member_id("@@@#########"))


def both_pictures(chart: Chart) -> None:
    """From the portal, with nothing but pictures of the card."""
    chart.submit(None, chart.any_insurer(), (PHOTO, BACK))


def front_picture(chart: Chart) -> None:
    """From the portal, with nothing but a picture of the card's front."""
    chart.submit(None, chart.any_insurer(), (FRONT,), type=PolicyType.SECONDARY)


def matched(chart: Chart) -> None:
    """From the portal, and the client's words name a payer; nobody has reviewed it yet."""
    insurer = chart.any_insurer()
    _submit_in_full(chart, insurer, _in_the_clients_words(chart, insurer))


def reviewed(chart: Chart) -> None:
    """From the portal, with its payer named, and reviewed."""
    insurer = chart.any_insurer()
    chart.review(_submit_in_full(chart, insurer, _in_the_clients_words(chart, insurer)))


def completed(chart: Chart) -> None:
    """From the portal with words that named no payer; staff chose the payer, and with that it was reviewed."""
    text, meant = chart.insurers.near_miss()
    chart.review(_submit_in_full(chart, meant, text), ChangeCause.EDITED, payer_id=meant.payer.id)


def medicare(chart: Chart) -> None:
    """Medicare, with a Medicare Beneficiary Identifier."""
    chart.add(chart.insurers.medicare, group_id=None, copay=None)


def medicare_bad_id(chart: Chart) -> None:
    """Medicare, with the Social Security number style ID of old."""
    chart.add(chart.insurers.medicare, member_id=chart.member_id("9##-##-####A"), group_id=None)


def medicare_child(chart: Chart) -> None:
    """Medicare as somebody's child, which Medicare does not know."""
    chart.add(chart.insurers.medicare, relationship=Relationship.CHILD, policyholder=chart.holder(28), group_id=None)


def child(chart: Chart) -> None:
    """On a parent's policy, with all that a claim needs about the parent."""
    chart.add(chart.any_insurer(), relationship=Relationship.CHILD, policyholder=chart.holder(29))


def spouse(chart: Chart) -> None:
    """Secondary on a spouse's policy, complete."""
    chart.add(
        chart.any_insurer(),
        type=PolicyType.SECONDARY,
        relationship=Relationship.SPOUSE,
        policyholder=chart.holder(2),
    )


def child_of_a_name(chart: Chart) -> None:
    """On a parent's policy, of whom only the name is known."""
    parent = replace(chart.holder(31), date_of_birth=None, sex=None, address=None)
    chart.add(chart.any_insurer(), relationship=Relationship.CHILD, policyholder=parent)


def child_of_a_city(chart: Chart) -> None:
    """On a parent's policy, whose sex, street and postal code are missing."""
    parent = chart.holder(27)
    address = replace(chart.address(), line1=None, line2=None, postal_code=None)
    chart.add(
        chart.any_insurer(), relationship=Relationship.CHILD, policyholder=replace(parent, sex=None, address=address)
    )


def ward(chart: Chart) -> None:
    """On somebody's policy, of whom nothing is known yet."""
    chart.add(chart.any_insurer(), relationship=Relationship.OTHER, type=PolicyType.SECONDARY)


def union_fund(chart: Chart) -> None:
    """With a payer that has no EDI payer ID."""
    chart.add(chart.insurers.named[UNION_FUND])


def archived(chart: Chart) -> None:
    """With a payer that is archived by now."""
    chart.add(chart.insurers.named[ARCHIVED])


def public(chart: Chart) -> None:
    """With a public programme, or with a plan of one's own."""
    chart.add(chart.insurers.public(chart.rng), group_id=None, copay=None, deductible=None)


def _submit_in_full(chart: Chart, insurer: Insurer, entered: str) -> Policy:
    return chart.submit(
        entered,
        type=chart.rng.choice((PolicyType.PRIMARY, PolicyType.SECONDARY)),
        relationship=Relationship.SELF,
        insurance_type=insurer.insurance_type,
        member_id=chart.member_id(insurer.member_ids),
        effective_date=chart.this_month,
    )


def _in_the_clients_words(chart: Chart, insurer: Insurer) -> str:
    """A way of naming the payer that names it and no other."""
    name, payer = insurer.payer.name, insurer.payer
    ways = [name.lower(), name.upper(), name.replace(" and ", " & "), payer.edi_payer_id or name, *payer.aliases]
    words = chart.rng.choice(ways)
    found = chart.ledger.payer_named(words)
    return words if found and found.id == payer.id else name


SENIOR = frozenset({medicare, medicare_bad_id, medicare_child})
"""What comes with age."""
YOUNG = frozenset({child, child_of_a_name, child_of_a_city})
"""What ends at 26."""
PORTAL = frozenset(
    {near_miss, little, both_pictures, front_picture, matched, reviewed, completed, dropped_without_effective_date}
)
"""What a client who was invited to the portal does there."""
