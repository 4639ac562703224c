"""Which agente gets which chat. The decision is pure; the round reads what waits, decides, writes what still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from .. import wire
from ..chat.engine import Engine
from ..chat.store import BANDEJA
from . import hours, presence
from .alerts import alert
from .rounds import Job
from .settings import settings
from .telling import tell_rows

EVERY = 1.0
AT_ONCE = 200
"""Chats that one round gives out at most."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open chat that is with nobody."""

    chat_id: int
    schema: str
    equipo_id: int | None
    before: int | None
    """Whom the cliente's chat before this one was with."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agente who is in line."""

    id: int
    room: int
    """Chats that may be given to them yet."""
    load: int
    last: datetime
    """When one was last given to them."""
    teams: frozenset[int] = frozenset()
    schemas: frozenset[str] | None = None

    def takes(self, chat: Waiting) -> bool:
        return (
            self.room > 0
            and (self.schemas is None or chat.schema in self.schemas)
            and (chat.equipo_id is None or chat.equipo_id in self.teams)
        )


@dataclass(frozen=True, slots=True)
class Rules:
    asignacion: wire.Asignacion
    to_earlier: bool
    """Who comes back goes to the agente of before, if they can."""
    open: bool
    """Within the hours."""

    @property
    def gives(self) -> bool:
        """Whether chats are given out at all, now."""
        return self.open and self.asignacion != "manual"


def decide(
    waiting: Sequence[Waiting], candidates: Iterable[Candidate], rules: Mapping[int | None, Rules], now: datetime
) -> list[tuple[int, int]]:
    """Chat and agente, in the order in which they are given out: who waits longest first, nobody beyond their room.

    `rules` by team; those of None are of chats without one.
    """
    there = {candidate.id: candidate for candidate in candidates}
    given: list[tuple[int, int]] = []
    for chat in waiting:
        of_team = rules.get(chat.equipo_id, rules[None])
        if not of_team.gives:
            continue
        chosen = _choose(chat, [each for each in there.values() if each.takes(chat)], of_team)
        if chosen is None:
            continue
        given.append((chat.chat_id, chosen.id))
        there[chosen.id] = replace(chosen, room=chosen.room - 1, load=chosen.load + 1, last=max(now, chosen.last))
        # Two who were given one in the same round keep the order in which they got it.
        now = max(now, chosen.last) + RESOLUTION
    return given


RESOLUTION = datetime.resolution


def _choose(chat: Waiting, able: Sequence[Candidate], rules: Rules) -> Candidate | None:
    if rules.to_earlier:
        for candidate in able:
            if candidate.id == chat.before:
                return candidate
    if rules.asignacion == "turnos":
        return min(able, key=lambda each: (each.last, each.id), default=None)
    return min(able, key=lambda each: (each.load, each.last, each.id), default=None)


# --- the round ----------------------------------------------------------------------------------------------------


async def route(engine: Engine) -> None:
    """Chats that are with nobody have the team that their tenant's rule names, and an agente where one can take them.

    Raises Unavailable.
    """
    await _give_to_teams(engine)
    now = datetime.now(UTC)
    rules = await _rules(engine, now)
    if not any(each.gives for each in rules.values()):
        return
    candidates = await _candidates(engine)
    waiting = await _waiting(engine, [each for each in candidates if each.room > 0], rules)
    for chat_id, agente_id in decide(waiting, candidates, rules, now):
        await _give(engine, chat_id, agente_id)


async def _give_to_teams(engine: Engine) -> None:
    rows = await engine.fetch(
        f"UPDATE {BANDEJA} b SET equipo_id = f.equipo_id, version = b.version + 1, cambiado_en = clock_timestamp()"
        " FROM public.ventanilla_desk_fichatenant f WHERE f.schema_name = b.schema_name AND f.equipo_id IS NOT NULL"
        " AND b.equipo_id IS NULL AND b.asignado_a IS NULL AND NOT b.cerrado AND b.ultimo_seq > 0 RETURNING b.*"
    )
    if rows:
        await tell_rows(engine, rows, "assigned")


