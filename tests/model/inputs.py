"""What the model is asked to do: inputs drawn so that they meet, most of them good and some of them bad.

An input names records by their place, a version by how far it is off, and some days by words: `places` knows what these
stand for.
"""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Drawn = SearchStrategy[Any]

NOBODY = 99
"""A place where there is no record of the practice's."""


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


place = often(*range(4), rarely=(5, 8, 12, NOBODY))
client_place = often(0, 0, 0, 1, rarely=(2, NOBODY))
version = often(None, 0, 0, rarely=(-1, 1))
first_days = often(
    *("2025-03-01", "2025-03-02", "2025-03-15", "2025-03-31", "2025-04-01"),
    rarely=("0001-01-01", "today", "9999-12-31"),
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
member_ids_as_kept = often("W1", "w-1", "W2", "Ünï")
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
    rarely=("Aetna Inc", "***", "", "A\nB", "A" * 100, "B" * 101),
)
alias_lists = st.lists(names, max_size=3) | often(
    [], rarely=([f"Alias {n}" for n in range(50)], [f"Alias {n}" for n in range(51)], ["***", "C" * 201, "C" * 200])
)

addresses = some({name: people | st.none() for name in ("line1", "line2", "city", "state", "postalCode")}, 3)
policyholders = some(
    {
        "firstName": people | st.none(),
        "lastName": people | st.none(),
        "dateOfBirth": often("1980-05-17", None),
        "sex": often("FEMALE", "UNKNOWN", None),
        "address": addresses | st.none(),
    },
    3,
)
groups = often("G1", "G2 ", rarely=("", "G" * 50, "G" * 51))
employers = often("Elm School", "Oak & Co", rarely=("E" * 100, "E" * 101))
OPTIONAL: Mapping[str, Drawn] = {
    "planId": groups,
    "groupId": groups,
    "copay": money,
    "deductible": money,
    "endDate": last_days,
    "employerOrSchool": employers,
    "policyholder": policyholders,
}
REQUIRED: Mapping[str, Drawn] = {
    "type": types,
    "relationship": relationships,
    "payerId": place,
    "insuranceType": insurance_types,
    "memberId": member_ids,
    "effectiveDate": first_days,
}


def nullable(values: Drawn) -> Drawn:
    """A value, now and then null."""
    return often(False, rarely=(True,)).flatmap(lambda empty: st.none() if empty else values)


new_policies = with_some({**REQUIRED, "clientId": client_place}, {**OPTIONAL, "status": statuses}, most=3)
new_primaries = with_some(
    {**REQUIRED, "clientId": st.just(0), "type": st.just("PRIMARY"), "payerId": st.just(0)},
    {"endDate": last_days},
    most=1,
)
EDITED: Mapping[str, Drawn] = {
    **{name: values | st.none() for name, values in OPTIONAL.items()},
    **{name: nullable(values) for name, values in REQUIRED.items()},
    "rememberEnteredName": often(False, rarely=(True,)),
}
edits = with_some({"id": place, "version": version}, EDITED, most=4)
settlings = with_some(
    {"waiting": often(0, 0, 1), "payerId": place, "rememberEnteredName": often(True, True, True, False)}, EDITED, most=1
)
inactivations = with_some({"id": place, "version": version}, {"endDate": nullable(last_days)}, most=1)
reactivations = st.fixed_dictionaries({"inactive": often(0, 0, 1), "version": version})
reviews = st.fixed_dictionaries({"unreviewed": often(0, 0, 1), "version": version})

new_payers = with_some({"name": names}, {"ediPayerId": nullable(groups), "aliases": nullable(alias_lists)}, most=2)
payer_edits = with_some(
    {"id": place, "version": version},
    {
        "name": nullable(names),
        "ediPayerId": nullable(groups),
        "aliases": nullable(alias_lists),
        "archived": nullable(often(True, False, False)),
    },
    most=2,
)

birthdays = often("1980-05-17", None)
new_clients = with_some({"firstName": people, "lastName": people}, {"dateOfBirth": birthdays}, most=1)
client_edits = with_some(
    {"id": place},
    {"firstName": nullable(people), "lastName": nullable(people), "dateOfBirth": birthdays},
    most=3,
)
collections = st.fixed_dictionaries({"clientId": client_place, "override": often("INHERIT", "ON", "OFF")})
portal_settings = st.fixed_dictionaries({"collectsInsurance": st.booleans()})
submissions = st.fixed_dictionaries(
    {
        "client": often(0, 1),
        "type": often("PRIMARY", "SECONDARY"),
        "enteredPayerName": often(
            *("Aetna, Inc.", "aetna inc", "BLUE CROSS AND BLUE SHIELD", "Blue Cross & Blue Shield"),
            rarely=(None, "***", "Cigna"),
        ),
        "payer": often(None, None, 0),
        "memberId": member_ids_as_kept | st.none(),
        "relationship": relationships | st.none(),
        "insuranceType": insurance_types | st.none(),
        "effectiveDate": often(None, "2025-03-01", "2025-03-15"),
        "endDate": often(None, None, "2025-03-31"),
    }
)

staff = often("Pat Rivera", rarely=("Quinn Adler",))
PLAINLY = {"who": "Pat Rivera", "dos": "2025-03-15", "dryRun": False, "key": None}
ways = st.fixed_dictionaries(
    {
        "who": staff,
        "dos": first_days | last_days,
        "dryRun": often(False, False, rarely=(True,)),
        "key": often(*(None, "new") * 8, "used", rarely=("bad",)),
    }
)


A_PRIMARY = {
    "clientId": 0,
    "type": "PRIMARY",
    "relationship": "SELF",
    "payerId": 0,
    "insuranceType": "OTHER",
    "memberId": "W1",
    "effectiveDate": "2025-03-01",
}
A_SUBMISSION = {
    **dict.fromkeys(("payer", "relationship", "insuranceType", "memberId", "effectiveDate", "endDate")),
    "type": "SECONDARY",
    "enteredPayerName": "Aetna, Inc.",
}

# What happens, and how often: in one choice, as each time hypothesis would leave out about half of the rules it has.
_HAPPENINGS: Mapping[str, tuple[int, Drawn]] = {
    "retry": (4, place),
    "addPolicy": (8, new_policies | new_primaries),
    "editPolicy": (10, edits | edits | settlings),
    "makePolicyInactive": (4, inactivations),
    "makePolicyActive": (2, reactivations),
    "markPolicyReviewed": (2, reviews),
    "addPayer": (2, new_payers),
    "editPayer": (3, payer_edits),
    "addClient": (1, new_clients),
    "editClient": (1, client_edits),
    "setClientInsuranceCollection": (1, collections),
    "setPortalSettings": (1, portal_settings),
    "submit": (6, submissions),
    "age keys": (1, often(1, 12, 24)),
}
happenings = st.sampled_from([name for name, (weight, _) in _HAPPENINGS.items() for _ in range(weight)]).flatmap(
    lambda name: st.tuples(st.just(name), _HAPPENINGS[name][1])
)
