"""What runs in a worker process: one file at a time, with limits that the system enforces.

The server imports this module to name `judge`, never the decoders: they are imported where they may fail.
"""

import importlib
import logging
import os
import resource
import signal
import warnings
from contextlib import suppress
from pathlib import Path

from insurance.limits import UPLOAD_BYTES
from store.inspection.signature import HEAD, Kind, kind_of
from store.inspection.verdicts import TOO_LARGE, TOO_MUCH, Accepted, Kept, Refused, Unfit

_NICENESS = 10
_OPEN_FILES = 64
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


def prepare(memory_bytes: int) -> None:
    """Readies the process before its first file: decoders in, limits on, silent from here."""
    for decoder in ("image", "pdf"):
        importlib.import_module(f"store.inspection.{decoder}")
    # Stopped at once, even deep in a decoder, where Python's own handlers wait for it to return.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_NICENESS)
    # If the machine runs out of memory, this process goes and not the server. Linux alone has the file.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 2 * UPLOAD_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(limit, value)
    _fall_silent()


def judge(source: str, folder: str, seconds: int) -> Accepted | Refused:
    """Reads the file at `source` and writes what is kept of it into the folder.

    `seconds` of computing are allowed: the system ends the process at the next one, should nobody else.
    Raises OSError where this machine fails, not the file.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    # It counts since the process began, and must be raised again for the next file.
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds, for_good=False)
    try:
        return _written(_read(Path(source)), Path(folder))
    except Unfit as refusal:
        return Refused(str(refusal))
    except MemoryError:
        return Refused(TOO_MUCH)


def _read(source: Path) -> Kept:
    from store.inspection.image import read_image  # noqa: PLC0415 - the server never loads the decoders
    from store.inspection.pdf import read_pdf  # noqa: PLC0415

    with source.open("rb") as file:
        data = file.read(UPLOAD_BYTES + 1)
    if len(data) > UPLOAD_BYTES:
        raise Unfit(TOO_LARGE)
    kind = kind_of(data[:HEAD])
    return read_pdf(data) if kind is Kind.PDF else read_image(kind, data)


def _written(kept: Kept, folder: Path) -> Accepted:
    file, preview = folder / f"card.{_SUFFIXES[kept.content_type]}", folder / "preview.jpg"
    file.write_bytes(kept.data)
    preview.write_bytes(kept.preview)
    return Accepted(kept.content_type, file, preview, "image/jpeg")


def _limit(which: int, value: int, *, for_good: bool = True) -> None:
    """Sets the limit, or the tighter one that this machine came with."""
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value if for_good else hard))


def _fall_silent() -> None:
    # What decoders complain of quotes the file, which is health data; some complain past Python.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
