"""How long the database takes for what agents look at, with a million chats over a thousand tenants.

    .venv/bin/python bench/inbox.py [--tenants 1000] [--chats 1000000] [--calls 200] [--data FOLDER] [--docs]

Fills an embedded PostgreSQL in FOLDER (a temporary one where it is left out; one that is filled is used again), then
asks as the desk does, by its own functions, each case that many times with other values each time. A figure is what all
queries of one call took from being sent until their rows were in Python: an upper bound of the database's time. The
first page of the newest chats of all tenants stands beside the others, so that each is a ratio within the same run.
`--docs` writes the table and the plans into docs/console/inbox-plans.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from desk import data  # noqa: E402

DOCS = ROOT / "docs/console/inbox-plans.md"
BUDGET_MS = 20
PATIENCE, FEWEST = 20.0, 20
"""Seconds after which a slow case is measured by fewer calls, but by so many at least."""


@dataclass
class Timed:
    """What was asked of the database since it was last cleared."""

    took: float = 0.0
    queries: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    name: str
    ask: Callable[[random.Random], Awaitable[Any]]
    """With other values each time."""


@dataclass(frozen=True)
class Figure:
    name: str
    p50: float
    p95: float
    worst: float
    rows: float
    plan: list[str]


def main() -> None:
    options = _options()
    with ExitStack() as opened:
        folder = options.data or Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="ventanilla-inbox-")))
        os.environ |= {"VENTANILLA_DATA_DIR": str(folder), "DATABASE_URL": ""}
        from ventanilla.server import installation

        with installation.opened(migrates=True):
            asyncio.run(_run(options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tenants", type=int, default=1_000)
    parser.add_argument("--chats", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--docs", action="store_true")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    from ventanilla.chat.engine import current, stop_current

    engine = await current()
    try:
        schemas = await _filled(engine, data.Size(options.tenants, options.chats))
        timed = _watched(engine)
        figures = [await _measured(engine, timed, case, options.calls) for case in _cases(engine, schemas)]
        table = _table(figures)
        print(table)
        if options.docs:
            _write(options, await _machine(engine), table, figures)
    finally:
        await stop_current()


# --- data ---------------------------------------------------------------------------------------------------------


async def _filled(engine: Any, size: data.Size) -> list[str]:
    """The schemas, with all that is to be in them."""
    import asyncpg

    from ventanilla.db import connect_arguments
    from ventanilla.tenancy import in_tenant, public_schema

    schemas = await in_tenant(public_schema(), _tenants, size.tenants)
    [row] = await engine.fetch("SELECT count(*) AS n FROM public.ventanilla_desk_bandeja")
    if row["n"] < size.chats:
        began = time.monotonic()
        connection = await asyncpg.connect(**connect_arguments())
        await data.fill(connection, schemas, size, say=lambda line: print(line, file=sys.stderr))
        await connection.close()
        print(f"filled in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return schemas


def _tenants(wanted: int) -> list[str]:
    from ventanilla.desk import agents
    from ventanilla.desk.models import Agente, Equipo, Vista
    from ventanilla.server import tenants
    from ventanilla.server.models import Tenant

    known = set(Tenant.objects.values_list("slug", flat=True))
    for number in range(1, wanted + 1):
        if (slug := f"t{number:04}") not in known:
            tenants.create(slug, nombre=f"Empresa {number}")
    while Agente.objects.count() < data.AGENTS:
        agents.create(f"agente{Agente.objects.count() + 1}", password="una-clave-de-pruebas", rol="agente")
    while Equipo.objects.count() < data.TEAMS:
        Equipo.objects.create(nombre=f"Equipo {Equipo.objects.count() + 1}")
    if not Vista.objects.exists():
        Vista.objects.create(nombre="Urgentes", filtro={"etiqueta": data.TAGS[0], "espera": True})
        Vista.objects.create(nombre="Mi equipo", filtro={"equipo": "mio"})
    return [f"t{number:04}" for number in range(1, wanted + 1)]


# --- what is asked ------------------------------------------------------------------------------------------------


def _cases(engine: Any, schemas: list[str]) -> list[Case]:
    return [*_lists(engine, schemas), *_figures(engine, schemas), *_searches(engine)]


def _lists(engine: Any, schemas: list[str]) -> list[Case]:
    from ventanilla import wire
    from ventanilla.desk import inbox

    whole = _agente()

    def first(**fields: Any) -> Callable[[random.Random], Awaitable[Any]]:
        async def ask(chance: random.Random) -> Any:
            given = {name: value(chance) if callable(value) else value for name, value in fields.items()}
            by = given.pop("by", whole)
            return await inbox.page(engine, by, wire.Filtro(**given))

        return ask

    async def later(chance: random.Random) -> Any:
        at = datetime.now(UTC) - timedelta(days=chance.uniform(1, 700))
        return await inbox.page(engine, whole, wire.Filtro(estado="cerrado"), cursor=_cursor(at))

    def some(count: int) -> Callable[[random.Random], Any]:
        return lambda chance: _agente(schemas=frozenset(chance.sample(schemas, min(count, len(schemas)))))

    return [
        Case("inbox: open, newest first", first()),
        Case("inbox: open, longest waiting first", first(orden="espera", espera=True)),
        Case("inbox: mine", first(asignado="yo", by=lambda chance: _agente(chance.randint(1, data.AGENTS)))),
        Case("inbox: unassigned", first(asignado="nadie")),
        Case("inbox: of a team", first(equipo=lambda chance: str(chance.randint(1, data.TEAMS)))),
        Case("inbox: of a tag", first(etiqueta=_tag)),
        Case("inbox: of the largest tenant", first(tenant=schemas[0])),
        Case("inbox: of any tenant", first(tenant=lambda chance: chance.choice(schemas))),
        Case("inbox: come back after a close", first(reapertura=True)),
        Case("inbox: words of a person or of the last message", first(q=lambda chance: chance.choice(data.SURNAMES))),
        Case("inbox: agente of 3 tenants", first(by=some(3))),
        Case("inbox: agente of 300 tenants", first(by=some(300))),
        Case("inbox: closed, newest first", first(estado="cerrado")),
        Case("inbox: closed, from any day on", later),
        Case("inbox: closed, of any tenant", first(estado="cerrado", tenant=lambda chance: chance.choice(schemas))),
        Case("inbox: closed, of a tag", first(estado="cerrado", etiqueta=_tag)),
        Case("inbox: closed, of a rare tag", first(estado="cerrado", etiqueta=data.TAGS[-1])),
        Case("inbox: closed, agente of 3 tenants", first(estado="cerrado", by=some(3))),
        Case("inbox: closed, agente of 300 tenants", first(estado="cerrado", by=some(300))),
    ]


def _figures(engine: Any, schemas: list[str]) -> list[Case]:
    from ventanilla.desk import board, counts, tenants

    whole = _agente()

    async def figures(query: dict[str, str]) -> Any:
        return await board.figures(engine, whole, await board.range_of(engine, whole, query))

    def since(days: int) -> dict[str, str]:
        return {"desde": (datetime.now(UTC) - timedelta(days=days)).date().isoformat()}

    return [
        Case("counts beside the inbox", lambda chance: counts.counts(engine, whole)),
        Case("list of the tenants", lambda chance: tenants.everyone(engine, whole)),
        Case("board: 30 days", lambda chance: figures({})),
        Case("board: 30 days of any tenant", lambda chance: figures({"tenant": chance.choice(schemas)})),
        Case("board: a year", lambda chance: figures(since(365))),
    ]


def _searches(engine: Any) -> list[Case]:
    from ventanilla.desk import search

    whole = _agente()
    chance = random.Random(data.Size(0, 0).seed)
    rare = ["".join(chance.choices(data.SYLLABLES, k=chance.randint(2, 4))) for _ in range(data.RARE)][200:]

    def case(name: str, text: Callable[[random.Random], str]) -> Case:
        return Case(f"search: {name}", lambda chance: search.search(engine, whole, text(chance)))

    return [
        case("a word that is said often", lambda chance: chance.choice(("factura", "pedido", "envío")) + " "),
        case("a rare word", lambda chance: chance.choice(rare) + " "),
        case("two words", lambda chance: f"factura {chance.choice(rare)} "),
        case("the beginning of a word", lambda chance: chance.choice(rare)[:4]),
        case("a person", lambda chance: f"{chance.choice(data.NAMES)} {chance.choice(data.SURNAMES)} "),
        case("a word in one tenant", lambda chance: f"tenant:t{chance.randint(1, 50):04} factura "),
        case(
            "a word, closed, with a tag", lambda chance: f"estado:cerrado etiqueta:{chance.choice(data.TAGS)} factura "
        ),
    ]


def _tag(chance: random.Random) -> str:
    return chance.choice(data.TAGS)


def _agente(agente_id: int = 1, *, schemas: frozenset[str] | None = None) -> Any:
    from ventanilla.chat.people import PERMISOS, AgenteCaller

    return AgenteCaller(agente_id, "ana", "Ana", permisos=frozenset(PERMISOS), schemas=schemas)


def _cursor(at: datetime) -> str:
    from ventanilla.chat import history

    return history.cursor(at, 1)


# --- measuring ----------------------------------------------------------------------------------------------------


def _watched(engine: Any) -> Timed:
    """The engine's reads tell how long they took."""
    timed = Timed()
    for name in ("fetch", "fetchrow"):
        setattr(engine, name, _timing(getattr(engine, name), timed))
    return timed


