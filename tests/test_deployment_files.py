"""The files in docs/deployment: each is accepted by the program it is for, and the server works behind the proxies."""

import datetime
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from support.api_client import token_of
from support.container_file import INSTALLED, environment, stages
from support.operations import OPERATIONS
from support.paths import ROOT
from support.server import Server, free_port

FILES = ROOT / "docs" / "deployment"
QUERIES = {operation.name: operation.query for operation in OPERATIONS}
PAT = {"Authorization": f"Bearer {token_of('Pat')}"}


def program(name: str) -> str:
    """The path of a program. Without it the test is skipped, or fails in CI."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is not installed")
    return path


@dataclass(frozen=True)
class Proxy:
    """nginx in front of the server, at a port of its own."""

    http: httpx2.Client
    plain_port: int
    folder: Path

    @property
    def logs(self) -> str:
        """All that nginx has logged."""
        return "".join(file.read_text() for file in self.folder.glob("*.log"))


@pytest.fixture(scope="module")
def nginx(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx with the documented configuration, but for the ports and the places of files."""
    folder, port, plain_port = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    _write_certificate(folder)
    text = (FILES / "nginx.conf").read_text("utf-8")
    for pattern, value in (
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{server.port}"),
        (r"listen \[::\]:\d+.*;\n", ""),
        (r"listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        (r"listen 80", f"listen 127.0.0.1:{plain_port}"),
        (r"/etc/ssl/policybook|/var/log/nginx", str(folder)),
    ):
        text, times = re.subn(pattern, value, text)
        assert times > 0, pattern
    (folder / "policybook.conf").write_text(text)
    paths = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Debian's own nginx.conf switches gzip on.
    http = f"http {{ gzip on; {paths} include {folder}/policybook.conf; }}"
    main = f"daemon off; pid {folder}/pid; error_log {folder}/main.log; events {{}} {http}"
    (folder / "nginx.conf").write_text(main)
    command = [program("nginx"), "-e", f"{folder}/main.log", "-c", f"{folder}/nginx.conf"]
    tested = subprocess.run([*command, "-t"], check=False, capture_output=True, text=True)
    assert tested.returncode == 0 and "warn" not in tested.stderr, tested.stderr
    context = ssl.create_default_context(cafile=folder / "fullchain.pem")
    with _running(command, port), httpx2.Client(base_url=f"https://localhost:{port}", verify=context) as http_client:
        yield Proxy(http_client, plain_port, folder)


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "the proxy stopped before it was ready"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _write_certificate(folder: Path) -> None:
    """A certificate for localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def test_an_answer_passes_nginx_as_the_server_compressed_it(nginx: Proxy) -> None:
    headers = PAT | {"Accept-Encoding": "gzip, br"}
    answer = nginx.http.post("/graphql", json={"query": QUERIES["Charts"]}, headers=headers)
    assert answer.headers["content-encoding"] == "br"
    assert answer.json()["data"]["clients"]["edges"]


def test_nginx_does_not_compress_what_the_server_does_not(nginx: Proxy) -> None:
    page = nginx.http.get("/graphql", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    assert page.status_code == 200
    assert "content-encoding" not in page.headers


def test_links_behind_nginx_lead_through_it(nginx: Proxy) -> None:
    query = "{ clients(first: 60) { nodes { policies { attachments { url } } } } }"
    nodes = nginx.http.post("/graphql", json={"query": query}, headers=PAT).json()["data"]["clients"]["nodes"]
    links = [file["url"] for node in nodes for policy in node["policies"] for file in policy["attachments"]]
    assert links[0].startswith("https://localhost")
    assert nginx.http.get(urlsplit(links[0]).path).status_code == 200


def test_nginx_logs_no_link_and_no_query(nginx: Proxy) -> None:
    nginx.http.get("/files/SECRET-LINK")
    nginx.http.put("/uploads/SECRET-LINK", content=b"SECRET")
    nginx.http.get("/graphql", params={"query": '{ client(id: "SECRET") { id } }'}, headers=PAT)
    nginx.http.get("/nowhere?SECRET")
    nginx.http.get("/livez")
    assert "/files/-" in nginx.logs and "/uploads/-" in nginx.logs and "/livez" in nginx.logs
    assert "SECRET" not in nginx.logs


def test_nginx_takes_bodies_that_the_server_takes_and_no_larger_ones(nginx: Proxy) -> None:
    ten, twelve = (nginx.http.put("/uploads/none", content=bytes(size * 1024 * 1024)) for size in (10, 12))
    assert (ten.status_code, twelve.status_code) == (404, 413)


def test_plain_http_is_sent_to_https_at_the_name_of_the_server(nginx: Proxy) -> None:
    answer = httpx2.get(f"http://127.0.0.1:{nginx.plain_port}/livez?x=1", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["location"]) == (308, "https://api.example/livez?x=1")


def test_caddy_serves_the_api(server: Server, tmp_path: Path) -> None:
    port = free_port()
    text = (FILES / "Caddyfile").read_text("utf-8")
    caddy = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    validate = [program("caddy"), "validate", "--adapter", "caddyfile", "--config", str(FILES / "Caddyfile")]
    checked = subprocess.run(validate, check=False, env=caddy, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    # Over plain HTTP: a certificate for api.example is not to be had here.
    text = text.replace("api.example {", f"http://localhost:{port} {{").replace(
        "127.0.0.1:8000", f"127.0.0.1:{server.port}"
    )
    (tmp_path / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text)
    command = ["env", f"HOME={tmp_path}", f"XDG_DATA_HOME={tmp_path}", f"XDG_CONFIG_HOME={tmp_path}"]
    command += [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    with _running(command, port):
        headers = PAT | {"Accept-Encoding": "gzip, br"}
        answer = httpx2.post(f"http://localhost:{port}/graphql", json={"query": QUERIES["Charts"]}, headers=headers)
        assert answer.headers["content-encoding"] == "br"
        assert answer.json()["data"]["clients"]["edges"]


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    text = (FILES / "policybook.service").read_text("utf-8")
    assert f"ExecStart={INSTALLED}/bin/policybook serve\n" in text
    executable = str(shutil.which("true"))
    (tmp_path / "policybook.service").write_text(text.replace(f"{INSTALLED}/bin/policybook", executable))
    command = [program("systemd-analyze"), "verify", "--man=no", str(tmp_path / "policybook.service")]
    verified = subprocess.run(command, check=False, capture_output=True, text=True)
    about_ours = [line for line in verified.stderr.splitlines() if "policybook" in line]
    assert (verified.returncode, about_ours) == (0, [])


def test_the_image_and_the_unit_put_the_database_in_one_place() -> None:
    unit = (FILES / "policybook.service").read_text("utf-8")
    url = environment(stages()[1])["POLICYBOOK_DATABASE_URL"]
    assert "WorkingDirectory=/var/lib/policybook\n" in unit
    assert url == "sqlite+aiosqlite:////var/lib/policybook/policybook.db"
