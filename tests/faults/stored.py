"""What the database has at the end: chats and messages, in one snapshot, read without the product's code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import asyncpg


@dataclass(frozen=True, slots=True)
class StoredChat:
    tenant: str
    id: int
    cliente_id: str
    cerrado: bool
    ultimo_seq: int
    creado_en: datetime
    cerrado_en: datetime | None = None
    cerrado_por: str | None = None
    """The agente's id."""


@dataclass(frozen=True, slots=True)
class StoredMensaje:
    tenant: str
    chat_id: int
    seq: int
    uid: str
    autor_tipo: str
    autor_id: str
    texto: str
    creado_en: datetime


@dataclass(slots=True)
class Database:
    chats: dict[int, StoredChat] = field(default_factory=dict)
    mensajes: dict[int, list[StoredMensaje]] = field(default_factory=dict)
    """By chat, in seq order."""

    def at(self, chat_id: int, seq: int) -> StoredMensaje | None:
        log = self.mensajes.get(chat_id, [])
        if 0 < seq <= len(log) and log[seq - 1].seq == seq:
            return log[seq - 1]
        return next((mensaje for mensaje in log if mensaje.seq == seq), None)


async def read_database(url: str, schemas: Mapping[str, str], *, prefix: str = "") -> Database:
    """All chats of the clientes whose id begins with `prefix`; `schemas` by tenant."""
    found = Database()
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            for tenant, schema in schemas.items():
                await _read_schema(connection, tenant, schema, prefix, found)
    finally:
        await connection.close()
    return found


async def _read_schema(connection: asyncpg.Connection, tenant: str, schema: str, prefix: str, found: Database) -> None:
    chats = await connection.fetch(
        "SELECT id, cliente_id, cerrado, ultimo_seq, creado_en, cerrado_en, cerrado_por->>'id' AS cerrado_por"
        f' FROM "{schema}".ventanilla_chat WHERE starts_with(cliente_id, $1) ORDER BY id',
        prefix,
    )
    for row in chats:
        found.chats[row["id"]] = StoredChat(tenant, **dict(row))
    mensajes = await connection.fetch(
        "SELECT chat_id, seq, uid::text AS uid, autor_tipo, autor_id, texto, creado_en"
        f' FROM "{schema}".ventanilla_mensaje WHERE chat_id = ANY($1::bigint[]) ORDER BY chat_id, seq',
        [row["id"] for row in chats],
    )
    for row in mensajes:
        found.mensajes.setdefault(row["chat_id"], []).append(StoredMensaje(tenant, **dict(row)))
