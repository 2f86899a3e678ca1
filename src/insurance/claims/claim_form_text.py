"""How values are printed on the form CMS-1500: in capitals, and without most punctuation.

NUCC 02/12, "Entering Information on the Claim Form" and items 2, 3, 5, 9a and 11.
"""

import re
from datetime import date

from insurance.claims.claim_parts import Person
from insurance.claims.claim_text import claim_text
from insurance.enums import Sex
from insurance.facts import Address

_SEXES = {Sex.FEMALE: "F", Sex.MALE: "M"}

_NOT_IN_NAMES = re.compile(r"[^A-Z0-9' -]+")
# A slash belongs to house numbers such as 12 1/2 (USPS Publication 28, section 234).
_NOT_IN_ADDRESSES = re.compile(r"[^A-Z0-9/ -]+")
_SEPARATORS = re.compile(r"[ -]+")


def capitals(text: str | None) -> str | None:
    """Any text in the letters that a claim can carry; None where it has none of them."""
    return claim_text(text).upper() or None


def name_text(person: Person | None) -> str | None:
    """`LAST, FIRST, M`: commas between the names, none within them, and no periods."""
    if person is None:
        return None
    last, first, middle = (
        _only(_NOT_IN_NAMES, name) for name in (person.last_name, person.first_name, person.middle_name)
    )
    return ", ".join(filter(None, (last, first, middle.lstrip("' -")[:1]))) or None


def birth_text(person: Person | None) -> str | None:
    """`MM DD YYYY` and the box of the sex that is ticked, `F` or `M`. Where the sex is unknown, neither is."""
    if person is None or person.date_of_birth is None:
        return None
    ticked = _SEXES.get(person.sex) if person.sex else None
    return " ".join(filter(None, (date_text(person.date_of_birth), ticked)))


def date_text(day: date) -> str:
    """`MM DD YYYY`."""
    return f"{day:%m %d} {day.year:04}"


def address_text(address: Address | None) -> str | None:
    """Three lines, as the form has them: the street, the city with the state, the postal code (`78701-4321`)."""
    if address is None:
        return None
    street = _joined(_only(_NOT_IN_ADDRESSES, address.line1), _only(_NOT_IN_ADDRESSES, address.line2))
    place = _joined(_only(_NOT_IN_ADDRESSES, address.city), claim_text(address.state).upper())
    digits = claim_text(address.postal_code).replace("-", "")
    postal_code = f"{digits[:5]}-{digits[5:]}" if len(digits) > 5 else digits
    return "\n".join((street, place, postal_code)) if street or place or postal_code else None


def number_text(text: str | None) -> str | None:
    """A policy, group or FECA number: without hyphens and spaces that separate its parts."""
    return _SEPARATORS.sub("", capitals(text) or "") or None


def _only(unwanted: re.Pattern[str], text: str | None) -> str:
    """The text in capitals. Periods go without a trace (`P.O.` is `PO`), other punctuation becomes a space."""
    return _joined(*unwanted.sub(" ", claim_text(text).upper().replace(".", "")).split())


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
