"""Bytes that are no proper HTTP: halves of requests, many at once, wrong lengths, broken chunks."""

from collections.abc import Callable
from random import Random

from bench.attack.attack import canary

_POST = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
_QUERY = b'{"query": "{ viewer { role } }"}'
_GET = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"


def raw_bytes(dice: Random) -> tuple[bytes, ...]:
    """The pieces that are sent, one after the other."""
    return dice.choice(_KINDS)(dice)


def _half(dice: Random) -> tuple[bytes, ...]:
    whole = _POST + b"Content-Length: %d\r\n\r\n" % len(_QUERY) + _QUERY
    return (whole[: dice.randrange(1, len(whole))],)


def _in_pieces(dice: Random) -> tuple[bytes, ...]:
    whole = _POST + b"Content-Length: %d\r\n\r\n" % len(_QUERY) + _QUERY
    size = dice.choice((1, 7, 50))
    return tuple(whole[at : at + size] for at in range(0, len(whole), size))


def _pipelined(dice: Random) -> tuple[bytes, ...]:
    whole = _POST + b"Content-Length: %d\r\n\r\n" % len(_QUERY) + _QUERY
    return (dice.choice((_GET, whole, _GET + whole)) * dice.choice((2, 8, 9, 40, 2_000)),)


def _wrong_length(dice: Random) -> tuple[bytes, ...]:
    length = dice.choice(
        (b"0", b"1", b"5", b"31", b"33", b"100000", b"-1", b"+32", b"0x20", b"32, 32", b"9" * 30, b"", b"\xff")
    )
    return (_POST + b"Content-Length: " + length + b"\r\n\r\n" + _QUERY,)


def _two_lengths(dice: Random) -> tuple[bytes, ...]:
    fields = [
        b"Content-Length: 32",
        b"Content-Length: 7",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: identity",
        b"transfer-encoding:\tchunked",
        b"Transfer-Encoding : chunked",
    ]
    return (_POST + b"\r\n".join(dice.sample(fields, 2)) + b"\r\n\r\n" + _QUERY + b"0\r\n\r\n",)


def _chunks(dice: Random) -> tuple[bytes, ...]:
    good = b"%x\r\n" % len(_QUERY) + _QUERY + b"\r\n0\r\n\r\n"
    odd = dice.choice(
        (
            good,
            good.replace(b"0\r\n\r\n", b""),
            b"ffffffffffffffffff\r\n" + _QUERY,
            b"-1\r\n" + _QUERY,
            b"zz\r\n" + _QUERY,
            b"1;" + b"x" * 40_000 + b"\r\n{\r\n",
            b"1\r\nx\r\n" * 4_000,
            b"20\r\n" + _QUERY + b"garbage",
            good[:-2] + b"X-Trailer: " + canary(dice).encode() + b"\r\n\r\n",
            good[:-2] + b"X-Trailer: y\r\n" * 9_000 + b"\r\n",
            dice.randbytes(300),
        )
    )
    return (_POST + b"Transfer-Encoding: chunked\r\n\r\n", odd)


def _noise(dice: Random) -> tuple[bytes, ...]:
    return (
        dice.choice((b"", b"GET ", b"\x16\x03\x01", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        + dice.randbytes(dice.choice((1, 99, 70_000))),
    )


def _request_line(dice: Random) -> tuple[bytes, ...]:
    line = dice.choice(
        (
            b"GET  /livez HTTP/1.1",
            b"GET /livez HTTP/9.9",
            b"GET /livez",
            b"get /livez HTTP/1.1",
            b"GET /livez HTTP/1.0",
            b"GET http://other/livez HTTP/1.1",
            b"GET * HTTP/1.1",
            b"OPTIONS * HTTP/1.1",
            b"CONNECT x:443 HTTP/1.1",
            b"TRACE / HTTP/1.1",
            b"GET /\xff\xfe HTTP/1.1",
            b"GET /" + b"a" * 70_000 + b" HTTP/1.1",
            b"X" * 400 + b" / HTTP/1.1",
            b"GET /livez#x HTTP/1.1",
            b"GET /%00 HTTP/1.1",
            b"GET /livez\x00 HTTP/1.1",
            b"GET //livez HTTP/1.1",
        )
    )
    return (line + b"\r\nHost: x\r\n\r\n",)


def _fields(dice: Random) -> tuple[bytes, ...]:
    field = dice.choice(
        (
            b"X: " + b"y" * dice.choice((30_000, 40_000, 900_000)),
            b"\r\n".join(b"X-%d: y" % number for number in range(dice.choice((99, 101, 9_000)))),
            b"X" * 70_000 + b": y",
            b" folded: y",
            b"X: y\r\n folded",
            b"X\x00: y",
            b"X: \x00\x01",
            b": y",
            b"no colon",
            b"Host: y",
            b"Expect: 100-continue",
            b"Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
            b"Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: x",
        )
    )
    return (b"GET /schema.graphql HTTP/1.1\r\nHost: x\r\n" + field + b"\r\n\r\n",)


_KINDS: tuple[Callable[[Random], tuple[bytes, ...]], ...] = (
    _half,
    _in_pieces,
    _pipelined,
    _wrong_length,
    _two_lengths,
    _chunks,
    _noise,
    _request_line,
    _fields,
)
