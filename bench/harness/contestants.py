"""Who is measured: how each one is started, which database it has, and how it is filled with tenants."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import people
from .machine import USER, Machine, NotReadyError

BENCH = Path(__file__).parents[1]
TODAY = BENCH / "peers/today"
NODE = BENCH / "peers/node"
PEERS_BIN = BENCH / "build/venv/bin"
AGENTS = 16
KEY = "a key for a benchmark that nobody else can reach"


@dataclass(frozen=True)
class Contestant:
    name: str
    label: str
    family: str
    """Those of one family share tables and data."""
    command: Callable[[int, int], list[str | Path]]
    """From port and number of processes."""
    dialect: str = "json"
    filled_by: str = ""
    """Who serves the sockets for it, where it has none itself."""
    needs_redis: bool = False


@dataclass(frozen=True)
class House:
    """A family's database with so many tenants in it, and its people's keys."""

    family: str
    database: str
    tenants: int
    secret_of: Callable[[str], str]
    agents: list[str]


def ventanilla_program() -> Path:
    return Path(os.environ.get("VENTANILLA", BENCH.parent / ".venv/bin/ventanilla"))


def _serve(port: int, workers: int) -> list[str | Path]:
    return [ventanilla_program(), "serve", "--port", str(port), "--workers", str(workers)]


def _uvicorn(port: int, workers: int) -> list[str | Path]:
    fast = ["--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio", "--lifespan", "off"]
    plain = ["--ws-per-message-deflate", "false", "--no-access-log", "--log-level", "warning"]
    where = ["--port", str(port), "--workers", str(workers), "--backlog", "2048"]
    return [PEERS_BIN / "uvicorn", "project.asgi:application", *where, *fast, *plain]


def _daphne(port: int, _workers: int) -> list[str | Path]:
    return [PEERS_BIN / "daphne", "-b", "127.0.0.1", "-p", str(port), "-v", "0", "project.asgi:application"]


def _gunicorn(*kind: str) -> Callable[[int, int], list[str | Path]]:
    def command(port: int, workers: int) -> list[str | Path]:
        where = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--keep-alive", "75"]
        return [PEERS_BIN / "gunicorn", "project.wsgi:application", *where, *kind]

    return command


def _node(program: str, *words: str) -> Callable[[int, int], list[str | Path]]:
    return lambda port, _workers: ["node", program, str(port), *words]


ALL = (
    Contestant("ventanilla", "Ventanilla", "ventanilla", _serve),
    Contestant("channels-uvicorn", "Django Channels, uvicorn", "today", _uvicorn, needs_redis=True),
    Contestant("channels-daphne", "Django Channels, daphne", "today", _daphne, needs_redis=True),
    Contestant("socketio", "Socket.IO + pg", "node", _node("socketio.js"), dialect="socketio"),
    Contestant("node", "node ws + pg, INSERT per message", "node", _node("ws.js")),
    Contestant("node-group", "node ws + pg, group commit", "node", _node("ws.js", "grouped")),
    Contestant("drf-sync", "DRF, gunicorn sync", "today", _gunicorn("-k", "sync"), filled_by="channels-uvicorn"),
    Contestant(
        "drf-gthread",
        "DRF, gunicorn gthread x8",
        "today",
        _gunicorn("-k", "gthread", "--threads", "8"),
        filled_by="channels-uvicorn",
    ),
)
# What the experiment `journal` compares: a figure's label without a server of its own.
PARTS = {
    "append-asyncpg": "known chats, asyncpg (as it is)",
    "functions-asyncpg": "looking first, asyncpg (as it is)",
    "statements-asyncpg": "plain statements, asyncpg",
    "append-psycopg": "known chats, psycopg",
    "functions-psycopg": "looking first, psycopg",
}


def label_of(name: str) -> str:
    return PARTS.get(name) or BY_NAME[name].label


BY_NAME = {contestant.name: contestant for contestant in ALL}


def environment(machine: Machine, house: House) -> dict[str, str]:
    if house.family == "ventanilla":
        return {
            "DATABASE_URL": f"postgresql://{USER}@/{house.database}?host={machine.postgres_socket}",
            "SECRET_KEY": KEY,
            "VENTANILLA_DATA_DIR": str(machine.folder / "ventanilla"),
            # One cliente writes faster here than any person: everything else is the product as it is.
            "VENTANILLA_RATE_LIMIT": "0",
        }
    return {
        "PGHOST": str(machine.postgres_socket),
        "PGUSER": USER,
        "PGDATABASE": house.database,
        "SECRET_KEY": KEY,
        "TOKEN_SECRET": people.TOKEN_SECRET,
        "REDIS_URL": machine.redis_url,
        "NODE_ENV": "production",
    }


def folder_of(contestant: Contestant) -> Path:
    return {"today": TODAY, "node": NODE}.get(contestant.family, BENCH)


def house_of(machine: Machine, contestant: Contestant, tenants: int) -> House:
    """The family's database with that many tenants; made where it is not there."""
    database = f"{contestant.family}_{tenants}"
    is_new = not machine.has_database(database)
    if is_new:
        machine.sql("postgres", f"CREATE DATABASE {database}")
    shared = House(contestant.family, database, tenants, lambda _slug: people.TOKEN_SECRET, _agents_of_peers())
    if contestant.family == "ventanilla":
        return _seed_ventanilla(machine, shared)
    if contestant.family == "today" and is_new:
        run([PEERS_BIN / "python", "seed.py", str(tenants)], machine, shared, TODAY)
    if contestant.family == "node" and is_new:
        machine.sql(database, (NODE / "schema.sql").read_text())
    return shared


def stored(machine: Machine, house: House) -> int:
    """Messages in the database, over all tenants."""
    table = {"ventanilla": '"{}".ventanilla_mensaje', "today": '"{}".chat_mensaje', "node": "mensaje"}[house.family]
    tables = [table] if house.family == "node" else [table.format(slug) for slug in people.slugs(house.tenants)]
    counts = " UNION ALL ".join(f"SELECT count(*) AS n FROM {name}" for name in tables)
    return int(machine.sql(house.database, f"SELECT sum(n) FROM ({counts}) AS all_of_them")[0][0])


def _seed_ventanilla(machine: Machine, house: House) -> House:
    program = Path(__file__).with_name("seed_ventanilla.py")
    python = ventanilla_program().with_name("python")
    made = json.loads(run([python, program, str(house.tenants), str(AGENTS)], machine, house, BENCH).splitlines()[-1])
    return House(house.family, house.database, house.tenants, made["tenants"].__getitem__, made["agents"])


def _agents_of_peers() -> list[str]:
    names = (f"agente{number}" for number in range(1, AGENTS + 1))
    return [people.sign({"sub": name, "aud": "soporte"}, people.TOKEN_SECRET) for name in names]


def run(command: list[str | Path], machine: Machine, house: House, cwd: Path) -> str:
    env = {**os.environ, **environment(machine, house)}
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)
    except FileNotFoundError:
        raise NotReadyError(f"{command[0]} is missing: make -C bench setup (for Ventanilla: make setup)") from None
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise NotReadyError(f"{Path(command[1]).name} failed")
    return done.stdout
