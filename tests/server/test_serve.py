"""`ventanilla serve` and `ventanilla demo`: start, are stopped, are killed, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.installation import PROGRAM, Server

from .machine import end, environment, eventually, failed, kill, processes_of, ventanilla


@pytest.fixture
def data_dir(installed: Path) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="vt-")) / "data"
    subprocess.run(["cp", "-a", installed, place], check=True)
    yield place
    end(place)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A server in a process of its own."""

    def __init__(self, data_dir: Path, port: int, *arguments: str) -> None:
        self.port = port
        self.log = data_dir.with_suffix(".log")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, *arguments, "--port", str(port)],
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(data_dir),
                # As in a terminal: a Ctrl-C goes to all of this group.
                process_group=0,
            )

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode()

    def get(self, path: str, host: str = "localhost") -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host}, timeout=10)

    def answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return self.get("/readyz").status_code == 200
        return False

    def end(self, how: signal.Signals, *, group: bool = False) -> int:
        (os.killpg if group else os.kill)(self.process.pid, how)
        return self.process.wait(timeout=20)


@contextmanager
def serving(data_dir: Path, *arguments: str, port: int | None = None) -> Iterator[Running]:
    server = Running(data_dir, port or free_port(), *(arguments or ("serve",)))
    try:
        eventually(lambda: server.answers() or server.process.poll() is not None, within=40)
        assert server.process.poll() is None, server.log.read_text()
        yield server
    finally:
        kill(server.process.pid)
        server.process.wait()


def test_a_signal_stops_everything(data_dir: Path) -> None:
    with serving(data_dir) as server:
        assert f"http://localhost:{server.port}" in server.said()
        assert len(processes_of(data_dir)) > 1
        assert server.end(signal.SIGINT, group=True) == 0
        assert processes_of(data_dir) == []
        assert "Traceback" not in server.log.read_text()


def test_a_signal_stops_all_workers(data_dir: Path) -> None:
    with serving(data_dir, "serve", "--workers", "2") as server:
        assert server.end(signal.SIGINT, group=True) == 0
        assert processes_of(data_dir) == []
        assert not server.answers()
        assert "Traceback" not in server.log.read_text()


def test_killed_it_starts_again_on_the_same_port(data_dir: Path) -> None:
    with serving(data_dir, "serve", "--workers", "2") as server:
        server.end(signal.SIGKILL)
        with serving(data_dir, port=server.port) as again:
            assert again.get("/healthz").status_code == 200
            assert again.end(signal.SIGTERM) == 0
    eventually(lambda: processes_of(data_dir) == [])


def test_a_new_directory_needs_nothing_else(data_dir: Path) -> None:
    new = data_dir.with_name("new")
    with serving(new) as server:
        assert server.get("/readyz").status_code == 200
        assert server.end(signal.SIGTERM) == 0
    assert processes_of(new) == []


