"""Postal addresses: of clients, policyholders and payers."""

from gql.graph import descriptions
from gql.graph.declarations import object_type
from gql.graph.fields import attribute


@object_type
class Address:
    """A postal address (CMS-1500 boxes 5 and 7, and the carrier block)."""

    line1: str | None = attribute(description=descriptions.STREET)
    line2: str | None = attribute(description=descriptions.APARTMENT)
    city: str | None = attribute(description=descriptions.CITY)
    state: str | None = attribute(description=descriptions.STATE)
    postal_code: str | None = attribute(description=descriptions.POSTAL_CODE)
