"""The judge of electronic claims refuses what is wrong, says where, and accepts the rest."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from insurance.enums import InsuranceType, MedicareSecondaryReason, PolicyType, Relationship
from support.claim_factories import DOS, a_claim, a_claim_payer, a_client
from support.edi.claim_837p import claim_segments
from support.edi.judge import Fault, faults, faults_of_segments
from support.factories import a_policy, a_policyholder, an_address

MEDICARE, SECONDARY = InsuranceType.MEDICARE, PolicyType.SECONDARY
OF_SPOUSE = a_policy(relationship=Relationship.SPOUSE, policyholder=a_policyholder(), group_id="086210")
WITH_OTHER = (a_policy(), a_policy(id="other", type=SECONDARY))
MEDICARE_SECOND = a_policy(
    insurance_type=MEDICARE,
    member_id="1EG4TE5MK73",
    type=SECONDARY,
    medicare_secondary_reason=MedicareSecondaryReason.WORKING_AGED,
)

Edit = Callable[[list[str]], list[str]]


def replaced(old: str, new: str) -> Edit:
    def edit(segments: list[str]) -> list[str]:
        text = "\n".join(segments)
        assert old in text, text
        return text.replace(old, new, 1).split("\n")

    return edit


def without(start: str) -> Edit:
    def edit(segments: list[str]) -> list[str]:
        kept = [segment for segment in segments if not segment.startswith(start)]
        assert len(kept) == len(segments) - 1
        return kept

    return edit


COMPLETE: list[Any] = [
    pytest.param(a_claim(), id="the client is the policyholder"),
    pytest.param(a_claim(OF_SPOUSE), id="someone else is the policyholder"),
    pytest.param(a_claim(*WITH_OTHER), id="other insurance"),
    pytest.param(a_claim(WITH_OTHER[1], WITH_OTHER[0]), id="a Secondary"),
    pytest.param(a_claim(a_policy(), MEDICARE_SECOND), id="Medicare as other insurance"),
    pytest.param(a_claim(MEDICARE_SECOND, a_policy()), id="Medicare after a group plan"),
    pytest.param(a_claim(a_policy(plan_name="Choice Plus " * 8)), id="a long plan name in place of a group number"),
    pytest.param(a_claim(client=a_client(last_name="Núñez-Østergård", first_name="Zoë")), id="accents"),
    *(
        pytest.param(a_claim(a_policy(insurance_type=kind, group_id="1")), id=f"insurance type {kind}")
        for kind in InsuranceType
    ),
    *(pytest.param(a_claim(a_policy(type=kind)), id=f"type {kind}") for kind in PolicyType),
]
LACKING: list[Any] = [
    pytest.param(a_claim(a_policy(member_id=None)), "NM109", id="no member ID"),
    pytest.param(a_claim(a_policy(member_id="7")), "NM109", id="a member ID of one character"),
    pytest.param(a_claim(a_policy(member_id="W" * 81)), "NM109", id="a member ID that is too long"),
    pytest.param(a_claim(a_policy(member_id="W*123456")), "NM109", id="a member ID with a reserved character"),
    pytest.param(a_claim(a_policy(group_id="1" * 51)), "SBR03", id="a group ID that is too long"),
    pytest.param(a_claim(payer=a_claim_payer(edi_payer_id=None)), "NM109", id="a payer without an ID"),
    pytest.param(a_claim(payer=a_claim_payer(name="安泰")), "NM103", id="a payer's name that cannot be written"),
    pytest.param(a_claim(payer=a_claim_payer(name="A" * 61)), "NM103", id="a payer's name that is too long"),
    pytest.param(a_claim(a_policy(payer_id=None)), "NM103", id="no payer"),
    pytest.param(a_claim(client=a_client(last_name="李")), "NM103", id="a last name that cannot be written"),
    pytest.param(a_claim(client=a_client(last_name="x" * 61)), "NM103", id="a last name that is too long"),
    pytest.param(a_claim(client=a_client(first_name="x" * 36)), "NM104", id="a first name that is too long"),
    pytest.param(a_claim(client=a_client(middle_name="x" * 26)), "NM105", id="a middle name that is too long"),
    pytest.param(a_claim(client=a_client(date_of_birth=None)), "DMG02", id="no date of birth"),
    pytest.param(a_claim(client=a_client(sex=None)), "DMG03", id="no sex"),
    pytest.param(a_claim(client=a_client(address=None)), "N301", id="no address"),
    pytest.param(a_claim(client=a_client(address=an_address(line1="x" * 56))), "N301", id="a long address line"),
    pytest.param(a_claim(client=a_client(address=an_address(line2="x" * 56))), "N302", id="a long second line"),
    pytest.param(a_claim(client=a_client(address=an_address(city=None))), "N401", id="no city"),
    pytest.param(a_claim(client=a_client(address=an_address(city="X"))), "N401", id="a city of one character"),
    pytest.param(a_claim(client=a_client(address=an_address(city="x" * 31))), "N401", id="a long city"),
    pytest.param(a_claim(client=a_client(address=an_address(state="Texas"))), "N402", id="a state in words"),
    pytest.param(a_claim(client=a_client(address=an_address(state="ZZ"))), "N402", id="no such state"),
    pytest.param(a_claim(client=a_client(address=an_address(state="PW"))), "N402", id="a state X12 does not list"),
    pytest.param(a_claim(client=a_client(address=an_address(postal_code="78"))), "N403", id="a short postal code"),
    pytest.param(a_claim(OF_SPOUSE, client=a_client(address=None)), "N301", id="a dependent without an address"),
    pytest.param(a_claim(OF_SPOUSE, client=a_client(sex=None)), "DMG03", id="a dependent without sex"),
    pytest.param(a_claim(a_policy(relationship=Relationship.SPOUSE, policyholder=None)), "NM103", id="no policyholder"),
]
MADE_BY_HAND: list[Any] = [
    pytest.param(a_claim(), without("NM1*PR"), "NM1", id="no loop of the payer"),
    pytest.param(a_claim(), without("SBR"), "SBR", id="no segment of the subscriber's coverage"),
    pytest.param(a_claim(), without("SV1"), "SV1", id="no service"),
    pytest.param(a_claim(), replaced("SBR*P", "SBR*X"), "SBR", id="no such order of payers"),
    pytest.param(a_claim(), replaced("SBR*P*18", "SBR*P*99"), "SBR02", id="no such relationship"),
    pytest.param(a_claim(), replaced("*CI~", "*QQ~"), "SBR09", id="no such kind of insurance"),
    pytest.param(a_claim(), replaced("DMG*D8*20010423", "DMG*D8*20010229"), "DMG02", id="a day that never was"),
    pytest.param(a_claim(), replaced("*F~", "*X~"), "DMG03", id="no such sex"),
    pytest.param(a_claim(), replaced("Marchetti", "Marchettì"), "NM103", id="a letter that is not X12's"),
    pytest.param(a_claim(), replaced("Austin*TX", "Austin*TX^CA"), "N402", id="a reserved character"),
    pytest.param(a_claim(OF_SPOUSE), replaced("PAT*01", "PAT*02"), "PAT", id="no such dependent"),
    pytest.param(a_claim(OF_SPOUSE), without("NM1*QC"), "N3", id="no loop of the patient"),
    pytest.param(a_claim(MEDICARE_SECOND, a_policy()), replaced("*12*", "*99*"), "SBR05", id="no such reason"),
    pytest.param(a_claim(*WITH_OTHER), without("OI"), "OI", id="other insurance without its terms"),
    pytest.param(a_claim(*WITH_OTHER), replaced("SBR*S*18", "SBR*S"), "SBR02", id="other insurance, of whom"),
]


@pytest.fixture(scope="module")
def verdicts() -> Mapping[str, list[Fault]]:
    """What is wrong with each of these claims, by its name. One file for all: to start the validator takes longest."""
    files = {row.id: list(claim_segments(row.values[0])) for row in (*COMPLETE, *LACKING)}
    files |= {row.id: row.values[1](list(claim_segments(row.values[0]))) for row in MADE_BY_HAND}
    assert len(files) == len(COMPLETE) + len(LACKING) + len(MADE_BY_HAND)
    return dict(zip(files, faults_of_segments(list(files.values())), strict=True))


@pytest.mark.parametrize("name", [row.id for row in COMPLETE])
def test_a_claim_with_all_that_it_needs_is_accepted(name: str, verdicts: Mapping[str, list[Fault]]) -> None:
    assert verdicts[name] == []


@pytest.mark.parametrize(("name", "place"), [(row.id, row.values[-1]) for row in (*LACKING, *MADE_BY_HAND)])
def test_a_claim_with_a_fault_is_refused_there(name: str, place: str, verdicts: Mapping[str, list[Fault]]) -> None:
    assert place in {fault.place for fault in verdicts[name]}, verdicts[name]


def test_what_is_wrong_with_one_claim_is_not_laid_to_another() -> None:
    wrong = a_claim(client=a_client(sex=None))
    assert [bool(found) for found in faults(a_claim(), wrong, a_claim(), wrong)] == [False, True, False, True]


@pytest.mark.parametrize("identifier", ["~", "W~SE*3*0002", "W~IEA*1*1~"])
def test_a_claim_that_breaks_the_file_is_refused_and_no_other(identifier: str) -> None:
    breaking = a_claim(payer=a_claim_payer(edi_payer_id=identifier))
    assert [bool(found) for found in faults(a_claim(), breaking, a_claim())] == [False, True, False]


def test_a_claim_says_who_where_and_with_whom() -> None:
    text = "".join(claim_segments(a_claim(OF_SPOUSE, a_policy(id="own", type=SECONDARY, group_id="2"))))
    assert text.startswith(
        "HL*2*1*22*1~SBR*P**086210******CI~NM1*IL*1*Reyes*Ada****MI*W123456789~NM1*PR*2*Aetna*****PI*60054~"
        "HL*3*2*23*0~PAT*01~NM1*QC*1*Marchetti*Cleo~N3*12 Elm Street~N4*Austin*TX*78701~DMG*D8*20010423*F~CLM*"
    )
    assert "SBR*S*18*2******CI~OI***Y***Y~NM1*IL*1*Marchetti*Cleo****MI*W123456789~NM1*PR*2*Aetna*****PI*60054~" in text
    assert text.endswith(f"DTP*472*D8*{DOS:%Y%m%d}~")
