"""The bandeja: one list over all tenants, newest activity first, read from its own table alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import Error as DatabaseError

from .. import wire
from ..chat import history, shapes
from ..chat.engine import Engine
from ..chat.errors import Invalid, Unavailable
from ..chat.journal import TRANSACTION_LIMIT
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA

PAGE = 50
OVERLAP = timedelta(seconds=2 * TRANSACTION_LIMIT)
"""Rows are written in one order and committed in another: what is looked at once more each time."""
Estado = Literal["abierto", "cerrado"]


async def page(
    engine: Engine,
    by: AgenteCaller,
    *,
    estado: Estado = "abierto",
    tenant: str | None = None,
    asignado: str | None = None,
    etiqueta: str | None = None,
    q: str | None = None,
    espera: bool = False,
    cursor: str | None = None,
    limit: int = PAGE,
) -> wire.Bandeja:
    """A page of rows. `tenant` is a slug, `asignado` an agent's id or `nadie`,
    `q` words of the person or of the last text."""
    where = ["ultimo_seq > 0", "cerrado" if estado == "cerrado" else "NOT cerrado"]
    arguments: list[Any] = []

    def add(condition: str, *values: Any) -> None:
        first = len(arguments) + 1
        arguments.extend(values)
        where.append(condition.format(*(f"${number}" for number in range(first, first + len(values)))))

    if by.schemas is not None:
        add("schema_name = ANY({}::text[])", sorted(by.schemas))
    if tenant:
        known = await engine.directory.of_slug(tenant)
        if known is None:
            return wire.Bandeja([], None)
        add("schema_name = {}", known.schema)
    if asignado == "nadie":
        where.append("asignado_a IS NULL")
    elif asignado:
        add("asignado_a = {}", _agent_id(asignado))
    if etiqueta:
        add("{} = ANY(etiquetas)", etiqueta)
    if espera:
        where.append("espera_desde IS NOT NULL")
    for word in (q or "").split()[:8]:
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        add("(cliente_nombre || ' ' || cliente_id || ' ' || ultimo_texto || ' ' || chat_id) ILIKE {}", like)
    if cursor:
        at, chat_id = history.place(cursor, 2)
        add("(ultima_actividad, chat_id) < ({}, {})", _time(at), history.number(chat_id))
    arguments.append(limit + 1)
    rows = await engine.fetch(
        f"SELECT * FROM {BANDEJA} WHERE {' AND '.join(where)}"
        f" ORDER BY ultima_actividad DESC, chat_id DESC LIMIT ${len(arguments)}",
        *arguments,
    )
    shown = rows[:limit]
    siguiente = (
        history.cursor(shown[-1]["ultima_actividad"], shown[-1]["chat_id"]) if len(rows) > limit and shown else None
    )
    return wire.Bandeja(await filas(engine, shown), siguiente)


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


def _agent_id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Invalid("asignado", "El id de un agente, o «nadie».")
    return int(text)


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not 1970 <= at.year < 9000:
        raise Invalid("cursor", "No es un cursor de esta lista.")
    return at
