"""PDFs with active content or embedded files, in every place that ISO 32000-2 has for them, plain and compressed."""

from collections.abc import Iterator, Mapping

from corpus.cases import MARK, PDF, REFUSED, Case
from corpus.pdf_builder import build_pdf, in_object_streams, stream

_SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
_FILE = {5: b"<< /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>", 6: stream(MARK, b"/Type /EmbeddedFile")}

_ACTIONS = {
    "a script": _SCRIPT,
    "a launch": b"<< /S /Launch /F (cmd.exe) >>",
    "a launch for Windows": b"<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>",
    "a jump into another file": b"<< /S /GoToR /F (\\\\\\\\host\\\\share\\\\x.pdf) /D [0 /Fit] >>",
    "a jump into an embedded file": b"<< /S /GoToE /T << /R /C /N (x) >> /D [0 /Fit] >>",
    "a form sent off": b"<< /S /SubmitForm /F (https://example.com/) >>",
    "a form emptied": b"<< /S /ResetForm >>",
    "data brought in": b"<< /S /ImportData /F (x.fdf) >>",
    "something hidden": b"<< /S /Hide /T (field) >>",
    "a film": b"<< /S /Movie /T (film) >>",
    "a sound": b"<< /S /Sound >>",
    "a rendition": b"<< /S /Rendition /OP 0 >>",
    "rich media": b"<< /S /RichMediaExecute >>",
    "a thread of another file": b"<< /S /Thread /F (x.pdf) /D 0 >>",
    "printing": b"<< /S /Named /N /Print >>",
    "a named action without a name": b"<< /S /Named >>",
    "an action nobody knows": b"<< /S /Detonate >>",
    "a link to a script": b"<< /S /URI /URI (javascript:alert\\(1\\)) >>",
    "a link to a local file": b"<< /S /URI /URI (file:///etc/passwd) >>",
    "a link to data": b"<< /S /URI /URI (data:text/html,x) >>",
    "a relative link": b"<< /S /URI /URI (x.exe) >>",
    "a link of several lines": b"<< /S /URI /URI (https://a\\nfile:///x) >>",
    "a link that is no text": b"<< /S /URI /URI 7 >>",
    "a script behind a page turn": b"<< /S /GoTo /D [3 0 R /Fit] /Next " + _SCRIPT + b" >>",
    "a script behind three page turns": b"<< /S /GoTo /D (a) /Next [<< /S /GoTo /D (b) /Next << /S /GoTo /D (c) /Next "
    + _SCRIPT
    + b" >> >>] >>",
}
_ANNOTATIONS = {
    "an attachment": b"<< /Subtype /FileAttachment /Rect [0 0 9 9] /FS 5 0 R >>",
    "a film": b"<< /Subtype /Movie /Rect [0 0 9 9] /Movie << /F (x.avi) >> >>",
    "a sound": b"<< /Subtype /Sound /Rect [0 0 9 9] >>",
    "a screen": b"<< /Subtype /Screen /Rect [0 0 9 9] >>",
    "rich media": b"<< /Subtype /RichMedia /Rect [0 0 9 9] >>",
    "a solid": b"<< /Subtype /3D /Rect [0 0 9 9] >>",
    "a field that calculates": b"<< /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /AA << /C " + _SCRIPT + b" >> >>",
    "a button that sends": b"<< /Subtype /Widget /FT /Btn /T (a) /Rect [0 0 9 9] /A << /S /SubmitForm >> >>",
    "a link with a second action": b"<< /Subtype /Link /Rect [0 0 9 9] /PA " + _SCRIPT + b" >>",
}
_CATALOGS: dict[str, tuple[bytes, Mapping[int, bytes]]] = {
    "a script by name": (b"/Names << /JavaScript << /Names [(a) 5 0 R] >> >>", {5: _SCRIPT}),
    "a file by name": (b"/Names << /EmbeddedFiles << /Names [(x) 5 0 R] >> >>", _FILE),
    "renditions by name": (b"/Names << /Renditions << /Names [(x) << /S /MR >>] >> >>", {}),
    "a portfolio": (b"/Collection << /View /D >>", {}),
    "an associated file": (b"/AF [5 0 R]", _FILE),
    "a form of XFA": (b"/AcroForm << /Fields [] /XFA 5 0 R >>", {5: stream(b"<xdp/>")}),
    "a form of XFA in parts": (b"/AcroForm << /Fields [] /XFA [(a) 5 0 R] >>", {5: stream(b"<xdp/>")}),
    "actions on closing": (b"/AA << /WC " + _SCRIPT + b" >>", {}),
    "a base for relative links": (b"/URI << /Base (javascript:) >>", {}),
    "a bookmark that launches": (
        b"/Outlines 5 0 R",
        {5: b"<< /First 6 0 R /Last 6 0 R >>", 6: b"<< /Title (x) /Parent 5 0 R /A << /S /Launch /F (x) >> >>"},
    ),
}
_HIDDEN: dict[str, tuple[bytes, Mapping[int, bytes]]] = {
    "escaped": (b"/OpenAction << /S /J#61v#61Script /J#53 (x) >>", {}),
    "escaped throughout": (b"/#4f#70#65#6e#41#63#74#69#6f#6e << /#53 /#4c#61#75#6e#63#68 >>", {}),
    "in an object of its own": (b"/OpenAction 5 0 R", {5: _SCRIPT}),
    "two objects away": (b"/OpenAction 5 0 R", {5: b"6 0 R", 6: _SCRIPT}),
    "with its kind elsewhere": (b"/OpenAction << /S 5 0 R /D 6 0 R >>", {5: b"/JavaScript", 6: b"(x)"}),
    "with its text in a stream": (b"/OpenAction << /S /JavaScript /JS 5 0 R >>", {5: stream(b"app.alert(1)")}),
    "in an object nothing refers to": (b"", {5: _SCRIPT}),
    "in the dictionary of a loose stream": (b"", {5: stream(b"x", b"/A " + _SCRIPT)}),
    "in the dictionary of a stream": (b"/X 5 0 R", {5: stream(b"x", b"/A " + _SCRIPT)}),
    "in arrays in arrays": (b"/X " + b"[" * 90 + _SCRIPT + b"]" * 90, {}),
    "in a circle": (b"/X 5 0 R", {5: b"<< /Y 6 0 R /Z " + _SCRIPT + b" >>", 6: b"<< /X 5 0 R /Y 6 0 R >>"}),
    "with comments in between": (b"/OpenAction <</S%x\n/JavaScript%y\n/JS%z\n(x)>>", {}),
    "with a text in hexadecimal": (b"/OpenAction << /S /JavaScript /JS <6170702e> >>", {}),
    "under a key of its own": (b"/PieceInfo << /X << /Private " + _SCRIPT + b" >> >>", {}),
    "a stream kept in another file": (b"/X 5 0 R", {5: stream(b"", b"/F (http://example.com/x)")}),
    "a page of another file": (
        b"/X 5 0 R",
        {5: stream(b"", b"/Subtype /Form /BBox [0 0 1 1] /Ref << /F (x) /Page 0 >>")},
    ),
    "PostScript": (b"/X 5 0 R", {5: stream(b"showpage", b"/Type /XObject /Subtype /PS")}),
}


