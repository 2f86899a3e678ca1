"""Adding and editing payers (portal article: Reviewing Client-Entered Insurance Policies)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from insurance import limits
from insurance.facts import Payer
from insurance.names_input import checked_aliases, checked_text
from insurance.payer_names import normalised
from insurance.payer_settlement import name_problem, names_taken
from insurance.problems import Problem, UserErrorCode
from store.acts.act import Act, perform
from store.acts.outcomes import PayerSaved
from store.acts.refusals import conflict, not_found
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database
from store.ids import new_id

Given = Mapping[str, Any]


async def add_payer(database: Database, caller: Caller, given: Given, *, retry: Retry | None = None) -> PayerSaved:
    """Adds a payer with the fields given under the API's names."""

    async def add(act: Act) -> PayerSaved:
        blank = Payer(new_id(), 1, "", None, (), archived=False)
        payer, problems = await _checked(act, blank, given)
        if problems:
            return PayerSaved(problems=tuple(problems))
        await act.add_payer(payer)
        return PayerSaved(payer=payer)

    return await perform(database, caller, add, retry=retry)


async def edit_payer(
    database: Database,
    caller: Caller,
    payer_id: str | None,
    version: int | None,
    given: Given,
    *,
    retry: Retry | None = None,
) -> PayerSaved:
    """Changes what is given. Archived, a payer keeps its policies and is offered no more."""

    async def edit(act: Act) -> PayerSaved:
        payer = (await act.payers()).get(payer_id or "")
        if payer is None:
            return PayerSaved(problems=(not_found("payer", "id"),))
        if problems := conflict(payer, version):
            return PayerSaved(payer=payer, problems=tuple(problems))
        after, problems = await _checked(act, payer, given)
        if problems:
            return PayerSaved(payer=payer, problems=tuple(problems))
        return PayerSaved(payer=await act.change_payer(payer, after))

    return await perform(database, caller, edit, retry=retry)


async def _checked(act: Act, before: Payer, given: Given) -> tuple[Payer, list[Problem]]:
    problems: list[Problem] = []
    changes: dict[str, Any] = {}
    for name, attribute in (("name", "name"), ("archived", "archived")):
        if name in given and given[name] is None:
            problems.append(Problem(UserErrorCode.REQUIRED, "This is required and cannot be emptied.", (name,)))
        elif name in given:
            changes[attribute] = given[name]
    if "name" in changes:
        changes["name"] = checked_text(changes["name"], limits.NAME, ("name",), problems)
    if "ediPayerId" in given:
        edi, path = given["ediPayerId"], ("ediPayerId",)
        changes["edi_payer_id"] = None if edi is None else checked_text(edi, limits.EDI_PAYER_ID, path, problems)
    if "aliases" in given:
        changes["aliases"] = checked_aliases(given["aliases"] or (), problems)
    after = replace(before, **changes)
    return after, problems + await _name_problems(act, after, given, {problem.path for problem in problems})


async def _name_problems(act: Act, payer: Payer, given: Given, known: set[tuple[str, ...]]) -> list[Problem]:
    """What is wrong with the names given, where nothing is known to be wrong with their text."""
    taken = names_taken((await act.payers()).values(), own_id=payer.id)
    names: dict[tuple[str, ...], str] = {("name",): payer.name} if "name" in given else {}
    if ("aliases",) not in known:
        names |= {("aliases", str(place)): alias for place, alias in enumerate(given.get("aliases") or ())}
    problems = []
    for path, name in names.items():
        if path in known:
            continue
        if not normalised(name):
            problems.append(Problem(UserErrorCode.INVALID, "A name needs at least one letter or digit.", path))
        elif found := name_problem(name, path, taken):
            problems.append(found)
    return problems