async def _waiting(engine: Engine, able: Sequence[Candidate], rules: Mapping[int | None, Rules]) -> list[Waiting]:
    """Chats that someone could take, who waits longest first: those that must wait anyway hide no others."""
    teams = [
        team
        for team, of_team in rules.items()
        if of_team.gives and any(team is None or team in each.teams for each in able)
    ]
    schemas = None if any(each.schemas is None for each in able) else sorted({s for e in able for s in e.schemas or ()})
    rows = await engine.fetch(
        "SELECT b.chat_id, b.schema_name, b.equipo_id, coalesce(p.asignado_a, p.cerrado_por) AS before"
        f" FROM {BANDEJA} b LEFT JOIN {BANDEJA} p ON p.chat_id = b.anterior"
        " WHERE b.asignado_a IS NULL AND NOT b.cerrado AND b.ultimo_seq > 0"
        " AND (b.equipo_id = ANY($1::bigint[]) OR (b.equipo_id IS NULL AND $2))"
        " AND ($3::text[] IS NULL OR b.schema_name = ANY($3))"
        " ORDER BY b.espera_desde NULLS LAST, b.chat_id LIMIT $4",
        [team for team in teams if team is not None],
        None in teams,
        schemas,
        AT_ONCE,
    )
    return [Waiting(row["chat_id"], row["schema_name"], row["equipo_id"], row["before"]) for row in rows]


async def _rules(engine: Engine, now: datetime) -> dict[int | None, Rules]:
    ajustes = await settings.now(engine)
    earlier = ajustes.reasignar_anterior
    rules: dict[int | None, Rules] = {None: Rules(ajustes.asignacion, earlier, hours.is_open(ajustes.horario, now))}
    for row in await engine.fetch("SELECT id, asignacion, horario FROM public.ventanilla_desk_equipo"):
        horario = msgspec.convert(row["horario"], wire.Horario | None) or ajustes.horario
        rules[row["id"]] = Rules(row["asignacion"] or ajustes.asignacion, earlier, hours.is_open(horario, now))
    return rules


async def _candidates(engine: Engine) -> list[Candidate]:
    ajustes = await settings.now(engine)
    members: dict[int, set[int]] = {}
    for row in await engine.fetch("SELECT agente_id, equipo_id FROM public.ventanilla_desk_equipo_miembros"):
        members.setdefault(row["agente_id"], set()).add(row["equipo_id"])
    return [
        Candidate(
            id=row["user_id"],
            room=(row["capacidad"] or ajustes.capacidad) - row["abiertos"],
            load=row["abiertos"],
            last=row["repartido_en"] or LONG_AGO,
            teams=frozenset(members.get(row["user_id"], ())),
            schemas=None if row["tenants"] is None else frozenset(row["tenants"]),
        )
        for row in await presence.rows(engine)
        if presence.estado(row) == "en_linea" and "responder" in row["permisos"]
    ]


async def _give(engine: Engine, chat_id: int, agente_id: int) -> None:
    """Only where nobody has it yet: another node may have been here, or an agente taken it."""
    row: Any = await engine.fetchrow(
        f"WITH given AS (UPDATE {BANDEJA} b SET asignado_a = $2, asignado_en = now(), version = b.version + 1,"
        "  cambiado_en = clock_timestamp()"
        "  WHERE b.chat_id = $1 AND b.asignado_a IS NULL AND NOT b.cerrado RETURNING b.*),"
        " turn AS (UPDATE public.ventanilla_desk_agente SET repartido_en = clock_timestamp()"
        "  WHERE user_id = $2 AND EXISTS (SELECT FROM given))"
        " SELECT * FROM given",
        chat_id,
        agente_id,
    )
    if row is None:
        return
    [fila] = await tell_rows(engine, [row], "assigned")
    await presence.tell(engine, [agente_id])
    await alert(engine, "asignado", fila, schema=row["schema_name"], to=[agente_id])


JOBS = [Job("enrutar", EVERY, route), Job("presencia", 5.0, presence.sweep)]
