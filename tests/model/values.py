"""The values that inputs are drawn from: few, so that they often collide."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Drawn = SearchStrategy[Any]

NO_RECORD = 99
"""A position without a record in the practice."""


def often(*common: Any, rarely: tuple[Any, ...] = ()) -> Drawn:
    """One of the common values, or now and then one of the rare."""
    return st.sampled_from([*common * (1 + 6 * len(rarely) // len(common)), *rarely])


@st.composite
def some(draw: st.DrawFn, fields: Mapping[str, Drawn], most: int) -> dict[str, Any]:
    """A few of the fields."""
    names = draw(st.lists(st.sampled_from(sorted(fields)), max_size=most, unique=True))
    return {name: draw(fields[name]) for name in names}


def with_some(always: Mapping[str, Drawn], sometimes: Mapping[str, Drawn], most: int) -> Drawn:
    """All of the first fields, and a few of the others."""
    return st.tuples(st.fixed_dictionaries(dict(always)), some(sometimes, most)).map(lambda pair: pair[0] | pair[1])


place = often(*range(4), rarely=(5, 8, 12, NO_RECORD))
client_place = often(0, 0, 0, 1, rarely=(2, NO_RECORD))
version = often(None, 0, 0, rarely=(-1, 1))
first_days = often(
    *("2025-03-01", "2025-03-02", "2025-03-15", "2025-03-31", "2025-04-01"),
    rarely=("0001-01-01", "1899-12-31", "1900-01-01", "today", "9999-12-31"),
)
last_days = often(
    "2025-03-31", "2025-04-01", "2025-04-30", "yesterday", "today", "9999-12-31", rarely=("2025-03-01", "2025-03-15")
)
types = often("PRIMARY", "PRIMARY", "SECONDARY", "TERTIARY", "OTHER")
statuses = often("ACTIVE", "ACTIVE", "INACTIVE")
relationships = often("SELF", "SPOUSE", "CHILD", "OTHER")
insurance_types = often("GROUP_HEALTH_PLAN", "MEDICARE", "OTHER")
member_ids = often(
    *("W1", "W2", "W3", "w-1", " W 2 ", "Ünï"),
    rarely=("", "W\t1", "---", "W" * 80, "W" * 81, "U\u0308ni"),
)
money = often("25", "25.5", "0.00", "999999.99", rarely=("-3.00", "1000000.00", "-0"))
people = often("Ada", " Ben ", "Zoe\u0308", rarely=("", "\u2003", "Z\x00", "N" * 100, "N" * 101))
names = often(
    "Aetna",
    "AETNA",
    "Cigna",
    "Cigna of Texas",
    "Blue Cross & Blue Shield",
    "blue cross and blue shield",
    "Aetna, Inc.",
    "60054",
    "ＡＥＴＮＡ",
    rarely=("Aetna Inc", "***", "", "A\nB", "A" * 200, "B" * 201),
)
alias_lists = st.lists(names, max_size=3) | often(
    [], rarely=([f"Alias {n}" for n in range(50)], [f"Alias {n}" for n in range(51)], ["***", "C" * 201, "C" * 200])
)

addresses = some({name: people | st.none() for name in ("line1", "line2", "city", "state", "postalCode")}, 3)
policyholders = some(
    {
        "firstName": people | st.none(),
        "middleName": people | st.none(),
        "lastName": people | st.none(),
        "dateOfBirth": often("1980-05-17", None),
        "sex": often("FEMALE", "UNKNOWN", None),
        "address": addresses | st.none(),
    },
    3,
)
groups = often("G1", "G2 ", rarely=("", "G" * 50, "G" * 51))
employers = often("Elm School", "Oak & Co", rarely=("E" * 100, "E" * 101))
_OPTIONAL_OF_BOTH: Mapping[str, Drawn] = {
    "planId": groups,
    "planName": employers,
    "groupId": groups,
    "endDate": last_days,
    "employerOrSchool": employers,
    "policyholder": policyholders,
}
_REQUIRED_OF_BOTH: Mapping[str, Drawn] = {
    "relationship": relationships,
    "insuranceType": insurance_types,
    "memberId": member_ids,
    "effectiveDate": first_days,
}
OPTIONAL = {
    **_OPTIONAL_OF_BOTH,
    "copay": money,
    "deductible": money,
    "medicareSecondaryReason": often("WORKING_AGED", "DISABLED_UNDER_65"),
}
REQUIRED = {"type": types, "payerId": place, **_REQUIRED_OF_BOTH}
OF_BOTH = {**_OPTIONAL_OF_BOTH, **_REQUIRED_OF_BOTH}
"""Fields for both staff and clients."""

_file = with_some(
    {"uploadId": often(0, 0, 0, 0, 0, 1, rarely=(4, NO_RECORD))}, {"side": often("FRONT", "BACK")}, most=1
)
files = often(1, 1, 1, 2, rarely=(10, 11)).flatmap(lambda count: st.lists(_file, min_size=count, max_size=count))
removals = st.lists(often(0, 0, 1, rarely=(NO_RECORD,)), min_size=1, max_size=2)


def nullable(values: Drawn) -> Drawn:
    """A value, now and then null."""
    return often(False, rarely=(True,)).flatmap(lambda empty: st.none() if empty else values)
