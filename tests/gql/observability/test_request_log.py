"""One line for each request says who asked for what and what it cost, and nothing of what was asked or answered."""

import hashlib
import logging
import re
from typing import Any

import orjson
import pytest
from httpx2 import AsyncClient

from gql.observability.logs import JsonFormatter, TextFormatter
from store.demo.cast import CLEO, PRACTICE
from support.api_client import ApiClient
from support.operations import OPERATIONS
from support.sandbox import Sandbox
from support.uploads import card_image, create_upload, put_bytes

SECRETS = ("Cleo", "Marchetti", "440817263", CLEO.id)
CHART = "query Chart($s: String) { clients(search: $s) { nodes { displayName policies { memberId payer { name } } } } }"
FIELDS = {
    *("time", "level", "logger", "message", "request_id", "method", "route", "operation", "document", "role"),
    *("practice", "status", "codes", "ms", "statements", "bytes"),
}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that the server logs."""
    caplog.set_level(logging.INFO, "policybook")
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """The lines of requests, as programs read them."""
    records = [record for record in log.records if record.name == "policybook.request"]
    return [orjson.loads(JsonFormatter().format(record)) for record in records]


async def test_a_request_is_one_line_with_what_it_cost(pat: ApiClient, log: pytest.LogCaptureFixture) -> None:
    response = await pat.post(CHART, {"s": "Cleo"})
    (line,) = lines(log)
    assert line.keys() == FIELDS
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert line.pop("ms") > 0
    assert line.pop("statements") >= 3
    assert line == {
        "level": "info",
        "logger": "policybook.request",
        "message": "request",
        "request_id": response.headers["x-request-id"],
        "method": "POST",
        "route": "/graphql",
        "operation": "Chart",
        "document": hashlib.sha256(CHART.encode()).hexdigest()[:16],
        "role": "practitioner",
        "practice": PRACTICE.id,
        "status": 200,
        "codes": [],
        "bytes": len(response.content),
    }


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()], ids=["JSON", "text"])
async def test_no_line_has_anything_of_a_record_a_variable_a_link_or_a_token(
    sandbox: Sandbox, log: pytest.LogCaptureFixture, formatter: logging.Formatter
) -> None:
    for operation in OPERATIONS:
        await sandbox.api(operation.sender).post(operation.query, operation.variables)
    literal = '{ clients(search: "Cleo Marchetti") { nodes { id displayName policies { attachments { url } } } } }'
    found = (await sandbox.pat.data(literal))["clients"]["nodes"]
    link = next(each["url"] for node in found for policy in node["policies"] for each in policy["attachments"])
    path = "/files/" + link.rpartition("/")[2]
    await sandbox.http.get(path)
    await sandbox.http.get("/graphql", params={"query": literal}, headers=sandbox.pat.headers)
    await sandbox.http.get("/Cleo/Marchetti?Cleo")
    text = "\n".join(formatter.format(record) for record in log.records)
    assert len(text.splitlines()) == len(OPERATIONS) + 4
    for secret in (*SECRETS, path[7:60], str(sandbox.pat.token)[:30]):
        assert secret not in text
    assert "/files/{link}" in text


@pytest.mark.parametrize("role", ["practitioner", "client"])
async def test_the_line_of_a_file_says_whose_practice_and_role_it_is_and_nothing_of_the_link(
    sandbox: Sandbox, log: pytest.LogCaptureFixture, role: str
) -> None:
    sender = sandbox.api("Pat" if role == "practitioner" else "Cleo")
    upload = await create_upload(sender, card_image())
    await put_bytes(sender, upload, card_image())
    line = lines(log)[-1]
    assert (line["role"], line["practice"], line["route"]) == (role, PRACTICE.id, "/uploads/{link}")
    await put_bytes(sender, {"url": upload["url"][:-1]}, card_image())
    forged = lines(log)[-1]
    assert (forged["role"], forged["practice"], forged["status"]) == (None, None, 404)
    assert upload["url"].rpartition("/")[2][:20] not in str(lines(log))


@pytest.mark.parametrize(
    ("query", "status", "codes"),
    [
        ("{", 200, ["GRAPHQL_PARSE_FAILED"]),
        ("{ nothing }", 200, ["GRAPHQL_VALIDATION_FAILED"]),
        ('mutation { addPayer(input: { name: "" }) { payer { id } } }', 200, ["BLANK"]),
        ("", 400, ["BAD_REQUEST"]),
    ],
)
async def test_a_line_has_the_codes_of_errors_and_of_user_errors(
    pat: ApiClient, log: pytest.LogCaptureFixture, query: str, status: int, codes: list[str]
) -> None:
    await pat.post(query)
    (line,) = lines(log)
    assert (line["status"], line["codes"]) == (status, codes)


@pytest.mark.parametrize(
    "name", ["x\ny", 'x", "role": "admin', "x" * 81, "x y", "\x1b[31mx", "x\r\n2026 forged line", "é", ""]
)
async def test_an_operation_name_cannot_forge_a_line(
    http: AsyncClient, log: pytest.LogCaptureFixture, name: str
) -> None:
    await http.post("/graphql", json={"query": "{ nothing", "operationName": name})
    (line,) = lines(log)
    assert line["operation"] is None
    (record,) = log.records
    assert "\n" not in TextFormatter().format(record)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X-Request-Id": "abc-123:/+_."}, r"abc-123:/\+_\."),
        ({"X-Request-Id": "abc", "traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"}, "abc"),
        ({"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"}, "ab" * 16),
        ({"traceparent": f"00-{'0' * 32}-{'cd' * 8}-01"}, "(?!0{32})[0-9a-f]{32}"),
        ({"traceparent": "nonsense"}, "[0-9a-f]{32}"),
        ({"X-Request-Id": "two words"}, "[0-9a-f]{32}"),
        ({"X-Request-Id": "x" * 101}, "[0-9a-f]{32}"),
        ({"X-Request-Id": ""}, "[0-9a-f]{32}"),
        ({"X-Request-Id": b"\xc3\xa9"}, "[0-9a-f]{32}"),
        ({"X-Request-Id": b"a\tb"}, "[0-9a-f]{32}"),
        ({}, "[0-9a-f]{32}"),
    ],
)
@pytest.mark.parametrize("path", ["/graphql?query={__typename}", "/nothing", "/livez", "/files/x"])
async def test_every_response_has_the_id_of_its_request(
    http: AsyncClient, path: str, headers: dict[str, Any], expected: str
) -> None:
    assert re.fullmatch(expected, (await http.get(path, headers=headers)).headers["x-request-id"])


async def test_an_unexpected_error_is_logged_with_the_id_of_its_request(
    pat: ApiClient, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gql.mutations import add_payer  # noqa: PLC0415 - only this test breaks it

    def fail(*_: object, **__: object) -> None:
        raise KeyError("SECRET")

    monkeypatch.setattr(add_payer, "fields_set", fail)
    response = await pat.post('mutation { addPayer(input: { name: "x" }) { payer { id } } }')
    (error,) = response.json()["errors"]
    found, request = log.records
    # The line was written while the request was under way: the formatter runs at once.
    assert error["extensions"]["errorId"] in found.getMessage()
    (line,) = lines(log)
    assert line["codes"] == ["INTERNAL_SERVER_ERROR"]
    assert request.name == "policybook.request"


def test_a_line_of_an_exception_has_its_class_and_not_its_text() -> None:
    try:
        # The line of code is logged, so the text must not stand in it.
        raise ValueError("".join(["SEC", "RET"]))
    except ValueError as error:
        found = (type(error), error, error.__traceback__)
    record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 1, "Exception in %s", ("the application",), found)
    for formatter in (JsonFormatter(), TextFormatter()):
        text = formatter.format(record)
        assert "ValueError" in text
        assert "SECRET" not in text
    assert orjson.loads(JsonFormatter().format(record))["level"] == "error"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
async def test_a_health_check_that_succeeds_is_not_worth_a_line(
    http: AsyncClient, log: pytest.LogCaptureFixture, path: str
) -> None:
    await http.get(path)
    assert lines(log) == []
    await http.post(path)
    assert [line["status"] for line in lines(log)] == [405]
