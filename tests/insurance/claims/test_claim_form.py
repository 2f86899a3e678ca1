"""What the CMS-1500 says in each situation. Sources: NUCC is the reference instruction manual, version 02/12, by item;
CMS is the "Medicare Claims Processing Manual", chapter 26, section 10.2, by item."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from insurance.claims.claim import Claim
from insurance.claims.claim_form import ClaimBox, claim_form
from insurance.claims.claim_readiness import claim_readiness
from insurance.enums import InsuranceType, PolicyType, Relationship, Sex
from support.claim_factories import DOS, PAPER, a_claim, a_claim_payer, a_client, claims
from support.factories import a_policy, a_policyholder, a_portal_policy, an_address, day

BOXES = ("1", "1a", "2", "3", "4", "5", "6", "7", "9", "9a", "9d", "11", "11a", "11c", "11d")
SPOUSE, SECONDARY, MEDICARE = Relationship.SPOUSE, PolicyType.SECONDARY, InsuranceType.MEDICARE

OF_ADA = a_policy(relationship=SPOUSE, policyholder=a_policyholder(middle_name="Maria"), group_id="086-210")
OWN = a_policy(id="own", type=SECONDARY, member_id="S 55-1", group_id=None, plan_name="Choice Plus")
OF_ADA_AS_SECOND = replace(OF_ADA, id="second", type=SECONDARY, plan_name=None)


def a_medicare_policy(**changes: Any) -> Any:
    return a_policy(**{"insurance_type": MEDICARE, "member_id": "1EG4-TE5-MK73", "group_id": "777", **changes})


def boxes(claim: Claim) -> dict[str, ClaimBox]:
    return {box.box: box for box in claim_form(claim)}


def values(claim: Claim) -> dict[str, str | None]:
    return {name: box.value for name, box in boxes(claim).items()}


def test_a_form_of_the_client_s_own_policy() -> None:
    claim = a_claim(a_policy(group_id="086-210 15", plan_name="Open Access Plus"), client=a_client(middle_name="maría"))
    assert values(claim) == {
        "1": "GROUP HEALTH PLAN",
        "1a": "W123456789",
        "2": "MARCHETTI, CLEO, M",
        "3": "04 23 2001 F",
        "4": None,
        "5": "12 ELM STREET\nAUSTIN TX\n78701",
        "6": "SELF",
        "7": None,
        "9": None,
        "9a": None,
        "9d": None,
        "11": "08621015",
        "11a": None,
        "11c": "OPEN ACCESS PLUS",
        "11d": "NO",
    }
    assert not any(box.problem for box in claim_form(claim))


def test_a_form_of_someone_else_s_policy_beside_one_s_own() -> None:
    home = an_address(line1="4 Oak Ave.", line2="Apt #2", postal_code="787014321")
    holder = a_policyholder(middle_name="Maria", address=home, sex=Sex.MALE)
    assert values(a_claim(replace(OF_ADA, policyholder=holder), OWN)) == {
        "1": "GROUP HEALTH PLAN",
        "1a": "W123456789",
        "2": "MARCHETTI, CLEO",
        "3": "04 23 2001 F",
        "4": "REYES, ADA, M",
        "5": "12 ELM STREET\nAUSTIN TX\n78701",
        "6": "SPOUSE",
        "7": "4 OAK AVE APT 2\nAUSTIN TX\n78701-4321",
        "9": None,
        "9a": "S551",
        "9d": "CHOICE PLUS",
        "11": "086210",
        "11a": "05 17 1980 M",
        "11c": None,
        "11d": "YES",
    }


@pytest.mark.parametrize(
    ("claim", "box", "value"),
    [
        *(
            pytest.param(a_claim(a_policy(insurance_type=kind, group_id="1")), "1", words, id=f"{words} (NUCC 1)")
            for kind, words in (
                (InsuranceType.MEDICAID, "MEDICAID"),
                (InsuranceType.TRICARE, "TRICARE"),
                (InsuranceType.CHAMPVA, "CHAMPVA"),
                (InsuranceType.FECA_BLACK_LUNG, "FECA BLK LUNG"),
                (InsuranceType.OTHER, "OTHER"),
            )
        ),
        pytest.param(a_claim(a_policy(member_id="xyz-12 3")), "1a", "XYZ-12 3", id="the ID as on the card (NUCC 1a)"),
        pytest.param(a_claim(a_medicare_policy()), "1a", "1EG4TE5MK73", id="an MBI without its dashes (CMS 1a)"),
        pytest.param(
            a_claim(client=a_client(last_name="Smith-Jones Jr.", first_name="Mary Ann", middle_name="de la")),
            "2",
            "SMITH-JONES JR, MARY ANN, D",
            id="hyphens stay, periods go (NUCC 2)",
        ),
        pytest.param(
            a_claim(client=a_client(last_name="O’Brien, Sr", first_name="Zoë", middle_name="'A")),
            "2",
            "O'BRIEN SR, ZOE, A",
            id="commas stand between the names alone (NUCC 2)",
        ),
        pytest.param(
            a_claim(client=a_client(sex=Sex.UNKNOWN)), "3", "04 23 2001", id="no box for an unknown sex (NUCC 3)"
        ),
        pytest.param(
            a_claim(client=a_client(date_of_birth=day("1931-12-01"), sex=Sex.MALE)), "3", "12 01 1931 M", id="(NUCC 3)"
        ),
        pytest.param(
            a_claim(client=a_client(address=an_address(line1="P.O. Box 7, Room #3", city="St. Paul", state="mn"))),
            "5",
            "PO BOX 7 ROOM 3\nST PAUL MN\n78701",
            id="an address without punctuation (NUCC 5)",
        ),
        pytest.param(
            a_claim(client=a_client(address=an_address(line1="12-34 5 1/2 Ave", postal_code="11101-1234"))),
            "5",
            "12-34 5 1/2 AVE\nAUSTIN TX\n11101-1234",
            id="house numbers keep what belongs to them (NUCC 5, USPS 28)",
        ),
        pytest.param(
            a_claim(replace(OF_ADA, policyholder=a_policyholder(address=None, same_address_as_client=True))),
            "7",
            "12 ELM STREET\nAUSTIN TX\n78701",
            id="the same address as the client's (NUCC 7)",
        ),
        pytest.param(
            a_claim(a_policy(policyholder=a_policyholder())), "4", None, id="the client holds the policy (NUCC 4)"
        ),
        pytest.param(
            a_claim(a_policy(policyholder=a_policyholder())), "7", None, id="the client holds the policy (NUCC 7)"
        ),
        pytest.param(
            a_claim(a_policy(), OF_ADA_AS_SECOND), "9", "REYES, ADA, M", id="who holds the other policy (NUCC 9)"
        ),
        pytest.param(a_claim(a_policy(), OWN), "9", None, id="the patient again is left out (NUCC 9)"),
        pytest.param(a_claim(a_policy(), OF_ADA_AS_SECOND), "9a", "086210", id="the other group number (NUCC 9a)"),
        pytest.param(a_claim(a_policy(), OWN), "9a", "S551", id="else the other policy's number (NUCC 9a)"),
        pytest.param(a_claim(a_policy(), OF_ADA_AS_SECOND), "9d", "AETNA", id="else the other insurer (NUCC 9d)"),
        pytest.param(
            a_claim(a_policy(), a_portal_policy(id="new", type=SECONDARY)),
            "9d",
            "AETNA INC",
            id="else what the client typed (NUCC 9d)",
        ),
        pytest.param(
            a_claim(
                OWN, replace(OWN, id="third", type=PolicyType.TERTIARY, group_id="3"), replace(OF_ADA, group_id="1")
            ),
            "9a",
            "1",
            id="of two, the one billed first (NUCC 9)",
        ),
        pytest.param(
            a_claim(a_policy(), replace(OWN, end_date=DOS.replace(day=1))), "11d", "NO", id="ended before (NUCC 11d)"
        ),
        pytest.param(a_claim(a_medicare_policy()), "11", "NONE", id="nothing before Medicare (CMS 11)"),
        pytest.param(
            a_claim(a_medicare_policy(plan_name="Part B")), "11c", None, id="nothing before Medicare (CMS 11c)"
        ),
        pytest.param(
            a_claim(a_medicare_policy(type=SECONDARY), a_policy()), "11", "777", id="Medicare second (NUCC 11)"
        ),
        pytest.param(a_claim(a_policy(group_id="---")), "11", None, id="a group ID of dashes (NUCC 11)"),
        pytest.param(
            a_claim(a_policy(insurance_type=InsuranceType.FECA_BLACK_LUNG, group_id="A12 345-678")),
            "11",
            "A12345678",
            id="the FECA number (NUCC 11)",
        ),
        pytest.param(
            a_claim(replace(OF_ADA, policyholder=a_policyholder(sex=Sex.UNKNOWN))),
            "11a",
            "05 17 1980",
            id="no box for the holder's unknown sex (NUCC 11a)",
        ),
    ],
)
def test_a_box_in_this_situation_is_printed_so(claim: Claim, box: str, value: str | None) -> None:
    assert values(claim)[box] == value
    assert boxes(claim)[box].problem is None


@pytest.mark.parametrize(
    ("claim", "box", "code"),
    [
        pytest.param(a_claim(a_policy(insurance_type=None)), "1", "MISSING_FIELD", id="no insurance type"),
        pytest.param(a_claim(a_policy(member_id=None)), "1a", "MISSING_FIELD", id="no member ID"),
        pytest.param(a_claim(a_policy(member_id="N/A")), "1a", "INVALID_MEMBER_ID", id="a word for a member ID"),
        pytest.param(a_claim(client=a_client(last_name="李")), "2", "CLIENT_INCOMPLETE", id="a name in other letters"),
        pytest.param(a_claim(client=a_client(date_of_birth=None)), "3", "CLIENT_INCOMPLETE", id="no date of birth"),
        pytest.param(a_claim(client=a_client(sex=None)), "3", "CLIENT_INCOMPLETE", id="no sex"),
        pytest.param(a_claim(client=a_client(address=None)), "5", "CLIENT_INCOMPLETE", id="no address"),
        pytest.param(
            a_claim(client=a_client(address=an_address(state="Texas"))), "5", "INVALID_ADDRESS", id="no such state"
        ),
        pytest.param(a_claim(a_policy(relationship=None)), "6", "MISSING_FIELD", id="no relationship"),
        pytest.param(
            a_claim(a_medicare_policy(relationship=SPOUSE)), "6", "MEDICARE_DEPENDENT", id="a dependent of Medicare's"
        ),
        pytest.param(a_claim(replace(OF_ADA, policyholder=None)), "4", "POLICYHOLDER_INCOMPLETE", id="no policyholder"),
        pytest.param(
            a_claim(replace(OF_ADA, policyholder=None)), "7", "POLICYHOLDER_INCOMPLETE", id="no policyholder's address"
        ),
        pytest.param(
            a_claim(replace(OF_ADA, policyholder=None)), "11a", "POLICYHOLDER_INCOMPLETE", id="no policyholder's birth"
        ),
        pytest.param(
            a_claim(
                replace(OF_ADA, policyholder=a_policyholder(address=None, same_address_as_client=True)),
                client=a_client(address=None),
            ),
            "7",
            "CLIENT_INCOMPLETE",
            id="the same address as the client's, which is missing",
        ),
        pytest.param(
            a_claim(replace(OF_ADA, group_id=None)), "11", "GROUP_ID_MISSING", id="no group ID of a dependent"
        ),
        pytest.param(
            a_claim(a_policy(insurance_type=InsuranceType.FECA_BLACK_LUNG)),
            "11",
            "FECA_NUMBER_MISSING",
            id="no FECA ID",
        ),
    ],
)
def test_a_box_that_lacks_something_is_empty_and_says_why(claim: Claim, box: str, code: str) -> None:
    answer = boxes(claim)[box]
    assert answer.value is None
    assert answer.problem and answer.problem.code.value == code


@pytest.mark.parametrize(
    ("claim", "box"),
    [
        pytest.param(
            a_claim(a_medicare_policy(member_id="H12345678")), "1a", id="no MBI: a plan of Medicare Advantage"
        ),
        pytest.param(a_claim(OWN), "11d", id="a Secondary without a Primary"),
    ],
)
def test_what_is_only_to_be_checked_leaves_a_filled_box_alone(claim: Claim, box: str) -> None:
    assert any(problem.box == box for problem in claim_readiness(replace(claim, channel=PAPER)).problems)
    assert boxes(claim)[box].value
    assert boxes(claim)[box].problem is None


def test_the_form_asks_what_paper_asks_whatever_the_channel_of_the_claim() -> None:
    claim = a_claim(replace(OF_ADA, policyholder=a_policyholder(address=None)), payer=a_claim_payer(edi_payer_id=None))
    assert claim_form(claim) == claim_form(replace(claim, channel=PAPER))
    assert [box.box for box in claim_form(claim) if box.problem] == ["7"]


@given(claim=claims())
def test_every_form_has_all_boxes_in_the_order_of_the_form(claim: Claim) -> None:
    assert tuple(box.box for box in claim_form(claim)) == BOXES


@given(claim=claims())
def test_a_box_has_a_value_or_a_problem_but_never_both(claim: Claim) -> None:
    for box in claim_form(claim):
        assert box.value is None or box.problem is None
        assert box.value != ""


@given(claim=claims())
def test_each_blocker_of_a_claim_on_paper_empties_its_box(claim: Claim) -> None:
    form = boxes(claim)
    for problem in claim_readiness(replace(claim, channel=PAPER)).problems:
        if problem.blocking and problem.box:
            assert form[problem.box].value is None
            assert form[problem.box].problem is not None


@given(claim=claims())
def test_a_claim_ready_on_paper_has_every_box_that_is_needed(claim: Claim) -> None:
    if claim_readiness(replace(claim, channel=PAPER)).ready:
        form = values(claim)
        needed = ("4", "7", "11a") if claim.has_policyholder else ()
        assert all(form[box] for box in ("1", "1a", "2", "3", "5", "6", "11d", *needed))


@given(claim=claims())
def test_what_is_printed_is_in_capitals_and_basic_letters(claim: Claim) -> None:
    for box in claim_form(claim):
        assert box.value is None or (box.value.isascii() and box.value == box.value.upper())
