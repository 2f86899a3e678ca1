"""What may be attached to a policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance import limits
from insurance.attachments import EXTENSIONS, count_problems, stored_file_name, upload_problems

TYPES = sorted(EXTENSIONS)


@pytest.mark.parametrize(
    ("sent", "content_type", "kept"),
    [
        ("card.jpg", "image/jpeg", "card.jpg"),
        ("CARD.JPEG", "image/jpeg", "CARD.JPEG"),
        ("IMG_0042.HEIC", "image/jpeg", "IMG_0042.jpg"),
        ("scan.pdf", "application/pdf", "scan.pdf"),
        ("card", "image/png", "card.png"),
        ("Dr. Lee's card", "image/png", "Dr. Lee's card.png"),
        ("card.png", "image/jpeg", "card.jpg"),
        ("card.pdf.exe", "application/pdf", "card.pdf.pdf"),
        ("../../etc/passwd", "image/png", ".._.._etc_passwd.png"),
        (".jpg", "image/jpeg", ".jpg.jpg"),
        ("karte für Zoë 🩺.webp", "image/webp", "karte für Zoë 🩺.webp"),
    ],
)
def test_a_name_says_what_is_kept(sent: str, content_type: str, kept: str) -> None:
    assert stored_file_name(sent, content_type) == kept


@given(st.text(min_size=1, max_size=limits.FILE_NAME), st.sampled_from(TYPES))
def test_a_kept_name_fits_is_no_path_and_ends_as_its_type_does(sent: str, content_type: str) -> None:
    kept = stored_file_name(sent, content_type)
    assert len(kept) <= limits.FILE_NAME
    assert "/" not in kept
    assert kept.lower().endswith(EXTENSIONS[content_type])


@given(st.text(min_size=1, max_size=limits.FILE_NAME), st.sampled_from(TYPES))
def test_keeping_a_kept_name_changes_nothing(sent: str, content_type: str) -> None:
    kept = stored_file_name(sent, content_type)
    assert stored_file_name(kept, content_type) == kept


@pytest.mark.parametrize(("count", "wrong"), [(0, 0), (10, 0), (11, 1), (500, 1)])
def test_a_policy_has_ten_attachments_at_most(count: int, wrong: int) -> None:
    assert len(count_problems(count, ("attachments",))) == wrong


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        (("card.jpg", 1), []),
        (("card.jpg", limits.UPLOAD_BYTES), []),
        (("card.jpg", limits.UPLOAD_BYTES + 1), ["byte_size"]),
        (("card.jpg", 0), ["byte_size"]),
        (("card.jpg", -5), ["byte_size"]),
        ((" ", 9), ["file_name"]),
        (("a\r\nb", 9), ["file_name"]),
        (("\u202egpj.exe", 9), ["file_name"]),
        (("karte für Zoë 🩺.png", 9), []),
        (("x" * 256, 0), ["file_name", "byte_size"]),
    ],
)
def test_all_that_is_wrong_with_a_file_is_said_before_it_is_sent(file: tuple[str, int], wrong: list[str]) -> None:
    assert [problem.path[0] for problem in upload_problems(*file)] == wrong
