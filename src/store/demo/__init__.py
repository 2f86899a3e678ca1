"""A practice to explore and test with, and a second one whose records nobody in the first may see.

cast .............. who is always there            story, cast_charts .. what happened in the two practices
situations ........ every kind of policy           practice, chart ..... how a practice opens and its charts fill
ledger, history ... records, each change kept      payers, people ...... the names of insurers and clients
pictures, cards ... the insurance cards            generator ........... a practice of any size
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
    """Adds both practices and the pictures of their clients' cards.

    Safe to repeat: where the first practice is there already it answers False and only puts back files that are gone.
    """
    from store.demo.story import first_practice, second_practice  # noqa: PLC0415 - the cast alone stays light

    ledgers = (first_practice(), second_practice())
    pictures = [picture for ledger in ledgers for picture in ledger.pictures]
    if any(practice.id == PRACTICE.id for practice in await all_practices(database)):
        await _put(files, [picture for picture in pictures if not await _is_kept(files, picture)])
        return False
    # Files first, so that a row never points at nothing.
    attachments = await _put(files, pictures)
    await load_records(database, *(ledger.records(attachments) for ledger in ledgers))
    return True


async def _put(files: Files, pictures: Iterable[Picture]) -> list[Attachment]:
    """Draws and keeps the pictures, and answers with their records."""
    from store.demo.cards import attachment, draw  # noqa: PLC0415 - and so does a demo that is there already

    attachments = []
    for picture in pictures:
        drawing = draw(picture)
        await files.put(picture.file_key, drawing.file)
        await files.put(picture.preview_key, drawing.preview)
        attachments.append(attachment(picture, drawing))
    return attachments


async def _is_kept(files: Files, picture: Picture) -> bool:
    return None not in (await files.get(picture.file_key), await files.get(picture.preview_key))
