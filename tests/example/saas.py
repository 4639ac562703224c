"""The example SaaS standing: its own database, and the processes of each way to run it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg

from ventanilla.server.environment import connection_settings

from ..installation import free_port
from ..nginx import nginx

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "example"
BACKEND = EXAMPLE / "tenants-backend"
BIN = Path(sys.executable).parent
NOT_THEIRS = ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")


@dataclass
class Saas:
    """Migrated and seeded."""

    environment: dict[str, str]
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=BACKEND, env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )

    @property
    def log(self) -> str:
        return "\n".join(each.read_text(errors="replace") for each in sorted(self.folder.glob("*.log")))

    @contextmanager
    def process(self, name: str, *command: str | Path) -> Iterator[None]:
        with (self.folder / f"{name}.log").open("wb") as out:
            process = subprocess.Popen(command, cwd=BACKEND, env=self.environment, stdout=out, stderr=out)
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) in (0, -signal.SIGTERM), f"{name}:\n{self.log}"


@contextmanager
def saas(settings: str, folder: Path) -> Iterator[Saas]:
    """In a database of its own, which is gone afterwards."""
    name = f"saas_{os.getpid()}_{settings.rpartition('.')[2]}"
    found = connection_settings(os.environ["DATABASE_URL"])
    asked = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "password": found["PASSWORD"]}
    asked = {key: str(value) for key, value in asked.items() if value}
    environment = {key: value for key, value in os.environ.items() if key not in NOT_THEIRS and "VENTANILLA" not in key}
    environment |= {f"PG{key.upper()}": value for key, value in asked.items()}
    environment |= {"PGDATABASE": name, "DJANGO_SETTINGS_MODULE": settings}
    with psycopg.connect(**asked, dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        try:
            made = Saas(environment, folder)
            for command in ("migrate_schemas", "seed"):
                done = made.manage(command)
                assert done.returncode == 0, done.stderr
            yield made
        finally:
            # It waits for every backend of the server: for ever, where the client of one reads nothing any more.
            # What is left goes with the tests' own server.
            admin.execute("SET statement_timeout = '5s'")
            with suppress(psycopg.errors.QueryCanceled):
                admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def one_process(made: Saas) -> Iterator[int]:
    """The project's own ASGI application, in a server that knows nothing of it."""
    port = free_port()
    uvicorn = [BIN / "uvicorn", "saas.asgi:application", "--ws", "websockets-sansio", "--log-level", "warning"]
    with made.process("asgi", *uvicorn, "--port", str(port)):
        wait(port)
        yield port


@contextmanager
def beside_gunicorn(made: Saas) -> Iterator[int]:
    """gunicorn for what it always did, `ventanilla serve` for the rest, one address for both."""
    project, sockets = free_port(), free_port()
    serve = [BIN / "ventanilla", "serve", "--settings", made.environment["DJANGO_SETTINGS_MODULE"]]
    with ExitStack() as standing:
        wsgi = [BIN / "gunicorn", "saas.wsgi", "--threads", "4", "--bind", f"127.0.0.1:{project}"]
        standing.enter_context(made.process("wsgi", *wsgi))
        standing.enter_context(made.process("sockets", *serve, "--port", str(sockets)))
        yield standing.enter_context(_behind_nginx(made, "beside", {8001: project, 8002: sockets}))


@contextmanager
def several_nodes(made: Saas) -> Iterator[int]:
    """Two nodes of two workers."""
    ports = {8001: free_port(), 8002: free_port()}
    serve = [BIN / "ventanilla", "serve", "--settings", made.environment["DJANGO_SETTINGS_MODULE"], "--workers", "2"]
    with ExitStack() as standing:
        for port in ports.values():
            standing.enter_context(made.process(f"node-{port}", *serve, "--port", str(port)))
        yield standing.enter_context(_behind_nginx(made, "nodes", ports))


@contextmanager
def _behind_nginx(made: Saas, name: str, upstreams: dict[int, int]) -> Iterator[int]:
    for upstream in upstreams.values():
        wait(upstream)
    with nginx(name, made.folder, upstreams) as port:
        wait(port)
        yield port


def wait(port: int, *, within: float = 60) -> None:
    """Somebody answers there."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/login/", headers={"Host": "acme.localhost"}, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nobody answers at {port}")
