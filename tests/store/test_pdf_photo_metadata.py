"""Photos in PDFs: metadata is removed, and the picture is unchanged."""

import pytest
from PIL import Image, ImageCms

from corpus.cases import MARK, SCRIPT
from corpus.image_builder import card, encode, exif, segment, with_segments
from store.inspection.jpeg_metadata import without_metadata

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_PLAIN = encode(card(), "JPEG", icc_profile=_SRGB)
_PROGRESSIVE = encode(card(), "JPEG", progressive=True)
_CMYK = encode(card("CMYK"), "JPEG")
_RESTARTING = encode(Image.effect_noise((64, 64), 90), "JPEG", restart_marker_blocks=1)


@pytest.mark.parametrize("photo", [_PLAIN, _PROGRESSIVE, _CMYK, _RESTARTING])
def test_a_photo_loses_its_notes_and_nothing_else(photo: bytes) -> None:
    notes = segment(0xE1, exif()), segment(0xED, MARK), segment(0xFE, SCRIPT), b"\xff\xff" + segment(0xEF, MARK)[1:]
    assert without_metadata(with_segments(photo, *notes) + SCRIPT) == photo
    assert without_metadata(photo) == photo


def test_a_photo_whose_end_is_missing_gets_one() -> None:
    assert without_metadata(with_segments(_PLAIN, segment(0xE1, exif()))[:-2]) == _PLAIN


def test_a_photo_behind_the_photo_is_gone() -> None:
    assert without_metadata(_PLAIN + encode(card(), "JPEG", comment=MARK)) == _PLAIN


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xff\xd8\xff\xe1\xff", b"GIF89a", b"\xff\xd8nonsense"])
def test_what_is_no_photo_stays_as_it_is(data: bytes) -> None:
    assert without_metadata(data) == data


def test_a_photo_cut_anywhere_is_taken() -> None:
    photo = with_segments(_PROGRESSIVE, segment(0xE1, exif()))
    assert all(len(without_metadata(photo[:length])) <= length + 2 for length in range(len(photo)))
