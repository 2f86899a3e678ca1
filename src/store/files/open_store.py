"""Opens the file store of a URL: a folder (`file:///...`), or a bucket (`s3://`, `gs://`, `az://`)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from store.files.errors import BadFilesUrl, describe

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

# A person waits for each response and can retry: obstore's defaults are ten retries within three minutes.
_CLIENT: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=2),
    "read_timeout": timedelta(seconds=8),
    # For the whole body: a large file may be streamed to somebody with a slow connection.
    "timeout": timedelta(minutes=5),
}
_RETRY: "RetryConfig" = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=4),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1)},
}


def open_store(url: str) -> tuple[ObjectStore, Path | None]:
    """The store, and its folder if it is one on this machine. Creates the folder. Raises BadFilesUrl."""
    if url.startswith("file:"):
        folder = _folder(url)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(folder, automatic_cleanup=True), folder
    # obstore reads this variable itself only if it is given no client options.
    allow_http = os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"true", "1"}
    try:
        return from_url(url, client_options={**_CLIENT, "allow_http": allow_http}, retry_config=_RETRY), None
    except (BaseError, ValueError) as error:
        raise BadFilesUrl(f"the file store cannot be used: {describe(error)}") from error


def _folder(url: str) -> Path:
    parts = urlsplit(url)
    path = Path(unquote(parts.path))
    # In `file://srv/files`, with two slashes, `srv` is a host and the folder would be `/files`.
    is_elsewhere = parts.netloc not in {"", "localhost"} or not path.is_absolute() or path == Path("/")
    if is_elsewhere or parts.query or parts.fragment:
        raise BadFilesUrl("the URL of a folder must look like file:///srv/policybook/files")
    return path
