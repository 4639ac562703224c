"""The board's figures, from the bandeja alone. A chat in which nobody has said anything is in none of them.

Opened and closed are of the range, each by its own time. Of a person or a tenant it is told how many of the chats that
the range has touched are still open, and how many are closed. Times are of the chats that were answered, or closed,
in the range.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .. import wire
from ..chat import shapes
from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import filters, tenants
from .filters import Where

DAYS = 30
LONGEST = timedelta(days=366 * 5)
PEOPLE = 200
AT_ONCE = 3
"""Reads of one board; a process has `read_pool` connections for all."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `first` up to `end`, which is not within. Days are of `zone`."""

    first: datetime
    end: datetime
    zone: str
    tenant: str | None = None
    """Its schema; None = of all that one may see."""

    @property
    def before(self) -> Range:
        return Range(self.first - (self.end - self.first), self.first, self.zone, self.tenant)


async def range_of(engine: Engine, by: AgenteCaller, query: dict[str, str], *, now: datetime | None = None) -> Range:
    """What a call asks for: the last 30 days where it does not say. Raises Invalid, NotFound."""
    zone = _zone(query.get("zona") or "UTC")
    now = now or datetime.now(UTC)
    today = now.astimezone(zone).date()
    end = _moment("hasta", query.get("hasta"), zone, is_end=True) or _start(today + timedelta(days=1), zone)
    first = _moment("desde", query.get("desde"), zone) or end - timedelta(days=DAYS)
    if first >= end:
        raise Invalid("desde", "Va después de «hasta».")
    if end - first > LONGEST:
        raise Invalid("desde", "Como mucho cinco años.")
    slug = query.get("tenant")
    schema = (await tenants.visible(engine, by, slug)).schema if slug else None
    return Range(first, end, zone.key, schema)


async def figures(engine: Engine, by: AgenteCaller, asked: Range) -> wire.Estadisticas:
    """Raises Unavailable."""
    closed, answered, now, before, *lists = await _few_at_once(
        _closed(engine, by, asked),
        _answered(engine, by, asked),
        _totals(engine, by, asked),
        _totals(engine, by, asked.before),
        days(engine, by, asked),
        _hours(engine, by, asked),
        reasons(engine, by, asked),
        people(engine, by, asked, limit=PEOPLE),
        of_tenants(engine, by, asked),
        agents(engine, by, asked),
    )
    por_dia, por_hora, por_razon, por_cliente, por_tenant, por_agente = lists
    return wire.Estadisticas(
        totales=now,
        antes=before,
        por_dia=por_dia,
        por_hora=por_hora,
        por_razon=por_razon,
        por_cliente=por_cliente,
        por_tenant=por_tenant,
        por_agente=por_agente,
        primera_respuesta_s=_percentiles(answered),
        resolucion_s=_percentiles(closed),
        valoracion=_rating(closed),
    )


