"""The process that owns the embedded PostgreSQL: makes its cluster, starts it, and stops it when no lease is left.

Run by `lease` as `python -m ventanilla.server.postgres.keeper DATA_DIR durable|fast`; says one line on standard
output: `ready`, or what is wrong.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from .account import Account, account_for
from .binaries import choose
from .leftovers import clear_leftovers
from .places import DATABASE, OWNER, Lock, Places

START_S = 120
FAST = {"fsync": "off", "full_page_writes": "off"}
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "250",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What people write must not reach a log: neither the row of a failed insert nor the statement.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_line_prefix": "%m [%p] ",
}


class StartError(Exception):
    """Said to whoever asked for PostgreSQL."""


class Keeper:
    """One PostgreSQL and the thread that waits for its last user to leave."""

    def __init__(self, places: Places, *, durable: bool) -> None:
        self._places = places
        self._options = OPTIONS if durable else OPTIONS | FAST
        self._programs = choose(places.cluster)
        self._account = account_for(places.cluster, self._programs)
        self._sockets = Path()
        self._server: subprocess.Popen[bytes] | None = None
        self._stopping = False

    def start(self) -> None:
        if not self._places.cluster.exists():
            self._make_cluster()
        self._sockets = _socket_folder(self._places, self._account)
        try:
            self._start_server()
            _write(self._places.sockets, str(self._sockets))
        except BaseException:
            self._forget_sockets()
            raise

    def keep(self, lease: Lock) -> None:
        """Returns when the last lease is gone and PostgreSQL has stopped. It is started again where it dies."""
        threading.Thread(target=self._stop_when_unused, args=(lease,), daemon=True).start()
        deaths = 0
        while not self._stopping:
            began = time.monotonic()
            self._wait()
            deaths = 1 if time.monotonic() - began > 60 else deaths + 1
            if not self._stopping and deaths > 5:
                break
            if not self._stopping:
                self._start_server()
        self._wait()
        self._forget_sockets()

    def _stop_when_unused(self, lease: Lock) -> None:
        lease.wait_exclusive()
        self._stopping = True
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)

    def _forget_sockets(self) -> None:
        self._places.sockets.unlink(missing_ok=True)
        shutil.rmtree(self._sockets, ignore_errors=True)

    def _wait(self) -> None:
        if self._server is not None:
            self._server.wait()

    def _make_cluster(self) -> None:
        unfinished = self._places.unfinished
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._account.owns(unfinished)
        made = self._run(
            "initdb",
            "-D", str(unfinished), "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--no-instructions",
            *_locale(self._programs),
        )  # fmt: skip
        if made.returncode:
            raise StartError(f"no se puede crear la base de datos: {_last_line(made.stderr)}")
        named = self._run(
            "postgres", "--single", "-D", str(unfinished), "postgres", asks=f"CREATE DATABASE {DATABASE};\n"
        )
        if named.returncode:
            raise StartError(f"no se puede crear la base de datos: {_last_line(named.stderr)}")
        # One rename makes it whole: a cluster that was interrupted half-way is never taken for one.
        unfinished.rename(self._places.cluster)

    def _run(self, program: str, *arguments: str, asks: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self._programs / program), *arguments],
            input=asks,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            preexec_fn=self._account.becoming(),
        )

    def _start_server(self) -> None:
        deadline = time.monotonic() + START_S
        clear_leftovers(self._places.cluster)
        while True:
            self._launch()
            if self._becomes_ready(deadline):
                return
            # Children of a PostgreSQL that was killed may hold its memory for a moment longer.
            if not clear_leftovers(self._places.cluster) and time.monotonic() > deadline - START_S + 5:
                raise StartError(f"PostgreSQL no arranca: {_last_line(_tail(self._places.log))}")
            time.sleep(0.1)

    def _launch(self) -> None:
        settings = [f"-c{name}={value}" for name, value in self._options.items()]
        with _log(self._places.log) as log:
            self._server = subprocess.Popen(
                [
                    str(self._programs / "postgres"),
                    "-D",
                    str(self._places.cluster),
                    "-k",
                    str(self._sockets),
                    *settings,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=self._account.becoming(),  # noqa: PLW1509 it calls the system, and waits for no lock
            )

    def _becomes_ready(self, deadline: float) -> bool:
        assert self._server is not None
        while self._server.poll() is None:
            if _status(self._places.cluster, self._server.pid) == "ready":
                return True
            if time.monotonic() > deadline:
                self._server.send_signal(signal.SIGQUIT)
                self._server.wait()
                break
            time.sleep(0.005)
        return False


def main() -> None:
    for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    places = Places.under(Path(sys.argv[1]))
    alive, lease = Lock(places.keeper), Lock(places.lease)
    if not alive.try_exclusive():
        _say("ya hay otro PostgreSQL en marcha ahí: vuelve a intentarlo")
        return
    try:
        keeper = Keeper(places, durable=sys.argv[2] == "durable")
        keeper.start()
    except (StartError, LookupError, OSError) as error:
        _say(str(error))
        sys.exit(1)
    _say("ready")
    keeper.keep(lease)


def _say(line: str) -> None:
    with suppress(OSError):  # whoever asked is gone
        os.write(1, (line.replace("\n", " ") + "\n").encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _socket_folder(places: Places, account: Account) -> Path:
    """Private, and short: the path of a socket has room for some 100 bytes. The last one's, where it is still there."""
    last = places.socket_folder()
    if last is not None and last.is_dir() and last.stat().st_uid == (account.uid or os.geteuid()):
        return last
    short = "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else None  # noqa: S108 mkdtemp makes it ours alone
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-", dir=short))
    account.owns(folder)
    return folder


def _locale(programs: Path) -> tuple[str, ...]:
    help_text = subprocess.run([programs / "initdb", "--help"], capture_output=True, text=True, check=False).stdout
    if "builtin-locale" in help_text:
        return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=C.UTF-8",) if sys.platform == "linux" else ("--locale=C",)


def _status(cluster: Path, pid: int) -> str:
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except OSError:
        return ""
    return lines[7].strip() if len(lines) > 7 and lines[0].strip() == str(pid) else ""


def _log(path: Path) -> IO[bytes]:
    if path.exists() and path.stat().st_size > 5_000_000:
        path.replace(path.with_suffix(".log.1"))
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def _tail(path: Path) -> str:
    return path.read_text(errors="replace")[-4000:] if path.exists() else ""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or ["no dijo nada"])[-1]


def _write(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text)
    fresh.replace(path)


if __name__ == "__main__":
    main()
