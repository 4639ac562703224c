"""Figures: the board and its exports."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from ... import wire
from ...chat.problem import Response
from ...desk import audit, board, export
from ...desk.board import Range
from ..call import Call, Endpoint


async def statistics(call: Call) -> wire.Estadisticas:
    return await board.figures(call.engine, call.agente, await board.range_of(call.engine, call.agente, call.query))


async def export_figures(call: Call) -> Response:
    asked = await board.range_of(call.engine, call.agente, call.query)
    kind = call.choice("formato", ("csv", "json"), "csv")
    what = call.query.get("que") or "chats"
    if what == "chats":
        blocks = _chats(call, asked, kind)
        body = b""
    else:
        columns, rows = await export.table(call.engine, call.agente, asked, what)
        body = export.csv_lines(columns, rows, head=True) if kind == "csv" else wire.encode(rows)
        blocks = None
    await audit.record(
        call.engine,
        call.agente,
        "exportar",
        schema=asked.tenant or "",
        detalle={"que": what, "formato": kind, "desde": wire.instant(asked.first), "hasta": wire.instant(asked.end)},
    )
    name = f"ventanilla-{what}-{asked.first:%Y%m%d}-{asked.end:%Y%m%d}.{kind}"
    headers = {
        "content-type": "text/csv; charset=utf-8" if kind == "csv" else "application/json",
        "content-disposition": f'attachment; filename="{name}"',
        "x-content-type-options": "nosniff",
    }
    return Response(200, body, headers, blocks=blocks)


async def _chats(call: Call, asked: Range, kind: str) -> AsyncGenerator[bytes, None]:
    """Written as it is read: it never stands in memory as a whole."""
    first = True
    if kind == "json":
        yield b"["
    async for rows in export.chats(call.engine, call.agente, asked):
        if kind == "csv":
            yield export.csv_lines(export.CHAT_COLUMNS, rows, head=first)
        else:
            yield (b"" if first else b",") + wire.encode(rows)[1:-1]
        first = False
    if kind == "json":
        yield b"]"
    elif first:
        yield export.csv_lines(export.CHAT_COLUMNS, [], head=True)


RANGE = {
    "desde": "Un día o una hora; 30 días antes de `hasta` si se omite.",
    "hasta": "Un día, incluido, o una hora; hoy si se omite.",
    "tenant": "El slug de un tenant.",
    "zona": "La zona horaria de los días, como Europe/Madrid; UTC si se omite.",
}

ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/soporte/estadisticas/",
        statistics,
        "agente",
        wire.Estadisticas,
        "Las cifras de un intervalo; en `por_dia`, `abiertos` son los que se abrieron ese día",
        needs="tablero",
        query=RANGE,
    ),
    Endpoint(
        "GET",
        "/api/soporte/estadisticas/exportar/",
        export_figures,
        "agente",
        bytes,
        "Las cifras, o los chats que hay detrás, como archivo",
        needs="exportar",
        query={
            **RANGE,
            "formato": "`csv` (por defecto) o `json`.",
            "que": "`chats` (por defecto), `por_dia`, `por_razon`, `por_cliente`, `por_tenant` o `por_agente`.",
        },
    ),
]
