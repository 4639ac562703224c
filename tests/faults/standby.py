"""A PostgreSQL with a standby behind it, and one address that leads to whichever of the two is the primary."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg

from tests.installation import free_port

SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "max_connections": "250",
    "wal_level": "replica",
    "max_wal_senders": "5",
    "hot_standby": "on",
    "wal_receiver_timeout": "5s",
}


def programs() -> Path | None:
    """The newest PostgreSQL of this machine's own, with all that a standby needs."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "pg_basebackup").exists()]
    return max(found, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), default=None)


class Postgres:
    """One server in a folder. It refuses to be root: then it is `postgres`, whom the package made."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self.folder, self._bin = folder, bin_
        self.port = free_port()

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder.parent, timeout=90)
        assert done.returncode == 0, done.stderr or done.stdout

    def make(self) -> None:
        self.run("initdb", "-D", str(self.folder), "-U", "ventanilla", "--auth=trust", "--encoding=UTF8")
        self.settle(SETTINGS)

    def copy(self, primary: Postgres, name: str) -> None:
        """A standby of it."""
        upstream = f"host=127.0.0.1 port={primary.port} user=ventanilla application_name={name}"
        self.run("pg_basebackup", "-D", str(self.folder), "-R", "-X", "stream", "-c", "fast", "-d", upstream)

    def settle(self, settings: dict[str, str]) -> None:
        with (self.folder / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder.parent}"
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-l", str(self.folder) + ".log", "-o", options, "start")

    def kill(self) -> None:
        """As by a power cut: no process of it does anything any more."""
        pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in [pid, *map(int, children)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    def hold_back(self) -> None:
        """It gets nothing of its primary's any more, which goes on without it."""
        with self.connect() as connection:
            connection.execute("ALTER SYSTEM SET primary_conninfo = ''")
            connection.execute("SELECT pg_reload_conf()")

    def promote(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder), "-w", "promote")

    def stop(self) -> None:
        with contextlib.suppress(AssertionError):
            self.run("pg_ctl", "-D", str(self.folder), "-m", "immediate", "stop")

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="ventanilla", dbname=database, autocommit=True, connect_timeout=5
        )


class Address:
    """What a virtual address or a proxy is: every connection goes to today's primary, and ends when it is another."""

    def __init__(self, target: int) -> None:
        self.port = 0
        self._target = target
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def leads_to(self, target: int) -> None:
        self._target = target
        for writer in list(self._open):
            writer.transport.abort()

    async def close(self) -> None:
        assert self._server is not None
        self.leads_to(0)
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, there_writer}
        self._open |= both
        await asyncio.gather(_pour(reader, there_writer), _pour(there_reader, writer))
        self._open -= both
        for each in both:
            each.transport.abort()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.transport.abort()


@asynccontextmanager
async def pair(folder: Path, bin_: Path, *, synchronous: bool) -> AsyncIterator[tuple[Postgres, Postgres, Address]]:
    """Primary, standby, and the address of whoever is primary; with an empty database `ventanilla`."""
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    primary, standby = Postgres(folder / "one", bin_), Postgres(folder / "two", bin_)
    primary.make()
    primary.start()
    address = Address(primary.port)
    await address.listen()
    try:
        with primary.connect() as connection:
            connection.execute("CREATE DATABASE ventanilla")
        standby.copy(primary, "two")
        standby.start()
        if synchronous:
            with primary.connect() as connection:
                connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'two'")
                connection.execute("SELECT pg_reload_conf()")
                state = None
                while state != ("sync",):
                    state = connection.execute("SELECT sync_state FROM pg_stat_replication").fetchone()
                    await asyncio.sleep(0.05)
        yield primary, standby, address
    finally:
        await address.close()
        for each in (primary, standby):
            each.stop()
