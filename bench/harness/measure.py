"""One measurement: a fresh server, the generator against it, and what both and the database used meanwhile."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import contestants, costs, people
from .contestants import BENCH, Contestant, House
from .machine import Machine, NotReadyError, free_port, start, stop

LOAD = BENCH / "build/load"
CHATS_OF_AN_AGENTE = 200
"""Ventanilla's limit of subscriptions for one connection; the peers get as many agents."""

Record = dict[str, Any]


@dataclass
class Running:
    contestant: Contestant
    house: House
    port: int
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def serving(
    machine: Machine, contestant: Contestant, house: House, *, workers: int = 1, cpus: str | None = None
) -> Iterator[Running]:
    port = free_port()
    log = machine.folder / f"{contestant.name}.log"
    since = len(log.read_text(errors="replace")) if log.exists() else 0
    process = start(
        contestant.command(port, workers),
        cpus=cpus or machine.server_cpus,
        log=log,
        env=contestants.environment(machine, house),
        cwd=contestants.folder_of(contestant),
    )
    running = Running(contestant, house, port, process)
    try:
        _wait_until_ready(running, log)
        yield running
    finally:
        stop(process)
        show_complaints(log, since=since)


def chats(
    machine: Machine, running: Running, mode: str, *, count: int, agents: int, idle: int = 0, **options: object
) -> Record:
    """Modes closed and open."""
    house = running.house
    before = contestants.stored(machine, house)
    at_desk = _agents(house, max(agents, -(-count // CHATS_OF_AN_AGENTE)))
    files: dict[str, object] = {
        "clientes": people.write(machine.folder / "clientes", people.clientes(count, house.tenants, house.secret_of)),
        "agentes": people.write(machine.folder / "agentes", at_desk),
    }
    if idle:
        silent = people.clientes(idle, house.tenants, house.secret_of, prefix="idle")
        files["idle"] = people.write(machine.folder / "idle", silent)
    record = generate(machine, running, mode, dialect=running.contestant.dialect, **files, **options)
    record["stored"] = contestants.stored(machine, house) - before
    return record


def fill(machine: Machine, running: Running, *, count: int, messages: int) -> list[tuple[int, int]]:
    """Each of that many clientes has a chat with at least so many messages: (chat_id, last seq)."""
    house = running.house
    file = people.write(machine.folder / "fill", people.clientes(count, house.tenants, house.secret_of))
    options: dict[str, object] = {"clientes": file, "dialect": running.contestant.dialect, "catch_up": messages}
    record = generate(machine, running, "fill", **options)
    if "failure" in record:
        raise NotReadyError(f"{running.contestant.name}: {record['failure']}")
    return [(chat_id, last) for chat_id, last in record["chats"]]


def generate(machine: Machine, running: Running, mode: str, **options: object) -> Record:
    """What the generator printed, and `cores`: how many each took between its `begin` and its `end`."""
    words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    command = ["taskset", "-c", machine.other_cpus, LOAD, mode, "--port", str(running.port), *words]
    before, after, memory, last = None, None, 0, "{}"
    empty = costs.memory_kib(running.process.pid)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as generator:
        assert generator.stdout is not None
        for line in generator.stdout:
            if '"event": "begin"' in line:
                before = _sample(machine, running, generator.pid)
            elif '"event": "end"' in line:
                after = _sample(machine, running, generator.pid)
                memory = costs.memory_kib(running.process.pid)
            else:
                last = line
    record: Record = json.loads(last)
    if before and after:
        seconds = after["at"] - before["at"]
        record["cores"] = {name: round((after[name] - before[name]) / seconds, 3) for name in after if name != "at"}
        record["cores"]["others"] = round(record["cores"].pop("machine") - sum(record["cores"].values()), 3)
        record["memory_kib"] = {"before": empty, "at_end": memory}
    return record


def journal(machine: Machine, house: House, variant: str, tenants: int, batch: int, seconds: float) -> Record:
    """Without sockets: one writer, on the server's core."""
    python = contestants.ventanilla_program().with_name("python")
    words = [variant, tenants, batch, round(seconds), machine.processes["postgres"].pid]
    program = ["taskset", "-c", machine.server_cpus, python, BENCH / "harness/journal_alone.py", *map(str, words)]
    record: Record = json.loads(contestants.run(program, machine, house, BENCH).splitlines()[-1])
    return record


def show_complaints(log: Path, *, since: int) -> None:
    """The last thing that a server complained of: figures of a server that fails are none."""
    lines = log.read_text(errors="replace")[since:].splitlines()
    found = [place for place, line in enumerate(lines) if "Traceback" in line]
    if found:
        print(f"  {log.stem} complained {len(found)} times, at last:", file=sys.stderr)
        print("\n".join(f"    {line}" for line in lines[found[-1] :][-30:]), file=sys.stderr)


def _agents(house: House, count: int) -> list[tuple[str, str]]:
    if count > len(house.agents):
        raise NotReadyError(f"only {len(house.agents)} agents exist; {count} are needed")
    return [("localhost", token) for token in house.agents[:count]]


def _sample(machine: Machine, running: Running, generator: int) -> dict[str, float]:
    found = {"at": time.monotonic(), "machine": costs.machine_busy_seconds()}
    found["server"] = costs.cpu_seconds(running.process.pid)
    found |= {name: costs.cpu_seconds(process.pid) for name, process in machine.processes.items()}
    found["generator"] = costs.cpu_seconds(generator)
    found["harness"] = sum(os.times()[:2])
    return found


def _wait_until_ready(running: Running, log: Path) -> None:
    path = "/readyz" if running.contestant.family == "ventanilla" else "/"
    for _ in range(600):
        if running.process.poll() is not None:
            break
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
            connection.request("GET", path)
            status = connection.getresponse().status
            connection.close()
            # A peer answers 404 there: it is up.
            if status == 200 or path == "/":
                return
        time.sleep(0.1)
    raise NotReadyError(f"{running.contestant.name} did not start:\n{log.read_text(errors='replace')[-3000:]}")
