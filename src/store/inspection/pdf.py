"""PDFs: every object looked at, refused if anything in it acts, and written anew without what the pages need not."""

from io import BytesIO

import pikepdf
from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel

from insurance.limits import UPLOAD_BYTES
from store.inspection.objects import check_objects, check_streams, drop_notes
from store.inspection.page import draw_first_page
from store.inspection.verdicts import DAMAGED_PDF, TOO_LARGE, Kept, Unfit

PAGES = 20
_ENCRYPTED = "This PDF is protected: please save it without a password or restrictions, or upload a photo."
_PAGE_COUNT = f"A PDF may have 1 to {PAGES} pages: please upload only the pages that show the card."


def read_pdf(data: bytes) -> Kept:
    """What is kept of a PDF. Raises Unfit, or MemoryError where it needs more than the worker has."""
    try:
        kept = _rewritten(data)
        # What is served is the new file, not the one that was looked through.
        with _opened(kept) as again:
            _check(again)
        return Kept("application/pdf", kept, draw_first_page(kept))
    except (Unfit, MemoryError):
        raise
    except pikepdf.PasswordError as error:
        raise Unfit(_ENCRYPTED) from error
    # A reader given wrong bytes may raise nearly anything.
    except Exception as error:
        raise Unfit(DAMAGED_PDF) from error


def _opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data), suppress_warnings=True)


def _check(pdf: Pdf) -> None:
    # A document may be encrypted and still open without a password.
    if pdf.is_encrypted:
        raise Unfit(_ENCRYPTED)
    check_objects(pdf)
    if not 1 <= len(pdf.pages) <= PAGES:
        raise Unfit(_PAGE_COUNT)


def _rewritten(data: bytes) -> bytes:
    """The document as one fresh file: what stood before, between, after or behind its objects is gone."""
    with _opened(data) as pdf:
        _check(pdf)
        check_streams(pdf)
        drop_notes(pdf)
        buffer = BytesIO()
        pdf.save(
            buffer,
            object_stream_mode=ObjectStreamMode.generate,
            # Streams stay as they are compressed: to rewrite them could only make the file larger.
            stream_decode_level=StreamDecodeLevel.none,
            compress_streams=True,
            preserve_pdfa=False,
            fix_metadata_version=False,
            encryption=False,
            deterministic_id=True,
        )
    if buffer.tell() > UPLOAD_BYTES:
        raise Unfit(TOO_LARGE)
    return buffer.getvalue()
