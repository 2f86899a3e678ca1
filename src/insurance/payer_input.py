"""A payer's input: its name is required; name and aliases are unique in the practice and have a letter or a digit.

Portal article: Reviewing Client-Entered Insurance Policies. The form has the payer in its carrier block (CMS-1500).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from insurance import limits
from insurance.facts import Payer
from insurance.payer_names import duplicate_name, names_in_use, normalised
from insurance.problems import Problem, UserErrorCode, required
from insurance.text_input import checked_text

Path = tuple[str, ...]


def checked_payer(before: Payer, values: Mapping[str, Any], payers: Iterable[Payer]) -> tuple[Payer, list[Problem]]:
    """The payer with the values of the input, by attribute, and every problem with them.

    What is left out stays as it is; null clears the EDI payer ID and the aliases. `payers` are all of the practice.
    """
    problems = [required((name,)) for name in ("name", "archived") if name in values and values[name] is None]
    changes: dict[str, Any] = {}
    if values.get("name") is not None:
        changes["name"] = checked_text(values["name"], limits.NAME, ("name",), problems)
    if values.get("archived") is not None:
        changes["archived"] = values["archived"]
    if "edi_payer_id" in values:
        changes["edi_payer_id"] = _edi_payer_id(values["edi_payer_id"], problems)
    if "aliases" in values:
        changes["aliases"] = checked_aliases(values["aliases"] or (), problems)
    after = replace(before, **changes)
    return after, problems + _name_problems(after, values, payers, {problem.path for problem in problems})


def checked_aliases(values: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    """A payer's aliases as they are stored, each once; the problem of each is added to `problems`."""
    if len(values) > limits.ALIASES:
        message = f"A payer can have at most {limits.ALIASES} aliases."
        problems.append(Problem(UserErrorCode.LIMIT_REACHED, message, ("aliases",)))
        return ()
    texts = [checked_text(value, limits.ALIAS, ("aliases", str(index)), problems) for index, value in enumerate(values)]
    return tuple(dict.fromkeys(texts))


def _edi_payer_id(value: str | None, problems: list[Problem]) -> str | None:
    return None if value is None else checked_text(value, limits.EDI_PAYER_ID, ("edi_payer_id",), problems)


def _name_problems(
    payer: Payer, values: Mapping[str, Any], payers: Iterable[Payer], reported: set[Path]
) -> list[Problem]:
    """The problems of the names and aliases in the input, leaving out those whose text is reported already."""
    in_use = names_in_use(payers, except_id=payer.id)
    names: dict[Path, str] = {("name",): payer.name} if "name" in values else {}
    if ("aliases",) not in reported:
        names |= {("aliases", str(index)): alias for index, alias in enumerate(values.get("aliases") or ())}
    problems = [_name_problem(name, path, in_use) for path, name in names.items() if path not in reported]
    return [problem for problem in problems if problem]


def _name_problem(name: str, path: Path, in_use: Mapping[str, Payer]) -> Problem | None:
    if not normalised(name):
        return Problem(UserErrorCode.INVALID, "A name needs at least one letter or digit.", path)
    return duplicate_name(name, path, in_use)
