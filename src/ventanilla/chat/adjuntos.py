"""Files in a conversation: kept when they come, claimed by the message that names them, shown to who may see them.

A file waits for its message. The message claims it in one statement before it goes to the journal, all of its files or
none: so a stored message never names a file that another one has, or that is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from .. import files
from ..conf import conf
from ..db import tables
from ..files import intake, storage
from ..tenancy import Tenant
from . import history
from .blocking import refuse_blocked
from .engine import Engine
from .errors import ChatClosed, ChatError, Invalid, NotFound, TooLarge
from .ledger import Files, Side
from .limits import take_upload
from .people import AgenteCaller, Caller, ClienteCaller

TOLD = ("id", "nombre", "tipo", "bytes", "ancho", "alto")
"""Of a file, in the message that names it. The address is not: it says in which chat the message is."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who sent a file, and in whose conversation."""

    tenant: Tenant
    cliente_id: str
    tipo: Side
    id: str

    @classmethod
    def of(cls, caller: ClienteCaller) -> Owner:
        return cls(caller.tenant, caller.cliente_id, "cliente", caller.cliente_id)

    @classmethod
    def agente(cls, by: AgenteCaller, tenant: Tenant, cliente_id: str) -> Owner:
        return cls(tenant, cliente_id, "soporte", str(by.id))


@dataclass(frozen=True, slots=True)
class Place:
    """A chat that takes files, and in whose name."""

    owner: Owner
    chat_id: int


async def place_of_cliente(engine: Engine, caller: ClienteCaller, chat_id: int) -> Place:
    """That chat of the caller's, which is open. Raises NotFound, ChatClosed, TooFast, Unavailable."""
    chat = await history.chat_of(engine, caller.tenant, chat_id, cliente_id=caller.cliente_id)
    if chat.cerrado:
        raise ChatClosed(chat_id)
    return place_in(caller, chat_id)


def place_in(caller: ClienteCaller, chat_id: int) -> Place:
    """A chat that is known to be the caller's, open or not. Raises TooFast."""
    take_upload(caller)
    return Place(Owner.of(caller), chat_id)


async def place_of_agente(engine: Engine, by: AgenteCaller, chat_id: int) -> Place:
    """That chat, which is open and in which something was said. Raises Forbidden, NotFound, ChatClosed, Unavailable."""
    by.needs("responder")
    home = await engine.home_for(by, chat_id)
    chat = await history.chat_of(engine, home[0], chat_id)
    if chat.ultimo_seq == 0:
        raise NotFound
    if chat.cerrado:
        raise ChatClosed(chat_id)
    return Place(Owner.agente(by, *home), chat_id)


async def keep(engine: Engine, place: Place, *, file: BinaryIO, name: str) -> Any:
    """The file is kept, made safe, and waits for a message: its row. Raises Blocked, Invalid, TooLarge, Unavailable."""
    owner = place.owner
    if owner.tipo == "cliente":
        await refuse_blocked(engine, owner.tenant, owner.cliente_id)
    try:
        taken = await intake.taken_in(file, name)
    except files.TooBig as error:
        raise TooLarge(str(error)) from None
    except files.Refused as error:
        raise Invalid("archivo", str(error)) from None
    # First the file, then its row: what is left where the second fails is removed as an orphan, at the latest.
    archivo = await intake.in_thread(storage.keep, owner.tenant.schema, taken.content)
    try:
        return await engine.fetchrow(
            f"INSERT INTO {tables(owner.tenant.schema).adjunto} (id, cliente_id, chat_id, autor_tipo, autor_id, nombre,"
            " tipo, bytes, ancho, alto, sha256, archivo) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
            " RETURNING *",
            uuid4(),
            owner.cliente_id,
            place.chat_id,
            owner.tipo,
            owner.id,
            taken.nombre,
            taken.tipo,
            taken.bytes,
            taken.ancho,
            taken.alto,
            taken.sha256,
            archivo,
        )
    except ChatError:
        raise  # The row may have been stored all the same.
    except Exception:
        await intake.in_thread(storage.remove, archivo)
        raise
    finally:
        taken.content.close()


