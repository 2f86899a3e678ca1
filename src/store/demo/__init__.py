"""A demo practice to explore and test with, and a second one whose records nobody in the first may see.

cast .............. Pat, Cleo, Dana and Omar       demo_practices ..... the two practices, and cast_charts
staff_scenarios ... policies that staff add        portal_scenarios ... policies that clients submit
practice_builder .. records with their history     chart_builder ...... one client's policies over the years
payers ............ insurers and their IDs         practice ........... sets up a practice and fills its charts
claim_charts ...... clients whose claims bounce     people ............. names of clients, where they live
pictures .......... which card photos there are    card_images ........ draws them
generator ......... a practice of any size
"""

from collections.abc import Iterable

from insurance.facts import Attachment
from store.acts.load_records import load_records
from store.db.database import Database
from store.demo.cast import PRACTICE
from store.demo.pictures import Picture
from store.files import Files
from store.reads.practices import all_practices


async def load_demo(database: Database, files: Files) -> bool:
    """Adds both practices, with the photos of their clients' insurance cards.

    Safe to repeat: if the first practice exists already, this only restores missing files and returns False.
    """
    async with database.exclusive_work("demo"):
        return await _load(database, files)


async def _load(database: Database, files: Files) -> bool:
    # Imported here, so that importing the cast alone stays cheap.
    from store.demo.demo_practices import first_practice, second_practice  # noqa: PLC0415

    builders = (first_practice(), second_practice())
    pictures = [picture for builder in builders for picture in builder.pictures]
    if any(practice.id == PRACTICE.id for practice in await all_practices(database)):
        await _store(files, [picture for picture in pictures if not await _is_stored(files, picture)])
        return False
    # The files first, so that no record ever refers to a missing file.
    attachments = await _store(files, pictures)
    await load_records(database, *(builder.records(attachments) for builder in builders))
    return True


async def _store(files: Files, pictures: Iterable[Picture]) -> list[Attachment]:
    """Draws and stores the pictures, and returns their records."""
    # Imported here, so that Pillow is loaded only if there is something to draw.
    from store.demo.card_images import attachment, draw  # noqa: PLC0415

    attachments = []
    for picture in pictures:
        drawing = draw(picture)
        await files.put(picture.file_key, drawing.file)
        await files.put(picture.preview_key, drawing.preview)
        attachments.append(attachment(picture, drawing))
    return attachments


async def _is_stored(files: Files, picture: Picture) -> bool:
    return None not in (await files.get(picture.file_key), await files.get(picture.preview_key))
