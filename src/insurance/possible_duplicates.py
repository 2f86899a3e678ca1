"""A new client may be a person whom the practice has already: someone of the same name and date of birth.

A chart that was not found is created twice (form: CMS-1500 boxes 2 and 3). The new client is saved all the same, as two
people may share both.
"""

from collections.abc import Iterable

from insurance.date_text import date_text
from insurance.facts import Client
from insurance.search import same_name
from insurance.warnings import PolicyWarning, PolicyWarningCode


def possible_duplicate_of(client: Client, clients: Iterable[Client]) -> Client | None:
    """A client of the same date of birth and name, whatever its case, accents and punctuation."""
    if client.date_of_birth is None:
        return None
    name = (client.first_name, client.last_name)
    same = [
        other
        for other in clients
        if other.id != client.id
        and other.date_of_birth == client.date_of_birth
        and same_name((other.first_name, other.last_name), name)
    ]
    return min(same, key=lambda other: other.id, default=None)


def possible_duplicate_warnings(client: Client, existing: Client | None) -> list[PolicyWarning]:
    """POSSIBLE_DUPLICATE where there is such a client."""
    if existing is None or client.date_of_birth is None:
        return []
    born = date_text(client.date_of_birth)
    message = f"The practice already has {existing.display_name}, born {born}. Check that this is another person."
    return [PolicyWarning(PolicyWarningCode.POSSIBLE_DUPLICATE, message)]
