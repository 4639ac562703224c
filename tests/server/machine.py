"""What the tests of this folder look at from outside: commands, and the processes of a data directory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("ventanilla")
NOT_THEIRS = ("DATABASE_URL", "SECRET_KEY", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE")


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """An operator's environment with that data directory: nothing of the test run's own installation."""
    theirs = {name for name in os.environ if not name.startswith("VENTANILLA") and name not in NOT_THEIRS}
    return {**{name: os.environ[name] for name in theirs}, "VENTANILLA_DATA_DIR": str(data_dir), **more}


def ventanilla(
    data_dir: Path, *arguments: str, says: str = "", within: float = 60, **more: str
) -> subprocess.CompletedProcess[str]:
    """One command, run to its end."""
    return subprocess.run(
        [PROGRAM, *arguments],
        env=environment(data_dir, **more),
        input=says,
        capture_output=True,
        text=True,
        check=False,
        timeout=within,
    )


def failed(done: subprocess.CompletedProcess[str], code: int, *words: str) -> bool:
    """It ended with that code and one line on standard error, which holds the words; nothing else was said."""
    lines = done.stderr.splitlines()
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert all(word in lines[0] for word in words), lines[0]
    return True


def processes_of(data_dir: Path) -> list[int]:
    """All processes, but our own, that work in the data directory or were told of it."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with suppress(OSError):
                told = (entry / "cmdline").read_bytes().decode(errors="replace")
                if str(data_dir) in told or str((entry / "cwd").readlink()).startswith(str(data_dir)):
                    found.append(int(entry.name))
    return found


def postmaster_of(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def keeper_of(data_dir: Path) -> int:
    told = f"keeper\0{data_dir}\0"
    return next(pid for pid in processes_of(data_dir) if told in Path(f"/proc/{pid}/cmdline").read_text())


def kill(pid: int) -> None:
    """It is dead afterwards, though its parent may not have taken note yet."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: _is_dead(pid))


def end(data_dir: Path) -> None:
    """Nothing of a test's data directory is left, however the test ended."""
    for pid in processes_of(data_dir):
        kill(pid)
    with suppress(OSError):
        shutil.rmtree((data_dir / "run" / "sockets").read_text())
    shutil.rmtree(data_dir.parent)


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def eventually(holds: Callable[[], object], *, within: float = 15) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)
