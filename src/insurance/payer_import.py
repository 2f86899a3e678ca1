"""What a list of payers adds to a practice's own: rows are created, or match a payer, or cannot be imported.

Portal article: Reviewing Client-Entered Insurance Policies. The rules for each row are those of a payer's input.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from insurance import limits
from insurance.facts import Payer
from insurance.payer_input import checked_payer
from insurance.payer_list import input_of
from insurance.payer_names import names_in_use, normalised


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a row cannot be imported."""

    row: int
    name: str
    reason: str


@dataclass(slots=True)
class PayerImport:
    """The rows of a list, sorted: new payers, those that the practice has, and those that cannot be imported.

    `matched` holds the payers of the practice that rows match, each as it is and as the rows complete it. `repeated`
    counts the rows that match an earlier row of the list.
    """

    created: dict[str, Payer] = field(default_factory=dict)
    matched: dict[str, tuple[Payer, Payer]] = field(default_factory=dict)
    repeated: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def payer_import(
    rows: Iterable[tuple[int, Mapping[str, str]]], payers: Iterable[Payer], new_id: Callable[[], str]
) -> PayerImport:
    """Sorts the rows, each with its number in the file. `payers` are all of the practice."""
    found, in_use = PayerImport(), names_in_use(payers)
    row_of_new: dict[str, int] = {}
    for number, row in rows:
        blank = Payer(new_id(), 1, "", None, (), archived=False)
        payer, problems, _ = checked_payer(blank, input_of(row), {})
        owners = {owner.id: owner for name in _names(payer) if (owner := in_use.get(name))}
        reasons = [f"{'.'.join(problem.path)}: {problem.message}" for problem in problems]
        if reasons or (reasons := list(_conflicts(payer, owners.values(), row_of_new))):
            found.conflicts.append(Conflict(number, row.get("name", ""), " ".join(reasons)))
            continue
        row_of_new.setdefault(payer.id, number)
        stored = _add(found, payer, next(iter(owners.values()), None))
        in_use |= dict.fromkeys(_names(stored), stored)
    return found


def _add(found: PayerImport, payer: Payer, owner: Payer | None) -> Payer:
    """Adds a row to what was found, and answers with the payer that has its name afterwards."""
    if owner is None:
        found.created[payer.id] = payer
        return payer
    completed = _completed(owner, payer)
    if owner.id in found.created:
        found.repeated += 1
        found.created[owner.id] = completed
    else:
        before = found.matched[owner.id][0] if owner.id in found.matched else owner
        found.matched[owner.id] = (before, completed)
    return completed


def _conflicts(payer: Payer, owners: Collection[Payer], row_of_new: Mapping[str, int]) -> Iterator[str]:
    """Why a row contradicts the practice's payers or an earlier row of the list."""
    if len(owners) > 1:
        yield f"Its names belong to several payers: {', '.join(sorted(owner.name for owner in owners))}."
        return
    for owner in owners:
        where = f"Row {row_of_new[owner.id]} of the file" if owner.id in row_of_new else "The practice"
        if payer.edi_payer_id and owner.edi_payer_id and payer.edi_payer_id != owner.edi_payer_id:
            yield f"{where} has {owner.name} with the Payer ID {owner.edi_payer_id}."
        if payer.address and owner.address and payer.address != owner.address:
            yield f"{where} has {owner.name} with another address."
        if len(_all_aliases(owner, payer)) > limits.ALIASES:
            yield f"{owner.name} would have more than {limits.ALIASES} aliases."


def _names(payer: Payer) -> set[str]:
    return {normalised(name) for name in (payer.name, *payer.aliases)}


def _completed(owner: Payer, payer: Payer) -> Payer:
    """The payer with what it lacks: the Payer ID, the address, further aliases."""
    return replace(
        owner,
        edi_payer_id=owner.edi_payer_id or payer.edi_payer_id,
        address=owner.address or payer.address,
        aliases=_all_aliases(owner, payer),
    )


def _all_aliases(owner: Payer, payer: Payer) -> tuple[str, ...]:
    known = _names(owner)
    return (*owner.aliases, *(name for name in (payer.name, *payer.aliases) if normalised(name) not in known))
