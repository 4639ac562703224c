"""The bandeja: one list over all tenants, newest activity first, read from its own table alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from .. import wire
from ..chat import history, shapes
from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.store import BANDEJA

PAGE = 50
Estado = Literal["abierto", "cerrado"]


async def page(
    engine: Engine,
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
    return wire.Bandeja(await _filas(engine, shown), siguiente)


async def _filas(engine: Engine, rows: Sequence[Any]) -> list[wire.Fila]:
    tenants = await engine.directory.of_schemas(row["schema_name"] for row in rows)
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
