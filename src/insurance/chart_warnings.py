"""A change of one policy may leave days of its chart uncovered, or let other policies overlap whose end dates it moved.

Portal article, FAQ: why a new Primary ended the previous one. Article: Making a Policy Inactive.
"""

from collections.abc import Iterator, Sequence

from insurance.coverage_gaps import gap_warnings
from insurance.enums import PolicyType
from insurance.facts import Policy
from insurance.new_primary import EndedPolicy
from insurance.overlaps import new_primary_warnings, share_days
from insurance.warnings import PolicyWarning, PolicyWarningCode


def chart_warnings(
    changed: Policy, moved: Sequence[EndedPolicy], before: Sequence[Policy], after: Sequence[Policy]
) -> Iterator[PolicyWarning]:
    """The warnings about the rest of the chart, which is given as it was and as it is after the change of one policy.

    `moved` are the policies whose end date the change moved, or took away.
    """
    yield from _overlaps_of_moved(changed, moved, before, after)
    yield from gap_warnings(before, after)


def added_policy_warnings(new: Policy, before: Sequence[Policy], after: Sequence[Policy]) -> Iterator[PolicyWarning]:
    """The warnings of a policy that was added: its overlaps, and days left uncovered where it ended others.

    The chart is given without the new policy, and with it. CLOSED_PRIMARY stands for LEAVES_GAP where it is given.
    """
    others = list(new_primary_warnings(new, after))
    yield from others
    if all(warning.code is not PolicyWarningCode.CLOSED_PRIMARY for warning in others):
        yield from gap_warnings(before, after)


def _overlaps_of_moved(
    changed: Policy, moved: Sequence[EndedPolicy], before: Sequence[Policy], after: Sequence[Policy]
) -> Iterator[PolicyWarning]:
    earlier, overlapping = {policy.id: policy for policy in before}, dict[str, Policy]()
    others = [policy for policy in after if policy.type is PolicyType.PRIMARY and policy.id != changed.id]
    for one in moved:
        sharing = [other for other in others if other.id != one.policy.id and share_days(one.policy, other)]
        new = [other for other in sharing if not share_days(earlier[one.policy.id], earlier[other.id])]
        overlapping |= {policy.id: policy for policy in (one.policy, *new) if new}
    if overlapping:
        message = "With their End Dates moved, Primary policies of this chart now cover some of the same days."
        yield PolicyWarning(PolicyWarningCode.OVERLAPPING_COVERAGE, message, tuple(overlapping.values()))
