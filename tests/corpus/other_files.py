"""Files that are neither images nor PDFs."""

import random
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from corpus.cases import REFUSED, SCRIPT, Case


def other_files() -> Iterator[Case]:
    """Every file."""
    archive = BytesIO()
    with ZipFile(archive, "w") as zipped:
        zipped.writestr("word/document.xml", b"x")
    files = {
        "nothing": b"",
        "one byte": b"\xff",
        "one letter": b"a",
        "a line feed": b"\n",
        "zeros": b"\0" * 4096,
        "SVG": b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
        "SVG with a declaration": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        "HTML": b"<!doctype html><html>" + SCRIPT + b"</html>",
        "HTML behind a byte order mark": b"\xef\xbb\xbf<html>" + SCRIPT,
        "JavaScript": b"alert(1)",
        "JSON": b'{"a": 1}',
        "XML with an entity bomb": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
        "a shell script": b"#!/bin/sh\nrm -rf /\n",
        "PHP": b"<?php system($_GET[0]); ?>",
        "a program for Linux": b"\x7fELF\2\1\1" + b"\0" * 100,
        "a program for Windows": b"MZ" + b"\0" * 100,
        "an office document": archive.getvalue(),
        "gzip": b"\x1f\x8b\x08" + b"\0" * 30,
        "PostScript": b"%!PS-Adobe-3.0\nshowpage\n",
        "PostScript with a PDF in it": b"%!PS-Adobe-3.0 %PDF-1.7\n",
        "RTF": b"{\\rtf1 hello}",
        "an MP4 video": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        "a QuickTime video": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
        "a WAV": b"RIFF\x24\0\0\0WAVEfmt ",
        "an AVI": b"RIFF\x24\0\0\0AVI LIST",
        "a first box without a brand": b"\0\0\0\x08ftyp",
        "a UTF-16 text": "text".encode("utf-16"),
        "a database": b"SQLite format 3\0" + b"\0" * 84,
        "half a PNG signature": b"\x89PNG",
        "half a PDF signature": b"%PD",
        "a PDF in capitals' absence": b"%pdf-1.7\n",
        "a Photoshop file": b"8BPS\0\1" + b"\0" * 20,
    }
    for name, data in files.items():
        yield Case(f"{name} instead of a photo", data, REFUSED)
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    for size in (2, 13, 64, 1_000, 100_000):
        yield Case(f"{size} random bytes", chance.randbytes(size), REFUSED)
