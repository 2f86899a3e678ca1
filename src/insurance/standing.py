"""The standing of a policy on a day is what a person calls its state: in force, upcoming, ended, inactive, an error.

Articles: Making a Policy Inactive; Understanding How Policies Are Selected for Claims. Inactive and entered in error
count whatever the dates; an absent date is open on its side.
"""

from datetime import date

from insurance.enums import PolicyStanding, PolicyStatus
from insurance.facts import Policy


def standing(policy: Policy, day: date) -> PolicyStanding:
    """The policy's state on the day, both ends of its coverage inclusive."""
    if policy.status is PolicyStatus.ENTERED_IN_ERROR:
        return PolicyStanding.ENTERED_IN_ERROR
    if policy.status is PolicyStatus.INACTIVE:
        return PolicyStanding.INACTIVE
    if policy.effective_date is not None and policy.effective_date > day:
        return PolicyStanding.UPCOMING
    if policy.end_date is not None and policy.end_date < day:
        return PolicyStanding.ENDED
    return PolicyStanding.IN_FORCE
