"""Strategies for the steps of a practice: mutations whose inputs collide, most of them valid and some not.

An input names records by their place, a version by how far it is off, and some days by words: `places` knows what these
stand for.
"""

from collections.abc import Mapping

from hypothesis import strategies as st

from model.values import (
    OF_BOTH,
    OPTIONAL,
    REQUIRED,
    Drawn,
    alias_lists,
    client_place,
    files,
    first_days,
    groups,
    last_days,
    member_ids,
    names,
    nullable,
    often,
    people,
    place,
    removals,
    statuses,
    types,
    version,
    with_some,
)

new_policies = with_some(
    {**REQUIRED, "clientId": client_place}, {**OPTIONAL, "status": statuses, "attachments": files}, most=3
)
new_primaries = with_some(
    {**REQUIRED, "clientId": st.just(0), "type": st.just("PRIMARY"), "payerId": st.just(0)},
    {"endDate": last_days, "endPrevious": st.booleans()},
    most=1,
)
restarts = with_some(
    {"ender": often(0, 0, 1), "version": version}, {"effectiveDate": first_days, "type": types}, most=1
)
marks = st.fixed_dictionaries({"unmarked": often(0, 0, 1, 2), "version": version})
EDITED: Mapping[str, Drawn] = {
    **{name: values | st.none() for name, values in OPTIONAL.items()},
    **{name: nullable(values) for name, values in REQUIRED.items()},
    "rememberEnteredName": often(False, rarely=(True,)),
}
edits = with_some({"id": place, "version": version}, EDITED, most=4)
settlings = with_some(
    {"waiting": often(0, 0, 1), "payerId": place, "rememberEnteredName": often(True, True, True, False)}, EDITED, most=1
)
filings = with_some({"id": place, "addAttachments": files}, EDITED, most=1)
refilings = with_some({"filed": often(0, 0, 1), "removeAttachmentIds": removals}, {"addAttachments": files}, most=1)
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
archivals = st.fixed_dictionaries({"id": place, "archived": often(True, True, False)})

birthdays = often("1980-05-17", None)
new_clients = with_some({"firstName": people, "lastName": people}, {"dateOfBirth": birthdays}, most=1)
client_edits = with_some(
    {"id": place},
    {"firstName": nullable(people), "lastName": nullable(people), "dateOfBirth": birthdays},
    most=3,
)
collections = st.fixed_dictionaries({"clientId": client_place, "override": often("INHERIT", "ON", "OFF")})
portal_settings = st.fixed_dictionaries({"collectsInsurance": st.booleans()})
entered_names = (
    st.tuples(often(0, 0, 0, 1, 2), often("name", "name", "ediPayerId"))
    | names
    | often("aetna inc", "Ｇ１", " g2!", rarely=("", "P" * 200, "P" * 201, "A\nB"))
)
submissions = with_some(
    {"type": often("PRIMARY", "SECONDARY", rarely=("OTHER",))},
    {
        **{name: values | st.none() for name, values in OF_BOTH.items()},
        "payerName": nullable(entered_names),
        "attachments": nullable(files),
    },
    most=6,
)
submitted_primaries = with_some(
    {"type": st.just("PRIMARY"), "payerName": entered_names, "effectiveDate": nullable(first_days)},
    {"memberId": member_ids, "endDate": last_days},
    most=1,
)
submitted_cards = with_some({"type": st.just("SECONDARY"), "attachments": files}, OF_BOTH, most=2)
repetitions = with_some({"like": often(0, 0, 1, 2)}, {"type": st.just("PRIMARY"), "memberId": member_ids}, most=1)
uploads = st.fixed_dictionaries(
    {
        "by": often("staff", "client", "client"),
        "fileName": often("card.jpg", "back.jpg", " Back, 2.jpg", rarely=("", "a\nb.jpg", "F" * 300)),
        "bytes": often("good", "bad", None),
    }
)

PLAIN = {"who": 0, "dos": "2025-03-15", "dryRun": False, "key": None}
ways = st.fixed_dictionaries(
    {
        "who": often(0, rarely=(1,)),
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
A_SUBMISSION = {"type": "SECONDARY", "payerName": "Aetna, Inc."}
AN_UPLOAD = {"fileName": "card.jpg", "bytes": "good"}

# What happens, and how often: in one choice, as each time hypothesis would leave out about half of the rules it has.
_HAPPENINGS: Mapping[str, tuple[int, Drawn]] = {
    "retry": (4, place),
    "addPolicy": (8, new_policies | new_primaries),
    "editPolicy": (10, edits | edits | settlings | filings | refilings | restarts),
    "makePolicyInactive": (4, inactivations),
    "makePolicyActive": (2, reactivations),
    "markPolicyEnteredInError": (2, marks),
    "markPolicyReviewed": (2, reviews),
    "addPayer": (2, new_payers),
    "editPayer": (3, payer_edits | archivals),
    "addClient": (1, new_clients),
    "editClient": (1, client_edits),
    "setClientInsuranceCollection": (1, collections),
    "setPortalSettings": (1, portal_settings),
    "submitPolicy": (8, submissions | submitted_primaries | submitted_cards | repetitions),
    "createUpload": (2, uploads),
    "hours later": (1, often(1, 12, 24)),
}
steps = st.sampled_from([name for name, (weight, _) in _HAPPENINGS.items() for _ in range(weight)]).flatmap(
    lambda name: st.tuples(st.just(name), _HAPPENINGS[name][1])
)
