"""What faults are done to: an installation with its own PostgreSQL, nodes that serve it, and a Redis."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGTERM
from typing import Any

import httpx

from tests.installation import PROGRAM, free_port
from tests.server.machine import environment, keeper_of, kill, postmaster_of, processes_of
from ventanilla.server.postgres import running

from .apart import Apart
from .load import Cast

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Place:
    """An installation: a data directory, its PostgreSQL, and the people in it."""

    data: Path
    url: str
    cast: Cast

    def environment(self, *, database: str = "ventanilla", **more: str) -> dict[str, str]:
        return {
            **environment(self.data, **more),
            "DATABASE_URL": self.address(database),
            "SECRET_KEY": "only-for-faults-" + "x" * 40,
            "VENTANILLA_RATE_LIMIT": "0",
            "PYTHONPATH": str(ROOT),
        }

    def address(self, database: str = "ventanilla") -> str:
        return self.url.replace("/ventanilla?", f"/{database}?")

    # --- its PostgreSQL -----------------------------------------------------------------------------------

    def signal_postgres(self, number: int) -> int:
        """To the postmaster, whose pid it returns. Its keeper starts it again when it is gone."""
        pid = postmaster_of(self.data)
        os.kill(pid, number)
        return pid

    def signal_keeper(self, number: int) -> None:
        os.kill(keeper_of(self.data), number)

    async def postgres_is_back(self, *, not_as: int, within: float = 30) -> None:
        """Another postmaster than that one is ready."""

        def is_back() -> bool:
            with contextlib.suppress(OSError, ValueError, IndexError):
                lines = (self.data / "postgres" / "postmaster.pid").read_text().splitlines()
                return int(lines[0]) != not_as and lines[7].strip() == "ready"
            return False

        await eventually(is_back, within=within)


@contextmanager
def place(*, durable: bool) -> Iterator[Place]:
    """Migrated, with acme and globex beside public, ana and bea. Nothing of it is left afterwards."""
    data = Path(tempfile.mkdtemp(prefix="ventanilla-faults-")) / "data"
    try:
        with running(data, durable=durable) as url:
            empty = Place(data, url, Cast({}, {}))
            made = subprocess.run(
                [sys.executable, "-m", "tests.faults.cast"],
                cwd=ROOT,
                env=empty.environment(),
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            assert made.returncode == 0, made.stderr
            yield Place(data, url, Cast(**json.loads(made.stdout.splitlines()[-1])))
    finally:
        for pid in processes_of(data):
            with contextlib.suppress(OSError):
                os.kill(pid, SIGCONT)
            kill(pid)
        shutil.rmtree(data.parent, ignore_errors=True)


class Node:
    """A server process on a port of its own that can be ended and started again."""

    def __init__(
        self,
        place: Place,
        *command: str,
        ports: int = 1,
        host: str = "127.0.0.1",
        database: str = "ventanilla",
        **environment: str,
    ) -> None:
        self.host = host
        self.ports = [free_port() for _ in range(ports)]
        self.log = place.data.parent / f"node-{self.ports[0]}.log"
        self._command = command
        self._environment = place.environment(database=database, **environment)
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def serving(cls, place: Place, *arguments: str, **environment: str) -> Node:
        """`ventanilla serve`."""
        return cls(place, str(PROGRAM), "serve", *arguments, "--port", **environment)

    @classmethod
    def serving_in(cls, apart: Apart, place: Place, **environment: str) -> Node:
        """The same on a machine of its own."""
        command = (*apart.inside, str(PROGRAM), "serve", "--host", apart.own, "--port")
        return cls(place, *command, host=apart.own, **environment)

    @classmethod
    def variant(cls, place: Place, *names: str, database: str = "ventanilla") -> Node:
        """Two nodes in one process, changed as `variants` says."""
        return cls(place, sys.executable, "-m", "tests.faults.variants", "+".join(names), ports=2, database=database)

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [*self._command, *map(str, self.ports)],
                cwd=ROOT,
                env=self._environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    async def ready(self, *, within: float = 40) -> None:
        async with httpx.AsyncClient(verify=False, timeout=2) as client:
            for port in self.ports:
                url, deadline = f"http://{self.host}:{port}/readyz", time.monotonic() + within
                while True:
                    assert self._process is not None
                    assert self._process.poll() is None, f"the node ended:\n{self.log.read_text()[-3000:]}"
                    assert time.monotonic() < deadline, f"the node is not ready:\n{self.log.read_text()[-3000:]}"
                    with contextlib.suppress(httpx.HTTPError):
                        if (await client.get(url)).status_code == 200:
                            break
                    await asyncio.sleep(0.05)

    async def not_ready(self, *, within: float = 30) -> None:
        """It says so, once it has noticed."""
        url, deadline = f"http://{self.host}:{self.ports[0]}/readyz", time.monotonic() + within
        async with httpx.AsyncClient(verify=False, timeout=5) as client:
            while (await client.get(url)).status_code == 200:
                assert time.monotonic() < deadline, "the node has noticed nothing"
                await asyncio.sleep(0.2)

    @property
    def workers(self) -> list[int]:
        """The processes that serve: the supervisor's children, or the one process that there is."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        serving = [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        return serving or [self._process.pid]

    def signal(self, number: int) -> None:
        """To every process of the node."""
        assert self._process is not None
        os.killpg(self._process.pid, number)

    async def end(self, number: int = SIGTERM, *, within: float = 25) -> int:
        """The exit status."""
        process = self._process
        assert process is not None
        if process.poll() is None:
            if number == SIGKILL:
                self.signal(number)
            else:
                process.send_signal(number)
            await eventually(lambda: process.poll() is not None, within=within)
        return process.returncode

    async def restart(self, *command: str) -> None:
        """Told to end, and started again once it has gone: as another program, where one is named."""
        assert await self.end() in (0, -SIGTERM)
        self._command = command or self._command
        self.start()
        await self.ready()

    async def destroy(self) -> None:
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.signal(SIGCONT)
            try:
                await self.end(within=15)
            except AssertionError:
                await self.end(SIGKILL)


class Redis:
    """A real redis-server."""

    def __init__(self, place: Place) -> None:
        self.port = free_port()
        self._folder = place.data.parent
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def is_installed() -> bool:
        return shutil.which("redis-server") is not None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *hosts: str) -> None:
        """For this machine, and at those addresses of it."""
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self._folder)]
        command += ["--bind", "127.0.0.1", *hosts, "--protected-mode", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


async def eventually(holds: Callable[[], Any], *, within: float = 15) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        await asyncio.sleep(0.02)
