"""Policyholders."""

from datetime import date

from gql.graph import descriptions
from gql.graph.declarations import object_type
from gql.graph.enums import Sex
from gql.graph.fields import attribute
from gql.types.address import Address


@object_type
class Policyholder:
    """The person who holds the policy, if that is not the client (CMS-1500 boxes 4, 7 and 11a)."""

    first_name: str | None = attribute(description=descriptions.FIRST_NAME)
    middle_name: str | None = attribute(description=descriptions.MIDDLE_NAME)
    last_name: str | None = attribute(description=descriptions.LAST_NAME)
    date_of_birth: date | None = attribute(description=descriptions.DATE_OF_BIRTH)
    sex: Sex | None = attribute(description=descriptions.SEX)
    address: Address | None = attribute(
        description="Postal address. With `sameAddressAsClient`, the client's address as it is now."
    )
    same_address_as_client: bool = attribute(description=descriptions.SAME_ADDRESS)
