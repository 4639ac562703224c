"""Canned replies: everyone's, and each agente's own. Variables are filled in by who sends one, not here."""

from __future__ import annotations

import re
from typing import Any

import asyncpg

from .. import wire
from ..chat import chats
from ..chat.engine import Engine
from ..chat.errors import Invalid, NotFound
from ..chat.people import AgenteCaller
from .telling import tell_agents

RESPUESTA = "public.ventanilla_desk_respuesta"
_SEEN = "(agente_id IS NULL OR agente_id = $1)"


async def all_for(engine: Engine, by: AgenteCaller, *, idioma: str | None = None) -> wire.Respuestas:
    """Everyone's and the caller's own, by shortcut; with `idioma` those that have a text in it. Raises Unavailable."""
    rows = await engine.fetch(
        f"SELECT * FROM {RESPUESTA} WHERE {_SEEN} AND ($2::text IS NULL OR textos ? $2) ORDER BY atajo, id",
        by.id,
        idioma or None,
    )
    return wire.Respuestas([respuesta(row) for row in rows])


async def add(engine: Engine, by: AgenteCaller, body: wire.EscribirRespuesta) -> wire.Respuesta:
    """It can be used at once. Raises Forbidden, Invalid (also where the shortcut is taken), Unavailable."""
    check(body)
    if body.compartida:
        by.needs("plantillas")
    row = await _stored(
        engine,
        f"INSERT INTO {RESPUESTA} (atajo, titulo, textos, agente_id, usos, cambiado_en)"
        " VALUES ($1, $2, $3, $4, 0, now()) RETURNING *",
        *_values(by, body),
    )
    _tell(engine, by, shared=body.compartida)
    return respuesta(row)


async def change(engine: Engine, by: AgenteCaller, id_: int, body: wire.EscribirRespuesta) -> wire.Respuesta:
    """It says that now. Raises Forbidden, NotFound (also of a colleague's own), Invalid, Unavailable."""
    check(body)
    was_shared = await _may_change(engine, by, id_)
    if body.compartida:
        by.needs("plantillas")
    row = await _stored(
        engine,
        f"UPDATE {RESPUESTA} SET atajo = $1, titulo = $2, textos = $3, agente_id = $4, cambiado_en = now()"
        " WHERE id = $5 RETURNING *",
        *_values(by, body),
        id_,
    )
    if row is None:
        raise NotFound
    _tell(engine, by, shared=body.compartida or was_shared)
    return respuesta(row)


async def remove(engine: Engine, by: AgenteCaller, id_: int) -> None:
    """It is gone. Raises Forbidden, NotFound, Unavailable."""
    shared = await _may_change(engine, by, id_)
    await engine.fetch(f"DELETE FROM {RESPUESTA} WHERE id = $1", id_)
    _tell(engine, by, shared=shared)


async def used(engine: Engine, by: AgenteCaller, id_: int) -> wire.Respuesta:
    """It was used once more. Raises NotFound, Unavailable."""
    row = await engine.fetchrow(
        f"UPDATE {RESPUESTA} SET usos = usos + 1 WHERE {_SEEN} AND id = $2 RETURNING *", by.id, id_
    )
    if row is None:
        raise NotFound
    return respuesta(row)


def check(body: wire.EscribirRespuesta) -> None:
    """Raises Invalid, TooLarge."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", body.atajo):
        raise Invalid("atajo", "De 1 a 40 letras minúsculas sin tilde, cifras o guiones: se escribe tras «/».")
    if not 1 <= len(body.titulo.strip()) <= 100 or not wire.is_storable(body.titulo):
        raise Invalid("titulo", "De 1 a 100 caracteres.")
    if not 1 <= len(body.textos) <= 20:
        raise Invalid("textos", "Al menos un texto, y como mucho 20 idiomas.")
    for idioma, texto in body.textos.items():
        if not re.fullmatch("[a-z]{2}", idioma):
            raise Invalid("textos", "Cada idioma con dos letras: es, en…")
        chats.check_texto(texto)


def respuesta(row: Any) -> wire.Respuesta:
    return wire.Respuesta(
        id=row["id"],
        atajo=row["atajo"],
        titulo=row["titulo"],
        textos=row["textos"],
        compartida=row["agente_id"] is None,
        usos=row["usos"],
        cambiado_en=row["cambiado_en"],
    )


def _values(by: AgenteCaller, body: wire.EscribirRespuesta) -> tuple[object, ...]:
    return body.atajo, body.titulo.strip(), body.textos, None if body.compartida else by.id


async def _may_change(engine: Engine, by: AgenteCaller, id_: int) -> bool:
    """Whether it is everyone's. Raises Forbidden, NotFound."""
    row = await engine.fetchrow(f"SELECT agente_id FROM {RESPUESTA} WHERE {_SEEN} AND id = $2", by.id, id_)
    if row is None:
        raise NotFound
    if row["agente_id"] is None:
        by.needs("plantillas")
    return row["agente_id"] is None


async def _stored(engine: Engine, query: str, *arguments: object) -> Any:
    try:
        return await engine.fetchrow(query, *arguments)
    except asyncpg.UniqueViolationError:
        raise Invalid("atajo", "Ya hay una respuesta con ese atajo.") from None


def _tell(engine: Engine, by: AgenteCaller, *, shared: bool) -> None:
    tell_agents(engine, wire.Changed("respuestas"), to=None if shared else by.id)
