"""Notes among agents, and who is named in them. In tables of their own: nothing here ever reaches a cliente."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import Error as DatabaseError
from django.db.models import Q
from msgspec import UNSET

from .. import wire
from ..chat import chats, history, shapes
from ..chat.engine import Engine
from ..chat.errors import Forbidden, Invalid, NotFound, Unavailable
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from ..tenancy import in_public
from . import inbox
from .alerts import alert
from .models import Agente
from .people import tenants_of
from .telling import tell_agents, tell_chat

NOTA = "public.ventanilla_desk_nota"
MENCION = "public.ventanilla_desk_mencion"
AGENTE = "public.ventanilla_desk_agente"
_WITH_AUTHOR = f"SELECT n.*, a.nombre, a.avatar FROM n JOIN {AGENTE} a ON a.user_id = n.autor_id"
PAGE = 200
WORDS = 200
"""Characters of a note in an alert."""


async def page(
    engine: Engine, by: AgenteCaller, chat_id: int, *, cursor: str | None = None, limit: int = PAGE
) -> wire.Notas:
    """The chat's notes, newest first. Raises NotFound, Invalid, Unavailable."""
    await engine.home_for(by, chat_id)
    before = history.number(history.place(cursor, 1)[0]) if cursor else 2**62
    rows = await engine.fetch(
        f"WITH n AS (SELECT * FROM {NOTA} WHERE chat_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3)"
        f" {_WITH_AUTHOR} ORDER BY n.id DESC",
        chat_id,
        before,
        limit + 1,
    )
    shown = rows[:limit]
    siguiente = history.cursor(shown[-1]["id"]) if len(rows) > limit else None
    return wire.Notas([nota(row) for row in shown], siguiente)


async def one(engine: Engine, by: AgenteCaller, nota_id: int) -> wire.Nota:
    """Raises NotFound, Unavailable."""
    row = await engine.fetchrow(f"WITH n AS (SELECT * FROM {NOTA} WHERE id = $1) {_WITH_AUTHOR}", nota_id)
    if row is None or not by.sees(row["schema_name"]):
        raise NotFound
    return nota(row)


async def write(
    engine: Engine,
    by: AgenteCaller,
    chat_id: int,
    *,
    texto: str,
    menciones: Sequence[int] = (),
    tras_seq: int | None = None,
) -> wire.Nota:
    """The note stands in the chat, open or closed; who follows it sees it, and who is named is called.

    Raises Forbidden, NotFound, Invalid (also where someone is named who may not see the chat), TooLarge, Unavailable.
    """
    by.needs("responder")
    chats.check_texto(texto)
    tenant, _ = await engine.home_for(by, chat_id)
    chat = await history.chat_of(engine, tenant, chat_id)
    if chat.ultimo_seq == 0:
        raise NotFound
    named = await _who_may_see(engine, tenant.schema, menciones)
    row = await engine.fetchrow(
        f"WITH n AS (INSERT INTO {NOTA} (chat_id, schema_name, autor_id, texto, menciones, tras_seq, creado_en)"
        " VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp()) RETURNING *),"
        f" m AS (INSERT INTO {MENCION} (agente_id, nota_id, chat_id)"
        f" SELECT who, n.id, n.chat_id FROM n, unnest($5::bigint[]) who WHERE who <> $3) {_WITH_AUTHOR}",
        chat_id,
        tenant.schema,
        by.id,
        texto,
        named,
        chat.ultimo_seq if tras_seq is None else max(1, min(tras_seq, chat.ultimo_seq)),
    )
    return await _told(engine, by, row, new=named)


async def rewrite(
    engine: Engine, by: AgenteCaller, nota_id: int, *, texto: str, menciones: Sequence[int] = ()
) -> wire.Nota:
    """The caller's own note says that now; who is named in it only now is called.

    Raises Forbidden, NotFound (also where it was taken back), Invalid, TooLarge, Unavailable.
    """
    chats.check_texto(texto)
    before = await _own(engine, by, nota_id)
    named = await _who_may_see(engine, before["schema_name"], menciones)
    row = await engine.fetchrow(
        f"WITH n AS (UPDATE {NOTA} SET texto = $2, menciones = $3, editado_en = clock_timestamp()"
        " WHERE id = $1 AND borrado_en IS NULL RETURNING *),"
        f" gone AS (DELETE FROM {MENCION} WHERE nota_id = $1 AND agente_id <> ALL($3::bigint[])),"
        f" m AS (INSERT INTO {MENCION} (agente_id, nota_id, chat_id)"
        " SELECT who, n.id, n.chat_id FROM n, unnest($3::bigint[]) who WHERE who <> n.autor_id"
        f" ON CONFLICT DO NOTHING) {_WITH_AUTHOR}",
        nota_id,
        texto,
        named,
    )
    if row is None:
        raise NotFound
    return await _told(engine, by, row, new=set(named) - set(before["menciones"]))


async def take_back(engine: Engine, by: AgenteCaller, nota_id: int) -> wire.Nota:
    """The caller's own note says nothing any more, and calls nobody. Twice is once. Raises Forbidden, NotFound."""
    await _own(engine, by, nota_id, gone_too=True)
    row = await engine.fetchrow(
        f"WITH n AS (UPDATE {NOTA} SET texto = '', menciones = '{{}}',"
        " borrado_en = coalesce(borrado_en, clock_timestamp()) WHERE id = $1 RETURNING *),"
        f" gone AS (DELETE FROM {MENCION} WHERE nota_id = $1) {_WITH_AUTHOR}",
        nota_id,
    )
    return await _told(engine, by, row)


