"""Figures and chats as files: CSV that a spreadsheet opens without running anything, or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncGenerator, Iterable, Sequence
from datetime import datetime
from typing import Any

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import board, filters
from .board import Range

CHAT_COLUMNS = (
    *("id", "tenant", "cliente_id", "cliente", "creado_en", "respondido_en", "cerrado_en", "estado", "razon_cierre"),
    *("asignado_a", "respondido_por", "cerrado_por", "mensajes", "puntuacion", "etiquetas"),
)
AT_ONCE = 1000
BOM = "\ufeff"
"""Without it Excel reads UTF-8 as if it were the machine's old code page."""
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is a formula to a spreadsheet: it runs with the rights of whoever opens the file."""

Table = tuple[Sequence[str], list[dict[str, Any]]]


async def table(engine: Engine, by: AgenteCaller, asked: Range, what: str) -> Table:
    """The columns and rows of one of the board's figures. Raises Invalid, Unavailable."""
    match what:
        case "por_dia":
            rows: Iterable[Any] = await board.days(engine, by, asked)
            return ("dia", "abiertos", "cerrados"), [
                {"dia": row.dia.isoformat(), "abiertos": row.abiertos, "cerrados": row.cerrados} for row in rows
            ]
        case "por_razon":
            return ("razon_cierre", "chats"), [
                {"razon_cierre": row.razon_cierre, "chats": row.chats} for row in await board.reasons(engine, by, asked)
            ]
        case "por_cliente":
            people = await board.people(engine, by, asked)
            return ("tenant", "cliente_id", "nombre", "abiertos", "cerrados"), [
                {
                    "tenant": row.tenant.slug,
                    "cliente_id": row.cliente_id,
                    "nombre": row.nombre,
                    "abiertos": row.abiertos,
                    "cerrados": row.cerrados,
                }
                for row in people
            ]
        case "por_tenant":
            return ("tenant", "nombre", "abiertos", "cerrados"), [
                {
                    "tenant": row.tenant.slug,
                    "nombre": row.tenant.nombre,
                    "abiertos": row.abiertos,
                    "cerrados": row.cerrados,
                }
                for row in await board.of_tenants(engine, by, asked)
            ]
        case "por_agente":
            return ("agente_id", "nombre", "cerrados", "respondidos", "primera_respuesta_p50_s", "valoracion"), [
                {
                    "agente_id": row.agente_id,
                    "nombre": row.nombre,
                    "cerrados": row.cerrados,
                    "respondidos": row.respondidos,
                    "primera_respuesta_p50_s": row.primera_respuesta_s.p50,
                    "valoracion": row.valoracion.media,
                }
                for row in await board.agents(engine, by, asked)
            ]
    raise Invalid("que", "Uno de: chats, por_dia, por_razon, por_cliente, por_tenant, por_agente.")


async def chats(engine: Engine, by: AgenteCaller, asked: Range) -> AsyncGenerator[list[dict[str, Any]], None]:
    """Every chat that was opened in the range, oldest first, some at a time. Raises Unavailable."""
    last = 0
    while True:
        where = filters.visible(by)
        where.add("b.creado_en >= {} AND b.creado_en < {} AND b.chat_id > {}", asked.first, asked.end, last)
        if asked.tenant is not None:
            where.add("b.schema_name = {}", asked.tenant)
        rows = await engine.fetch(
            f"SELECT b.* FROM {BANDEJA} b WHERE {where} ORDER BY b.chat_id LIMIT {AT_ONCE}", *where.arguments
        )
        if not rows:
            return
        last = rows[-1]["chat_id"]
        known = await engine.directory.of_schemas(row["schema_name"] for row in rows)
        yield [_chat(row, known[row["schema_name"]].slug) for row in rows]


def csv_lines(columns: Sequence[str], rows: Iterable[dict[str, Any]], *, head: bool) -> bytes:
    """Some lines of a CSV file; with `head` its beginning."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if head:
        text.write(BOM)
        writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """A number stays a number; a text that a spreadsheet would run is a text."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(RISKY):
        return f"'{value}"
    return value


def _chat(row: Any, slug: str) -> dict[str, Any]:
    return {
        "id": row["chat_id"],
        "tenant": slug,
        "cliente_id": wire.cliente_wire(row["cliente_id"]),
        "cliente": row["cliente_nombre"],
        "creado_en": wire.instant(row["creado_en"]),
        "respondido_en": _time(row["respondido_en"]),
        "cerrado_en": _time(row["cerrado_en"]),
        "estado": "cerrado" if row["cerrado"] else "abierto",
        "razon_cierre": row["razon_cierre"],
        "asignado_a": row["asignado_a"],
        "respondido_por": row["respondido_por"],
        "cerrado_por": row["cerrado_por"],
        "mensajes": row["ultimo_seq"],
        "puntuacion": row["puntuacion"],
        "etiquetas": ", ".join(row["etiquetas"]),
    }


def _time(at: datetime | None) -> str | None:
    return wire.instant(at) if at else None
