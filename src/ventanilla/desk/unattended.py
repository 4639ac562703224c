"""Chats that nobody takes: after some minutes everyone in line is called, once for each wait."""

from __future__ import annotations

from ..chat.engine import Engine
from ..chat.store import BANDEJA
from . import presence
from .alerts import alert
from .inbox import filas
from .rounds import Job
from .settings import settings

AT_ONCE = 100


async def call(engine: Engine) -> None:
    """Who waits for longer than the settings allow, for nobody or for someone who is not there, has been told of.

    Raises Unavailable.
    """
    minutes = (await settings.now(engine)).sin_atender_min
    if not minutes:
        return
    there = [row["user_id"] for row in await presence.rows(engine) if presence.estado(row) == "en_linea"]
    rows = await engine.fetch(
        f"UPDATE {BANDEJA} b SET avisado_en = now() WHERE b.chat_id IN ("
        f" SELECT w.chat_id FROM {BANDEJA} w WHERE NOT w.cerrado AND w.ultimo_seq > 0"
        "  AND w.espera_desde < now() - make_interval(mins => $1)"
        "  AND (w.avisado_en IS NULL OR w.avisado_en < w.espera_desde)"
        "  AND (w.asignado_a IS NULL OR w.asignado_a <> ALL($2::bigint[]))"
        "  ORDER BY w.espera_desde LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING b.*",
        minutes,
        there,
        AT_ONCE,
    )
    for row, fila in zip(rows, await filas(engine, rows), strict=True):
        await alert(engine, "sin_atender", fila, schema=row["schema_name"], to=None)


JOBS = [Job("sin_atender", 5.0, call)]