async def _few_at_once(*reads: Awaitable[Any]) -> list[Any]:
    """What each of them answers. Never so many at once that the inbox would have to wait for a connection."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def read(each: Awaitable[Any]) -> Any:
        async with turns:
            return await each

    return await asyncio.gather(*map(read, reads))


async def days(engine: Engine, by: AgenteCaller, asked: Range) -> list[wire.DiaEnTablero]:
    """Every day of the range, also those on which nothing happened."""
    opened = await _by_day(engine, by, asked, "b.creado_en")
    closed = await _by_day(engine, by, asked, _CLOSED)
    zone = ZoneInfo(asked.zone)
    day = asked.first.astimezone(zone).date()
    last = (asked.end - timedelta(microseconds=1)).astimezone(zone).date()
    found = []
    while day <= last:
        found.append(wire.DiaEnTablero(day, opened.get(day, 0), closed.get(day, 0)))
        day += timedelta(days=1)
    return found


async def reasons(engine: Engine, by: AgenteCaller, asked: Range) -> list[wire.RazonEnTablero]:
    where = _within(by, asked, _CLOSED)
    rows = await engine.fetch(
        f"SELECT b.razon_cierre, count(*) AS chats FROM {BANDEJA} b WHERE {where}"
        " GROUP BY b.razon_cierre ORDER BY chats DESC, b.razon_cierre",
        *where.arguments,
    )
    return [wire.RazonEnTablero(row["razon_cierre"], row["chats"]) for row in rows]


async def people(
    engine: Engine, by: AgenteCaller, asked: Range, *, limit: int | None = None
) -> list[wire.ClienteEnTablero]:
    """Open against closed, by cliente."""
    where = _touched(by, asked)
    rows = await engine.fetch(
        "SELECT b.schema_name, b.cliente_id, (array_agg(b.cliente_nombre ORDER BY b.chat_id DESC))[1] AS nombre,"
        f" {_OPEN_AND_CLOSED} FROM {BANDEJA} b WHERE {where} GROUP BY b.schema_name, b.cliente_id"
        f" ORDER BY count(*) DESC, b.schema_name, b.cliente_id LIMIT {where.number(limit)}",
        *where.arguments,
    )
    known = await engine.directory.of_schemas(row["schema_name"] for row in rows)
    return [
        wire.ClienteEnTablero(
            shapes.tenant_ref(known[row["schema_name"]]),
            wire.cliente_wire(row["cliente_id"]),
            row["nombre"],
            row["abiertos"],
            row["cerrados"],
        )
        for row in rows
    ]


async def of_tenants(engine: Engine, by: AgenteCaller, asked: Range) -> list[wire.TenantEnTablero]:
    where = _touched(by, asked)
    rows = await engine.fetch(
        f"SELECT b.schema_name, {_OPEN_AND_CLOSED} FROM {BANDEJA} b WHERE {where}"
        " GROUP BY b.schema_name ORDER BY count(*) DESC, b.schema_name",
        *where.arguments,
    )
    known = await engine.directory.of_schemas(row["schema_name"] for row in rows)
    return [
        wire.TenantEnTablero(shapes.tenant_ref(known[row["schema_name"]]), row["abiertos"], row["cerrados"])
        for row in rows
    ]


async def agents(engine: Engine, by: AgenteCaller, asked: Range) -> list[wire.AgenteEnTablero]:
    """Who closed or first answered anything in the range. What no agente closed the system did."""
    closed = await _closed(engine, by, asked, each="b.cerrado_por")
    answered = await _answered(engine, by, asked, each="b.respondido_por")
    ids = sorted({key for key in (*closed, *answered) if key is not None})
    names = {
        row["user_id"]: row["nombre"]
        for row in await engine.fetch(
            "SELECT user_id, nombre FROM public.ventanilla_desk_agente WHERE user_id = ANY($1::bigint[])", ids
        )
    }
    found = [
        wire.AgenteEnTablero(
            agente_id=key,
            nombre=names.get(key, "") if key is not None else "",
            cerrados=closed[key]["n"] if key in closed else 0,
            respondidos=answered[key]["n"] if key in answered else 0,
            primera_respuesta_s=_percentiles({None: answered[key]} if key in answered else {}),
            valoracion=_rating({None: closed[key]} if key in closed else {}),
        )
        for key in [*ids, *([None] if None in closed else [])]
    ]
    return sorted(found, key=lambda each: (-each.cerrados, -each.respondidos, each.nombre))


# --- inside -------------------------------------------------------------------------------------------------------

_CLOSED, _HAS_ENDED = "b.cerrado_en", "b.cerrado"
"""The index of closing times has closed chats alone, and is used where the query says so."""
_OPEN_AND_CLOSED = "count(*) FILTER (WHERE NOT b.cerrado) AS abiertos, count(*) FILTER (WHERE b.cerrado) AS cerrados"


async def _totals(engine: Engine, by: AgenteCaller, asked: Range) -> wire.Totales:
    opened, closed, now = _within(by, asked, "b.creado_en"), _within(by, asked, _CLOSED), _of(by, asked)
    now.add("NOT b.cerrado")
    opened_row = await engine.fetchrow(
        "SELECT count(*) AS n, count(*) FILTER (WHERE NOT b.cerrado) AS abiertos,"
        f" coalesce(sum(b.ultimo_seq), 0) AS mensajes FROM {BANDEJA} b WHERE {opened}",
        *opened.arguments,
    )
    closed_row = await engine.fetchrow(f"SELECT count(*) AS n FROM {BANDEJA} b WHERE {closed}", *closed.arguments)
    now_row = await engine.fetchrow(
        f"SELECT count(*) AS n, count(b.espera_desde) AS esperan FROM {BANDEJA} b WHERE {now}", *now.arguments
    )
    return wire.Totales(
        nuevos=opened_row["n"],
        abiertos=opened_row["abiertos"],
        cerrados=closed_row["n"],
        mensajes=int(opened_row["mensajes"]),
        abiertos_ahora=now_row["n"],
        esperan_ahora=now_row["esperan"],
    )


async def _by_day(engine: Engine, by: AgenteCaller, asked: Range, column: str) -> dict[date, int]:
    where = _within(by, asked, column)
    zone = where.number(asked.zone)
    rows = await engine.fetch(
        f"SELECT ({column} AT TIME ZONE {zone}::text)::date AS dia, count(*) AS n FROM {BANDEJA} b"
        f" WHERE {where} GROUP BY dia",
        *where.arguments,
    )
    return {row["dia"]: row["n"] for row in rows}


async def _hours(engine: Engine, by: AgenteCaller, asked: Range) -> list[wire.HoraEnTablero]:
    where = _within(by, asked, "b.creado_en")
    zone = where.number(asked.zone)
    rows = await engine.fetch(
        f"SELECT extract(hour FROM b.creado_en AT TIME ZONE {zone}::text)::int AS hora, count(*) AS n"
        f" FROM {BANDEJA} b WHERE {where} GROUP BY hora",
        *where.arguments,
    )
    found = {row["hora"]: row["n"] for row in rows}
    return [wire.HoraEnTablero(hour, found.get(hour, 0)) for hour in range(24)]


async def _closed(engine: Engine, by: AgenteCaller, asked: Range, *, each: str = "NULL::bigint") -> dict[Any, Any]:
    """Chats that were closed in the range: how many, how long they took, how they were rated."""
    where = _within(by, asked, _CLOSED)
    stars = ", ".join(f"count(*) FILTER (WHERE b.puntuacion = {star}) AS stars{star}" for star in range(1, 6))
    return await _timed(engine, where, each, "b.cerrado_en - b.creado_en", more=f", {stars}")


async def _answered(engine: Engine, by: AgenteCaller, asked: Range, *, each: str = "NULL::bigint") -> dict[Any, Any]:
    """Chats that were first answered in the range, and after how long."""
    where = _within(by, asked, "b.respondido_en")
    return await _timed(engine, where, each, "b.respondido_en - b.creado_en")


async def _timed(engine: Engine, where: Where, each: str, took: str, *, more: str = "") -> dict[Any, Any]:
    rows = await engine.fetch(
        f"SELECT {each} AS key, count(*) AS n,"
        f" percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM {took})::float8) AS seconds{more}"
        f" FROM {BANDEJA} b WHERE {where} GROUP BY key",
        *where.arguments,
    )
    return {row["key"]: row for row in rows}


def _percentiles(rows: dict[Any, Any]) -> wire.Percentiles:
    if None not in rows or not rows[None]["seconds"]:
        return wire.Percentiles(None, None)
    p50, p90 = rows[None]["seconds"]
    return wire.Percentiles(round(p50, 1), round(p90, 1))


def _rating(rows: dict[Any, Any]) -> wire.ValoracionMedia:
    stars = [rows[None][f"stars{star}"] for star in range(1, 6)] if None in rows else [0] * 5
    n = sum(stars)
    total = sum(star * count for star, count in enumerate(stars, start=1))
    return wire.ValoracionMedia(round(total / n, 2) if n else None, n, stars)


def _of(by: AgenteCaller, asked: Range) -> Where:
    where = filters.visible(by)
    if asked.tenant is not None:
        where.add("b.schema_name = {}", asked.tenant)
    return where


def _within(by: AgenteCaller, asked: Range, column: str) -> Where:
    where = _of(by, asked)
    where.add(f"{column} >= {{}} AND {column} < {{}}", asked.first, asked.end)
    if column == _CLOSED:
        where.add(_HAS_ENDED)
    return where


def _touched(by: AgenteCaller, asked: Range) -> Where:
    """Opened or closed in the range."""
    where = _of(by, asked)
    first, end = where.number(asked.first), where.number(asked.end)
    where.add(
        f"((b.creado_en >= {first} AND b.creado_en < {end})"
        f" OR ({_HAS_ENDED} AND {_CLOSED} >= {first} AND {_CLOSED} < {end}))"
    )
    return where


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid("zona", "Una zona horaria como Europe/Madrid.") from None


def _moment(name: str, text: str | None, zone: ZoneInfo, *, is_end: bool = False) -> datetime | None:
    """A time, or a day of the zone; an end that is a day is within."""
    if not text:
        return None
    if len(text) == 10:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise Invalid(name, "Un día como 2026-11-26.") from None
        if not 1971 <= day.year < 9000:
            raise Invalid(name, "Un día de estos tiempos.")
        return _start(day + timedelta(days=1) if is_end else day, zone)
    return filters.moment(name, text)


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
