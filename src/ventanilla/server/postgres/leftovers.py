"""What a PostgreSQL that was killed leaves behind: children that outlive it for a moment, and a pid file.

PostgreSQL itself sees through a stale pid file, except where the number now belongs to another process of the
same account (a new container, a reboot); and it rightly refuses to start beside its own surviving children.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

GOOD_ORDER_S = 10


def clear_leftovers(cluster: Path) -> bool:
    """No process works in this cluster any more, and no pid file names a stranger. True where there was something."""
    if not cluster.exists():
        return False
    left = _processes_in(cluster)
    for pid in left:
        _signal(pid, signal.SIGINT)
    deadline = time.monotonic() + GOOD_ORDER_S
    while (still := _processes_in(cluster)) and time.monotonic() < deadline:
        time.sleep(0.01)
    for pid in still:
        _signal(pid, signal.SIGQUIT)
    named = _named_in(cluster)
    if named is not None and _alive(named) and not _processes_in(cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return True
    return bool(left)


def _processes_in(cluster: Path) -> list[int]:
    """PostgreSQL and its children work inside their cluster's folder."""
    if Path("/proc/self/cwd").exists():
        return [pid for pid in _all_pids() if _works_in(pid, cluster)]
    named = _named_in(cluster)
    return [named] if named is not None and _is_postgres(named) else []


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _works_in(pid: int, cluster: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == cluster
    except OSError:
        return False


def _is_postgres(pid: int) -> bool:
    said = subprocess.run(
        ["/bin/ps", "-p", str(pid), "-o", "comm="], capture_output=True, text=True, check=False
    ).stdout
    return "postgres" in said


def _named_in(cluster: Path) -> int | None:
    try:
        return int((cluster / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _signal(pid: int, kind: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, kind)
