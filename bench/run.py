#!/usr/bin/env python3
"""Runs the benchmarks: `python bench/run.py throughput`. See README.md.

Writes each measurement as a line of JSON to bench/results/, and prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from harness import experiments, tables
from harness.contestants import ALL, BENCH, BY_NAME
from harness.machine import NotReadyError, prepared, split_cores
from harness.measure import LOAD

SOCKETS = ["ventanilla", "channels-uvicorn", "channels-daphne", "socketio", "node", "node-group"]
TODAY = ["ventanilla", "channels-uvicorn"]
HTTP = ["ventanilla", "drf-sync", "drf-gthread"]
OPEN_FILES = 65_536


def main() -> None:
    options = parser().parse_args()
    # However it is ended, nothing that it started stays behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        ready_to_start()
        server_cpus, other_cpus = split_cores()
        redis = any(BY_NAME[name].needs_redis or BY_NAME[name].filled_by for name in options.contestants)
        with prepared(
            server_cpus=options.server_cpus or server_cpus,
            other_cpus=options.other_cpus or other_cpus,
            postgres=options.postgres,
            redis=redis,
        ) as machine:
            records = run(machine, options)
    except NotReadyError as error:
        raise SystemExit(f"bench: {error}") from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    print(f"\n## {options.experiment}\n\n{tables.table(options.experiment, records)}")


def run(machine, options) -> list[tables.Record]:
    experiment = getattr(experiments, options.experiment)
    out = options.out or BENCH / "results" / f"{options.experiment}-{time.strftime('%Y%m%dT%H%M%S')}.jsonl"
    out.parent.mkdir(exist_ok=True)
    records = []
    print(f"{options.experiment}: {experiment.__doc__}\n  results go to {out}", file=sys.stderr)
    with out.open("a") as file:
        about = {"machine": machine.version(), "commit": commit(), "options": chosen(options)}
        print(json.dumps({"experiment": options.experiment, **about}), file=file, flush=True)
        for record in experiment(machine, options):
            records.append(record)
            print(json.dumps(record), file=file, flush=True)
            print(f"  {summary(options.experiment, record)}", file=sys.stderr, flush=True)
    return records


def summary(experiment: str, record: tables.Record) -> str:
    settings, columns, _, _ = tables.SHAPES[experiment]
    what = ", ".join(f"{record[name]} {title}" for name, title in settings.items() if record.get(name))
    figures = ((title, where(record), form) for title, where, form in columns)
    shown = ", ".join(f"{title} {form.format(figure)}" for title, figure, form in figures if figure is not None)
    failure = f"  FAILED: {record['failure']}" if "failure" in record else ""
    return f"round {record['round']}  {record['contestant']:<17} {what}: {shown}{failure}"


def ready_to_start() -> None:
    if not LOAD.exists():
        raise NotReadyError("the generator is not built: make -C bench")
    if sys.platform != "linux":
        raise NotReadyError("Linux only: epoll, taskset and /proc")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (OPEN_FILES, most):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, most)))
            return
        except ValueError:
            continue


def commit() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=BENCH, capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


def chosen(options: argparse.Namespace) -> dict[str, object]:
    return {name: str(value) if isinstance(value, Path) else value for name, value in vars(options).items() if value}


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = found.add_subparsers(dest="experiment", required=True, metavar="EXPERIMENT")
    defaults = {
        "throughput": {"contestants": SOCKETS},
        "latency": {"contestants": ["ventanilla", "channels-uvicorn", "socketio", "node-group"]},
        "tenants": {"contestants": TODAY, "chats": 1000},
        "workers": {"contestants": ["ventanilla"]},
        "journal": {"contestants": ["ventanilla"]},
        "idle": {"contestants": ["ventanilla", "channels-uvicorn", "socketio", "node"]},
        "connects": {"contestants": ["ventanilla", "channels-uvicorn", "socketio", "node"], "in_flight": 128},
        "http": {"contestants": HTTP, "in_flight": 32},
    }
    for name, values in defaults.items():
        what = getattr(experiments, name).__doc__
        command = commands.add_parser(name, help=what, description=what)
        add_common(command)
        command.set_defaults(**values)
        if name == "throughput":
            command.add_argument("--idle", type=int, default=0, help="silent connections besides")
        if name == "latency":
            command.add_argument(
                "--rates", type=words, default=["50", "500", "70%"], help="a second, or %% of what saturates it"
            )
        if name == "journal":
            command.add_argument("--batches", type=numbers, default=[1, 20, 200], help="messages in a transaction")
        if name in ("tenants", "workers", "idle", "journal"):
            counts = {
                "tenants": [1, 50, 1000],
                "journal": [1, 50, 1000],
                "workers": [1, 2],
                "idle": [100, 1000, 5000, 15000],
            }[name]
            command.add_argument("--counts", type=numbers, default=counts, help=f"default {counts}")
        if name == "connects":
            command.add_argument("--catch-up", type=int, default=5, help="messages that each connection missed")
        if name in ("connects", "http"):
            command.add_argument("--in-flight", type=int, help="at once")
    return found


def add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--rounds", type=int, default=3)
    command.add_argument("--seconds", type=float, default=10)
    command.add_argument("--warmup", type=float, default=2)
    command.add_argument("--chats", type=int, default=200)
    command.add_argument("--agents", type=int, default=1, help="at least; one more for every 200 chats")
    command.add_argument("--tenants", type=int, default=1)
    command.add_argument("--contestants", type=names, help=f"some of {','.join(one.name for one in ALL)}")
    command.add_argument("--server-cpus", help="cores of the server (default: the first)")
    command.add_argument("--other-cpus", help="of PostgreSQL, Redis and the generator (default: all others)")
    command.add_argument("--postgres", help="folder of PostgreSQL's programs")
    command.add_argument("--noise", type=float, default=0.25, help="cores that others may use before a run is repeated")
    command.add_argument("--retries", type=int, default=2)
    command.add_argument("--out", type=Path, help="file of the results")


def words(text: str) -> list[str]:
    return text.split(",")


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def names(text: str) -> list[str]:
    for name in text.split(","):
        if name not in BY_NAME:
            raise argparse.ArgumentTypeError(f"no contestant {name!r}; there are {', '.join(BY_NAME)}")
    return text.split(",")


if __name__ == "__main__":
    main()
