"""Renders the first page of a PDF as a picture."""

import pypdfium2  # type: ignore[import-untyped]

from store.inspection.image_encoding import PREVIEW_SIDE, preview
from store.inspection.results import UnacceptableFile

MAX_PAGE_POINTS = 14_400
"""Of the longer side, as ISO 32000-2 recommends (annex C): five meters."""
_MAX_SCALE = 8
_UNUSABLE_PAGE = "This PDF's first page has no usable size: please print it to a new PDF, or upload a photo."


def render_first_page(data: bytes) -> bytes:
    """The first page as a JPEG, with annotations and filled-in forms. Raises UnacceptableFile or pypdfium2's errors."""
    document = pypdfium2.PdfDocument(data)
    try:
        # Form fields are drawn only if this is called before the page is opened. This build of PDFium runs no scripts.
        document.init_forms()
        page = document[0]
        longer, shorter = max(page.get_size()), min(page.get_size())
        # Written so that NaN fails too.
        if not (shorter > 0 and longer <= MAX_PAGE_POINTS):
            raise UnacceptableFile(_UNUSABLE_PAGE)
        scale = min(PREVIEW_SIDE / longer, _MAX_SCALE)
        return preview(page.render(scale=scale, rev_byteorder=True).to_pil())
    finally:
        document.close()
