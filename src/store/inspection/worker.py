"""Runs in a worker process: inspects one file at a time, within limits that the operating system enforces.

The server imports this module too, to pass `inspect_file` to the process. Therefore the decoders are imported in
functions: the server itself must never load them.
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
from store.inspection.file_signature import SIGNATURE_BYTES, FileFormat, detect_format
from store.inspection.results import TOO_EXPENSIVE, TOO_LARGE, Accepted, Refused, SanitizedFile, UnacceptableFile

_NICENESS = 10
_MAX_OPEN_FILES = 64
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


def initialize(memory_bytes: int) -> None:
    """Prepares the process: imports the decoders, sets the limits and silences all output."""
    for decoder in ("image", "pdf"):
        importlib.import_module(f"store.inspection.{decoder}")
    # The process ends at once, even within a decoder, where a Python signal handler would have to wait.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_NICENESS)
    # If the machine runs out of memory, Linux ends this process and not the server. Other systems lack the file.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 2 * UPLOAD_BYTES),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(limit, value)
    _silence()


def inspect_file(source: str, folder: str, seconds: int) -> Accepted | Refused:
    """Inspects the file at `source` and writes the sanitized file and its preview into the folder.

    The file may use `seconds` of CPU time, give or take one: then the system ends the process, within a decoder too.
    Time in which the machine was busy with something else does not count.
    Raises OSError for failures of this machine, such as a full disk.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The limit counts from the start of the process, in whole seconds, so it is raised for each file.
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds, is_final=False)
    try:
        return _write(_sanitize(Path(source)), Path(folder))
    except UnacceptableFile as error:
        return Refused(str(error))
    except MemoryError:
        return Refused(TOO_EXPENSIVE)


def _sanitize(source: Path) -> SanitizedFile:
    from store.inspection.image import read_image  # noqa: PLC0415 - the server never loads the decoders
    from store.inspection.pdf import read_pdf  # noqa: PLC0415

    with source.open("rb") as file:
        data = file.read(UPLOAD_BYTES + 1)
    if len(data) > UPLOAD_BYTES:
        raise UnacceptableFile(TOO_LARGE)
    file_format = detect_format(data[:SIGNATURE_BYTES])
    return read_pdf(data) if file_format is FileFormat.PDF else read_image(file_format, data)


def _write(sanitized: SanitizedFile, folder: Path) -> Accepted:
    file, preview = folder / f"card.{_SUFFIXES[sanitized.content_type]}", folder / "preview.jpg"
    file.write_bytes(sanitized.data)
    preview.write_bytes(sanitized.preview)
    return Accepted(sanitized.content_type, file, preview, "image/jpeg")


def _limit(which: int, value: int, *, is_final: bool = True) -> None:
    """Sets a resource limit, or the hard limit if that is lower. If `is_final`, it cannot be raised again."""
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value if is_final else hard))


def _silence() -> None:
    # Warnings of decoders quote the file, which is health data. Native code writes some directly to stderr.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    devnull = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(devnull, stream)
    os.close(devnull)
