"""Whether an uploaded file is a card's photo or PDF, found out by reading all of it, and what is kept of it.

    inspector ............. hands files to worker processes     worker ........ what runs in one, and its limits
    signature ............. which reader a file is given to     verdicts ...... what is said of a file
    image, pixels ......... photos, decoded to plain pixels     encoding ...... how pixels are written
    pdf, objects .......... PDFs, looked through, written anew  page .......... the first page as a picture
    active_content ........ what in a PDF acts                  jpeg_notes .... what cameras write into photos

Bytes from outside meet a decoder only in a worker process, which may be killed at any moment. Whatever is kept was
written by us: a picture encoded anew from its pixels, or a PDF written anew from objects none of which acts.
"""

from store.inspection.inspector import Inspector, InspectorBusy, InspectorFailed
from store.inspection.verdicts import Accepted, Refused

__all__ = ["Accepted", "Inspector", "InspectorBusy", "InspectorFailed", "Refused"]