async def nameable(engine: Engine, by: AgenteCaller, chat_id: int) -> wire.Mencionables:
    """Who may be named in a note of that chat: active agents who may see it. Raises NotFound, Unavailable."""
    tenant, _ = await engine.home_for(by, chat_id)
    try:
        return wire.Mencionables(await in_public(_who_sees, tenant.schema))
    except DatabaseError as error:
        raise Unavailable from error


async def unread_mentions(engine: Engine, by: AgenteCaller) -> wire.Menciones:
    """The notes that name the caller and that they have not seen, newest first, at most PAGE. Raises Unavailable."""
    rows = await engine.fetch(
        f"WITH n AS (SELECT n.*, b.cliente_id, b.cliente_nombre FROM {MENCION} m JOIN {NOTA} n ON n.id = m.nota_id"
        f" JOIN {BANDEJA} b ON b.chat_id = n.chat_id WHERE m.agente_id = $1 AND m.leida_en IS NULL"
        " AND ($2::text[] IS NULL OR n.schema_name = ANY($2::text[])) ORDER BY n.id DESC LIMIT $3)"
        f" {_WITH_AUTHOR} ORDER BY n.id DESC",
        by.id,
        None if by.schemas is None else sorted(by.schemas),
        PAGE,
    )
    tenants = await tenants_of(engine, rows)
    return wire.Menciones(
        [
            wire.Mencion(
                nota(row),
                shapes.tenant_ref(tenants[row["schema_name"]]),
                wire.ClienteRef(wire.cliente_wire(row["cliente_id"]), row["cliente_nombre"]),
            )
            for row in rows
        ]
    )


async def mentions_seen(engine: Engine, by: AgenteCaller, chat_id: int) -> None:
    """The caller has seen where they are named in that chat; their other consoles know. Raises NotFound."""
    await engine.home_for(by, chat_id)
    rows = await engine.fetch(
        f"UPDATE {MENCION} SET leida_en = now() WHERE agente_id = $1 AND chat_id = $2 AND leida_en IS NULL RETURNING 1",
        by.id,
        chat_id,
    )
    if rows:
        tell_agents(engine, wire.Changed("yo"), to=by.id)


def nota(row: Any) -> wire.Nota:
    """A row of NOTA with its author's `nombre` and `avatar`."""
    return wire.Nota(
        id=row["id"],
        chat_id=row["chat_id"],
        autor=wire.Autor("soporte", row["autor_id"], row["nombre"], row["avatar"] or UNSET),
        texto=row["texto"],
        menciones=list(row["menciones"]),
        tras_seq=row["tras_seq"],
        creado_en=row["creado_en"],
        editado_en=row["editado_en"],
        borrado_en=row["borrado_en"],
    )


def _who_sees(schema: str) -> list[wire.AgenteRef]:
    agents = Agente.objects.filter(Q(tenants=None) | Q(tenants__contains=[schema]), activo=True, user__is_active=True)
    return [
        wire.AgenteRef(one.pk, one.user.get_username(), one.nombre)
        for one in agents.select_related("user").order_by("nombre", "pk")
    ]


async def _told(engine: Engine, by: AgenteCaller, row: Any, *, new: Iterable[int] = ()) -> wire.Nota:
    told = nota(row)
    tell_chat(engine, told.chat_id, wire.Note(told), schema=row["schema_name"], nota_id=told.id)
    called = set(new) - {by.id}
    if called:
        [(_, fila)] = await inbox.rows(engine, [told.chat_id])
        words = " ".join(told.texto[: 2 * WORDS].split())[:WORDS]
        await alert(engine, "mencion", fila, schema=row["schema_name"], to=called, texto=words, de=by)
    return told


async def _own(engine: Engine, by: AgenteCaller, nota_id: int, *, gone_too: bool = False) -> Any:
    """Raises NotFound where the caller may not see it or it was taken back; Forbidden where it is a colleague's."""
    by.needs("responder")
    row = await engine.fetchrow(f"SELECT * FROM {NOTA} WHERE id = $1", nota_id)
    if row is None or not by.sees(row["schema_name"]):
        raise NotFound
    if row["autor_id"] != by.id:
        raise Forbidden("Una nota la cambia quien la escribió.")
    if row["borrado_en"] and not gone_too:
        raise NotFound
    return row


async def _who_may_see(engine: Engine, schema: str, agents: Iterable[int]) -> list[int]:
    """Those agents, once each. Raises Invalid where one is unknown, was switched off, or may not see that tenant."""
    wanted = sorted(set(agents))
    if not wanted:
        return []
    if not all(0 < one < 2**53 for one in wanted):
        raise Invalid("menciones", "No es un agente.")
    rows = await engine.fetch(
        f"SELECT user_id FROM {AGENTE} WHERE user_id = ANY($1::bigint[]) AND activo"
        " AND (tenants IS NULL OR $2 = ANY(tenants))",
        wanted,
        schema,
    )
    if len(rows) < len(wanted):
        raise Invalid("menciones", "Alguno de ellos no está en el equipo, o no puede ver los chats de este tenant.")
    return wanted
