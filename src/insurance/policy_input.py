"""What is given for a policy, checked against its form.

Articles: Adding a New Insurance Policy; Editing an Existing Policy.

Everything wrong is found at once. Absent fields stay as they are; null clears an optional one.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from insurance import limits
from insurance.enums import PolicyField
from insurance.facts import Address, Policy, Policyholder
from insurance.policy_form import PolicyForm, PolicyFormField
from insurance.problems import Problem, UserErrorCode
from insurance.text import text_problem, trimmed

Given = Mapping[str, Any]
Path = tuple[str, ...]

ELSEWHERE = (PolicyField.PAYER, PolicyField.ATTACHMENTS)
"""Fields that need more than themselves to be checked."""


class PolicyInput:
    """The changes that were given, under the fact's names, and the problems with them."""

    def __init__(self, given: Given, form: PolicyForm, before: Policy | None) -> None:
        """`before` is the policy as it is, when it is edited."""
        self.changes: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._given, self._before = given, before
        for field in form.fields:
            if field.input_field in given:
                self._take(field, given[field.input_field])
        self._check_dates()

    def _take(self, field: PolicyFormField, value: Any) -> None:
        path = (field.input_field,)
        if value is None:
            self._clear(field, path)
        elif field.options is not None and value not in field.options:
            self._problem(UserErrorCode.INVALID, f"This can be {_or(field.options)}.", path)
        elif field.max_length is not None:
            self.changes[field.attribute] = self._text(value, field.max_length, path)
        elif field.field in (PolicyField.COPAY, PolicyField.DEDUCTIBLE):
            self.changes[field.attribute] = self._amount(value, path)
        elif field.field is PolicyField.POLICYHOLDER:
            self.changes[field.attribute] = self._policyholder(value, path)
        elif field.field not in ELSEWHERE:
            self.changes[field.attribute] = value

    def _clear(self, field: PolicyFormField, path: Path) -> None:
        if field.required and self._before and getattr(self._before, field.attribute) is not None:
            self._problem(UserErrorCode.REQUIRED, "This is required and cannot be emptied.", path)
        elif field.field not in ELSEWHERE:
            self.changes[field.attribute] = None

    def _text(self, value: str, longest: int, path: Path) -> str:
        text = trimmed(value)
        problem = text_problem(text, longest)
        if problem:
            self._problem(*problem, path)
        return text

    def _amount(self, value: Decimal, path: Path) -> Decimal:
        if not 0 <= value <= limits.LARGEST_AMOUNT:
            self._problem(UserErrorCode.INVALID, f"This must be from $0 to ${limits.LARGEST_AMOUNT:,}.", path)
        # There is no minus nothing.
        return abs(value).quantize(Decimal("0.01"))

    def _policyholder(self, given: Given, path: Path) -> Policyholder | None:
        before = (self._before and self._before.policyholder) or Policyholder(None, None, None, None, None)
        address = before.address
        if "address" in given:
            address = self._address(given["address"], before.address, (*path, "address"))
        names = {"firstName": "first_name", "lastName": "last_name", "dateOfBirth": "date_of_birth", "sex": "sex"}
        after = replace(before, **self._parts(given, names, path), address=address)
        return after if any(getattr(after, field.name) for field in fields(after)) else None

    def _address(self, given: Given | None, before: Address | None, path: Path) -> Address | None:
        if given is None:
            return None
        names = {"line1": "line1", "line2": "line2", "city": "city", "state": "state", "postalCode": "postal_code"}
        after = replace(before or Address(None, None, None, None, None), **self._parts(given, names, path))
        return after if any(getattr(after, field.name) for field in fields(after)) else None

    def _parts(self, given: Given, names: Mapping[str, str], path: Path) -> dict[str, Any]:
        found = {(name, attribute): given[name] for name, attribute in names.items() if name in given}
        return {
            attribute: self._text(value, limits.NAME, (*path, name)) if type(value) is str else value
            for (name, attribute), value in found.items()
        }

    def _check_dates(self) -> None:
        starts, ends = self._date("effective_date"), self._date("end_date")
        if starts and ends and ends < starts:
            path = "endDate" if "endDate" in self._given else "effectiveDate"
            message = "The End Date cannot be before the Effective Date."
            self._problem(UserErrorCode.END_BEFORE_EFFECTIVE, message, (path,))

    def _date(self, attribute: str) -> date | None:
        kept = getattr(self._before, attribute) if self._before else None
        found: date | None = self.changes.get(attribute, kept)
        return found

    def _problem(self, code: UserErrorCode, message: str, path: Path) -> None:
        self.problems.append(Problem(code, message, path))


def _or(options: tuple[str, ...]) -> str:
    return f"{', '.join(options[:-1])} or {options[-1]}"
