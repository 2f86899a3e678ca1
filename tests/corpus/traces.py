"""What must not be found in a file that is kept, however it is packed."""

from io import BytesIO

import pikepdf

from corpus.cases import MARK

TRACES = (MARK, b"Exif\0", b"GPS", b"xmpmeta", b"<script", b"/JavaScript", b"/Metadata", b"/Author", b"ICC_PROFILE")
"""What was planted, where cameras write who was where, and what acts."""


def traces_in(data: bytes) -> set[bytes]:
    """Those that are found in the bytes, or in a PDF's objects and streams, unpacked."""
    plain = data + _unpacked(data) if data.startswith(b"%PDF-") else data
    return {trace for trace in TRACES if trace in plain}


def _unpacked(data: bytes) -> bytes:
    unpacked = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(unpacked, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return unpacked.getvalue()
