"""A policy's input, checked against the caller's form.

Articles: Adding a New Insurance Policy; Editing an Existing Policy.

Every problem is reported at once. A field that is left out stays as it is; null clears an optional one.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from insurance import limits
from insurance.address_input import checked_address
from insurance.date_ranges import birth_date_problems, effective_date_problems, end_date_problems
from insurance.duplicates import normalised_member_id
from insurance.enums import PolicyField, PolicyStatus
from insurance.facts import Policy, Policyholder
from insurance.policy_form import PolicyForm, PolicyFormField
from insurance.problems import Problem, UserErrorCode, required
from insurance.text import text_problem, trimmed

Input = Mapping[str, Any]
Path = tuple[str, ...]

CHECKED_ELSEWHERE = (PolicyField.PAYER, PolicyField.ATTACHMENTS)
"""Fields that cannot be checked by their value alone: they refer to other records."""

_NO_POLICYHOLDER = Policyholder(None, None, None, None, None)


class PolicyInput:
    """The changes an input makes to a policy, by attribute, and the problems with them."""

    def __init__(self, values: Input, form: PolicyForm, before: Policy | None, today: date) -> None:
        """`values` are by the form's input names. `before` is the policy that is edited, if one is."""
        self.changes: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._values, self._before, self._today = values, before, today
        for field in form.fields:
            if field.input_field in values:
                self._check(field, values[field.input_field])
        self._check_dates()

    def _check(self, field: PolicyFormField, value: Any) -> None:
        path = (field.input_field,)
        if value is None:
            self._clear(field, path)
        elif field.options is not None and value not in field.options:
            self._add_problem(UserErrorCode.INVALID, f"This must be {_any_of(field.options)}.", path)
        elif field.field is PolicyField.MEMBER_ID:
            self.changes[field.attribute] = self._member_id(value, path)
        elif field.max_length is not None:
            self.changes[field.attribute] = self._text(value, field.max_length, path)
        elif field.field in (PolicyField.COPAY, PolicyField.DEDUCTIBLE):
            self.changes[field.attribute] = self._amount(value, path)
        elif field.field is PolicyField.POLICYHOLDER:
            self.changes[field.attribute] = self._policyholder(value, path)
        elif field.field not in CHECKED_ELSEWHERE:
            self.changes[field.attribute] = value

    def _clear(self, field: PolicyFormField, path: Path) -> None:
        if field.required and self._before and getattr(self._before, field.attribute) is not None:
            self.problems.append(required(path))
        elif field.field not in CHECKED_ELSEWHERE:
            self.changes[field.attribute] = None

    def _text(self, value: str, max_length: int, path: Path) -> str:
        text = trimmed(value)
        problem = text_problem(text, max_length)
        if problem:
            self._add_problem(*problem, path)
        return text

    def _member_id(self, value: str, path: Path) -> str:
        problems = len(self.problems)
        text = self._text(value, limits.MEMBER_ID, path)
        if len(self.problems) == problems and not normalised_member_id(text):
            self._add_problem(UserErrorCode.INVALID, "A Member ID needs at least one letter or digit.", path)
        return text

    def _amount(self, value: Decimal, path: Path) -> Decimal:
        if not 0 <= value <= limits.LARGEST_AMOUNT:
            self._add_problem(UserErrorCode.INVALID, f"This must be from $0 to ${limits.LARGEST_AMOUNT:,}.", path)
        # Without `abs`, -0 would stay negative.
        return abs(value).quantize(Decimal("0.01"))

    def _policyholder(self, values: Input, path: Path) -> Policyholder | None:
        before = (self._before and self._before.policyholder) or _NO_POLICYHOLDER
        parts = self._parts(values, path)
        self.problems += birth_date_problems(parts.get("date_of_birth"), self._today, (*path, "date_of_birth"))
        after = replace(before, **parts, **self._holder_address(values, before, path))
        return None if after == _NO_POLICYHOLDER else after

    def _holder_address(self, values: Input, before: Policyholder, path: Path) -> dict[str, Any]:
        """The policyholder's address, or that it is the client's: one takes the place of the other."""
        path = (*path, "address")
        address = before.address
        if "address" in values:
            address = checked_address(values["address"], before.address, path, self.problems)
        same = values.get("same_address_as_client", before.same_address_as_client and not values.get("address"))
        if not same:
            return {"same_address_as_client": False, "address": address}
        if values.get("address") and address:
            message = "Leave out the address of a policyholder who lives at the client's."
            self._add_problem(UserErrorCode.INVALID, message, path)
        return {"same_address_as_client": True, "address": None}

    def _parts(self, values: Input, path: Path) -> dict[str, Any]:
        """The values of the policyholder's own fields, each text checked, but those of the address."""
        names = [field.name for field in fields(Policyholder) if field.name in values and "address" not in field.name]
        return {name: self._part(values[name], (*path, name)) for name in names}

    def _part(self, value: Any, path: Path) -> Any:
        return self._text(value, limits.NAME, path) if type(value) is str else value

    def _check_dates(self) -> None:
        self.problems += effective_date_problems(self.changes.get("effective_date"), self._today, ("effective_date",))
        self.problems += end_date_problems(self.changes.get("end_date"), ("end_date",))
        starts, ends = self._date("effective_date"), self._date("end_date")
        if starts and ends and ends < starts:
            path = "end_date" if "end_date" in self._values else "effective_date"
            message = "The End Date cannot be before the Effective Date."
            self._add_problem(UserErrorCode.END_BEFORE_EFFECTIVE, message, (path,))

    def _date(self, attribute: str) -> date | None:
        before = getattr(self._before, attribute) if self._before else None
        value: date | None = self.changes.get(attribute, before)
        return value

    def _add_problem(self, code: UserErrorCode, message: str, path: Path) -> None:
        self.problems.append(Problem(code, message, path))


def new_status_problems(status: PolicyStatus) -> list[Problem]:
    """INVALID for a policy that would be added as entered in error: only one that is there can be marked so."""
    if status is not PolicyStatus.ENTERED_IN_ERROR:
        return []
    return [Problem(UserErrorCode.INVALID, "A new policy is active or inactive.", ("status",))]


def _any_of(options: tuple[str, ...]) -> str:
    return f"{', '.join(options[:-1])} or {options[-1]}"
