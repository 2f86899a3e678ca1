"""PDFs built byte by byte, as a library would repair what must be unusual."""

import warnings
from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pikepdf.exceptions import PageCopyWarning

TEXT = b"BT /F1 12 Tf 20 100 Td (Member ID 123) Tj ET"
_FONT = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream with these entries in its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def build_pdf(
    catalog: bytes = b"",
    page: bytes = b"",
    more: Mapping[int, bytes] | None = None,
    *,
    box: bytes = b"[0 0 243 153]",
    header: bytes = b"%PDF-1.7\n",
    trailer: bytes = b"",
    text: bytes = TEXT,
) -> bytes:
    """A PDF of one page. Objects 1 to 4 are the catalog, the page tree, the page and its text; more may follow."""
    return pdf_file(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R /Resources << /Font " + _FONT
            + b" >> " + page + b" >>",
            4: stream(text),
            **(more or {}),
        },
        header=header,
        trailer=trailer,
    )  # fmt: skip


def pdf_file(objects: Mapping[int, bytes], *, header: bytes = b"%PDF-1.7\n", trailer: bytes = b"") -> bytes:
    """A file of these objects, with a cross-reference table."""
    out, places = bytearray(header), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size, start = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def in_object_streams(data: bytes) -> bytes:
    """The same document with its objects in compressed object streams."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf, warnings.catch_warnings():
        # A field outside of every form is odd on purpose.
        warnings.simplefilter("ignore", PageCopyWarning)
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def encrypted(data: bytes, user: str, owner: str, revision: int = 6) -> bytes:
    """The same document, encrypted with these passwords."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        keys = pikepdf.Encryption(user=user, owner=owner, R=revision, aes=revision >= 4, metadata=revision >= 4)  # type: ignore[arg-type]
        pdf.save(buffer, encryption=keys)
    return buffer.getvalue()
