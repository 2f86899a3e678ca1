"""Static files: compressed copies, how long browsers keep them, and that an upgrade shows at once."""

import gzip
import re
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from httpx2 import AsyncClient, Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response as StarletteResponse
from starlette.routing import Route

from gql.pages import graphiql, widgets
from gql.pages.assets import asset
from support.app_client import client_of

DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}
WIDGETS = Path(widgets.__file__).parent / "dist"
PAGES = ["/", "/graphql"]


async def files_of(http: AsyncClient, page: str) -> list[str]:
    """The paths of the files that an HTML page loads."""
    html = (await http.get(page, headers={"Accept": "text/html"})).text
    return [f"/{path}" for path in re.findall(r'(?:src|href)="((?:graphiql|demo|widgets)/[\w.-]+)"', html)]


async def raw(http: AsyncClient, path: str, **headers: str) -> tuple[Response, bytes]:
    """The response and the bytes that went over the network."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    async with http.stream("GET", path, headers=headers) as response:
        return response, b"".join([chunk async for chunk in response.aiter_raw()])


@pytest.mark.parametrize("page", PAGES)
async def test_every_file_of_a_page_is_sent_compressed(http: AsyncClient, page: str) -> None:
    files = await files_of(http, page)
    assert len(files) >= 6
    for path in files:
        plain, contents = await raw(http, path, accept_encoding="identity")
        etags = {plain.headers["etag"]}
        for coding, decode in DECODERS.items():
            response, compressed = await raw(http, path, accept_encoding=coding)
            assert response.headers["content-encoding"] == coding
            assert decode(compressed) == contents
            assert len(compressed) < len(contents) * 0.7
            assert response.headers["content-type"] == plain.headers["content-type"]
            etags.add(response.headers["etag"])
        assert len(etags) == 3  # caches must not mix up what is encoded differently
        assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
async def test_a_file_is_revalidated_in_the_coding_it_was_sent_in(http: AsyncClient, coding: str) -> None:
    first, _ = await raw(http, "/widgets/chart-insurance.js", accept_encoding=coding)
    assert first.headers["cache-control"] == "no-cache"
    again, body = await raw(
        http, "/widgets/chart-insurance.js", accept_encoding=coding, if_none_match=first.headers["etag"]
    )
    assert (again.status_code, body) == (304, b"")
    for response in (first, again):
        assert "accept-encoding" in response.headers["vary"].lower()
        assert "last-modified" not in response.headers


async def test_only_a_file_whose_name_has_a_hash_is_kept_without_asking(http: AsyncClient) -> None:
    chunks = [path.name for path in WIDGETS.glob("shared-*.js")]
    assert chunks
    for name in chunks:
        answer = await http.get(f"/widgets/{name}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["access-control-allow-origin"] == "*"
    for path in [*await files_of(http, "/"), *await files_of(http, "/graphql"), "/widgets/custom-elements.json"]:
        assert (await http.get(path)).headers["cache-control"] == "no-cache"


async def test_a_file_that_is_gone_is_not_kept_as_missing(http: AsyncClient) -> None:
    answer = await http.get("/widgets/shared-AAAAAAAA.js")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


async def test_a_changed_file_of_the_same_size_and_date_is_sent_again(tmp_path: Path) -> None:
    """As after the installation of another wheel, whose files are all dated alike."""
    etags = []
    for folder, contents in (("old", b"let a = 1"), ("new", b"let a = 2")):
        file = tmp_path / folder / "page.js"
        file.parent.mkdir()
        file.write_bytes(contents)
        etags.append((await get(file)).headers["etag"])
    assert etags[0] != etags[1]


async def test_a_copy_of_earlier_contents_is_not_served(tmp_path: Path) -> None:
    file = tmp_path / "page.js"
    file.write_bytes(b"let version = 1;" * 99)
    (tmp_path / "page.js.br").write_bytes(brotli.compress(file.read_bytes()))
    assert (await get(file)).headers["content-encoding"] == "br"
    file.write_bytes(b"let version = 20;" * 99)
    answer = await get(file)
    assert "content-encoding" not in answer.headers
    assert answer.content == file.read_bytes()


async def get(file: Path) -> Response:
    """The file, served by an application of its own."""

    async def endpoint(request: Request) -> StarletteResponse:
        return asset(request, file)

    async with client_of(Starlette(routes=[Route("/", endpoint)])) as http:
        return await http.get("/", headers={"Accept-Encoding": "br"})


@pytest.mark.parametrize("name", ["chart-insurance.js.br", "chart-insurance.js.gz", "sizes.txt"])
async def test_a_copy_has_no_address_of_its_own(http: AsyncClient, name: str) -> None:
    assert (await http.get(f"/widgets/{name}")).status_code == 404


async def test_the_licenses_of_what_the_files_contain_are_served_with_them(http: AsyncClient) -> None:
    for path, packages in (
        ("/graphiql/LICENSES.txt", ["graphiql 3", "react 18", "react-dom 18", "codemirror 5", "graphql 16"]),
        ("/widgets/LICENSES.txt", ["lit 3", "lit-html 3"]),
    ):
        answer = await http.get(path)
        assert answer.headers["content-type"].startswith("text/plain")
        for package in packages:
            assert re.search(rf"^{re.escape(package)}\.", answer.text, re.MULTILINE), package
        assert "Permission is hereby granted" in answer.text or "Redistribution and use" in answer.text
    assert graphiql.page.__doc__
