"""A client may add insurance if their own setting says so, or the practice's default where they have none.

Portal article: Controlling Whether Clients Can Add Insurance.
"""

from dataclasses import dataclass

from insurance.enums import CollectionOverride


@dataclass(frozen=True, slots=True)
class InsuranceCollection:
    """The client's override, the practice's default, and what follows from the two."""

    override: CollectionOverride
    practice_default: bool
    enabled: bool


def insurance_collection(override: CollectionOverride, practice_default: bool) -> InsuranceCollection:
    """The client's override takes precedence in both directions; INHERIT follows the practice."""
    inherits = override is CollectionOverride.INHERIT
    enabled = practice_default if inherits else override is CollectionOverride.ON
    return InsuranceCollection(override, practice_default, enabled)
