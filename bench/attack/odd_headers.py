"""Header fields with values that nobody means."""

from random import Random

from bench.attack.attack import canary

ACCEPT = (
    "*/*",
    "application/json",
    "application/graphql-response+json",
    "text/html",
    "application/json;q=0",
    "*/*;q=0.001",
    "application/json;q=x",
    "a/b, " * 300 + "*/*",
    ";;;",
    "application/json;q=1e9",
    "application/json; charset=utf-16",
)
CONTENT_TYPES = (
    (("Content-Type", "application/json"),),
    (("Content-Type", "application/json; charset=utf-16"),),
    (("Content-Type", "text/plain"),),
    (("Content-Type", "multipart/form-data; boundary=x"),),
    (("Content-Type", ""),),
    (("Content-Type", "application/json"), ("Content-Encoding", "gzip")),
    (("Content-Type", "application/json;" * 300),),
    (("Content-Type", "application/graphql"),),
    (("Content-Type", "application/x-www-form-urlencoded"),),
)
_ENCODINGS = (
    "gzip",
    "br",
    "br, gzip;q=0.5",
    "identity;q=0",
    "*;q=0",
    "gzip;q=",
    "x" * 3_000,
    "gzip," * 900,
    "br;q=NaN",
    "deflate",
)
_RANGES = (
    "bytes=0-",
    "bytes=-1",
    "bytes=5-1",
    "bytes=0-0,2-3",
    "bytes=" + "0-0," * 900,
    "bytes=" + "9" * 99 + "-",
    "items=0-1",
    "bytes=-0",
    "bytes=x-y",
    "bytes=0-99999999999",
    "é",
)


def byte_range(dice: Random) -> str:
    """The value of a Range header."""
    return dice.choice(_RANGES)


def odd_headers(dice: Random) -> list[tuple[str, str]]:
    """One field of each name."""
    secret = canary(dice)
    values: dict[str, tuple[str, ...]] = {
        "Accept": ACCEPT,
        "Accept-Encoding": _ENCODINGS,
        "Accept-Language": ("x-" * 900,),
        "Access-Control-Request-Headers": ("x," * 900,),
        "Access-Control-Request-Method": ("POST", "x"),
        "baggage": (secret,),
        "Connection": ("close", "x", "upgrade"),
        "Content-Encoding": _ENCODINGS,
        "Content-Type": tuple(fields[0][1] for fields in CONTENT_TYPES),
        "Cookie": (f"a={secret}",),
        "Expect": ("100-continue",),
        "Forwarded": ("for=_x;" * 90,),
        "Host": ("", "x y", "[", "evil.example:99999", "é"),
        "Idempotency-Key": (secret,),
        "If-None-Match": ('"x", ' * 300 + "*",),
        "If-Range": ("x",),
        "Origin": ("null", "https://x", "x" * 900, "é", ""),
        "Range": _RANGES,
        "traceparent": ("00-" + "0" * 32 + "-" + "0" * 16 + "-01", "00-x", "ff" * 40, "é" * 30),
        "tracestate": ("a=b," * 300,),
        "Upgrade": ("h2c", "websocket"),
        "X-Forwarded-For": ("x", "::1", "1.2.3.4, " * 99, "é", "'"),
        "X-Forwarded-Proto": ("javascript",),
        "X-HTTP-Method-Override": ("DELETE",),
        "X-Long": ("y" * 31_000,),
        "X-Request-Id": ("é", "x" * 101, "a b", "\x1b[31m", "", '"', "${jndi:x}"),
    }
    return [(name, dice.choice(found)) for name, found in values.items()]
