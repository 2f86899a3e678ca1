"""From an input to the fields of a record, with all its errors at once."""

from datetime import UTC, datetime
from typing import Any

from model import rules, texts
from model.rules import Error, Fact

TEXTS = {"memberId": 80, "planId": 50, "planName": 100, "groupId": 50, "employerOrSchool": 100}
NAME = 100
EARLIEST = "1900-01-01"
# No day is drawn that lies about five years from now.
_LATEST_EFFECTIVE = f"{datetime.now(UTC).year + 5}-01-01"
MONEY = ("copay", "deductible")
OPTIONAL = (
    "policyholder",
    "medicareSecondaryReason",
    "planId",
    "planName",
    "groupId",
    *MONEY,
    "endDate",
    "employerOrSchool",
)
NO_HOLDER = dict.fromkeys(("firstName", "middleName", "lastName", "dateOfBirth", "sex", "address"))
NO_ADDRESS = dict.fromkeys(("line1", "line2", "city", "state", "postalCode"))
NO_POLICY: dict[str, Any] = {
    **dict.fromkeys((*rules.REQUIRED, *OPTIONAL, "enteredPayerName", "reviewedBy", "endedBy")),
    "status": "ACTIVE",
    "source": "PRACTICE",
    "isReviewed": False,
    "attachments": [],
    "version": 1,
}

Path = tuple[str, ...]


def text(value: str | None, longest: int, path: Path, errors: set[Error]) -> str | None:
    """A text as it is stored."""
    if value is None:
        return None
    kept = texts.kept_text(value)
    if fault := texts.text_fault(kept, longest):
        errors.add((fault, "input", *path))
    return kept


def policy_changes(given: Fact, before: Fact, errors: set[Error]) -> dict[str, Any]:
    """The fields of a policy that an input changes, but for its payer."""
    changes: dict[str, Any] = {}
    for name in given.keys() & {*rules.REQUIRED, *OPTIONAL}:
        if given[name] is None and name in rules.REQUIRED and before[name] is not None:
            errors.add(("REQUIRED", "input", name))
        else:
            changes[name] = _changed(name, given[name], before[name], errors)
    member = changes.get("memberId")
    if member and not texts.text_fault(member, TEXTS["memberId"]) and not texts.same_member(member):
        errors.add(("INVALID", "input", "memberId"))
    if (day := changes.get("effectiveDate")) and not EARLIEST <= day <= _LATEST_EFFECTIVE:
        errors.add(("INVALID", "input", "effectiveDate"))
    if (day := changes.get("endDate")) and day < EARLIEST:
        errors.add(("INVALID", "input", "endDate"))
    first, last = (changes.get(name, before[name]) for name in ("effectiveDate", "endDate"))
    if first and last and last < first:
        errors.add(("END_BEFORE_EFFECTIVE", "input", "endDate" if "endDate" in given else "effectiveDate"))
    return changes


def _changed(name: str, value: Any, before: Any, errors: set[Error]) -> Any:
    if value is None:
        return None
    if name in TEXTS:
        return text(value, TEXTS[name], (name,), errors)
    if name == "policyholder":
        return _merged(NO_HOLDER, before, value, (name,), errors)
    if name in MONEY:
        if fault := texts.money_fault(value):
            errors.add((fault, "input", name))
        return texts.kept_money(value)
    return value


def _merged(empty: Fact, before: Fact | None, given: Fact, path: Path, errors: set[Error]) -> Fact | None:
    """A policyholder or an address with the given parts changed; None when nothing is left of it."""
    after = {**empty, **(before or {})}
    for name, value in given.items():
        if name == "address" and value is not None:
            after[name] = _merged(NO_ADDRESS, after[name], value, (*path, name), errors)
        elif name in ("address", "dateOfBirth", "sex"):
            after[name] = value
        else:
            after[name] = text(value, NAME, (*path, name), errors)
    return after if any(value is not None for value in after.values()) else None
