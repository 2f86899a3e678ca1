"""Content that no stored file may have, compressed or not."""

from io import BytesIO

import pikepdf

from corpus.cases import MARK

FORBIDDEN = (MARK, b"Exif\0", b"GPS", b"xmpmeta", b"<script", b"/JavaScript", b"/Metadata", b"/Author", b"ICC_PROFILE")
"""Hidden content, camera metadata, and active content."""


def forbidden_in(data: bytes) -> set[bytes]:
    """The forbidden content in the bytes, or in the decompressed objects and streams of a PDF."""
    plain = data + _decompressed(data) if data.startswith(b"%PDF-") else data
    return {trace for trace in FORBIDDEN if trace in plain}


def _decompressed(data: bytes) -> bytes:
    decompressed = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(decompressed, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return decompressed.getvalue()