async def claim(engine: Engine, owner: Owner, *, uid: UUID, ids: Sequence[str], into: int | None) -> Files:
    """These files belong to the message `uid`, and this is what it tells of them, in the order of the ids.

    All or none, and asked again by a retry they are its own still. Where the message is stored already, whatever it
    names now: nothing, as the journal answers with what is stored. Raises Invalid; with `into` NotFound, ChatClosed.
    """
    wanted = _ids(ids)
    names = tables(owner.tenant.schema)
    # The rows are locked in one order, whoever asks: two messages that want the same never wait in a circle. Who comes
    # second finds them taken. The time is new at each claim: the sweep takes nothing that was asked for a moment ago.
    rows = await engine.fetch(
        f"WITH mine AS (SELECT id FROM {names.adjunto} WHERE id = ANY($1::uuid[]) AND cliente_id = $2"
        "   AND autor_tipo = $3 AND autor_id = $4 AND (uid IS NULL OR uid = $5) ORDER BY id FOR UPDATE)"
        f" UPDATE {names.adjunto} a SET uid = $5, reclamado_en = now() FROM mine WHERE a.id = mine.id"
        "   AND (SELECT count(*) FROM mine) = cardinality($1::uuid[])"
        f"   AND ($6::bigint IS NULL OR EXISTS (SELECT FROM {names.chat} c WHERE c.id = $6 AND c.cliente_id = $2"
        "     AND NOT c.cerrado)"
        f"     OR EXISTS (SELECT FROM {names.mensaje} m WHERE m.uid = $5 AND m.autor_tipo = $3 AND m.autor_id = $4))"
        " RETURNING a.id, a.nombre, a.tipo, a.bytes, a.ancho, a.alto",
        wanted,
        owner.cliente_id,
        owner.tipo,
        owner.id,
        uid,
        into,
    )
    if rows:
        found = {row["id"]: row for row in rows}
        return [_told(found[one]) for one in wanted]
    if await _is_stored(engine, owner, uid):
        return ()
    if into is not None:
        chat = await history.chat_of(engine, owner.tenant, into, cliente_id=owner.cliente_id)
        if chat.cerrado:
            raise ChatClosed(into)
    raise Invalid("adjuntos", "Alguno no existe, no es tuyo o ya va en otro mensaje.")


async def for_download(engine: Engine, caller: Caller, chat_id: int, adjunto_id: UUID) -> Any:
    """The row of a file that the caller may have, asked for in that chat. Raises NotFound: all else looks the same.

    A cliente: what they sent, and what soporte said to them. An agente: what was said, and what they sent themselves.
    """
    if isinstance(caller, ClienteCaller):
        owner = Owner.of(caller)
    else:
        owner = Owner.agente(caller, *await engine.home_for(caller, chat_id))
    names = tables(owner.tenant.schema)
    row = await engine.fetchrow(
        f"SELECT a.* FROM {names.adjunto} a LEFT JOIN {names.mensaje} m ON m.uid = a.uid"
        "   AND m.autor_tipo = a.autor_tipo AND m.autor_id = a.autor_id"
        "   AND m.adjuntos @> jsonb_build_array(jsonb_build_object('id', a.id))"
        " WHERE a.id = $1 AND a.cliente_id = $2"
        # Uploaded in one chat and said in another, it has two addresses; both are of its cliente's chats.
        "   AND (m.chat_id = $3 OR (a.chat_id = $3 AND"
        "     (m.chat_id IS NOT NULL OR (a.autor_tipo = $4 AND a.autor_id = $5))))",
        adjunto_id,
        owner.cliente_id,
        chat_id,
        owner.tipo,
        owner.id,
    )
    if row is None:
        raise NotFound
    return row


def _ids(ids: Sequence[str]) -> list[UUID]:
    limit = conf().adjuntos_por_mensaje
    if len(ids) > limit:
        raise Invalid("adjuntos", f"Como mucho {limit} en un mensaje.")
    try:
        wanted = [UUID(one) for one in ids]
    except ValueError:
        raise Invalid("adjuntos", "Una lista de los `id` que dio la subida.") from None
    if len(set(wanted)) < len(wanted):
        raise Invalid("adjuntos", "El mismo archivo está dos veces.")
    return wanted


def _told(row: Any) -> dict[str, Any]:
    told = {name: row[name] for name in TOLD if row[name] is not None}
    return {**told, "id": str(row["id"])}


async def _is_stored(engine: Engine, owner: Owner, uid: UUID) -> bool:
    if owner.tipo == "soporte":
        query = "SELECT 1 FROM public.ventanilla_desk_envio WHERE uid = $1 AND agente_id = $2"
        return await engine.fetchrow(query, uid, owner.id) is not None
    query = f"SELECT 1 FROM {tables(owner.tenant.schema).mensaje} WHERE uid = $1 AND autor_tipo = 'cliente'"
    return await engine.fetchrow(f"{query} AND autor_id = $2", uid, owner.id) is not None
