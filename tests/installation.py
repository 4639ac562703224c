"""What the tests run against: one installation with the cast in it, and servers as subprocesses."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

PROGRAM = Path(sys.executable).with_name("ventanilla")
PASSWORDS = {"ana": "la-ventanilla-de-ana", "bea": "la-ventanilla-de-bea"}


@dataclass
class Server:
    """A running `ventanilla serve`."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=20)


@contextlib.contextmanager
def prepared() -> Iterator[None]:
    """The database runs, Django is set up, acme and globex exist, ana and bea answer."""
    from ventanilla.server import installation

    with installation.opened(migrates=True):
        _make_the_cast()
        yield


def serving(*arguments: str, **environment: str) -> contextlib.AbstractContextManager[Server]:
    return _running([PROGRAM, "serve", *arguments], environment)


def served_by_uvicorn() -> contextlib.AbstractContextManager[Server]:
    """The application in a server that knows nothing of it: its sockets are plain ASGI."""
    options = ["--lifespan", "on", "--ws", "websockets-sansio", "--log-level", "warning"]
    return _running([PROGRAM.with_name("uvicorn"), "ventanilla.asgi:application", *options], {})


@contextlib.contextmanager
def _running(command: list[str | Path], environment: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    log = Path(os.environ["VENTANILLA_DATA_DIR"]) / f"serve-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )
    running = Server(port, process, log)
    try:
        wait_until_ready(running)
        yield running
    finally:
        if process.poll() is None:
            running.stop()


def wait_until_ready(server: Server, *, within: float = 30) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"http://127.0.0.1:{server.port}/readyz", timeout=2).status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"the server did not become ready:\n{server.log.read_text()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _make_the_cast() -> None:
    from ventanilla.desk import agents
    from ventanilla.desk.models import Agente
    from ventanilla.server import tenants
    from ventanilla.server.models import Tenant

    for slug, nombre in (("acme", "Acme Logística"), ("globex", "Globex Salud")):
        if not Tenant.objects.filter(slug=slug).exists():
            tenants.create(slug, nombre=nombre)
    for usuario, password in PASSWORDS.items():
        if not Agente.objects.filter(user__username=usuario).exists():
            agents.create(usuario, password=password, nombre={"ana": "Ana Ruiz", "bea": "Bea Campos"}[usuario])
