"""Importing a list of payers, from the command line of whoever runs the server: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from insurance.enums import Role
from insurance.payer_import import Conflict, payer_import
from insurance.problems import Problem, UserErrorCode
from store.acts.outcomes import Outcome
from store.acts.payer_writer import insert_payers, update_payer
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database

_ACTOR = "Import of payers"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayersImported(Outcome):
    """How many payers were created, were there already, and stood in the list twice; and why nothing was saved."""

    created: int = 0
    matched: int = 0
    completed: int = 0
    repeated: int = 0
    conflicts: tuple[Conflict, ...] = ()


async def import_payers(
    database: Database, practice_id: str, rows: Sequence[tuple[int, Mapping[str, str]]], *, dry_run: bool = False
) -> PayersImported:
    """Adds the payers of a list, each row with its number; completes those that the practice has already.

    A row that cannot be imported keeps all from being saved. The history names the import as the actor.
    """

    async def act(unit: UnitOfWork) -> PayersImported:
        payers = await unit.payers()
        found = payer_import(rows, payers.values(), unit.new_id)
        changed = [(before, after) for before, after in found.matched.values() if before != after]
        if not found.conflicts:
            await insert_payers(unit, list(found.created.values()))
            for before, after in changed:
                await update_payer(unit, before, after, payers)
        conflict = Problem(UserErrorCode.INVALID, "Some rows cannot be imported.")
        return PayersImported(
            created=len(found.created),
            matched=len(found.matched),
            completed=len(changed),
            repeated=found.repeated,
            conflicts=tuple(found.conflicts),
            problems=(conflict,) if found.conflicts else (),
        )

    caller = Caller(practice_id, Role.PRACTITIONER, "local:import", name=_ACTOR)
    return await perform(database, caller, act, practice="alone", dry_run=dry_run)
