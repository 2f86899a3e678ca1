"""Finds active content in PDFs: scripts, actions, media and embedded files. A document with any of it is refused.

Names are those of ISO 32000-2: actions in 12.6, annotations in 12.5.6, embedded files in 7.11.4, multimedia in 13.
pikepdf has decoded `#xx` in names, object streams and indirect references before anything is compared.
"""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from store.inspection.results import UnacceptableFile

_ACTIVE = "This PDF carries scripts, attachments, media or actions: please print it to a new PDF, or upload a photo."

_FORBIDDEN_KEYS = frozenset({
    "/JS", "/JavaScript", "/AA", "/XFA", "/Launch", "/SubmitForm", "/ImportData", "/EF", "/RF", "/EmbeddedFile",
    "/EmbeddedFiles", "/Collection", "/Movie", "/Sound", "/Rendition", "/Renditions", "/RichMedia",
    "/RichMediaContent", "/RichMediaSettings", "/3DD", "/3DA", "/AlternatePresentations", "/OPI",
})  # fmt: skip
"""Forbidden keys, in any dictionary."""
_FORBIDDEN_TYPES = frozenset({
    "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/GoTo3DView", "/SubmitForm", "/ResetForm", "/ImportData", "/Hide",
    "/Thread", "/Movie", "/Sound", "/Screen", "/Rendition", "/RichMedia", "/RichMediaExecute", "/3D", "/FileAttachment",
    "/Filespec", "/F", "/EmbeddedFile", "/PS",
})  # fmt: skip
"""Forbidden values of `/S`, `/Type`, `/Subtype` and `/Subtype2`."""
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_PAGE_NAVIGATION = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_ACTION_KEYS = ("/A", "/PA", "/OpenAction", "/Next")
# Links to web pages, email addresses and telephone numbers are allowed: they act only when a person follows them, and
# nearly every insurer's card has some. Relative links are not: where they lead depends on the document's base URL.
_LINK = re.compile(rb"\s*(https?://|mailto:|tel:|www\.)[^\x00-\x1f]*\s*", re.IGNORECASE)


def reject_active_content(holder: Object) -> None:
    """Raises UnacceptableFile if this dictionary or stream, apart from its children, has active content."""
    names = set(holder.keys())
    if not names.isdisjoint(_FORBIDDEN_KEYS):
        raise UnacceptableFile(_ACTIVE)
    if isinstance(holder, Stream) and not names.isdisjoint({"/F", "/Ref"}):
        # The data of the stream, or the page it refers to, would be in another file.
        raise UnacceptableFile(_ACTIVE)
    for key in ("/S", "/Type", "/Subtype", "/Subtype2"):
        if key in names and _name(holder.get(key)) in _FORBIDDEN_TYPES:
            raise UnacceptableFile(_ACTIVE)
    if "/URI" in names and not _is_plain_link(holder.get("/URI")):
        raise UnacceptableFile(_ACTIVE)
    for key in _ACTION_KEYS:
        if key in names:
            _check_actions(key, holder.get(key))


def _check_actions(key: str, value: object) -> None:
    for action in _dictionaries(key, value):
        # `/A` is also a key of structure elements, and `/Next` of bookmarks: those have no `/S` and are no actions.
        if key != "/OpenAction" and "/S" not in action:
            continue
        action_type = _name(action.get("/S"))
        if action_type not in _HARMLESS_ACTIONS or (
            action_type == "/Named" and _name(action.get("/N")) not in _PAGE_NAVIGATION
        ):
            raise UnacceptableFile(_ACTIVE)


def _dictionaries(key: str, value: object) -> Iterator[Dictionary | Stream]:
    # An array as `/OpenAction` is a destination within the document, not a list of actions.
    for item in value if isinstance(value, Array) and key != "/OpenAction" else (value,):
        if isinstance(item, Dictionary | Stream):
            yield item


def _name(value: object) -> str | None:
    return str(value) if isinstance(value, Name) else None


def _is_plain_link(value: object) -> bool:
    if isinstance(value, Dictionary):
        # The document catalog's `/URI` dictionary: its `/Base` is what relative links are relative to.
        return "/Base" not in value
    return isinstance(value, String) and _LINK.fullmatch(bytes(value)) is not None
