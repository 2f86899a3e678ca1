"""Quality values of the headers that negotiate content, such as `gzip;q=0.5, br` (RFC 9110, 12.4.2)."""

import re
from collections.abc import Iterator, Sequence

_ALIASES = {"x-gzip": "gzip"}  # RFC 9110, 8.4.1.3


def quality_values(header: str) -> Iterator[tuple[str, float]]:
    """Each item of the header, in lower case, with its quality: 0 to 1, and 0 for one that is malformed."""
    for item in header.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if name:
            yield name, _quality(parameters)


def preferred_coding(accept_encoding: str, available: Sequence[str]) -> str | None:
    """The content coding to use, of those available with the best first. None for no coding (RFC 9110, 12.5.3)."""
    qualities = {_ALIASES.get(name, name): quality for name, quality in quality_values(accept_encoding)}
    by_quality = {coding: qualities.get(coding, qualities.get("*", 0.0)) for coding in available}
    best = max(available, key=lambda coding: by_quality[coding], default=None)
    if best is None or by_quality[best] <= 0 or by_quality[best] < qualities.get("identity", 0.0):
        return None
    return best


def _quality(parameters: list[str]) -> float:
    values = [parameter.removeprefix("q=") for parameter in parameters if parameter.startswith("q=")]
    if not values:
        return 1.0
    return float(values[0]) if re.fullmatch(r"0(\.[0-9]*)?|1(\.0*)?", values[0]) else 0.0
