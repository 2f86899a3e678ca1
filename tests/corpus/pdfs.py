"""PDFs as insurers, scanners and phones make them; and truncated, encrypted, huge and slow ones."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from corpus.cases import MARK, PDF, REFUSED, SCRIPT, Case
from corpus.image_builder import XMP, card, encode, exif, segment, with_segments
from corpus.pdf_builder import build_pdf, encrypted, in_object_streams, pdf_file, stream


def pdfs() -> Iterator[Case]:
    """Every file."""
    for name, data in _kept():
        yield Case(f"PDF with {name}", data, PDF)
    for name, data in (*_refused(), *_swollen()):
        yield Case(f"PDF with {name}", data, REFUSED)
    plain = in_object_streams(build_pdf(more={n: stream(b"x" * n) for n in range(5, 60)}))
    for percent in (1, 5, 10, 20, 30, 40, 50):
        yield Case(f"PDF torn off after {percent} %", plain[: max(6, len(plain) * percent // 100)], REFUSED)


def _kept() -> Iterator[tuple[str, bytes]]:
    yield "a page of text", build_pdf()
    yield "a page of text, compressed", in_object_streams(build_pdf())
    yield "twenty pages", pages(20)
    yield "a destination to open at", build_pdf(b"/OpenAction [3 0 R /Fit]")
    yield "a jump to open with", build_pdf(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>")
    for link in (
        b"https://example.com/card",
        b"HTTP://EXAMPLE.COM",
        b"mailto:a@example.com",
        b"tel:+1555",
        b"www.example.com",
    ):
        annotation = b"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (" + link + b") >> >>"
        yield f"a link to {link.decode()}", build_pdf(page=b"/Annots [" + annotation + b"]")
    yield (
        "a button to the next page",
        build_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Named /N /NextPage >> >>]"),
    )
    yield (
        "bookmarks in a circle",
        build_pdf(
            b"/Outlines 5 0 R",
            more={
                5: b"<< /First 6 0 R /Last 6 0 R >>",
                6: b"<< /Title (x) /Parent 5 0 R /Next 6 0 R /Dest [3 0 R /Fit] >>",
            },
        ),
    )
    yield (
        "a filled-in form",
        build_pdf(
            b"/AcroForm << /Fields [5 0 R] /NeedAppearances true >>",
            b"/Annots [5 0 R]",
            {5: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Cleo) /Rect [9 9 99 29] >>"},
        ),
    )
    yield (
        "tags for screen readers",
        build_pdf(
            b"/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>",
            more={5: b"<< /Type /StructTreeRoot /K << /S /Document /A << /O /Layout >> /K << /S /Link >> >> >>"},
        ),
    )
    yield "who made it and when", build_pdf(more={5: b"<< /Author (%s) >>" % MARK}, trailer=b"/Info 5 0 R")
    yield "XMP", build_pdf(b"/Metadata 5 0 R", more={5: stream(XMP, b"/Type /Metadata /Subtype /XML")})
    yield "a program's private data", build_pdf(page=b"/PieceInfo << /X << /Private (%s) >> >>" % MARK)
    yield "script behind its end", build_pdf() + SCRIPT
    yield "a ZIP behind its end", build_pdf() + b"PK\x03\x04" + MARK
    yield "script in its first line", build_pdf(header=b"%PDF-1.7\n%" + SCRIPT + b"\n")
    yield "script between its objects", build_pdf().replace(b"endobj\n2 0 obj", b"endobj\n%" + SCRIPT + b"\n2 0 obj", 1)
    yield "a page that is turned", build_pdf(page=b"/Rotate 90")
    yield "a page as long as is allowed", build_pdf(box=b"[0 0 14400 100]")
    yield "a page of one point", build_pdf(box=b"[0 0 1 1]")
    yield "a page with a unit of its own", build_pdf(page=b"/UserUnit 75000")
    yield "a wrong table of where things are", build_pdf().replace(b"startxref\n", b"startxref\n9", 1)
    yield (
        "no table of where things are",
        build_pdf().split(b"xref\n")[0] + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
    )
    yield "no page text", build_pdf(text=b"")
    yield "page text of nonsense", build_pdf(text=b"q q q [ ( << Tj \xff\xfe 1 2 3 re W n BI ID EI" * 20)
    photo = with_segments(encode(card(), "JPEG", comment=MARK), segment(0xE1, exif())) + SCRIPT
    entries = b"/Subtype /Image /Width 96 /Height 60 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    twice = stream(zlib.compress(photo), entries.replace(b"/DCTDecode", b"[/FlateDecode /DCTDecode]"))
    yield "a photo packed twice", build_pdf(page=b"/X 5 0 R", more={5: twice})
    for owner in ("owner", ""):
        for revision in (2, 3, 4, 6):
            locked = encrypted(build_pdf(page=b"/X 5 0 R", more={5: stream(photo, entries)}), "", owner, revision)
            yield f"no password but {owner!r} to change it, protection of kind {revision}", locked
    for what, before in {
        "a space": b" ", "a byte order mark": b"\xef\xbb\xbf", "line breaks": b"\r\n\n", "both": b"\xef\xbb\xbf\r\n",
    }.items():  # fmt: skip
        yield f"{what} before it", before + build_pdf()
        yield f"{what} before it, compressed", before + in_object_streams(build_pdf())
    yield "a photo", build_pdf(page=b"/X 5 0 R", more={5: stream(photo, entries)}, text=b"243 0 0 153 0 0 cm /I Do")
    scan = BytesIO()
    card().resize((960, 600)).save(scan, "PDF", title=MARK.decode())
    yield "a scan", scan.getvalue()


def pages(number: int) -> bytes:
    """A PDF with this number of pages."""
    kids = b" ".join(b"%d 0 R" % (page + 3) for page in range(number))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    tree = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (number, kids)}
    return pdf_file({**tree, **{page + 3: leaf for page in range(number)}})


def _refused() -> Iterator[tuple[str, bytes]]:
    yield "no pages", pdf_file({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"})
    yield "no catalog", pdf_file({1: b"null", 2: b"null"})
    yield "a catalog of nonsense", pdf_file({1: b"[[[", 2: b"(("})
    yield "21 pages", pages(21)
    yield "2,000 pages", pages(2_000)
    yield "21 pages and a count of one", pages(21).replace(b"/Count 21", b"/Count 01", 1)
    for revision in (2, 3, 4, 6):
        yield f"a password, protection of kind {revision}", encrypted(build_pdf(), "secret", "owner", revision)
    yield "a line of HTML before it", b"<html>\n" + build_pdf()
    yield "a GIF before it", b"GIF89a" + build_pdf()
    yield "nothing behind its first line", b"%PDF-1.7\n"
    yield "nothing but an end", b"%PDF-1.7\n%%EOF\n"
    yield "zeros behind its first line", b"%PDF-1.7\n" + b"\0" * 50_000
    for what, box in {"huge": b"[0 0 1000000000 1000000000]", "too long": b"[0 0 14500 100]"}.items():
        yield f"a page that is {what}", build_pdf(box=box)
    circle = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}
    yield "pages that are their own parents", pdf_file(circle)
    yield "arrays in arrays, 200 deep", build_pdf(b"/X " + b"[" * 200 + b"]" * 200)
    yield (
        "dictionaries in dictionaries, 100,000 deep",
        build_pdf(b"/X " + b"<< /X " * 100_000 + b"1" + b" >>" * 100_000),
    )


def _swollen() -> Iterator[tuple[str, bytes]]:
    bomb = zlib.compress(b" " * 80_000_000, 9)
    yield "a stream that unpacks to 80 MB", build_pdf(more={5: stream(bomb, b"/Filter /FlateDecode")})
    again = zlib.compress(bomb, 9)
    yield "a stream packed twice", build_pdf(more={5: stream(again, b"/Filter [/FlateDecode /FlateDecode]")})
    half = zlib.compress(b" " * 60_000_000, 9)
    six = {n: stream(half, b"/Filter /FlateDecode") for n in range(5, 11)}
    yield "six streams that unpack to 60 MB each", build_pdf(more=six)
    yield "page text that unpacks to 80 MB", build_pdf(more={4: stream(bomb, b"/Filter /FlateDecode")})
    objects = stream(bomb, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    yield "objects that unpack to 80 MB", _with_packed_objects(objects)
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1"
    yield "a picture of 65,000 pixels a side", build_pdf(more={5: stream(b"", image % (65_000, 65_000))})
    yield "a picture of no sense", build_pdf(more={5: stream(b"", image % (2**40, 2**40))})
    scans = encode(card().resize((3_000, 2_000)), "JPEG", progressive=True)
    at = scans.rindex(b"\xff\xda")
    scans = scans[:at] + scans[at:-2] * 200 + b"\xff\xd9"
    entries = b"/Subtype /Image /Width 3000 /Height 2000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter "
    yield "a photo of 200 scans", build_pdf(more={5: stream(scans, entries + b"/DCTDecode")})
    packed = stream(zlib.compress(scans), entries + b"[/FlateDecode /DCTDecode]")
    yield "a photo of 200 scans, packed twice", build_pdf(more={5: packed})
    chain = stream(b">", b"/Filter [" + b"/ASCIIHexDecode " * 30 + b"]")
    yield "a stream with 30 filters", build_pdf(more={5: chain})
    yield "6,000 streams", build_pdf(more={n: stream(b"x") for n in range(5, 6_005)})
    yield "300,000 objects that are not in its table", build_pdf() + b"9 0 obj null endobj\n" * 300_000
    many = dict.fromkeys(range(5, 50_010), b"null")
    yield "50,000 objects", build_pdf(more=many)
    yield "more entries than pages need", build_pdf(b"/X [" + b"0 " * 1_000_100 + b"]")
    levels = {n: b"<< /Type /Pages /Count 10 /Kids [" + b"%d 0 R " % (n + 1) * 10 + b"] >>" for n in range(10, 20)}
    tree = {1: b"<< /Type /Catalog /Pages 10 0 R >>", **levels, 20: b"<< /Type /Page /MediaBox [0 0 9 9] >>"}
    yield "pages ten times ten times ten", pdf_file(tree)


def _with_packed_objects(objects: bytes) -> bytes:
    data = build_pdf(b"/X 5 0 R", more={6: objects})
    # A table that says object 5 is the first in stream 6 is itself a stream.
    places = [data.index(b"%d 0 obj" % n) for n in (1, 2, 3, 4)] + [0, data.index(b"6 0 obj"), data.index(b"xref")]
    rows = b"\0\0\0\0\0\0" + b"".join(
        (b"\2" + (6).to_bytes(4, "big") + b"\0") if n == 5 else b"\1" + places[n - 1].to_bytes(4, "big") + b"\0"
        for n in range(1, 8)
    )
    table = stream(rows, b"/Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R")
    return data[: places[6]] + b"7 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[6]
