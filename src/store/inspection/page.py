"""The first page of a PDF as a picture."""

import pypdfium2  # type: ignore[import-untyped]

from store.inspection.encoding import PREVIEW_SIDE, preview
from store.inspection.verdicts import Unfit

LONGEST_PAGE = 14_400
"""Points, as ISO 32000-2 recommends (annex C): five metres."""
_LARGEST_SCALE = 8
_ODD_PAGE = "This PDF's first page has no usable size: please print it to a new PDF, or upload a photo."


def draw_first_page(data: bytes) -> bytes:
    """The first page as JPEG, annotations and filled-in forms included. Raises Unfit or the renderer's errors."""
    document = pypdfium2.PdfDocument(data)
    try:
        # Fields are only drawn if this comes before the page is opened. The renderer knows no scripts.
        document.init_forms()
        page = document[0]
        longer, shorter = max(page.get_size()), min(page.get_size())
        # Written so that a size which is no number fails, too.
        if not (shorter > 0 and longer <= LONGEST_PAGE):
            raise Unfit(_ODD_PAGE)
        scale = min(PREVIEW_SIDE / longer, _LARGEST_SCALE)
        return preview(page.render(scale=scale, rev_byteorder=True).to_pil())
    finally:
        document.close()
