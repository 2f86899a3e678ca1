"""Byte ranges of a file (RFC 9110, section 14): the requested bytes or the whole file, never others."""

from collections.abc import AsyncIterator

import pytest
from httpx2 import AsyncClient, Response
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gql.auth.signed_links import LinkSigner
from gql.global_ids import local_id
from gql.http.byte_ranges import ContentRange, RangeNotSatisfiable, parse_range
from support.api_client import CAST, KEY, ApiClient

PICTURES = "{ viewer { client { policies { attachments { id byteSize } } } } }"
SIZES = st.integers(0, 60)
NUMBERS = st.none() | st.integers(0, 80) | st.integers(0, 10**30)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=0-99", (0, 99)),
        ("bytes=0-100", (0, 99)),
        ("bytes=99-99", (99, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=10-", (10, 99)),
        ("bytes=-1", (99, 99)),
        ("bytes=-100", (0, 99)),
        ("bytes=-101", (0, 99)),
        ("bytes=000000000000000010-0019", (10, 19)),
        ("bytes=5-999999999999999999", (5, 99)),
        ("BYTES=1-2", (1, 2)),
        ("bytes= \t1-2 ", (1, 2)),
    ],
)
def test_one_range_is_a_part(header: str, part: tuple[int, int]) -> None:
    asked = parse_range(header)
    assert asked and asked.resolve(100) == ContentRange(*part, 100)


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=999999999999999999-", "bytes=-0"])
def test_bytes_beyond_the_end_are_none(header: str) -> None:
    asked = parse_range(header)
    assert asked
    with pytest.raises(RangeNotSatisfiable):
        asked.resolve(100)


IGNORED = [
    *("", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=1-b", "bytes=0x1-2", "bytes:1-2", "1-2"),
    *("bytes=2-1", "bytes=1--2", "bytes=--2", "bytes=+1-2", "bytes=1 -2", "bytes =1-2", "bytes=1.0-2", "bytes=1_0-20"),
    *("bytes=0-1,5-6", "bytes=0-1, -1", "bytes=,0-1", "bytes=0-1,", "items=0-1", "seconds=1-2", "none"),
    *("bytes=\u0661-\u0662", "bytes=\xb2-", "bytes=0-1\n", "bytes=" + "9" * 5000 + "-", "bytes=-" + "9" * 19),
]


@pytest.mark.parametrize("header", IGNORED)
def test_several_ranges_other_units_and_what_is_malformed_do_not_count(header: str) -> None:
    assert parse_range(header) is None


@given(SIZES, NUMBERS, NUMBERS)
def test_a_part_is_what_python_would_cut_out(size: int, first: int | None, last: int | None) -> None:
    whole = bytes(range(size))
    asked = parse_range(f"bytes={'' if first is None else first}-{'' if last is None else last}")
    if asked is None:
        return
    wanted = whole[-last:] if first is None and last else whole[first : None if last is None else last + 1]
    wanted = b"" if (first, last) == (None, 0) else wanted
    try:
        part = asked.resolve(size)
    except RangeNotSatisfiable:
        assert wanted == b""
    else:
        assert whole[part.first : part.last + 1] == wanted
        assert part.size == len(wanted) > 0
        assert str(part) == f"bytes {part.first}-{part.last}/{size}"


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    parse_range(text)
    parse_range(f"bytes={text}")


class Picture:
    """One file and what it holds. Links last for minutes, so each request makes its own."""

    def __init__(self, http: AsyncClient, id_: str) -> None:
        self._http, self._id = http, id_
        self.whole = b""

    async def get(self, *ranges: str, **headers: str) -> Response:
        """Requests the file with these `Range` headers and others."""
        link = LinkSigner(KEY.encode()).sign_file(CAST["Cleo"], self._id, "file")
        sent = [*(("Range", each) for each in ranges), *headers.items()]
        encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in sent]
        return await self._http.get(f"/files/{link}", headers=encoded)


@pytest.fixture
async def picture(http: AsyncClient, cleo: ApiClient) -> AsyncIterator[Picture]:
    """A picture of a card."""
    policies = (await cleo.data(PICTURES))["viewer"]["client"]["policies"]
    (attachment, *_) = [attachment for policy in policies for attachment in policy["attachments"]]
    picture = Picture(http, str(local_id("Attachment", attachment["id"])))
    picture.whole = (await picture.get()).content
    assert len(picture.whole) == attachment["byteSize"]
    yield picture


def is_whole(response: Response, picture: Picture) -> None:
    """Asserts that the response is the whole file, as without a Range header."""
    assert (response.status_code, response.content) == (200, picture.whole)
    assert response.headers["content-length"] == str(len(picture.whole))
    assert response.headers["accept-ranges"] == "bytes"
    assert "content-range" not in response.headers


async def test_a_part_has_the_headers_of_the_whole_and_its_own(picture: Picture) -> None:
    whole, part = await picture.get(), await picture.get("bytes=10-29")
    assert (part.status_code, part.content) == (206, picture.whole[10:30])
    own = {"content-length": "20", "content-range": f"bytes 10-29/{len(picture.whole)}"}
    own["x-request-id"] = part.headers["x-request-id"]
    assert dict(part.headers) == dict(whole.headers) | own


async def test_what_the_file_does_not_have_is_refused_with_its_size(picture: Picture) -> None:
    size = len(picture.whole)
    for asked in (f"bytes={size}-", "bytes=-0"):
        response = await picture.get(asked)
        assert (response.status_code, response.headers["content-range"]) == (416, f"bytes */{size}")
        (error,) = response.json()["errors"]
        assert error["extensions"] == {"code": "RANGE_NOT_SATISFIABLE"}
        assert str(size) in error["message"]


@pytest.mark.parametrize("header", [text for text in IGNORED if text.isprintable()])
async def test_what_does_not_count_gets_the_whole(picture: Picture, header: str) -> None:
    is_whole(await picture.get(header), picture)


async def test_two_headers_count_as_none(picture: Picture) -> None:
    is_whole(await picture.get("bytes=0-1", "bytes=5-6"), picture)


@pytest.mark.parametrize("validator", ['"1"', 'W/"1"', "Sun, 01 Mar 2026 12:00:00 GMT"])
async def test_a_part_of_the_file_as_it_was_cannot_be_had(picture: Picture, validator: str) -> None:
    is_whole(await picture.get("bytes=0-1", **{"If-Range": validator}), picture)


@given(first=st.integers(0, 10**7), length=st.integers(0, 10**5), form=st.sampled_from(["{}-{}", "{}-", "-{}"]))
@example(0, 0, "{}-")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_part_is_a_slice_of_the_file(picture: Picture, first: int, length: int, form: str) -> None:
    whole = picture.whole
    first %= len(whole) + 2
    response = await picture.get("bytes=" + form.format(first, first + length))
    last = {"{}-{}": first + length + 1, "{}-": None, "-{}": None}[form]
    wanted = whole[first:last] if form != "-{}" else whole[-first:] if first else b""
    assert response.status_code == (206 if wanted else 416)
    if wanted:
        assert response.content == wanted


async def test_parts_put_together_are_the_whole(picture: Picture) -> None:
    size, step = len(picture.whole), 10_000
    parts = [await picture.get(f"bytes={first}-{first + step - 1}") for first in range(0, size, step)]
    assert b"".join(part.content for part in parts) == picture.whole
