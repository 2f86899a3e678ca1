"""Several claims as one X12 file: a transaction each, so that what is wrong with one is not laid to the next."""

from collections.abc import Iterable, Iterator

from support.edi.segments import COMPONENT, REPETITION, segment

_SUBMITTER, _RECEIVER = "POLICYBOOK", "CLEARINGHOUSE"
_VERSION = "005010X222A1"
_DAY, _TIME = "20261127", "0900"


def interchange(claims: Iterable[Iterable[str]]) -> str:
    """The file. The claim at position n is the transaction numbered n + 1, padded with zeros to four digits."""
    transactions = ["".join(_transaction(number, claim)) for number, claim in enumerate(claims, start=1)]
    return "".join(
        (_ISA, _GS, *transactions, segment("GE", str(len(transactions)), "1"), segment("IEA", "1", "000000001"))
    )


def control_number(position: int) -> str:
    """The number of the transaction with the claim at this position."""
    return f"{position + 1:04}"


_ISA = segment(
    "ISA",
    *("00", " " * 10, "00", " " * 10, "ZZ", f"{_SUBMITTER:15}", "ZZ", f"{_RECEIVER:15}"),
    *(_DAY[2:], _TIME, REPETITION, "00501", "000000001", "0", "T", COMPONENT),
)
_GS = segment("GS", "HC", _SUBMITTER, _RECEIVER, _DAY, _TIME, "1", "X", _VERSION)
_BILLING_PROVIDER = (
    segment("HL", "1", "", "20", "1"),
    segment("NM1", "85", "2", "RIVERSIDE THERAPY", "", "", "", "", "XX", "1234567893"),
    segment("N3", "100 MAIN STREET"),
    segment("N4", "NEW YORK", "NY", "100010001"),
    segment("REF", "EI", "123456789"),
)


def _transaction(number: int, claim: Iterable[str]) -> Iterator[str]:
    control = control_number(number - 1)
    segments = [
        segment("ST", "837", control, _VERSION),
        segment("BHT", "0019", "00", control, _DAY, _TIME, "CH"),
        segment("NM1", "41", "2", "RIVERSIDE THERAPY", "", "", "", "", "46", _SUBMITTER),
        segment("PER", "IC", "BILLING", "TE", "2125550100"),
        segment("NM1", "40", "2", _RECEIVER, "", "", "", "", "46", _RECEIVER),
        *_BILLING_PROVIDER,
        *claim,
    ]
    yield from segments
    yield segment("SE", str(len(segments) + 1), control)
