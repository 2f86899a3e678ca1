"""The payers of the demo practices: names and EDI payer IDs of real insurers, some of which share an ID."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from insurance.enums import InsuranceType
from insurance.facts import Address, Payer


@dataclass(frozen=True, slots=True)
class Insurer:
    """A payer, with the pattern of its member IDs and its insurance type.

    In `member_ids`, `%` stands for a digit from 1 to 9, `#` for any digit, `@` for a letter.
    """

    payer: Payer
    member_ids: str
    insurance_type: InsuranceType


PayerRow = tuple[str, str | None, tuple[str, ...], str, InsuranceType]

_GROUP = InsuranceType.GROUP_HEALTH_PLAN
_PUBLIC = (
    InsuranceType.MEDICAID,
    InsuranceType.TRICARE,
    InsuranceType.CHAMPVA,
    InsuranceType.FECA_BLACK_LUNG,
    InsuranceType.OTHER,
)
MEDICARE_ID = "%@@#-@@#-@@##"
MEDICARE_NEW_YORK = "Medicare Part B New York"
MEDICARE_CALIFORNIA = "Medicare Part B Southern California"
UNION_FUND = "Teamsters Local 210 Health Fund"
ARCHIVED = "Oxford Health Plans"

NEW_YORK: tuple[PayerRow, ...] = (
    ("Aetna", "60054", ("Aetna Health Inc",), "W#########", _GROUP),
    ("Aetna Better Health of New Jersey", "46320", (), "############", InsuranceType.MEDICAID),
    ("Anthem Blue Cross and Blue Shield", "00803", ("Empire BlueCross BlueShield",), "YLK###M#####", _GROUP),
    ("Blue Cross and Blue Shield of Texas", "84980", ("BCBSTX",), "ZGP#########", _GROUP),
    ("Blue Cross Blue Shield of Massachusetts", "00700", ("BCBSMA",), "XXP#########", _GROUP),
    ("Carelon Behavioral Health", "BHOVO", ("Beacon Health Options",), "#########", _GROUP),
    ("CHAMPVA", "84146", (), "#########", InsuranceType.CHAMPVA),
    ("Cigna Healthcare", "62308", ("Cigna",), "U########01", _GROUP),
    ("EmblemHealth", "13551", ("GHI",), "K########01", _GROUP),
    ("Evernorth Behavioral Health", "62308", ("Evernorth",), "U########02", _GROUP),
    ("Fidelis Care", "11315", (), "7##########", InsuranceType.MEDICAID),
    ("Florida Blue", "00590", ("Blue Cross and Blue Shield of Florida",), "XJB#########", _GROUP),
    ("Healthfirst", "80141", (), "%########", InsuranceType.MEDICAID),
    ("Horizon Blue Cross Blue Shield of New Jersey", "22099", (), "3HZN########", _GROUP),
    ("Humana", "61101", (), "H########", _GROUP),
    (MEDICARE_NEW_YORK, "13202", ("Medicare", "NGS Medicare"), MEDICARE_ID, InsuranceType.MEDICARE),
    ("MetroPlusHealth", "13265", ("MetroPlus Gold",), "%########", InsuranceType.OTHER),
    ("New York State Medicaid", "MCDNY", ("eMedNY", "NY Medicaid"), "@@#####@", InsuranceType.MEDICAID),
    ("Oscar Health", "OSCAR", (), "OSC########-01", InsuranceType.OTHER),
    (ARCHIVED, "06111", ("Oxford",), "%########01", _GROUP),
    (UNION_FUND, None, ("Local 210",), "T210-#####", _GROUP),
    ("TRICARE East", "TREST", ("Humana Military",), "###########", InsuranceType.TRICARE),
    ("UMR", "39026", (), "########", _GROUP),
    ("UnitedHealthcare", "87726", ("UHC",), "9########", _GROUP),
    ("U.S. Department of Labor (OWCP)", "77044", ("FECA",), "#########", InsuranceType.FECA_BLACK_LUNG),
)

CALIFORNIA: tuple[PayerRow, ...] = (
    ("Aetna", "60054", (), "W#########", _GROUP),
    ("Anthem Blue Cross", "47198", ("Anthem Blue Cross of California",), "JQU###A#####", _GROUP),
    ("Blue Shield of California", "94036", (), "XEH#########", _GROUP),
    ("Cigna Healthcare", "62308", ("Cigna",), "U########01", _GROUP),
    ("Kaiser Permanente Southern California", "94135", ("Kaiser",), "0000########", _GROUP),
    (MEDICARE_CALIFORNIA, "01182", ("Medicare",), MEDICARE_ID, InsuranceType.MEDICARE),
    ("UnitedHealthcare", "87726", ("UHC",), "9########", _GROUP),
)

_MAILED_TO = {
    "Aetna": ("PO Box 14079", "Lexington", "KY", "40512-4079"),
    "Anthem Blue Cross and Blue Shield": ("PO Box 1407", "New York", "NY", "10008-1407"),
    "Blue Cross and Blue Shield of Texas": ("PO Box 660044", "Dallas", "TX", "75266-0044"),
    "Blue Cross Blue Shield of Massachusetts": ("PO Box 986020", "Boston", "MA", "02298"),
    "Carelon Behavioral Health": ("PO Box 1850", "Hicksville", "NY", "11802-1850"),
    "CHAMPVA": ("PO Box 30750", "Tampa", "FL", "33630-3750"),
    "Cigna Healthcare": ("PO Box 188061", "Chattanooga", "TN", "37422-8061"),
    "EmblemHealth": ("PO Box 2845", "New York", "NY", "10116-2845"),
    "Evernorth Behavioral Health": ("PO Box 188022", "Chattanooga", "TN", "37422"),
    "Fidelis Care": ("PO Box 806", "Amherst", "NY", "14226-0806"),
    "Florida Blue": ("PO Box 1798", "Jacksonville", "FL", "32231-0014"),
    "Healthfirst": ("PO Box 958438", "Lake Mary", "FL", "32795-8438"),
    "Horizon Blue Cross Blue Shield of New Jersey": ("PO Box 820", "Newark", "NJ", "07101-0820"),
    "Humana": ("PO Box 14601", "Lexington", "KY", "40512-4601"),
    MEDICARE_NEW_YORK: ("PO Box 6178", "Indianapolis", "IN", "46206-6178"),
    "MetroPlusHealth": ("PO Box 1966", "New York", "NY", "10116-1966"),
    "New York State Medicaid": ("PO Box 4601", "Rensselaer", "NY", "12144-4601"),
    "Oxford Health Plans": ("PO Box 29130", "Hot Springs", "AR", "71903"),
    UNION_FUND: ("345 West 44th Street", "New York", "NY", "10036"),
    "TRICARE East": ("PO Box 7981", "Madison", "WI", "53707-7981"),
    "UnitedHealthcare": ("PO Box 30555", "Salt Lake City", "UT", "84130-0555"),
    "U.S. Department of Labor (OWCP)": ("PO Box 8300", "London", "KY", "40742-8300"),
    "Blue Shield of California": ("PO Box 272540", "Chico", "CA", "95927-2540"),
    "Kaiser Permanente Southern California": ("PO Box 7004", "Downey", "CA", "90242-7004"),
}
"""Where claims on paper go: line 1, city, state, postal code. The practices do not know it of the other payers."""

NEAR_MISSES = {
    "Horizon BCBS NJ": "Horizon Blue Cross Blue Shield of New Jersey",
    "Atena": "Aetna",
    "Aetna Open Choice PPO": "Aetna",
    "Blue Cross Blue Shield TX": "Blue Cross and Blue Shield of Texas",
    "BCBS": "Blue Cross and Blue Shield of Texas",
    "Blue Cross of Florida": "Florida Blue",
    "Cigna PPO": "Cigna Healthcare",
    "62308": "Cigna Healthcare",
    "Emblem Health": "EmblemHealth",
    "Empire Blue Cross": "Anthem Blue Cross and Blue Shield",
    "Fidelis Care of New York": "Fidelis Care",
    "Health First": "Healthfirst",
    "Humanna Gold": "Humana",
    "Medicare NY": MEDICARE_NEW_YORK,
    "Oxford Health Plans": "UnitedHealthcare",
    "Tri-Care East": "TRICARE East",
    "United Healthcare": "UnitedHealthcare",
    "United Health Care / Optum": "UnitedHealthcare",
    "Blue Sheild California": "Blue Shield of California",
    "Anthem": "Anthem Blue Cross",
    "Kaiser Permanente": "Kaiser Permanente Southern California",
}
"""Payer names that match no payer (misspelled, shortened, shared or archived), and the payer that is meant."""


class Insurers:
    """A practice's insurers, to choose from for its clients' policies."""

    def __init__(self, named: dict[str, Insurer]) -> None:
        """`named` has the insurers by name, in the order of the table."""
        self.named = named
        special = (ARCHIVED, UNION_FUND)
        self.usual = [
            insurer
            for insurer in named.values()
            if insurer.insurance_type is _GROUP and insurer.payer.name not in special
        ]
        self.medicare = next(insurer for insurer in named.values() if insurer.insurance_type is InsuranceType.MEDICARE)
        self._public = cycle(
            [kind for kind in _PUBLIC if any(insurer.insurance_type is kind for insurer in named.values())]
        )
        self._near_misses = cycle([(text, named[meant]) for text, meant in NEAR_MISSES.items() if meant in named])

    def public(self, rng: Random) -> Insurer:
        """A public program or an individual plan, of another insurance type each time."""
        kind = next(self._public)
        return rng.choice([insurer for insurer in self.named.values() if insurer.insurance_type is kind])

    def near_miss(self) -> tuple[str, Insurer]:
        """A payer name that matches none of these, and the insurer that is meant. Another one each time."""
        return next(self._near_misses)


def _payer(id_: str, name: str, edi_payer_id: str | None, aliases: tuple[str, ...]) -> Payer:
    address = _MAILED_TO.get(name)
    line1, city, state, postal_code = address or (None,) * 4
    place = Address(line1, None, city, state, postal_code) if address else None
    return Payer(id_, 1, name, edi_payer_id, aliases, archived=False, address=place)


def insurers(table: Sequence[PayerRow], new_id: Callable[[str], str]) -> Insurers:
    """The insurers of a table, with new payer records."""
    return Insurers(
        {
            name: Insurer(_payer(new_id("payer"), name, edi_payer_id, aliases), member_ids, kind)
            for name, edi_payer_id, aliases, member_ids, kind in table
        }
    )
