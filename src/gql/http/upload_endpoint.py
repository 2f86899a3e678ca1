"""Receives uploads by signed link: the request body is the file, and the response says whether it is acceptable."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gql.auth.signed_links import LinkSigner
from gql.global_ids import global_id
from gql.http.error_responses import error_response
from gql.http.incoming_folder import IncomingFolder
from gql.http.owner_backoff import OwnerBackoff
from gql.http.per_owner_queue import PerOwnerQueue
from gql.http.upload_claims import IsHeld, UploadClaims
from gql.observability.request_record import current_request
from insurance.problems import UserErrorCode
from store.acts.receive_upload import accept_file, open_upload, refuse_file
from store.db.database import Database
from store.files import Files
from store.inspection import Accepted, InspectionTimedOut, Inspector, InspectorFailed, Refused
from store.uploads import Upload

UPLOAD_TIMEOUT_SECONDS = 5 * 60
"""For the whole body to arrive: enough for ten megabytes from a phone on a slow connection."""

MAX_QUEUED_PER_OWNER = 10
"""Uploads of one owner in the inspection queue. They are inspected one at a time."""

# Refused before the body was read to its end: the rest of it is not waited for.
_CLOSE = {"Connection": "close"}
_SENT_AGAIN = "The file was sent again meanwhile: the newer request has the result."
_NOT_FOUND = "There is no such upload: it was used already, or the link has expired."


@dataclass(slots=True)
class UploadCounts:
    """What became of uploads since the server started, and what is under way: files in the queue, announced bytes."""

    accepted: int = 0
    refused: int = 0
    timed_out: int = 0
    """Those of the refused that used up their CPU time."""
    queued: int = 0
    bytes_under_way: int = 0

    def add(self, result: Accepted | Refused) -> None:
        """Counts a result."""
        if isinstance(result, Accepted):
            self.accepted += 1
            return
        self.refused += 1
        self.timed_out += result.timed_out


class UploadEndpoint:
    """Serves `PUT /uploads/{link}`."""

    def __init__(
        self, database: Database, files: Files, signer: LinkSigner, folder: IncomingFolder, claims: UploadClaims
    ) -> None:
        """`folder` holds files while they arrive and are inspected. They are deleted when their request ends."""
        self._database, self._files, self._signer = database, files, signer
        self._folder, self._inspector = folder, Inspector()
        self._queue, self._claims, self._backoff = PerOwnerQueue(MAX_QUEUED_PER_OWNER), claims, OwnerBackoff()
        self._requests: dict[str, asyncio.Task[Response]] = {}
        self._counts = UploadCounts()

    @property
    def counts(self) -> UploadCounts:
        """What became of the uploads so far, and how many are under way."""
        return replace(self._counts, queued=self._queue.length, bytes_under_way=self._claims.bytes_under_way)

    @property
    def route(self) -> Route:
        """The route of the signed links."""
        return Route("/uploads/{link}", self.handle, methods=["PUT"])

    def open(self) -> None:
        """Creates the folder, and deletes what an earlier process left in it."""
        self._folder.open()

    async def close(self) -> None:
        """Stops the inspector's worker processes and deletes the folder."""
        await self._inspector.close()
        self._folder.close()

    async def handle(self, request: Request) -> Response:
        """Answers 200 with the upload, 422 if the file is refused, 404 if the link is forged, expired or used."""
        upload = await self._find(request.path_params["link"])
        if upload is None:
            raise HTTPException(404, _NOT_FOUND, _CLOSE)
        _check_headers(request, upload)
        self._backoff.check(_owner(upload))
        try:
            return await self._supersede(request, upload)
        except OSError as error:
            # A full disk is the server's problem, and says nothing about the file.
            raise InspectorFailed from error

    async def _find(self, signed_link: str) -> Upload | None:
        link = self._signer.verify_upload(signed_link)
        if link is None:
            return None
        practice_id, upload_id, role = link
        record = current_request()
        record.practice_id, record.role = practice_id, role
        return await open_upload(self._database, practice_id, upload_id)

    async def _supersede(self, request: Request, upload: Upload) -> Response:
        """Receives the file, and cancels an earlier request of the same upload, whose sender has given up on it."""
        earlier = self._requests.get(upload.id)
        task = self._requests[upload.id] = asyncio.ensure_future(self._receive(request, upload, earlier))
        try:
            return await task
        except asyncio.CancelledError:
            if self._requests.get(upload.id) is task:
                task.cancel()
                raise
            raise HTTPException(409, _SENT_AGAIN, _CLOSE) from None
        finally:
            if self._requests.get(upload.id) is task:
                del self._requests[upload.id]

    async def _receive(self, request: Request, upload: Upload, earlier: "asyncio.Task[Response] | None") -> Response:
        if earlier is not None:
            earlier.cancel()
            # Its bytes are deleted before the first new one is read.
            await asyncio.wait({earlier})
        async with (
            self._claims.claim(_owner(upload), upload) as is_held,
            _temporary_folder(self._folder.path) as folder,
        ):
            source, output = folder / "source", folder / "output"
            with _create_file(source) as file:
                await _save_body(request, file, upload)
            return await self._inspect(upload, source, output, is_held)

    async def _inspect(self, upload: Upload, source: Path, output: Path, is_held: IsHeld) -> Response:
        owner = _owner(upload)
        async with self._queue.acquire(owner):
            # The file before this one may have used up its time meanwhile.
            self._backoff.check(owner)
            try:
                result = await self._inspector.inspect(source, output)
            except InspectionTimedOut:
                self._backoff.record_timeout(owner)
                raise
            if isinstance(result, Refused) and result.timed_out:
                self._backoff.record_timeout(owner)
        self._counts.add(result)
        if not await is_held():
            raise HTTPException(409, _SENT_AGAIN, _CLOSE)
        if isinstance(result, Refused):
            await refuse_file(self._database, self._files, upload, result)
            return _rejected(result.message)
        size = await accept_file(self._database, self._files, upload, result)
        if size is None:
            raise HTTPException(404, _NOT_FOUND)
        accepted = {"id": global_id("Upload", upload.id), "contentType": result.content_type, "byteSize": size}
        return JSONResponse({"upload": accepted}, headers={"Cache-Control": "no-store"})


