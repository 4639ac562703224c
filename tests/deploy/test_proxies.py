"""nginx and Caddy with the files of deploy/, running: what gets through them, and what does not."""

from __future__ import annotations

import json
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from ventanilla.conf import Conf

from ..installation import free_port
from ..nginx import around
from .files import DEPLOY, program, read, said_by
from .upstream import upstream

HOST = "acme.soporte.example"
A_FORM_AROUND_IT = 64 * 1024
LIES = {
    "X-Forwarded-For": "6.6.6.6",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "globex.soporte.example",
    "X-Real-Ip": "6.6.6.6",
    "Forwarded": "for=6.6.6.6;host=globex.soporte.example",
}
BELIEVED = ("host", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host")
"""By uvicorn and by Django, with VENTANILLA_TRUST_FORWARDED."""


@dataclass
class Proxy:
    name: str
    http: int
    https: int

    def ask(self, method: str, path: str, *, host: str = HOST, **more: Any) -> httpx.Response:
        """Over TLS, to a name that no resolver knows."""
        more["headers"] = {"Host": host, **more.get("headers", {})}
        address = f"https://127.0.0.1:{self.https}{path}"
        with httpx.Client(verify=trusting(), timeout=20) as client:
            return client.request(method, address, extensions={"sni_hostname": host}, **more)

    @contextmanager
    def socket(self, path: str, **more: Any) -> Iterator[ClientConnection]:
        raw = socket.create_connection(("127.0.0.1", self.https), timeout=10)
        with connect(f"wss://{HOST}{path}", sock=raw, ssl=trusting(), compression=None, **more) as opened:
            yield opened


def trusting() -> ssl.SSLContext:
    """Certificates are made for the moment here."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def nginx(folder: Path, behind: int, away: int) -> Iterator[Proxy]:
    """The first of its two nodes is away."""
    running, proxy = program("nginx"), Proxy("nginx", free_port(), free_port())
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=x"]
    said_by(program("openssl"), *made, "-keyout", key, "-out", certificate)
    text = read("nginx.conf").replace("/etc/ssl/ventanilla", str(folder))
    text = re.sub(r"listen \[::\].+;\n", "", text)
    for written, ours in (("listen 80;", f"listen {proxy.http};"), ("listen 443 ssl;", f"listen {proxy.https} ssl;")):
        text = swapped(text, written, ours)
    # The first one never answers, and is asked each time anew.
    text = swapped(text, "127.0.0.1:8001 max_fails=1", f"127.0.0.1:{away} max_fails=0")
    text = swapped(text, "127.0.0.1:8002", f"127.0.0.1:{behind}")
    whole = folder / "nginx.conf"
    whole.write_text(around(folder, text))
    command: list[str | Path] = [running, "-c", whole, "-p", folder, "-e", folder / "error.log"]
    said_by(*command, "-t")
    with standing(command, folder, proxy):
        yield proxy


@contextmanager
def caddy(folder: Path, behind: int, _away: int) -> Iterator[Proxy]:
    """With certificates that it makes itself: nobody out there knows these names."""
    running, proxy = program("caddy"), Proxy("caddy", free_port(), free_port())
    said = said_by(running, "version")
    version = re.search(r"v?(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < (2, 7):
        pytest.skip(f"a Caddy from before 2.7: {said}")
    alone = ["{", "admin off", "local_certs", "skip_install_trust", f"storage file_system {folder}/storage"]
    ours = "\n".join([*alone, f"http_port {proxy.http}", f"https_port {proxy.https}", ""])
    conf = folder / "Caddyfile"
    conf.write_text(swapped(read("Caddyfile"), "{\n", ours))
    told = {"UPSTREAM": f"127.0.0.1:{behind}", "VENTANILLA_PUBLIC_DOMAIN": "soporte.example", "HOME": str(folder)}
    command = [running, "run", "--adapter", "caddyfile", "--config", conf]
    with standing(command, folder, proxy, **told):
        yield proxy


def swapped(text: str, written: str, ours: str) -> str:
    assert written in text, written
    return text.replace(written, ours, 1)


@contextmanager
def standing(command: list[Any], folder: Path, proxy: Proxy, **environment: str) -> Iterator[None]:
    with (folder / "log").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, **environment})
    try:
        deadline = time.monotonic() + 20
        while not is_up(proxy):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def is_up(proxy: Proxy) -> bool:
    try:
        return proxy.ask("GET", "/healthz").status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def behind() -> Iterator[int]:
    with upstream() as port:
        yield port


@pytest.fixture(scope="module")
def away() -> Iterator[int]:
    """A port that nobody listens at, and nobody else can take meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def proxy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, behind: int, away: int
) -> Iterator[Proxy]:
    start: Callable[[Path, int, int], Any] = request.param
    with start(tmp_path_factory.mktemp("proxy"), behind, away) as running:
        yield running


