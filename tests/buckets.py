"""A real server that speaks S3, from an environment of its own: its pins are none of ours."""

import os
import re
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MOTO = Path(sys.prefix) / "moto" / "bin" / "moto_server"
"""Made by `make test` from requirements-moto.lock."""


@contextmanager
def speaking_s3(folder: Path) -> Iterator[str]:
    """The address of the server, until the end. Skips without its environment, except where tests must not be skipped.

    It chooses its own port, and says so in a file in the folder.
    """
    if not MOTO.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("There is no S3 server: `make test` installs it.")
    log = folder / "moto.log"
    with log.open("wb") as said:
        process = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", "0"], stdout=said, stderr=said)
    try:
        yield _address(log, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8")):
            return found.group()
        assert process.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.05)
    raise AssertionError("the S3 server was not ready in time")


def new_bucket(address: str) -> str:
    """A bucket nobody else uses, as a URL."""
    name = f"cards-{uuid.uuid4()}"
    request = urllib.request.Request(f"{address}/{name}", method="PUT")  # noqa: S310 - our own server
    urllib.request.urlopen(request, timeout=20).close()  # noqa: S310
    return f"s3://{name}"


def environment_of(address: str) -> dict[str, str]:
    """What the server's environment says about the S3 server at the address."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_REGION": "us-east-1",
    }
