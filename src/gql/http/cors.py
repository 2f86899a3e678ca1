"""CORS: which pages of other origins may call the API, with which headers, and which of its headers they can read.

Starlette's middleware does the work. Callers are told apart by their bearer token alone, never by cookies: an allowed
origin gets nothing that its page has no token for, so credentials are not allowed.
"""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from gql.origins import has_wildcard, subdomain_pattern

_API_HEADERS = ("Authorization", "Content-Type", "Range")
_CACHE_HEADERS = ("Cache-Control", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "Pragma")
_CLIENT_HEADERS = (  # what GraphQL clients and HTTP libraries send of their own accord
    "Apollo-Require-Preflight",
    "Apollographql-Client-Name",
    "Apollographql-Client-Version",
    "GraphQL-Client-Name",
    "GraphQL-Client-Version",
    "GraphQL-Require-Preflight",
    "X-Apollo-Operation-Id",
    "X-Apollo-Operation-Name",
    "X-Apollo-Operation-Type",
    "X-Requested-With",
)
_TRACE_HEADERS = (
    # W3C Trace Context and Baggage
    "Traceparent",
    "Tracestate",
    "Baggage",
    # Zipkin (B3), in its two forms
    "B3",
    "X-B3-Flags",
    "X-B3-ParentSpanId",
    "X-B3-Sampled",
    "X-B3-SpanId",
    "X-B3-TraceId",
    # Sentry, Datadog, New Relic, Elastic, Jaeger, AWS X-Ray, Google Cloud
    "Sentry-Trace",
    "X-Datadog-Origin",
    "X-Datadog-Parent-Id",
    "X-Datadog-Sampled",
    "X-Datadog-Sampling-Priority",
    "X-Datadog-Tags",
    "X-Datadog-Trace-Id",
    "Newrelic",
    "Elastic-Apm-Traceparent",
    "Uber-Trace-Id",
    "X-Amzn-Trace-Id",
    "X-Cloud-Trace-Context",
    "X-Correlation-Id",
    "X-Request-Id",
)
ALLOWED_HEADERS = (*_API_HEADERS, *_CACHE_HEADERS, *_CLIENT_HEADERS, *_TRACE_HEADERS)
"""The request headers that pages of allowed origins may send. A setting adds more."""

EXPOSED_HEADERS = (
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-Id",
)
"""The response headers that their scripts can read, beyond those that every script can."""


def cors_middleware(origins: Sequence[str], more_headers: Sequence[str]) -> list[Middleware]:
    """The middleware for these origins, each as `checked_origin` returns it. None where no origin is allowed."""
    if not origins:
        return []
    patterns = [subdomain_pattern(origin) for origin in origins if has_wildcard(origin)]
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=[origin for origin in origins if not has_wildcard(origin)],
            allow_origin_regex="|".join(patterns) or None,
            allow_methods=["GET", "HEAD", "POST", "PUT"],
            allow_headers=[*ALLOWED_HEADERS, *more_headers],
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        )
    ]
