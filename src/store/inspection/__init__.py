"""Checks that an uploaded file is a photo or a PDF by decoding all of it, and writes the sanitized file that is stored.

    inspector ............. hands files to worker processes     worker .............. runs in one, within limits
    file_signature ........ the format, from the first bytes    results ............. accepted or refused
    image, pixels ......... decodes photos to plain pixels      image_encoding ...... encodes pixels
    jpeg_structure ........ counts a JPEG's scans        jpeg_end ............ a JPEG without its end marker
    image_structure ....... counts chunks, frames, items
    pdf, pdf_objects ...... checks and rewrites PDFs            pdf_active_content .. scripts, actions, attachments
    pdf_preview ........... renders the first page              jpeg_metadata ....... removes EXIF and the like

Bytes from outside are decoded in a worker process only, which may be killed at any moment. Every file that is stored
was written by us: a picture encoded again from its pixels, or a PDF rewritten from objects without active content.
"""

from store.inspection.inspector import InspectionTimedOut, Inspector, InspectorBusy, InspectorFailed
from store.inspection.results import Accepted, Refused

__all__ = ["Accepted", "InspectionTimedOut", "Inspector", "InspectorBusy", "InspectorFailed", "Refused"]
