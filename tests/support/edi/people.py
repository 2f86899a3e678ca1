"""The people and the payer of a claim, as the segments NM1, N3, N4 and DMG.

A segment that TR3 asks for is written whether or not the chart has what goes into it: the judge then finds it empty.
"""

from collections.abc import Iterator

from insurance.claims.claim_parts import Person
from insurance.claims.claim_text import claim_text
from insurance.enums import Sex
from insurance.facts import Address, Payer
from support.edi.segments import date_text, identifier_text, segment

SUBSCRIBER, PATIENT = "IL", "QC"
_SEXES = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.UNKNOWN: "U"}


def name(entity: str, person: Person | None, member_id: str | None = None) -> str:
    """NM1 of a person, with the member ID where they are a subscriber."""
    names = (
        [claim_text(person.last_name), claim_text(person.first_name), claim_text(person.middle_name)] if person else []
    )
    identified = ("", "", "MI", identifier_text(member_id)) if entity == SUBSCRIBER else ()
    return segment("NM1", entity, "1", *(names or ("", "", "")), *identified)


def payer_name(payer: Payer | None) -> str:
    """NM1 of the payer, with the ID that clearinghouses know it by."""
    identifier = identifier_text(payer.edi_payer_id if payer else None)
    return segment("NM1", "PR", "2", claim_text(payer.name if payer else None), "", "", "", "", "PI", identifier)


def demographics(person: Person, address: Address | None) -> Iterator[str]:
    """N3, N4 and DMG of the patient."""
    place = address or Address(None, None, None, None, None)
    yield segment("N3", claim_text(place.line1), claim_text(place.line2))
    yield address_line(place)
    yield segment("DMG", "D8", date_text(person.date_of_birth), _SEXES[person.sex] if person.sex else "")


def address_line(place: Address) -> str:
    """N4: city, state and postal code. Codes have no dashes, and capitals alone."""
    state, postal_code = claim_text(place.state).upper(), claim_text(place.postal_code).replace("-", "")
    return segment("N4", claim_text(place.city), state, postal_code)
