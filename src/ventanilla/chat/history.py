"""Reads: chats, pages of messages, what a connection missed. No lock, nothing written."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ..db import tables
from ..tenancy import Tenant
from . import store
from .engine import Engine
from .errors import Invalid, NotFound
from .ledger import Author, ChatState, Entry
from .people import AgenteCaller, ClienteCaller

PAGE = 50
MAX_PAGE = 200
PAGE_CHARACTERS = 256 * 1024
"""Of a page that is read for a connection: a quarter of what may wait for its reader."""


@dataclass(frozen=True, slots=True)
class PastChat:
    chat: ChatState
    primer_texto: str
    ultimo_texto: str
    ultimo_autor: Author | None


@dataclass(frozen=True, slots=True)
class Missed:
    """What a connection has not seen of one chat. `more`: there is another page after these."""

    chat: ChatState
    entries: list[Entry]
    more: bool


async def open_chat(engine: Engine, caller: ClienteCaller) -> ChatState | None:
    names = tables(caller.tenant.schema)
    row = await engine.fetchrow(f"SELECT * FROM {names.chat} WHERE cliente_id = $1 AND NOT cerrado", caller.cliente_id)
    return store.chat_state(row) if row else None


async def newest_closed(engine: Engine, caller: ClienteCaller) -> int | None:
    row = await engine.fetchrow(
        f"SELECT max(id) AS id FROM {tables(caller.tenant.schema).chat} WHERE cliente_id = $1 AND cerrado",
        caller.cliente_id,
    )
    newest: int | None = row["id"]
    return newest


async def chat_of(engine: Engine, tenant: Tenant, chat_id: int, *, cliente_id: str | None = None) -> ChatState:
    """The chat, which must be that cliente's where one is named. Raises NotFound: another's looks like none."""
    row = await engine.fetchrow(f"SELECT * FROM {tables(tenant.schema).chat} WHERE id = $1", chat_id)
    if row is None or (cliente_id is not None and row["cliente_id"] != cliente_id):
        raise NotFound
    return store.chat_state(row)


async def messages(
    engine: Engine,
    tenant: Tenant,
    chat_id: int,
    *,
    after: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> tuple[list[Entry], bool]:
    """A page in seq order, and whether there is more in its direction: forwards from `after`, else backwards."""
    where, arguments = ["chat_id = $1"], [chat_id]
    for operator, value in ((">", after), ("<", before)):
        if value is not None:
            arguments.append(value)
            where.append(f"seq {operator} ${len(arguments)}")
    arguments.append(limit + 1)
    rows = await engine.fetch(
        f"SELECT {store.ENTRY_COLUMNS} FROM {tables(tenant.schema).mensaje} WHERE {' AND '.join(where)}"
        f" ORDER BY seq {'ASC' if after is not None else 'DESC'} LIMIT ${len(arguments)}",
        *arguments,
    )
    page = [store.entry(row) for row in rows[:limit]]
    return (page if after is not None else page[::-1]), len(rows) > limit


async def missed(engine: Engine, tenant: Tenant, chat_id: int, *, after: int | None, limit: int = MAX_PAGE) -> Missed:
    """The chat as it is and what came after a seq; with `after` None only the chat."""
    # The chat first: what is stored between the two reads is then a message too many, never one too few.
    return await missed_of(engine, tenant, await chat_of(engine, tenant, chat_id), after=after, limit=limit)


async def missed_of(
    engine: Engine, tenant: Tenant, chat: ChatState, *, after: int | None, limit: int = MAX_PAGE
) -> Missed:
    """The same for a chat that was read just now, after the connection began to hear."""
    if after is None or after >= chat.ultimo_seq:
        return Missed(chat, [], more=False)
    entries, more = await messages(engine, tenant, chat.id, after=after, limit=limit)
    entries = [entry for entry in entries if entry.seq <= chat.ultimo_seq]
    fitting = within(entries, PAGE_CHARACTERS)
    return Missed(chat, fitting, more or len(fitting) < len(entries))


def within(entries: list[Entry], characters: int) -> list[Entry]:
    """The first entries, as many as hold so much text, and at least one: what waits for a reader is bounded by size."""
    held = 0
    for number, entry in enumerate(entries):
        held += len(entry.texto)
        if held > characters:
            return entries[: max(1, number)]
    return entries


async def past_chats(
    engine: Engine, tenant: Tenant, cliente_id: str, *, before: int | None = None, limit: int = 20
) -> tuple[list[PastChat], str | None]:
    """A cliente's chats with messages, newest first, and the cursor of the next page."""
    names = tables(tenant.schema)
    rows = await engine.fetch(
        f"SELECT c.*, {_words('f')} AS primer_texto, {_words('l')} AS ultimo_texto,"
        f" l.autor_tipo, l.autor_id, l.autor_nombre"
        f" FROM (SELECT * FROM {names.chat} WHERE cliente_id = $1 AND ultimo_seq > 0 AND id < $2"
        f" ORDER BY id DESC LIMIT $3) c"
        f" JOIN {names.mensaje} f ON f.chat_id = c.id AND f.seq = 1"
        f" JOIN {names.mensaje} l ON l.chat_id = c.id AND l.seq = c.ultimo_seq ORDER BY c.id DESC",
        cliente_id,
        before if before is not None else 2**62,
        limit + 1,
    )
    page = [_past(row) for row in rows[:limit]]
    return page, (cursor(page[-1].chat.id) if len(rows) > limit else None)


async def sent(engine: Engine, tenant: Tenant, by: AgenteCaller, uid: UUID) -> Entry:
    row = await engine.fetchrow(
        f"SELECT {store.ENTRY_COLUMNS} FROM {tables(tenant.schema).mensaje}"
        " WHERE uid = $1 AND autor_tipo = 'soporte' AND autor_id = $2",
        uid,
        str(by.id),
    )
    if row is None:
        raise NotFound
    return store.entry(row)


def cursor(*values: object) -> str:
    """An opaque place in a list."""
    text = "|".join(value.isoformat() if isinstance(value, datetime) else str(value) for value in values)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place(text: str, count: int) -> list[str]:
    """The values of a cursor. Raises Invalid."""
    try:
        values = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("|")
    except ValueError:
        values = []
    if len(values) != count:
        raise Invalid("cursor", "No es un cursor de esta lista.")
    return values


def number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Invalid("cursor", "No es un cursor de esta lista.")
    return int(text)


def _words(message: str) -> str:
    """SQL: what was said, or the name of the first file where nothing was."""
    return f"coalesce(nullif({message}.texto, ''), {message}.adjuntos->0->>'nombre', '')"


def _past(row: Any) -> PastChat:
    return PastChat(
        chat=store.chat_state(row),
        primer_texto=row["primer_texto"][:200],
        ultimo_texto=row["ultimo_texto"][:200],
        ultimo_autor=Author(row["autor_tipo"], row["autor_id"], row["autor_nombre"]),
    )
