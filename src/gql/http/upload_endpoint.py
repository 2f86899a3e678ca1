"""Uploads by signed link: the bytes come as they are, and the answer says at once whether the file is acceptable."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, BinaryIO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gql.auth.signed_links import LinkSigner
from gql.errors import log
from gql.global_ids import global_id
from gql.http.error_responses import refusal
from gql.http.per_owner_queue import PerOwnerQueue, TooManyWaiting
from insurance.problems import UserErrorCode
from store.acts.receive_upload import keep_upload, open_upload, refuse_upload
from store.db.database import Database
from store.files import Files
from store.inspection import Inspector, InspectorBusy, InspectorFailed, Refused
from store.uploads import Upload

SECONDS = 5 * 60
"""For the bytes to arrive: ten megabytes on a slow phone."""

MOST_WAITING = 10
"""Files of one owner that may wait to be judged. They are judged one after the other."""

_SOON = {"Retry-After": "5"}
# What is still on its way is not waited for.
_CLOSE = {"Connection": "close"}
_NO_PLACE = "There is no such upload: it was used already, or the link has expired."


class UploadEndpoint:
    """Serves `PUT /uploads/{link}`."""

    def __init__(self, database: Database, files: Files, local_key: bytes, folder: Path) -> None:
        """`folder` holds files while they arrive and are judged. Nothing outlives its request there."""
        self._database, self._files, self._signer = database, files, LinkSigner(local_key)
        self._folder, self._inspector = folder, Inspector()
        self._turns = PerOwnerQueue(MOST_WAITING)
        self._under_way: dict[str, asyncio.Task[Response]] = {}

    @property
    def route(self) -> Route:
        """Where the files go."""
        return Route("/uploads/{link}", self.respond, methods=["PUT"])

    def open(self) -> None:
        """Makes the folder, for its owner's eyes only, without what an earlier process left in it."""
        if self._folder.is_symlink() or self._folder.is_file():
            self._folder.unlink()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def close(self) -> None:
        """Ends the inspector's workers."""
        await self._inspector.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def respond(self, request: Request) -> Response:
        """200 with the upload, 422 where the file is not acceptable, 404 for a link that is forged, late or used."""
        link = self._signer.read_upload(request.path_params["link"])
        place = await open_upload(self._database, *link) if link else None
        if place is None:
            raise HTTPException(404, _NO_PLACE, _CLOSE)
        _check_headers(request, place)
        try:
            return await self._received(request, place)
        except (InspectorBusy, InspectorFailed, TooManyWaiting, OSError) as error:
            # A full disk is ours to mend, and says nothing of the file.
            log.warning("a file could not be taken in: %s", type(error).__name__)
            raise HTTPException(503, "Files cannot be looked at right now. Send it again soon.", _SOON) from error

    async def _received(self, request: Request, place: Upload) -> Response:
        async with _folder_in(self._folder) as folder:
            sent, kept = folder / "sent", folder / "kept"
            with _new_file(sent) as file:
                await _save(request, file, place)
            return await self._latest(place, self._judged(place, sent, kept))

    async def _latest(self, place: Upload, judging: Coroutine[Any, Any, Response]) -> Response:
        """Judges a file in place of any sent before: a phone that has sent it again has given up the first."""
        task = asyncio.ensure_future(judging)
        if earlier := self._under_way.get(place.id):
            earlier.cancel()
        self._under_way[place.id] = task
        try:
            return await task
        except asyncio.CancelledError:
            if self._under_way.get(place.id) is task:
                task.cancel()
                raise
            raise HTTPException(409, "The file is being sent again.") from None
        finally:
            if self._under_way.get(place.id) is task:
                del self._under_way[place.id]

    async def _judged(self, place: Upload, sent: Path, kept: Path) -> Response:
        async with self._turns.of(f"{place.practice_id} {place.owner}"):
            verdict = await self._inspector.inspect(sent, kept)
        if isinstance(verdict, Refused):
            await refuse_upload(self._database, self._files, place, verdict)
            return _rejected(verdict.message)
        size = await keep_upload(self._database, self._files, place, verdict)
        if size is None:
            raise HTTPException(404, _NO_PLACE)
        answer = {"id": global_id("Upload", place.id), "contentType": verdict.content_type, "byteSize": size}
        return JSONResponse({"upload": answer}, headers={"Cache-Control": "no-store"})


def _check_headers(request: Request, place: Upload) -> None:
    if request.headers.get("content-encoding", "").lower() not in ("", "identity"):
        raise HTTPException(415, "Send the file as it is, without a Content-Encoding.", _CLOSE)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > place.announced_size:
        raise _too_long(place)


def _too_long(place: Upload) -> HTTPException:
    message = f"The file is longer than the {place.announced_size} bytes that were announced."
    return HTTPException(413, message, _CLOSE)


@asynccontextmanager
async def _folder_in(parent: Path) -> AsyncIterator[Path]:
    """A folder with an empty one for what is kept, both gone afterwards.

    A disk that puts files for good lets nobody remove others for a while: the event loop must not wait for it.
    """
    making = asyncio.ensure_future(asyncio.to_thread(_new_folder, parent))
    try:
        yield await asyncio.shield(making)
    finally:
        folder = await asyncio.shield(making)
        await asyncio.shield(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True))


def _new_folder(parent: Path) -> Path:
    parent.mkdir(mode=0o700, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    (folder / "kept").mkdir()
    return folder


def _new_file(path: Path) -> BinaryIO:
    return path.open("wb")


async def _save(request: Request, file: BinaryIO, place: Upload) -> None:
    """Writes the body to a file as it comes, as long as it is no longer than was announced."""
    size = 0
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > place.announced_size:
                    raise _too_long(place)
                await asyncio.to_thread(file.write, chunk)
    except TimeoutError as error:
        raise HTTPException(408, f"The file did not arrive within {SECONDS // 60} minutes.", _CLOSE) from error
    if size < place.announced_size:
        raise HTTPException(400, f"Of {place.announced_size} bytes that were announced, {size} came. Send it again.")


def _rejected(message: str) -> Response:
    return refusal(422, {"message": message, "extensions": {"code": UserErrorCode.UPLOAD_REJECTED.value}})
