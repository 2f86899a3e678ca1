"""The parts of a person that a claim asks for, each with its input and its element in the 837P."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from insurance.claims.claim_text import has_letter_or_digit, listed
from insurance.enums import Sex
from insurance.facts import Address


class Person(Protocol):
    """A client or a policyholder."""

    @property
    def first_name(self) -> str | None: ...
    @property
    def middle_name(self) -> str | None: ...
    @property
    def last_name(self) -> str | None: ...
    @property
    def date_of_birth(self) -> date | None: ...
    @property
    def sex(self) -> Sex | None: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One value. `input_path` is its name in the edit input, `element` such as `N401`: segment and position."""

    label: str
    input_path: str
    element: str
    value: object

    @property
    def gap(self) -> str | None:
        """What a claim lacks of it: None where nothing does."""
        if self.value is None:
            return "missing"
        # What is checked against a list or a pattern has a problem of its own.
        spelled = self.element in ("NM103", "NM104", "N301") and isinstance(self.value, str)
        return "unwritable" if spelled and not has_letter_or_digit(str(self.value)) else None


def name_parts(person: Person | None, path: str = "") -> tuple[Part, ...]:
    """Last and first name (CMS-1500 boxes 2 and 4)."""
    return (
        Part("last name", f"{path}last_name", "NM103", person and person.last_name),
        Part("first name", f"{path}first_name", "NM104", person and person.first_name),
    )


def birth_parts(person: Person | None, path: str = "") -> tuple[Part, ...]:
    """Date of birth and sex (boxes 3 and 11a)."""
    return (
        Part("date of birth", f"{path}date_of_birth", "DMG02", person and person.date_of_birth),
        Part("sex", f"{path}sex", "DMG03", person and person.sex),
    )


def address_parts(address: Address | None, path: str = "") -> tuple[Part, ...]:
    """Address line 1, city, state and postal code (boxes 5 and 7)."""
    return (
        Part("address line 1", f"{path}address.line1", "N301", address and address.line1),
        Part("city", f"{path}address.city", "N401", address and address.city),
        Part("state", f"{path}address.state", "N402", address and address.state),
        Part("postal code", f"{path}address.postal_code", "N403", address and address.postal_code),
    )


def gaps(parts: Iterable[Part]) -> list[Part]:
    """The parts that would be empty on a claim."""
    return [part for part in parts if part.gap]


def gaps_text(whose: str, incomplete: Sequence[Part]) -> str:
    """What is missing as a sentence; a second one says what cannot be written."""
    missing = [part.label for part in incomplete if part.gap == "missing"]
    unwritable = [part.label for part in incomplete if part.gap == "unwritable"]
    sentences = []
    if missing:
        sentences.append(f"{whose} {listed(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
    if unwritable:
        sentences.append(f"A claim cannot carry {whose.lower()} {listed(unwritable)}: use the letters A to Z.")
    return " ".join(sentences)


def segment(loop: str, elements: Sequence[str]) -> str:
    """The place in the 837P: `2010BA N401` for one element, the first one's segment (`2010BA N4`) for several."""
    return f"{loop} {elements[0] if len(elements) == 1 else elements[0][:-2]}"
