"""Every object of a PDF, in one flat walk: within limits, nothing that acts, no stream that bursts when unpacked."""

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from store.inspection.active_content import check_passive
from store.inspection.jpeg_notes import without_notes
from store.inspection.verdicts import TOO_MUCH, Unfit

OBJECTS = 50_000
"""A page with tags for screen readers has hundreds."""
ENTRIES = 1_000_000
"""Of all dictionaries and arrays together."""
STREAM_BYTES = 64 * 1024 * 1024
"""One stream unpacked: a page scanned in colour at 300 dots an inch has 25 million."""
ALL_STREAM_BYTES = 256 * 1024 * 1024
IMAGE_PIXELS = 50_000_000
_PACKED = frozenset({
    "/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode",
    "/Fl", "/LZW", "/RL", "/A85", "/AHx",
})  # fmt: skip
_NOTES = ("/Metadata", "/PieceInfo", "/Thumb")
"""Who made the file, when and with what, and what the program that made it kept for itself."""

# The library's own limits hold where ours would come too late: while a document is being opened.
set_qpdf_limits(
    parser_max_nesting=100,
    parser_max_container_size=ENTRIES,
    doc_max_warnings=200,
    flate_max_memory=STREAM_BYTES,
    png_max_memory=STREAM_BYTES,
    tiff_max_memory=STREAM_BYTES,
    run_length_max_memory=STREAM_BYTES,
    dct_max_memory=STREAM_BYTES,
)


def check_objects(pdf: Pdf) -> None:
    """Raises Unfit if anything in the document acts, or if there is more of it than a card's pages need."""
    if len(pdf.objects) > OBJECTS:
        raise Unfit(TOO_MUCH)
    seen = 0
    for holder in _holders(pdf):
        seen += len(holder.keys()) if isinstance(holder, Dictionary | Stream) else len(holder)
        if seen > ENTRIES:
            raise Unfit(TOO_MUCH)
        if isinstance(holder, Dictionary | Stream):
            check_passive(holder)


def check_streams(pdf: Pdf) -> None:
    """Raises Unfit if a stream unpacks to far more than a page needs, or a picture is far larger than a scan."""
    total = 0
    for stream in _streams(pdf):
        if _pixels(stream) > IMAGE_PIXELS:
            raise Unfit(TOO_MUCH)
        filters = _filters(stream)
        if filters and _PACKED.issuperset(filters):
            total += len(stream.read_bytes())
        if total > ALL_STREAM_BYTES:
            raise Unfit(TOO_MUCH)


def drop_notes(pdf: Pdf) -> None:
    """Takes out what tells of the file's making, the photos in it included: where one was taken, for one."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for holder in _holders(pdf):
        if isinstance(holder, Dictionary | Stream):
            for key in _NOTES:
                if key in holder:
                    del holder[key]
    for stream in _streams(pdf):
        if _filters(stream) == ["/DCTDecode"]:
            photo, parameters = stream.read_raw_bytes(), stream.get("/DecodeParms")
            parameters = parameters if isinstance(parameters, Dictionary) else None
            stream.write(without_notes(photo), filter=Name.DCTDecode, decode_parms=parameters)


def _holders(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary, stream and array once. Not recursive: a document may be deeper than Python's stack."""
    waiting: list[Object] = [pdf.trailer, *pdf.objects]
    while waiting:
        holder = waiting.pop()
        if not isinstance(holder, Dictionary | Stream | Array):
            continue
        yield holder
        waiting.extend(
            child
            for child in _children(holder)
            # Indirect ones are on the list by themselves, which is also why no cycle catches us.
            if isinstance(child, Dictionary | Array) and not child.is_indirect
        )


def _children(holder: Object) -> Iterable[object]:
    return list(holder.as_list()) if isinstance(holder, Array) else [value for _, value in holder.items()]


def _streams(pdf: Pdf) -> Iterator[Stream]:
    return (one for one in pdf.objects if isinstance(one, Stream))


def _filters(stream: Stream) -> list[str]:
    given = stream.get("/Filter")
    return [str(one) for one in given] if isinstance(given, Array) else [] if given is None else [str(given)]


def _pixels(stream: Stream) -> int:
    width, height = stream.get("/Width"), stream.get("/Height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0