def active_pdfs() -> Iterator[Case]:
    """Every file, each also with its objects compressed."""
    for name, data in _papers():
        yield Case(f"PDF with {name}", data, REFUSED)
        # Whoever compresses drops what nothing refers to, and an object that is but another's number.
        if name not in ("two objects away", "in an object nothing refers to", "in the dictionary of a loose stream"):
            yield Case(f"PDF with {name}, compressed", in_object_streams(data), REFUSED)
    yield Case("PDF with a script that a later revision took out", _revised(), PDF)
    yield Case("PDF with a script in its trailer", build_pdf(trailer=b"/X " + _SCRIPT), REFUSED)
    yield Case("PDF with a script between its objects", build_pdf().replace(b"xref\n", _loose() + b"xref\n", 1), PDF)


def _papers() -> Iterator[tuple[str, bytes]]:
    for what, action in _ACTIONS.items():
        yield f"{what} on opening", build_pdf(b"/OpenAction " + action)
        link = b"<< /Subtype /Link /Rect [0 0 99 99] /A " + action + b" >>"
        yield f"{what} on a click", build_pdf(page=b"/Annots [" + link + b"]")
    for what, annotation in _ANNOTATIONS.items():
        yield f"{what} on the page", build_pdf(page=b"/Annots [" + annotation + b"]", more=_FILE)
    for what, (catalog, more) in (*_CATALOGS.items(), *_HIDDEN.items()):
        yield what, build_pdf(catalog, more=more)
    yield "actions on turning the page", build_pdf(page=b"/AA << /O " + _SCRIPT + b" >>")
    yield "an action that is no dictionary's", build_pdf(b"/OpenAction << /D [3 0 R /Fit] >>")


def _revised() -> bytes:
    first = build_pdf(more={5: _SCRIPT})
    return first + b"5 0 obj\nnull\nendobj\n" + b"xref\n5 1\n%010d 00000 n \n" % len(first) + (
        b"trailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (first.rindex(b"xref\n0"), len(first) + 20)
    )  # fmt: skip


def _loose() -> bytes:
    return b"% " + _SCRIPT + b" " + MARK + b"\n"
