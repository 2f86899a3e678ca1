"""What in a PDF acts, or brings files along: a document with any of it is not kept.

Names as ISO 32000-2 gives them: actions in 12.6, annotations in 12.5.6, embedded files in 7.11.4, multimedia in 13.
The reader of the file has undone `#xx` in names, object streams and indirection before anything is compared.
"""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from store.inspection.verdicts import Unfit

_ACTIVE = (
    "This PDF carries scripts, attachments, media or actions: please save it anew by printing it to PDF, "
    "or upload a photo."
)

_KEYS = frozenset({
    "/JS", "/JavaScript", "/AA", "/XFA", "/Launch", "/SubmitForm", "/ImportData", "/EF", "/RF", "/EmbeddedFile",
    "/EmbeddedFiles", "/Collection", "/Movie", "/Sound", "/Rendition", "/Renditions", "/RichMedia",
    "/RichMediaContent", "/RichMediaSettings", "/3DD", "/3DA", "/AlternatePresentations", "/OPI",
})  # fmt: skip
"""Keys that no dictionary may have."""
_WORDS = frozenset({
    "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/GoTo3DView", "/SubmitForm", "/ResetForm", "/ImportData", "/Hide",
    "/Thread", "/Movie", "/Sound", "/Screen", "/Rendition", "/RichMedia", "/RichMediaExecute", "/3D", "/FileAttachment",
    "/Filespec", "/F", "/EmbeddedFile", "/PS",
})  # fmt: skip
"""What no dictionary may call itself as its `/S`, `/Type` or `/Subtype`."""
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_PAGE_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_TRIGGERS = ("/A", "/PA", "/OpenAction", "/Next")
# A link acts when a person follows it and knows where to, and insurers print theirs on nearly every card: those to
# web pages, mail and telephones stay. Relative ones would go wherever the reader's base leads.
_LINK = re.compile(rb"\s*(https?://|mailto:|tel:|www\.)[^\x00-\x1f]*\s*", re.IGNORECASE)


def check_passive(holder: Object) -> None:
    """Raises Unfit if this dictionary or stream, without its children, is or holds anything active."""
    names = set(holder.keys())
    if not names.isdisjoint(_KEYS):
        raise Unfit(_ACTIVE)
    if isinstance(holder, Stream) and not names.isdisjoint({"/F", "/Ref"}):
        # Its data, or the page it stands for, would come from another file.
        raise Unfit(_ACTIVE)
    for key in ("/S", "/Type", "/Subtype", "/Subtype2"):
        if key in names and _word(holder.get(key)) in _WORDS:
            raise Unfit(_ACTIVE)
    if "/URI" in names and not _is_plain_link(holder.get("/URI")):
        raise Unfit(_ACTIVE)
    for key in _TRIGGERS:
        if key in names:
            _check_actions(key, holder.get(key))


def _check_actions(key: str, value: object) -> None:
    for action in _dictionaries(key, value):
        # `/A` is also what a tagged page's element looks like, and `/Next` the next bookmark: neither has an `/S`.
        if key != "/OpenAction" and "/S" not in action:
            continue
        word = _word(action.get("/S"))
        if word not in _HARMLESS_ACTIONS or (word == "/Named" and _word(action.get("/N")) not in _PAGE_TURNS):
            raise Unfit(_ACTIVE)


def _dictionaries(key: str, value: object) -> Iterator[Dictionary | Stream]:
    # An array to open with is no list of actions but a place in the document.
    for one in value if isinstance(value, Array) and key != "/OpenAction" else (value,):
        if isinstance(one, Dictionary | Stream):
            yield one


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, Name) else None


def _is_plain_link(value: object) -> bool:
    if isinstance(value, Dictionary):
        # The catalog's entry of this name: what relative links are relative to.
        return "/Base" not in value
    return isinstance(value, String) and _LINK.fullmatch(bytes(value)) is not None
