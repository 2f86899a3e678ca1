"""Scenarios of policies that clients submit in the portal. Each adds one policy to a chart, and what followed."""

from insurance.enums import ChangeCause, PolicyStatus, PolicyType, Relationship
from insurance.facts import Policy
from store.demo.chart_builder import ChartBuilder
from store.demo.payers import Insurer
from store.demo.pictures import BACK, FRONT, PHOTO


def made_inactive_without_effective_date(chart: ChartBuilder) -> None:
    """Submitted without an effective date, and made inactive with an end date only."""
    insurer = chart.any_insurer()
    member_id = chart.member_id(insurer.member_ids)
    policy = chart.submit(insurer.payer.name, type=PolicyType.SECONDARY, member_id=member_id)
    chart.review(policy)
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=chart.month_end)


def near_miss(chart: ChartBuilder) -> None:
    """With a payer name that is similar to one of the practice's payers, but matches none."""
    text, meant = chart.insurers.near_miss()
    _submit_in_full(chart, meant, text)


def member_id_only(chart: ChartBuilder) -> None:
    """With a member ID and nothing else."""
    chart.submit(None, member_id=chart.member_id("@@@#########"))


def both_card_photos(chart: ChartBuilder) -> None:
    """With nothing but photos of both sides of the card."""
    chart.submit(None, chart.any_insurer(), (PHOTO, BACK))


def front_card_photo(chart: ChartBuilder) -> None:
    """With nothing but a photo of the card's front."""
    chart.submit(None, chart.any_insurer(), (FRONT,), type=PolicyType.SECONDARY)


def matched(chart: ChartBuilder) -> None:
    """With a payer name that matches a payer. Not reviewed yet."""
    insurer = chart.any_insurer()
    _submit_in_full(chart, insurer, _entered_payer_name(chart, insurer))


def reviewed(chart: ChartBuilder) -> None:
    """With a payer name that matches a payer. Reviewed."""
    insurer = chart.any_insurer()
    chart.review(_submit_in_full(chart, insurer, _entered_payer_name(chart, insurer)))


def completed(chart: ChartBuilder) -> None:
    """With a payer name that matched none. Staff chose the payer, which also counts as the review."""
    text, meant = chart.insurers.near_miss()
    chart.review(_submit_in_full(chart, meant, text), ChangeCause.EDITED, payer_id=meant.payer.id)


def _submit_in_full(chart: ChartBuilder, insurer: Insurer, entered: str) -> Policy:
    return chart.submit(
        entered,
        type=chart.rng.choice((PolicyType.PRIMARY, PolicyType.SECONDARY)),
        relationship=Relationship.SELF,
        insurance_type=insurer.insurance_type,
        member_id=chart.member_id(insurer.member_ids),
        effective_date=chart.this_month,
    )


def _entered_payer_name(chart: ChartBuilder, insurer: Insurer) -> str:
    """A name that a client might enter for this payer and that matches it."""
    name, payer = insurer.payer.name, insurer.payer
    candidates = [name.lower(), name.upper(), name.replace(" and ", " & "), payer.edi_payer_id or name, *payer.aliases]
    entered = chart.rng.choice(candidates)
    match = chart.builder.payer_named(entered)
    return entered if match and match.id == payer.id else name


ALL = frozenset(
    {
        near_miss,
        member_id_only,
        both_card_photos,
        front_card_photo,
        matched,
        reviewed,
        completed,
        made_inactive_without_effective_date,
    }
)
"""Scenarios for clients who were invited to the portal."""
