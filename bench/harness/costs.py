"""What processes have used: CPU and memory of a process with all its children, and of the whole machine."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """The process and all that descend from it."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children[int(fields[1])].append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        found.append(todo.pop())
        todo += children[found[-1]]
    return found


def cpu_seconds(pid: int) -> float:
    """Children that have ended and were waited for are in it: PostgreSQL's short-lived backends."""
    ticks = sum(sum(map(int, fields[11:15])) for member in tree(pid) if (fields := _stat(member)))
    return ticks / TICK


def memory_kib(pid: int) -> int:
    """Proportional set size: what is shared between workers counts once. Without the kernel's socket buffers."""
    return sum(_pss(member) for member in tree(pid))


def machine_busy_seconds() -> float:
    """Of all cores: user, nice, system, irq, softirq and stolen."""
    fields = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]))
    return (fields[0] + fields[1] + fields[2] + sum(fields[5:8])) / TICK


def _stat(pid: int) -> list[str]:
    """The fields after the command's name."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