def get(server: Server, path: str, host: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{server.port}{path}", headers={"Host": host}, timeout=10)


def test_a_tenant_made_beside_it_is_served_at_once(server: Server) -> None:
    slug = "t" + uuid.uuid4().hex[:10]
    assert get(server, "/api/docs/", f"{slug}.localhost").status_code == 404
    subprocess.run([PROGRAM, "tenant", "create", slug, "--name", "Umbra"], check=True, stdout=subprocess.DEVNULL)
    assert get(server, "/api/docs/", f"{slug}.localhost").status_code == 200
    doctor = subprocess.run(
        [PROGRAM, "doctor", "--url", f"http://{slug}.localhost:{server.port}"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "✓ sockets" in doctor.stdout, doctor.stdout


def test_unknown_hosts_are_404_and_the_state_pages_are_not(server: Server) -> None:
    for path in ("/", "/soporte/", "/api/docs/", "/static/admin/css/base.css", "/_allauth/browser/v1/auth/session"):
        answer = get(server, path, "nadie.example")
        assert answer.status_code == 404, path
        assert answer.json()["codigo"] == "no_encontrado"
    assert get(server, "/healthz", "nadie.example").status_code == 200
    assert get(server, "/static/admin/css/base.css", "ACME.localhost").status_code == 200


def test_the_platforms_pages_are_not_a_tenants_and_the_demos_doors_are_nobodys(server: Server) -> None:
    assert get(server, "/admin/login/", "localhost").status_code == 200
    assert get(server, "/_allauth/browser/v1/auth/session", "localhost").status_code == 401
    for path in ("/admin/login/", "/_allauth/browser/v1/auth/session", "/demo/datos/", "/demo/token/"):
        assert get(server, path, "acme.localhost").status_code == 404, path
    assert get(server, "/demo/portada/", "localhost").status_code == 404


def test_pages_carry_the_headers_that_protect_them(server: Server) -> None:
    headers = get(server, "/api/docs/", "acme.localhost").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_a_forged_login_is_refused_in_json(server: Server) -> None:
    url = f"http://127.0.0.1:{server.port}/_allauth/browser/v1/auth/login"
    answer = httpx.post(url, headers={"Host": "localhost"}, json={"username": "ana", "password": "x"})
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["codigo"] == "prohibido"


def test_nobody_signs_up(server: Server) -> None:
    base = f"http://127.0.0.1:{server.port}/_allauth/browser/v1/auth"
    with httpx.Client(headers={"Host": "localhost"}) as browser:
        csrf = browser.get(f"{base}/session").cookies["csrftoken"]
        body = {"username": "mala", "password": "una-clave-bien-larga", "email": "mala@example.com"}
        headers = {"X-CSRFToken": csrf, "Cookie": f"csrftoken={csrf}"}
        assert browser.post(f"{base}/signup", json=body, headers=headers).status_code == 403


def test_no_token_reaches_a_line(server: Server) -> None:
    for path in ("/ws/chat/1/?token=secreto-123", "/ws/chat/soporte/?ticket=secreto-123", "/nada/?token=secreto-123"):
        get(server, path, "acme.localhost")
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            raw.sendall(
                f"GET {path} HTTP/1.1\r\nHost: acme.localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            assert raw.recv(100).startswith(b"HTTP/1.1 40")
    assert "secreto-123" not in server.log.read_text()


def test_a_port_in_use_is_said_before_anything_starts(data_dir: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in ("serve", "demo"):
            assert failed(ventanilla(data_dir, command, "--port", port), 1, port, "en uso")
    assert processes_of(data_dir) == []


def test_an_address_of_another_machine_is_said(data_dir: Path) -> None:
    assert failed(ventanilla(data_dir, "serve", "--host", "192.0.2.1"), 1, "192.0.2.1")
    assert failed(ventanilla(data_dir, "serve", "--host", "no such host"), 1, "no such host")


Demo = tuple[Running, list[dict[str, object]]]


@pytest.fixture(scope="module")
def demo(installed: Path) -> Iterator[Demo]:
    """A demo that was stopped and started again, and what one of its people had in their history before."""
    place = Path(tempfile.mkdtemp(prefix="vt-demo-")) / "data"
    subprocess.run(["cp", "-a", installed, place], check=True)
    with serving(place, "demo") as first:
        before = history(first, "globex.localhost", 5)
        assert first.end(signal.SIGTERM) == 0
    with serving(place, "demo") as second:
        yield second, before
        assert second.end(signal.SIGTERM) == 0
    assert processes_of(place) == []
    shutil.rmtree(place.parent)


def test_the_demo_says_where_everything_is(demo: Demo) -> None:
    server, _ = demo
    front = server.get("/demo/portada/").json()
    assert [tenant["slug"] for tenant in front["tenants"]] == ["acme", "globex"]
    assert front["tenants"][1]["url"] == f"http://globex.localhost:{server.port}/"
    assert front["agentes"][0] == {"usuario": "ana", "nombre": "Ana Ruiz", "contrasena": "ventanilla-ana"}
    assert server.get("/demo/portada/", "acme.localhost").status_code == 404
    here = server.get("/demo/datos/", "globex.localhost").json()
    assert here["tenant"]["slug"] == "globex"
    assert {"cliente_id": 5, "nombre": "Gustavo Peña"}.items() <= here["personas"][0].items()


def test_the_demos_people_have_a_past_that_is_told_once(demo: Demo) -> None:
    server, before = demo
    chats = history(server, "globex.localhost", 5)
    assert chats == before
    assert chats[0]["cerrado"] is False
    assert chats[0]["anterior"] == chats[1]["id"]
    assert chats[1]["cerrado"] is True
    assert chats[1]["razon_cierre"]


def test_the_demo_makes_nobody_up(demo: Demo) -> None:
    url = f"http://127.0.0.1:{demo[0].port}/demo/token/"
    for body, status in (({"cliente_id": 999}, 404), ({}, 400), ([], 400), ({"cliente_id": "noa"}, 404)):
        assert httpx.post(url, headers={"Host": "acme.localhost"}, json=body).status_code == status
    assert httpx.post(url, headers={"Host": "nadie.example"}, json={"cliente_id": 5}).status_code == 404


def history(server: Running, host: str, cliente_id: int) -> list[dict[str, object]]:
    base = f"http://127.0.0.1:{server.port}"
    token = httpx.post(f"{base}/demo/token/", headers={"Host": host}, json={"cliente_id": cliente_id}).json()["token"]
    answer = httpx.get(f"{base}/api/chat/historial/", headers={"Host": host, "Authorization": f"Bearer {token}"})
    found: list[dict[str, object]] = answer.json()["resultados"]
    return found