def _check_headers(request: Request, upload: Upload) -> None:
    if request.headers.get("content-encoding", "").lower() not in ("", "identity"):
        raise HTTPException(415, "Send the file uncompressed, without a Content-Encoding.", _CLOSE)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > upload.announced_size:
        raise _too_long(upload)
    if length.isdecimal() and int(length) < upload.announced_size:
        raise _too_short(int(length), upload, _CLOSE)


def _too_long(upload: Upload) -> HTTPException:
    message = f"The file is longer than the {upload.announced_size} bytes that were announced."
    return HTTPException(413, message, _CLOSE)


def _too_short(size: int, upload: Upload, headers: dict[str, str] | None = None) -> HTTPException:
    message = f"Only {size} of the {upload.announced_size} announced bytes arrived. Send the file again."
    return HTTPException(400, message, headers)


def _owner(upload: Upload) -> str:
    return f"{upload.practice_id} {upload.owner}"


@asynccontextmanager
async def _temporary_folder(parent: Path) -> AsyncIterator[Path]:
    """A new folder with an empty folder `output` in it. Both are deleted afterwards.

    All of it runs in threads: while a disk syncs one file, deleting another may block, and the event loop must not.
    """
    creation = asyncio.ensure_future(asyncio.to_thread(_create_folder, parent))
    try:
        yield await asyncio.shield(creation)
    finally:
        folder = await asyncio.shield(creation)
        await asyncio.shield(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True))


def _create_folder(parent: Path) -> Path:
    parent.mkdir(mode=0o700, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    (folder / "output").mkdir()
    return folder


def _create_file(path: Path) -> BinaryIO:
    return path.open("wb")


async def _save_body(request: Request, file: BinaryIO, upload: Upload) -> None:
    """Writes the body to the file as it arrives. Raises HTTPException unless it has exactly the announced size."""
    size = 0
    try:
        async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > upload.announced_size:
                    raise _too_long(upload)
                await asyncio.to_thread(file.write, chunk)
    except TimeoutError as error:
        message = f"The file did not arrive within {UPLOAD_TIMEOUT_SECONDS // 60} minutes."
        raise HTTPException(408, message, _CLOSE) from error
    if size < upload.announced_size:
        raise _too_short(size, upload)


def _rejected(message: str) -> Response:
    return error_response(422, {"message": message, "extensions": {"code": UserErrorCode.UPLOAD_REJECTED.value}})
