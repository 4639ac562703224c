"""The bandeja: one list over all tenants, newest activity first, read from its own table alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import Error as DatabaseError

from .. import wire
from ..chat import history, shapes
from ..chat.engine import Engine
from ..chat.errors import Invalid, Unavailable
from ..chat.journal import TRANSACTION_LIMIT
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import filters
from .filters import Where

PAGE = 50
OVERLAP = timedelta(seconds=2 * TRANSACTION_LIMIT)
"""Rows are written in one order and committed in another: what is looked at once more each time."""
NOBODY_WAITS = "-"
"""In a cursor of the longest waiting: past those who wait."""


async def page(
    engine: Engine, by: AgenteCaller, filtro: wire.Filtro, *, cursor: str | None = None, limit: int = PAGE
) -> wire.Bandeja:
    """A page of the rows that `filtro` means and `by` may see. Raises Invalid, Unavailable."""
    where = await filters.where(engine, by, filtro)
    order, place_of = _ORDERS[filtro.orden]
    if cursor:
        _PLACES[filtro.orden](where, cursor)
    rows = await engine.fetch(
        f"SELECT b.* FROM {BANDEJA} b WHERE {where} ORDER BY {order} LIMIT {where.number(limit + 1)}",
        *where.arguments,
    )
    shown = rows[:limit]
    siguiente = place_of(shown[-1]) if len(rows) > limit and shown else None
    return wire.Bandeja(await filas(engine, shown), siguiente)


async def now(engine: Engine, by: AgenteCaller, chat_ids: Sequence[int]) -> list[wire.Fila]:
    """These chats as they are now, open or not, of those that `by` may see. Raises Unavailable."""
    where = filters.visible(by)
    where.add("b.chat_id = ANY({}::bigint[])", chat_ids)
    return await filas(engine, await engine.fetch(f"SELECT b.* FROM {BANDEJA} b WHERE {where}", *where.arguments))


def _newest(row: Any) -> str:
    return history.cursor(row["ultima_actividad"], row["chat_id"])


def _after_newest(where: Where, cursor: str) -> None:
    at, chat_id = history.place(cursor, 2)
    where.add("(b.ultima_actividad, b.chat_id) < ({}, {})", _time(at), history.number(chat_id))


def _longest_wait(row: Any) -> str:
    return history.cursor(row["espera_desde"] or NOBODY_WAITS, row["chat_id"])


def _after_longest_wait(where: Where, cursor: str) -> None:
    at, chat_id = history.place(cursor, 2)
    if at == NOBODY_WAITS:
        where.add("b.espera_desde IS NULL AND b.chat_id > {}", history.number(chat_id))
    else:
        later = "(b.espera_desde, b.chat_id) > ({}, {}) OR b.espera_desde IS NULL"
        where.add(f"({later})", _time(at), history.number(chat_id))


_ORDERS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "reciente": ("b.ultima_actividad DESC, b.chat_id DESC", _newest),
    "espera": ("b.espera_desde ASC NULLS LAST, b.chat_id ASC", _longest_wait),
}
_PLACES = {"reciente": _after_newest, "espera": _after_longest_wait}


async def changed(engine: Engine, since: datetime | None) -> tuple[datetime, dict[int, int]]:
    """The database's time, and the version of every row that may have been committed after `since`, such a time of
    before; None = now. Raises Unavailable."""
    rows = await engine.fetch(
        "SELECT t.now, b.chat_id, b.version FROM (SELECT statement_timestamp() AS now) t"
        f" LEFT JOIN {BANDEJA} b ON b.ultimo_seq > 0"
        " AND b.cambiado_en > coalesce($1::timestamptz, statement_timestamp()) - $2::interval",
        since,
        OVERLAP,
    )
    return rows[0]["now"], {row["chat_id"]: row["version"] for row in rows if row["chat_id"] is not None}


async def rows(engine: Engine, chat_ids: Sequence[int]) -> list[tuple[Any, wire.Fila]]:
    """The rows as they are now, as stored and as sent, in the order in which they changed. Raises Unavailable."""
    found = await engine.fetch(
        f"SELECT * FROM {BANDEJA} WHERE chat_id = ANY($1::bigint[]) ORDER BY cambiado_en, chat_id", chat_ids
    )
    return list(zip(found, await filas(engine, found), strict=True))


async def filas(engine: Engine, rows: Sequence[Any]) -> list[wire.Fila]:
    """Rows of the bandeja as they are sent. Raises Unavailable."""
    try:
        tenants = await engine.directory.of_schemas(row["schema_name"] for row in rows)
    except DatabaseError as error:
        raise Unavailable from error
    return [shapes.fila(row, tenants[row["schema_name"]]) for row in rows]


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not 1970 <= at.year < 9000:
        raise Invalid("cursor", "No es un cursor de esta lista.")
    return at
