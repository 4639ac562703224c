"""What an agente who is away is told by push: what asks for their eyes, and the clientes who wait for them.

Of a wait one push is sent, when it begins; what follows in it says nothing new. Who is in line has a console that
tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from .. import wire
from ..chat.engine import Engine
from ..chat.store import BANDEJA
from . import presence
from .inbox import filas
from .preferences import is_calm, read
from .push import QUEUE, SUBSCRIPTION, Push, enqueue
from .rounds import Job
from .settings import settings
from .wording import say

EVERY = 1.0
AT_ONCE = 200
RECENT = timedelta(minutes=5)
"""A wait that began longer ago is no news any more: what nobody takes is told as such."""
LASTS = timedelta(minutes=30)
"""How long a push is worth sending."""


@dataclass(frozen=True, slots=True)
class Away:
    """An agente who is not in line and has a browser for pushes."""

    id: int
    prefs: wire.Preferencias
    schemas: frozenset[str] | None
    muted: frozenset[str]
    teams: frozenset[int]

    def wants(self, clase: wire.ClaseAviso, schema: str, now: datetime) -> bool:
        aviso: wire.Aviso = getattr(self.prefs.avisos, clase)
        return (
            aviso.push
            and (self.schemas is None or schema in self.schemas)
            and schema not in self.muted
            and not is_calm(self.prefs.calma, now)
        )


def concerns(row: Mapping[str, Any], agente: Away) -> wire.ClaseAviso | None:
    """As what the beginning of this wait concerns them."""
    if row["asignado_a"] is not None:
        # Whom it was given to in this wait was told that.
        was_theirs = row["asignado_en"] is None or row["asignado_en"] < row["espera_desde"]
        return "mensaje" if row["asignado_a"] == agente.id and was_theirs else None
    if row["respondido_por"] == agente.id:
        return "mensaje"
    if row["respondido_en"] is not None:
        return None  # Somebody attends to it already.
    if row["equipo_id"] is not None and row["equipo_id"] not in agente.teams:
        return None
    return "nuevo" if row["anterior"] is None else "reapertura"


async def tell_away(
    engine: Engine,
    clase: wire.ClaseAviso,
    fila: wire.Fila,
    *,
    schema: str,
    to: Iterable[int] | None,
    texto: str = "",
    de: str = "",
) -> None:
    """Those of `to` (None = all) who are away and want it get a push. Raises Unavailable."""
    now, with_text = datetime.now(UTC), (await settings.now(engine)).avisos_con_texto
    pushes = [
        (agente.id, push_of(clase, fila, agente.prefs.idioma, texto=texto if with_text else "", de=de))
        for agente in await away(engine, None if to is None else set(to))
        if agente.wants(clase, schema, now)
    ]
    await enqueue(engine, pushes, lasts=LASTS)


async def call(engine: Engine) -> None:
    """Every wait that began a moment ago was told to those whom it concerns and who are away. Raises Unavailable."""
    if await engine.fetchrow(f"SELECT 1 FROM {SUBSCRIPTION} LIMIT 1") is None:
        return
    rows = await engine.fetch(
        f"SELECT * FROM {BANDEJA} WHERE NOT cerrado AND ultimo_seq > 0 AND espera_desde > now() - $1::interval"
        " AND empujado_de IS DISTINCT FROM espera_desde ORDER BY espera_desde LIMIT $2",
        RECENT,
        AT_ONCE,
    )
    if not rows:
        return
    agents, now = await away(engine), datetime.now(UTC)
    with_text = (await settings.now(engine)).avisos_con_texto
    for row, fila in zip(rows, await filas(engine, rows), strict=True):
        texto = fila.ultimo_texto if with_text else ""
        await _tell_once(engine, row, list(_pushes(row, fila, agents, now, texto)))


def _pushes(row: Any, fila: wire.Fila, agents: Sequence[Away], now: datetime, texto: str) -> Iterable[tuple[int, Push]]:
    for agente in agents:
        clase = concerns(row, agente)
        if clase and agente.wants(clase, row["schema_name"], now):
            yield agente.id, push_of(clase, fila, agente.prefs.idioma, texto=texto)


async def _tell_once(engine: Engine, row: Any, pushes: Sequence[tuple[int, Push]]) -> None:
    """One statement: a node that dies has told of it or not, and of two nodes one does."""
    await engine.fetch(
        f"WITH told AS (UPDATE {BANDEJA} SET empujado_de = $2 WHERE chat_id = $1"
        "  AND empujado_de IS DISTINCT FROM $2 RETURNING chat_id)"
        f" INSERT INTO {QUEUE} (suscripcion_id, cuerpo, vence_en)"
        " SELECT s.id, u.cuerpo, now() + $5::interval"
        " FROM told, unnest($3::bigint[], $4::jsonb[]) AS u(agente_id, cuerpo)"
        f" JOIN {SUBSCRIPTION} s ON s.agente_id = u.agente_id FOR KEY SHARE OF s",
        row["chat_id"],
        row["espera_desde"],
        [agente_id for agente_id, _ in pushes],
        [msgspec.to_builtins(push) for _, push in pushes],
        LASTS,
    )


async def away(engine: Engine, ids: Iterable[int] | None = None) -> list[Away]:
    """Those of these agents (None = all) who have a browser for pushes and are not in line. Raises Unavailable."""
    rows = await engine.fetch(
        "SELECT a.user_id, a.preferencias,"
        " ARRAY(SELECT schema_name FROM public.ventanilla_desk_silencio m WHERE m.agente_id = a.user_id) AS muted,"
        " ARRAY(SELECT equipo_id FROM public.ventanilla_desk_equipo_miembros m WHERE m.agente_id = a.user_id) AS teams"
        " FROM public.ventanilla_desk_agente a"
        f" WHERE EXISTS (SELECT FROM {SUBSCRIPTION} s WHERE s.agente_id = a.user_id)"
        " AND ($1::bigint[] IS NULL OR a.user_id = ANY($1))",
        None if ids is None else list(ids),
    )
    if not rows:
        return []
    there = {row["user_id"]: row for row in await presence.rows(engine, [row["user_id"] for row in rows])}
    return [
        Away(
            row["user_id"],
            read(row["preferencias"]),
            None if (seen := there[row["user_id"]]["tenants"]) is None else frozenset(seen),
            frozenset(row["muted"]),
            frozenset(row["teams"]),
        )
        for row in rows
        if row["user_id"] in there and presence.estado(there[row["user_id"]]) != "en_linea"
    ]


def push_of(clase: wire.ClaseAviso, fila: wire.Fila, idioma: wire.Idioma, *, texto: str = "", de: str = "") -> Push:
    tenant, cliente = fila.tenant.nombre, fila.cliente.nombre or str(fila.cliente.id)
    return Push(
        clase=clase,
        titulo=say(idioma, clase, tenant=tenant, cliente=cliente, de=de or say(idioma, "alguien")),
        texto=texto[:200] or say(idioma, "donde", cliente=cliente, tenant=tenant),
        chat_id=fila.id,
        etiqueta=f"chat-{fila.id}",
    )


def trial(idioma: wire.Idioma) -> Push:
    """What one sends oneself, to see that it arrives."""
    return Push("prueba", say(idioma, "prueba"), say(idioma, "prueba_texto"), None, "prueba")


JOBS = [Job("llamar", EVERY, call)]
