"""Walks all objects of a PDF: checks limits, active content and compression bombs, and removes metadata."""

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from store.inspection.jpeg_metadata import without_metadata
from store.inspection.jpeg_structure import read_structure
from store.inspection.pdf_active_content import reject_active_content
from store.inspection.results import TOO_EXPENSIVE, UnacceptableFile

MAX_OBJECTS = 50_000
"""A page with tags for screen readers has hundreds."""
MAX_ENTRIES = 1_000_000
"""In all dictionaries and arrays together."""
MAX_STREAMS = 5_000
"""Each is decompressed. A page has a few, and one for each font and picture."""
MAX_FILTERS = 5
"""On one stream: each decompresses what the one before it has made."""
MAX_STREAM_BYTES = 64 * 1024 * 1024
"""In one decompressed stream: a page scanned in colour at 300 dpi has 25 million."""
MAX_TOTAL_STREAM_BYTES = 256 * 1024 * 1024
MAX_IMAGE_PIXELS = 50_000_000
_COMPRESSION_FILTERS = frozenset({
    "/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode",
    "/Fl", "/LZW", "/RL", "/A85", "/AHx",
})  # fmt: skip
_JPEG_FILTERS = ("/DCTDecode", "/DCT")
_METADATA_KEYS = ("/Metadata", "/PieceInfo", "/Thumb")
"""Author, dates and software, private data of the software, and thumbnails."""

# qpdf's own limits apply while a document is being opened, where our checks would be too late.
set_qpdf_limits(
    parser_max_nesting=100,
    parser_max_container_size=MAX_ENTRIES,
    doc_max_warnings=200,
    flate_max_memory=MAX_STREAM_BYTES,
    png_max_memory=MAX_STREAM_BYTES,
    tiff_max_memory=MAX_STREAM_BYTES,
    run_length_max_memory=MAX_STREAM_BYTES,
    dct_max_memory=MAX_STREAM_BYTES,
)


def check_size(data: bytes) -> None:
    """Raises UnacceptableFile if the file seems to have far too many objects, before they are read.

    A file that was changed often holds earlier versions of its objects too.
    """
    if data.count(b" obj") > 2 * MAX_OBJECTS or data.count(b"endstream") > 2 * MAX_STREAMS:
        raise UnacceptableFile(TOO_EXPENSIVE)


def check_objects(pdf: Pdf) -> None:
    """Raises UnacceptableFile for active content, and for more objects or entries than the limits allow."""
    if len(pdf.objects) > MAX_OBJECTS:
        raise UnacceptableFile(TOO_EXPENSIVE)
    entries = 0
    for container in _containers(pdf):
        entries += len(container.keys()) if isinstance(container, Dictionary | Stream) else len(container)
        if entries > MAX_ENTRIES:
            raise UnacceptableFile(TOO_EXPENSIVE)
        if isinstance(container, Dictionary | Stream):
            reject_active_content(container)


def check_streams(pdf: Pdf) -> None:
    """Raises UnacceptableFile for compression bombs, and for pictures that are too expensive to draw."""
    total = 0
    for count, stream in enumerate(list(_streams(pdf)), 1):
        filters = _filters(stream)
        if count > MAX_STREAMS or len(filters) > MAX_FILTERS or _pixels(stream) > MAX_IMAGE_PIXELS:
            raise UnacceptableFile(TOO_EXPENSIVE)
        if filters and filters[-1] in _JPEG_FILTERS:
            read_structure(_jpeg(pdf, stream, len(filters)))
        elif filters and _COMPRESSION_FILTERS.issuperset(filters):
            total += len(stream.read_bytes())
        if total > MAX_TOTAL_STREAM_BYTES:
            raise UnacceptableFile(TOO_EXPENSIVE)


def _jpeg(pdf: Pdf, stream: Stream, filters: int) -> bytes:
    """The JPEG in a stream: without the filters before the last one, which some programs use on top of it."""
    if filters == 1:
        return stream.read_raw_bytes()
    # A stream of its own, which is not saved as nothing refers to it.
    outer = Stream(pdf, stream.read_raw_bytes())
    outer.Filter = Array(list(stream.Filter)[:-1])
    return outer.read_bytes()


def strip_metadata(pdf: Pdf) -> None:
    """Removes metadata from the document and from the photos in it, such as where a photo was taken."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for container in _containers(pdf):
        if isinstance(container, Dictionary | Stream):
            for key in _METADATA_KEYS:
                if key in container:
                    del container[key]
    for stream in _streams(pdf):
        if _filters(stream) == ["/DCTDecode"]:
            photo, parameters = stream.read_raw_bytes(), stream.get("/DecodeParms")
            parameters = parameters if isinstance(parameters, Dictionary) else None
            stream.write(without_metadata(photo), filter=Name.DCTDecode, decode_parms=parameters)


def _containers(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary, stream and array, once. Iterative: documents may be nested deeper than Python's stack."""
    pending: list[Object] = [pdf.trailer, *pdf.objects]
    while pending:
        container = pending.pop()
        if not isinstance(container, Dictionary | Stream | Array):
            continue
        yield container
        pending.extend(
            child
            for child in _children(container)
            # Indirect objects are in `pdf.objects`. Only those can form cycles, so the walk always ends.
            if isinstance(child, Dictionary | Array) and not child.is_indirect
        )


def _children(container: Object) -> Iterable[object]:
    return list(container.as_list()) if isinstance(container, Array) else [value for _, value in container.items()]


def _streams(pdf: Pdf) -> Iterator[Stream]:
    return (item for item in pdf.objects if isinstance(item, Stream))


def _filters(stream: Stream) -> list[str]:
    filters = stream.get("/Filter")
    if isinstance(filters, Array):
        return [str(name) for name in filters]
    return [] if filters is None else [str(filters)]


def _pixels(stream: Stream) -> int:
    width, height = stream.get("/Width"), stream.get("/Height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0
