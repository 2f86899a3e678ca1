"""The names of the practices' clients, and where people live and work."""

from collections.abc import Sequence
from dataclasses import dataclass

from insurance.facts import Address

# First and last names. Unusual case, accents, apostrophes and shared last names are there on purpose.
NEW_YORK_CLIENTS = (
    ("Øystein", "Ångström"),
    ("Siobhán", "O'Brien"),
    ("Linh", "Đặng"),
    ("Thiago", "de Souza"),
    ("Beatriz", "De Souza"),
    ("José", "Muñoz"),
    ("Zoë", "Müller"),
    ("Nnamdi", "Okonkwo"),
    ("Priya", "Raghunathan"),
    ("Marcus", "Bell"),
    ("Łukasz", "Wójcik"),
    ("Aaliyah", "Jackson"),
    ("Hiroshi", "Tanaka"),
    ("美咲", "Tanaka"),
    ("Ana-María", "D'Angelo"),
    ("Kieran", "O’Neal"),
    ("Jörg", "Weiß"),
    ("Fatima", "al-Rashid"),
    ("Yusuf", "Al-Rashid"),
    ("Grace", "Kim"),
    ("Ethan", "Kim"),
    ("Søren", "Kierulf"),
    ("Rosa", "Delgado"),
    ("Wei", "Zhang"),
    ("Chloë", "van der Berg"),
    ("Pieter", "Van der Berg"),
    ("İpek", "Yılmaz"),
    ("Tomás", "Herrera"),
    ("Shanice", "Baptiste"),
    ("Dmitri", "Volkov"),
    ("Maeve", "McCarthy"),
    ("Anaïs", "Lefèvre"),
    ("Isaac", "Goldberg"),
    ("Latoya", "Washington"),
    ("Thị Hoa", "Nguyễn"),
    ("Viktor", "Čapek"),
    ("Leilani", "Kahananui"),
    ("Ruth", "Abernathy"),
    ("Gabriel", "Ortiz"),
    ("Simone", "St. Clair"),
    ("Amara", "Nwosu"),
    ("Elif", "Şahin"),
    ("Walter", "Pruitt"),
    ("Noor", "Hussain"),
    ("Caitlin", "MacLeod"),
    ("Darnell", "Hughes"),
    ("Ingrid", "Þórsdóttir"),
    ("Samuel", "Adeyemi-Clark"),
    ("Mei-Ling", "Chen"),
    ("Patrick", "Sullivan"),
    ("Esperanza", "Ibáñez"),
    ("Theo", "Papadopoulos"),
    ("Harriet", "Lindqvist"),
    ("Rashad", "Coleman"),
    ("Olena", "Shevchenko"),
    ("Benjamin", "Katz"),
    ("Yanaba", "Begay"),
    ("Joy", "Xu"),
)

CALIFORNIA_CLIENTS = (
    ("Mateo", "Vargas"),
    ("Kiana", "Ishikawa"),
    ("Cleo", "Marchand"),
    ("Brandon", "Nguyen"),
    ("Sofía", "Peña"),
    ("Hannah", "Lindgren"),
    ("Devonte", "Rhodes"),
)

FEMALE = frozenset({
    "Siobhán", "Linh", "Beatriz", "Zoë", "Priya", "Aaliyah", "美咲", "Ana-María", "Fatima", "Grace", "Rosa", "Chloë",
    "İpek", "Shanice", "Maeve", "Anaïs", "Latoya", "Leilani", "Ruth", "Simone", "Amara", "Elif", "Noor", "Caitlin",
    "Ingrid", "Mei-Ling", "Esperanza", "Harriet", "Olena", "Yanaba", "Joy", "Kiana", "Cleo", "Sofía", "Hannah",
})  # fmt: skip
UNSTATED = frozenset({"Wei", "Nnamdi"})
"""First names of clients whose sex claims give as unknown. The others, who are in neither list, are men."""
MIDDLE_NAMES = (None, None, "Ann", "J", "Lee", "Marie", "Ray", "Quinn")

HOLDERS = (
    ("Marguerite", "FEMALE"),
    ("Anthony", "MALE"),
    ("Denise", "FEMALE"),
    ("Rafael", "MALE"),
    ("Joanna", "FEMALE"),
    ("Howard", "MALE"),
    ("Alex", "UNKNOWN"),
)


@dataclass(frozen=True, slots=True)
class Region:
    """Where a practice's clients live, work and study."""

    addresses: Sequence[Address]
    employers: Sequence[str]


NEW_YORK = Region(
    addresses=(
        Address("418 Henry Street", "Apt 3B", "Brooklyn", "NY", "11231"),
        Address("27-14 31st Avenue", None, "Astoria", "NY", "11106"),
        Address("92 Juniper Street", "Unit 2", "New York", "NY", "10014"),
        Address("1560 Grand Concourse", "Apt 6F", "Bronx", "NY", "10457"),
        Address("8 Maple Terrace", None, "Montclair", "NJ", "07042"),
        Address("233 Bay Street", None, "Staten Island", "NY", "10301"),
    ),
    employers=(
        "Harlow & Finch LLP",
        "City University of New York",
        "Gowanus Ironworks",
        "Riverside Unified Schools",
        "St. Brendan's Hospital",
        "Tidewater Media Group",
    ),
)
CALIFORNIA = Region(
    addresses=(
        Address("2210 Ocean Park Boulevard", "Apt 4", "Santa Monica", "CA", "90405"),
        Address("715 Cypress Avenue", None, "Pasadena", "CA", "91103"),
    ),
    employers=("Palisade Studios", "Harbor Community College", "Sunset Logistics"),
)