def _timing(ask: Callable[..., Awaitable[Any]], timed: Timed) -> Callable[..., Awaitable[Any]]:
    async def asked(query: str, *values: Any) -> Any:
        began = time.perf_counter()
        rows = await ask(query, *values)
        timed.took += time.perf_counter() - began
        timed.queries.append((query, values))
        return rows

    return asked


async def _measured(engine: Any, timed: Timed, case: Case, calls: int) -> Figure:
    chance, took, rows = random.Random(case.name), [], []
    end = time.monotonic() + PATIENCE
    for number in range(calls + 5):
        if len(took) >= FEWEST and time.monotonic() > end:
            break
        timed.took, timed.queries = 0.0, []
        found = await case.ask(chance)
        if number >= 5:  # the first ones fill caches
            took.append(timed.took * 1000)
            rows.append(len(getattr(found, "resultados", ())))
    took.sort()
    plan = await _plan(engine, timed.queries[0] if timed.queries else None)
    figure = Figure(case.name, took[len(took) // 2], took[int(len(took) * 0.95)], took[-1], sum(rows) / len(rows), plan)
    print(f"{figure.name}: p50 {figure.p50:.1f} ms, p95 {figure.p95:.1f} ms", file=sys.stderr)
    return figure


async def _plan(engine: Any, query: tuple[str, tuple[Any, ...]] | None) -> list[str]:
    if query is None:
        return []
    rows = await engine.fetch(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, SUMMARY ON) {query[0]}", *query[1])
    return [row[0] for row in rows]


def _table(figures: list[Figure]) -> str:
    one = figures[0].p50
    head = "| | p50 ms | p95 ms | worst ms | to the first | rows |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    lines = [
        f"| {each.name} | {each.p50:.1f} | {each.p95:.1f} | {each.worst:.1f} | {each.p50 / one:.1f} | {each.rows:.0f} |"
        for each in figures
    ]
    return "\n".join([head, *lines])


async def _machine(engine: Any) -> str:
    [row] = await engine.fetch(
        "SELECT current_setting('server_version') AS version, current_setting('shared_buffers') AS buffers,"
        " pg_size_pretty(pg_database_size(current_database())) AS size,"
        " (SELECT count(*) FROM public.ventanilla_desk_bandeja WHERE NOT cerrado) AS open,"
        " (SELECT count(*) FROM public.ventanilla_desk_texto) AS said"
    )
    return (
        f"PostgreSQL {row['version']}, shared_buffers {row['buffers']}, database {row['size']};\n{row['open']:,} open"
        f" chats, {row['said']:,} messages; {os.cpu_count()} cores, Python {platform.python_version()}"
    )


def _write(options: argparse.Namespace, machine: str, table: str, figures: list[Figure]) -> None:
    plans = "\n\n".join(f"### {each.name}\n\n```\n{chr(10).join(each.plan)}\n```" for each in figures if each.plan)
    DOCS.write_text(
        f"""# What the desk asks of the database, and how it answers

`.venv/bin/python bench/inbox.py --docs` wrote this page: {options.chats:,} chats over {options.tenants:,} tenants,
{options.calls} calls of each case. {machine}.

A figure is what all queries of one call took, from being sent until their rows were in Python, with other values at
each call. The budget of a first page of the inbox is {BUDGET_MS} ms at p95.

{table}

## Plans

Of the first query of each, with the values of its last call.

{plans}
"""
    )


if __name__ == "__main__":
    main()