def test_what_a_client_says_of_itself_is_not_believed(proxy: Proxy) -> None:
    seen = proxy.ask("GET", "/api/", headers=LIES).json()
    assert (seen["client"], seen["scheme"]) == ("127.0.0.1", "https")
    assert [seen["headers"].get(name) for name in BELIEVED] == [HOST, "127.0.0.1", "https", HOST]


def test_nor_at_a_socket(proxy: Proxy) -> None:
    with proxy.socket("/ws/chat/soporte/", additional_headers=LIES) as opened:
        seen = json.loads(opened.recv(timeout=10))
    assert (seen["client"], seen["scheme"]) == ("127.0.0.1", "wss")
    assert [seen["headers"].get(name) for name in BELIEVED] == [HOST, "127.0.0.1", "https", HOST]


def test_a_socket_gets_through_with_its_query_and_its_subprotocol(proxy: Proxy) -> None:
    with proxy.socket("/ws/chat/7/?despues=3", subprotocols=["ventanilla", "token.x"]) as opened:
        assert json.loads(opened.recv(timeout=10))["path"] == "/ws/chat/7/"
        assert opened.subprotocol == "ventanilla"
        for said in ("hola", "ñ" * 60_000):
            opened.send(said)
            assert opened.recv(timeout=10) == said


def test_a_node_that_is_away_is_not_noticed(proxy: Proxy) -> None:
    assert [proxy.ask(method, "/api/").status_code for method in ("GET", "POST") * 4] == [200] * 8


def test_a_file_of_the_largest_size_gets_through(proxy: Proxy) -> None:
    size = Conf().adjunto_max_bytes + A_FORM_AROUND_IT
    assert proxy.ask("POST", "/api/chat/adjuntos/", content=bytes(size)).json()["size"] == size


def test_what_is_much_larger_does_not(proxy: Proxy) -> None:
    try:
        status = proxy.ask("POST", "/api/chat/adjuntos/", content=bytes(12 * 1024 * 1024)).status_code
    except httpx.WriteError:
        return
    # nginx refuses it itself; behind Caddy the body breaks off, and the server refuses what is left.
    assert status >= 400


def test_without_tls_one_is_sent_to_where_it_is(proxy: Proxy) -> None:
    asked = httpx.get(f"http://127.0.0.1:{proxy.http}/soporte/", headers={"Host": HOST})
    assert asked.status_code in (301, 308)
    assert re.fullmatch(rf"https://{HOST}(:{proxy.https})?/soporte/", asked.headers["location"])


def test_nginx_gives_no_figures_to_the_world(proxy: Proxy) -> None:
    if proxy.name != "nginx":
        pytest.skip("behind Caddy the server refuses it itself: it sees that it was forwarded")
    assert proxy.ask("GET", "/metrics").status_code == 404


def test_caddy_fetches_no_certificate_for_a_name_that_the_server_does_not_know(proxy: Proxy) -> None:
    if proxy.name != "caddy":
        pytest.skip("nginx has one certificate for all")
    with pytest.raises(httpx.ConnectError):
        proxy.ask("GET", "/", host="fremd.example")


def test_caddy_takes_its_file() -> None:
    said = said_by(program("caddy"), "version")
    if re.match(r"v?2\.[0-6]\.|v?[01]\.", said):
        pytest.skip(f"a Caddy from before 2.7: {said}")
    checked = said_by(program("caddy"), "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    assert "Valid configuration" in checked
    assert '"level":"warn"' not in checked
