"""Sanitizes PDFs: refuses active content, and rewrites the document without anything that its pages do not need."""

from io import BytesIO

import pikepdf
from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel

from insurance.limits import UPLOAD_BYTES
from store.inspection.file_signature import pdf_content
from store.inspection.pdf_objects import check_objects, check_size, check_streams, strip_metadata
from store.inspection.pdf_preview import render_first_page
from store.inspection.results import DAMAGED_PDF, TOO_LARGE, SanitizedFile, UnacceptableFile

MAX_PAGES = 20
_ENCRYPTED = "This PDF is protected: please save it without a password, or upload a photo."
_PAGE_COUNT = f"A PDF may have 1 to {MAX_PAGES} pages: please upload only the pages that show the card."


def read_pdf(data: bytes) -> SanitizedFile:
    """The sanitized PDF. Raises UnacceptableFile, or MemoryError if the worker has too little memory for it.

    A PDF that opens without a password and only restricts printing or changes (an owner password) is stored without it.
    """
    check_size(data)
    try:
        rewritten = _rewrite(pdf_content(data))
        # The rewritten file is what will be served, so it is checked too.
        with _open(rewritten) as pdf:
            if pdf.is_encrypted:
                raise UnacceptableFile(_ENCRYPTED)
            _check(pdf)
        return SanitizedFile("application/pdf", rewritten, render_first_page(rewritten))
    except (UnacceptableFile, MemoryError):
        raise
    except pikepdf.PasswordError as error:
        raise UnacceptableFile(_ENCRYPTED) from error
    # A parser may raise nearly any exception for malformed data.
    except Exception as error:
        raise UnacceptableFile(DAMAGED_PDF) from error


def _open(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data), suppress_warnings=True)


def _check(pdf: Pdf) -> None:
    check_objects(pdf)
    if not 1 <= len(pdf.pages) <= MAX_PAGES:
        raise UnacceptableFile(_PAGE_COUNT)


def _rewrite(data: bytes) -> bytes:
    """The document as a new file, with its objects only: nothing that was before, between or after them."""
    with _open(data) as pdf:
        _check(pdf)
        check_streams(pdf)
        strip_metadata(pdf)
        buffer = BytesIO()
        pdf.save(
            buffer,
            object_stream_mode=ObjectStreamMode.generate,
            # Streams stay compressed as they are: compressing them again would only make the file larger.
            stream_decode_level=StreamDecodeLevel.none,
            compress_streams=True,
            preserve_pdfa=False,
            fix_metadata_version=False,
            encryption=False,
            deterministic_id=True,
        )
    if buffer.tell() > UPLOAD_BYTES:
        raise UnacceptableFile(TOO_LARGE)
    return buffer.getvalue()
