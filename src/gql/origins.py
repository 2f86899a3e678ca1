"""Origins that the setting `cors_origins` may name (RFC 6454, as browsers send them in `Origin`)."""

import re

_LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
_WEB_ORIGIN = re.compile(
    rf"(?P<scheme>https?)://(?P<host>(\*\.)?{_LABEL}(\.{_LABEL})*|\[[0-9a-f:.]+\])(:(?P<port>[0-9]+))?"
)
# The pages inside of apps made with Capacitor, Ionic and Tauri.
_APP_ORIGIN = re.compile(rf"(capacitor|ionic|tauri)://{_LABEL}(\.{_LABEL})*")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def checked_origin(text: str) -> str:
    """The origin in lower case, as browsers send it. Raises ValueError, with a sentence, for one that no browser sends.

    It is `*`, an origin such as `https://portal.example`, `http://localhost:3000` or `capacitor://localhost`, or all
    subdomains of a domain: `https://*.example.com`.
    """
    origin = text.lower()
    if origin == "*" or _APP_ORIGIN.fullmatch(origin):
        return origin
    match = _WEB_ORIGIN.fullmatch(origin)
    if match is None:
        raise ValueError(
            "each origin must be a scheme, a host and at most a port, such as https://portal.example, without a path; "
            "capacitor://localhost; https://*.example.com for all subdomains; or * for any origin"
        )
    if match["port"] == _DEFAULT_PORTS[match["scheme"]]:
        raise ValueError(f"browsers leave out the port {match['port']} of {match['scheme']}: leave it out, too")
    if match["host"].startswith("*.") and not _has_subdomains(match["host"].removeprefix("*.")):
        raise ValueError("* stands for the subdomains of a domain of your own, such as https://*.example.com")
    return origin


def _has_subdomains(domain: str) -> bool:
    """Whether one owner has all subdomains: not those of a top-level domain, and an IP address has none."""
    labels = domain.split(".")
    return domain == "localhost" or (len(labels) > 1 and not labels[-1].isdigit())


def has_wildcard(origin: str) -> bool:
    """Whether the origin is a pattern for subdomains, such as `https://*.example.com`."""
    return "://*." in origin


def subdomain_pattern(origin: str) -> str:
    """`https://*.example.com` as a regular expression, which must match the whole of an origin.

    The star stands for one or more labels, never for none, and the scheme and the port stay as they are.
    """
    scheme, domain = origin.split("*.", 1)
    return rf"{re.escape(scheme)}([a-z0-9_-]+\.)+{re.escape(domain)}"
