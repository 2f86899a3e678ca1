"""A payer's input: its name is required; name and aliases have a letter or digit, and no other payer in use has them.

Portal article: Reviewing Client-Entered Insurance Policies. The form has the payer in its carrier block (CMS-1500).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from insurance import limits
from insurance.address_input import checked_address
from insurance.facts import Payer
from insurance.payer_names import duplicate_name, normalised
from insurance.problems import Problem, UserErrorCode, required
from insurance.text_input import checked_text

Path = tuple[str, ...]


def checked_payer(
    before: Payer, values: Mapping[str, Any], in_use: Mapping[str, Payer]
) -> tuple[Payer, list[Problem], Payer | None]:
    """The payer with the values of the input, by attribute, every problem with them, and the payer it duplicates.

    What is left out stays as it is; null clears the EDI payer ID, the aliases and the address. `in_use` has the names
    of the practice's other payers that are not archived. An archived payer may share their names; bringing it back
    checks all of its own again.
    """
    problems = [required((name,)) for name in ("name", "archived") if name in values and values[name] is None]
    changes: dict[str, Any] = {}
    if values.get("name") is not None:
        changes["name"] = checked_text(values["name"], limits.PAYER_NAME, ("name",), problems)
    if values.get("archived") is not None:
        changes["archived"] = values["archived"]
    if "edi_payer_id" in values:
        changes["edi_payer_id"] = _edi_payer_id(values["edi_payer_id"], problems)
    if "aliases" in values:
        changes["aliases"] = checked_aliases(values["aliases"] or (), problems)
    if "address" in values:
        changes["address"] = checked_address(values["address"], before.address, ("address",), problems)
    after = replace(before, **changes)
    if not after.archived:
        after = replace(after, merged_into_id=None)
    names = _names_to_check(before, after, values, {problem.path for problem in problems})
    problems += [problem for path, name in names.items() if (problem := _name_problem(name, path, after, in_use))]
    taken = (in_use.get(normalised(name)) for name in names.values() if not after.archived)
    return after, problems, next((payer for payer in taken if payer), None)


def checked_aliases(values: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    """A payer's aliases as they are stored, each once; the problem of each is added to `problems`."""
    if len(values) > limits.ALIASES:
        message = f"A payer can have at most {limits.ALIASES} aliases."
        problems.append(Problem(UserErrorCode.LIMIT_REACHED, message, ("aliases",)))
        return ()
    texts = [checked_text(value, limits.ALIAS, ("aliases", str(index)), problems) for index, value in enumerate(values)]
    return tuple(dict.fromkeys(texts))


def _edi_payer_id(value: str | None, problems: list[Problem]) -> str | None:
    if value is None:
        return None
    count = len(problems)
    text = checked_text(value, limits.EDI_PAYER_ID, ("edi_payer_id",), problems)
    if len(problems) == count and len(text) < limits.SHORTEST_EDI_PAYER_ID:
        message = f"A Payer ID has at least {limits.SHORTEST_EDI_PAYER_ID} characters."
        problems.append(Problem(UserErrorCode.INVALID, message, ("edi_payer_id",)))
    return text


def _names_to_check(before: Payer, after: Payer, values: Mapping[str, Any], reported: set[Path]) -> dict[Path, str]:
    """The names by their path in the input, without those whose text is reported already.

    They are the name and aliases of the input; for a payer that is brought back, also those it has already.
    """
    names: dict[Path, str] = {}
    if "name" in values:
        names[("name",)] = after.name
    if "aliases" in values and ("aliases",) not in reported:
        names |= {("aliases", str(index)): alias for index, alias in enumerate(values["aliases"] or ())}
    if before.archived and not after.archived:
        stored = [after.name] if "name" not in values else []
        stored += after.aliases if "aliases" not in values else ()
        names |= {("archived", str(index)): name for index, name in enumerate(stored)}
    return {path: name for path, name in names.items() if path not in reported}


def _name_problem(name: str, path: Path, payer: Payer, in_use: Mapping[str, Payer]) -> Problem | None:
    if not normalised(name):
        return Problem(UserErrorCode.INVALID, "A name needs at least one letter or digit.", path)
    if payer.archived:
        return None
    if path[0] == "archived":
        # The input has no field for a name that the payer has already.
        path = ("archived",)
    return duplicate_name(name, path, in_use)
