"""What a claim says of the client, the policyholder and the payer."""

from insurance.facts import Client
from support.claim_factories import ELECTRONIC, PAPER, a_claim_payer, a_client
from support.claim_situations.words import (
    BLOCKS,
    LONG,
    MEMBER_ID,
    NO_EDI_ID,
    NO_POSTAL_ADDRESS,
    dependent,
    of_client,
    of_holder,
    of_policy,
    situation,
)
from support.factories import a_policy, a_policyholder, an_address


def client_with(path: str, length: int) -> Client:
    """Cleo, with a text of this length in one place of her record."""
    text, name = "x" * length, path.removeprefix("address.")
    return a_client(**({name: text} if name == path else {"address": an_address(**{name: text})}))


PAYER = [
    situation(
        "no EDI payer ID, electronic",
        "TR3 2010BB NM109",
        NO_EDI_ID,
        payer=a_claim_payer(edi_payer_id=None),
        channels=(ELECTRONIC,),
    ),
    situation(
        "no EDI payer ID, on paper", "NUCC carrier block", payer=a_claim_payer(edi_payer_id=None), channels=(PAPER,)
    ),
    situation(
        "an EDI payer ID of reserved characters",
        "TR3 B.1.1.2.5 delimiters",
        NO_EDI_ID,
        payer=a_claim_payer(edi_payer_id="60*54"),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a payer's name without a letter to write",
        "TR3 2010BB NM103",
        ("MISSING_FIELD", BLOCKS, "PAYER", None, "2010BB NM103", "PAYER"),
        payer=a_claim_payer(name="安泰"),
        channels=(ELECTRONIC,),
    ),
    situation(
        "no address of the payer, on paper",
        "NUCC carrier block",
        NO_POSTAL_ADDRESS,
        payer=a_claim_payer(address=None),
        channels=(PAPER,),
    ),
    situation(
        "no address of the payer, electronic",
        "TR3 2010BB N3, situational",
        payer=a_claim_payer(address=None),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a payer's name of 61 characters",
        "TR3 2010BB NM103",
        ("TOO_LONG_FOR_CLAIM", BLOCKS, "PAYER", None, "2010BB NM103", "PAYER"),
        payer=a_claim_payer(name="A" * 61),
        channels=(ELECTRONIC,),
    ),
]
CLIENT = [
    situation(
        "no date of birth",
        "NUCC 3",
        of_client("CLIENT_INCOMPLETE", "3", "2010BA DMG02"),
        client=a_client(date_of_birth=None),
    ),
    situation("no sex", "NUCC 3", of_client("CLIENT_INCOMPLETE", "3", "2010BA DMG03"), client=a_client(sex=None)),
    situation(
        "neither is one problem of box 3",
        "NUCC 3",
        of_client("CLIENT_INCOMPLETE", "3", "2010BA DMG"),
        client=a_client(sex=None, date_of_birth=None),
    ),
    situation(
        "no address is one problem of box 5",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N3"),
        client=a_client(address=None),
    ),
    situation(
        "no first line",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N301"),
        client=a_client(address=an_address(line1=None)),
    ),
    situation(
        "no city",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N401"),
        client=a_client(address=an_address(city=None)),
    ),
    situation(
        "no state",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N402"),
        client=a_client(address=an_address(state=None)),
    ),
    situation(
        "no postal code",
        "NUCC 5",
        of_client("CLIENT_INCOMPLETE", "5", "2010BA N403"),
        client=a_client(address=an_address(postal_code=None)),
    ),
    situation(
        "a first name in letters that no claim carries",
        "NUCC 2",
        of_client("CLIENT_INCOMPLETE", "2", "2010BA NM104"),
        client=a_client(first_name="李"),
    ),
    situation(
        "no sex of a dependent stands in the patient's loop",
        "TR3 2010CA DMG03",
        of_client("CLIENT_INCOMPLETE", "3", "2010CA DMG03"),
        policy=dependent(),
        client=a_client(sex=None),
    ),
    situation(
        "no address of a dependent stands in the patient's loop",
        "TR3 2010CA N4",
        of_client("CLIENT_INCOMPLETE", "5", "2010CA N401"),
        policy=dependent(),
        client=a_client(address=an_address(city=None)),
    ),
    situation("no second line is needed", "NUCC 5", client=a_client(address=an_address(line2=None))),
]
HOLDER = [
    situation(
        "no last name",
        "NUCC 4",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM103"),
        policy=dependent(policyholder=a_policyholder(last_name=None)),
    ),
    situation(
        "no first name",
        "NUCC 4",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM104"),
        policy=dependent(policyholder=a_policyholder(first_name=None)),
    ),
    situation(
        "a last name of signs alone",
        "NUCC 4",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM103"),
        policy=dependent(policyholder=a_policyholder(last_name="--")),
    ),
    situation(
        "nothing known, electronic",
        "TR3 2010BA NM1",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM1"),
        policy=dependent(policyholder=None),
        channels=(ELECTRONIC,),
    ),
    situation(
        "nothing known, on paper",
        "NUCC 4, 7, 11a",
        of_holder("POLICYHOLDER_INCOMPLETE", "4", "2010BA NM1"),
        of_holder("POLICYHOLDER_INCOMPLETE", "7", "2010BA N3"),
        of_holder("POLICYHOLDER_INCOMPLETE", "11a", "2010BA DMG"),
        policy=dependent(policyholder=None),
        channels=(PAPER,),
    ),
    situation(
        "no address, on paper",
        "NUCC 7",
        of_holder("POLICYHOLDER_INCOMPLETE", "7", "2010BA N3"),
        policy=dependent(policyholder=a_policyholder(address=None)),
        channels=(PAPER,),
    ),
    situation(
        "no address, electronic",
        "TR3 2010BA N3, if the patient",
        policy=dependent(policyholder=a_policyholder(address=None)),
        channels=(ELECTRONIC,),
    ),
    situation(
        "no sex, on paper",
        "NUCC 11a",
        of_holder("POLICYHOLDER_INCOMPLETE", "11a", "2010BA DMG03"),
        policy=dependent(policyholder=a_policyholder(sex=None)),
        channels=(PAPER,),
    ),
    situation(
        "no date of birth, electronic",
        "TR3 2010BA DMG, if the patient",
        policy=dependent(policyholder=a_policyholder(date_of_birth=None)),
        channels=(ELECTRONIC,),
    ),
    situation(
        "the client's address is the policyholder's",
        "NUCC 7",
        policy=dependent(policyholder=a_policyholder(address=None, same_address_as_client=True)),
    ),
    situation("no policyholder is asked for a plan of one's own", "NUCC 4", policy=a_policy(policyholder=None)),
]
ADDRESSES = [
    *[
        situation(
            f"a {what} of {value!r}",
            f"NUCC 5, TR3 {element}",
            of_client("INVALID_ADDRESS", "5", f"2010BA {element}"),
            client=a_client(address=an_address(**{name: value})),
        )
        for what, name, value, element in (
            ("state", "state", "Texas", "N402"),
            ("state", "state", "XX", "N402"),
            ("city", "city", "A", "N401"),
            ("postal code", "postal_code", "7870", "N403"),
            ("postal code", "postal_code", "78701-12", "N403"),
            ("postal code", "postal_code", "K1A 0B1", "N403"),
        )
    ],
    situation(
        "two faults are one problem",
        "NUCC 5",
        of_client("INVALID_ADDRESS", "5", "2010BA N4"),
        client=a_client(address=an_address(state="Texas", postal_code="1")),
    ),
    situation("a state in lower case", "USPS Pub. 28", client=a_client(address=an_address(state="tx"))),
    situation("a military state", "USPS Pub. 28", client=a_client(address=an_address(state="AE"))),
    situation("nine digits without a dash", "TR3 N403", client=a_client(address=an_address(postal_code="787014321"))),
    situation("nine digits with a dash", "NUCC 5", client=a_client(address=an_address(postal_code="78701-4321"))),
    situation(
        "Palau, electronic",
        "X12 code source 22",
        of_client("INVALID_ADDRESS", "5", "2010BA N402"),
        client=a_client(address=an_address(state="PW")),
        channels=(ELECTRONIC,),
    ),
    situation("Palau, on paper", "USPS Pub. 28", client=a_client(address=an_address(state="PW")), channels=(PAPER,)),
    situation(
        "the policyholder's state, on paper",
        "NUCC 7",
        of_holder("INVALID_ADDRESS", "7", "2010BA N402"),
        policy=dependent(policyholder=a_policyholder(address=an_address(state="Texas"))),
        channels=(PAPER,),
    ),
    situation(
        "the policyholder's state, electronic",
        "TR3 2010BA N4, if the patient",
        policy=dependent(policyholder=a_policyholder(address=an_address(state="Texas"))),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a shared address is the client's to correct",
        "NUCC 5, 7",
        of_client("INVALID_ADDRESS", "5", "2010CA N402"),
        policy=dependent(policyholder=a_policyholder(address=None, same_address_as_client=True)),
        client=a_client(address=an_address(state="Texas")),
    ),
]
LENGTHS = [
    *[
        situation(
            f"a {what} of {longest + 1} characters",
            f"TR3 2010BA {element}",
            of_client("TOO_LONG_FOR_CLAIM", box, f"2010BA {element}"),
            client=client_with(path, longest + 1),
            channels=(ELECTRONIC,),
        )
        for what, longest, box, element, path in (
            ("last name", 60, "2", "NM103", "last_name"),
            ("first name", 35, "2", "NM104", "first_name"),
            ("middle name", 25, "2", "NM105", "middle_name"),
            ("first line", 55, "5", "N301", "address.line1"),
            ("second line", 55, "5", "N302", "address.line2"),
            ("city", 30, "5", "N401", "address.city"),
        )
    ],
    situation(
        "the longest of everything",
        "TR3 2010BA",
        client=a_client(
            last_name="x" * 60,
            first_name="x" * 35,
            middle_name="x" * 25,
            address=an_address(line1="x" * 55, line2="x" * 55, city="x" * 30),
        ),
    ),
    situation(
        "long texts on paper",
        "NUCC 2, 5",
        client=a_client(last_name=LONG, first_name=LONG, middle_name=LONG, address=an_address(line1=LONG, city=LONG)),
        channels=(PAPER,),
    ),
    situation(
        "the policyholder's last name of 61",
        "TR3 2010BA NM103",
        of_holder("TOO_LONG_FOR_CLAIM", "4", "2010BA NM103"),
        policy=dependent(policyholder=a_policyholder(last_name="x" * 61)),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a group ID of 51",
        "TR3 2000B SBR03",
        of_policy("TOO_LONG_FOR_CLAIM", "GROUP_ID", "11", "2000B SBR03"),
        policy=a_policy(group_id="x" * 51),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a member ID of 81",
        "TR3 2010BA NM109",
        of_policy("TOO_LONG_FOR_CLAIM", *MEMBER_ID),
        policy=a_policy(member_id="x" * 81),
        channels=(ELECTRONIC,),
    ),
    situation(
        "a name that grows as it is written",
        "TR3 B.1.1.3.1.2 character set",
        of_client("TOO_LONG_FOR_CLAIM", "2", "2010BA NM103"),
        client=a_client(last_name="ß" * 31),
        channels=(ELECTRONIC,),
    ),
]
