"""File inspection, tried on every file of the corpus."""

import asyncio
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from corpus import corpus
from corpus.cases import EITHER, MARK, PDF, REFUSED, Case
from corpus.image_builder import CORNERS
from insurance.limits import UPLOAD_BYTES
from store.inspection import Accepted, Inspector, Refused

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_LEFT_BEHIND = (
    MARK,
    b"Exif\0",
    b"GPS",
    b"xmpmeta",
    b"<script",
    b"/JavaScript",
    b"/Metadata",
    b"/Author",
    b"ICC_PROFILE",
)


@dataclass(frozen=True)
class Judged:
    """A file of the corpus, and what became of it."""

    case: Case
    verdict: Accepted | Refused
    folder: Path

    @property
    def outcome(self) -> str:
        return self.verdict.content_type if isinstance(self.verdict, Accepted) else REFUSED


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    """The whole corpus, by one inspector."""
    folder = tmp_path_factory.mktemp("corpus")

    async def judge_all() -> list[Judged]:
        inspector, few = Inspector(seconds=60), asyncio.Semaphore(4)

        async def judge(number: int, case: Case) -> Judged:
            async with few:
                source, kept = folder / f"{number}.upload", folder / str(number)
                source.write_bytes(case.data)
                kept.mkdir()
                return Judged(case, await inspector.inspect(source, kept), kept)

        try:
            return list(await asyncio.gather(*(judge(number, case) for number, case in enumerate(corpus()))))
        finally:
            await inspector.close()

    return asyncio.run(judge_all())


def test_the_corpus_is_large(judged: list[Judged]) -> None:
    assert len(judged) > 600


def test_each_file_gets_its_verdict(judged: list[Judged]) -> None:
    wrong = {one.case.name: one.verdict for one in judged if one.case.expected not in (EITHER, one.outcome)}
    assert wrong == {}


def test_a_refusal_is_one_sentence_a_person_can_act_on(judged: list[Judged]) -> None:
    sentences = {one.verdict.message for one in judged if isinstance(one.verdict, Refused)}
    assert len(sentences) > 8
    for sentence in sentences:
        assert re.fullmatch(r"(This|A) [^\n:]+: please [^\n:]+\.", sentence)
        assert len(sentence) < 200
        assert not re.search(r"Error|Exception|Traceback|0x|/tmp|pikepdf|PIL", sentence)


def test_nothing_of_a_refused_file_is_kept(judged: list[Judged]) -> None:
    assert [one.case.name for one in judged if isinstance(one.verdict, Refused) and any(one.folder.iterdir())] == []


def test_what_is_kept_lies_in_the_folder_and_fits_an_upload(judged: list[Judged]) -> None:
    for one, verdict in _accepted(judged):
        assert set(one.folder.iterdir()) == {verdict.file, verdict.preview}
        assert 0 < verdict.file.stat().st_size <= UPLOAD_BYTES


def test_what_is_kept_is_what_it_says_and_opens_to_its_end(judged: list[Judged]) -> None:
    for _, verdict in _accepted(judged):
        if verdict.content_type == PDF:
            with pikepdf.open(verdict.file) as pdf:
                assert not pdf.is_encrypted
                assert not pdf.get_warnings()
            document = pypdfium2.PdfDocument(verdict.file)
            assert 1 <= len(document) <= 20
            document.close()
        else:
            _open(verdict.file, _FORMATS[verdict.content_type])


def test_a_preview_is_a_picture_of_at_most_1024_pixels(judged: list[Judged]) -> None:
    for _, verdict in _accepted(judged):
        assert verdict.preview_type == "image/jpeg"
        assert max(_open(verdict.preview, "JPEG").size) <= 1024


def test_the_preview_of_a_page_is_as_large_as_a_preview_may_be(judged: list[Judged]) -> None:
    assert max(_open(_named(judged, "PDF with a page of text").preview, "JPEG").size) == 1024


def test_nothing_but_the_picture_is_kept(judged: list[Judged]) -> None:
    left = {
        (one.case.name, mark)
        for one, verdict in _accepted(judged)
        for data in (_plainly(verdict), verdict.preview.read_bytes())
        for mark in _LEFT_BEHIND
        if mark in data
    }
    assert left == set()
    assert sum(MARK in one.case.data for one, _ in _accepted(judged)) > 50


def test_a_picture_carries_no_notes(judged: list[Judged]) -> None:
    for _, verdict in _accepted(judged):
        if verdict.content_type != PDF:
            kept = _open(verdict.file, _FORMATS[verdict.content_type])
            assert not kept.getexif()
            assert not set(kept.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop", "mp", "Comment"}
            assert getattr(kept, "n_frames", 1) == 1
            assert kept.mode in ("L", "RGB", "RGBA")


def test_a_card_is_upright_and_in_its_colours(judged: list[Judged]) -> None:
    cards = [(one.case.name, verdict) for one, verdict in _accepted(judged) if one.case.corners]
    assert len(cards) > 80
    for name, verdict in cards:
        for picture in (_open(verdict.file, _FORMATS[verdict.content_type]), _open(verdict.preview, "JPEG")):
            assert picture.size == (96, 60), name
            assert _wrong_corners(picture.convert("RGB")) == {}, name


def test_a_grey_of_sixteen_bits_stays_grey(judged: list[Judged]) -> None:
    grey = _named(judged, "PNG of sixteen bits with a transparent grey")
    assert _open(grey.file, "PNG").getextrema() == (0xAA, 0xAA)


def test_the_preview_of_a_page_shows_what_is_written_on_it(judged: list[Judged]) -> None:
    written, blank = _named(judged, "PDF with a page of text"), _named(judged, "PDF with no page text")
    assert _darkest(written.preview) < 100 < _darkest(blank.preview)


def test_the_preview_of_a_page_is_in_its_colours(judged: list[Judged]) -> None:
    scan = _open(_named(judged, "PDF with a scan").preview, "JPEG")
    assert _wrong_corners(scan.resize((96, 60))) == {}


def _accepted(judged: list[Judged]) -> list[tuple[Judged, Accepted]]:
    return [(one, one.verdict) for one in judged if isinstance(one.verdict, Accepted)]


def _named(judged: list[Judged], name: str) -> Accepted:
    (verdict,) = [verdict for one, verdict in _accepted(judged) if one.case.name == name]
    return verdict


def _open(file: Path, kind: str) -> Image.Image:
    with Image.open(file, formats=[kind]) as picture:
        picture.load()
        return picture


def _plainly(verdict: Accepted) -> bytes:
    """The stored bytes; of a PDF, with all its objects and streams decompressed."""
    if verdict.content_type != PDF:
        return verdict.file.read_bytes()
    plainly = BytesIO()
    with pikepdf.open(verdict.file) as pdf:
        pdf.save(plainly, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return verdict.file.read_bytes() + plainly.getvalue()


def _darkest(file: Path) -> int:
    return next(grey for grey, pixels in enumerate(_open(file, "JPEG").convert("L").histogram()) if pixels)


def _wrong_corners(picture: Image.Image) -> dict[tuple[int, int], object]:
    seen = {at: picture.getpixel(at) for at in CORNERS}
    return {at: pixel for at, pixel in seen.items() if not _alike(pixel, CORNERS[at])}


def _alike(pixel: object, colour: tuple[int, ...]) -> bool:
    return isinstance(pixel, tuple) and all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))
