"""The journal's calls: lock the clientes and load what is known of them; write what changed; append to known chats.

Each is one round trip for a batch, however many schemas are in it; the SQL stands in migrations 0003 of the app and
0002 of the desk. What travels is JSON both ways: msgspec makes it from ledger values, and ledger values from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from ..db import tables
from ..wire import encode
from .ledger import Author, Bloqueo, ChatState, Entry, Ledger
from .rows import Loaded, Sent, Wanted, append_of, inbox_rows, known_of, moved_of

BANDEJA = "public.ventanilla_desk_bandeja"
BLOQUEO = "public.ventanilla_desk_bloqueo"
CHAT_STATE_FIELDS = ChatState.__struct_fields__
ENTRY_COLUMNS = (
    "chat_id, seq, uid, tipo, autor_tipo, autor_id, autor_nombre, autor_avatar, texto, contexto, adjuntos, creado_en"
)


_cliente_id = attrgetter("cliente_id")
_chat_id = attrgetter("chat_id")
_decode_loaded = msgspec.json.Decoder(Loaded).decode
_decode_sent = msgspec.json.Decoder(list[Sent]).decode


async def load(
    connection: Any, wanted: Mapping[str, Wanted], sent: Sequence[UUID] = ()
) -> tuple[dict[str, Loaded], list[Sent]]:
    """Each cliente's row is ours until the transaction ends (a missing one is made), and this is what is known.

    Schemas in a fixed order, as clientes within each: two writers can never wait for each other in a circle.
    """
    schemas = sorted(wanted)
    rows = await connection.fetch(
        "SELECT * FROM public.ventanilla_load($1::text[], $2::text[], $3::uuid[])",
        schemas,
        [encode(wanted[schema]).decode() for schema in schemas],
        sent,
    )
    *parts, last = (row[0] for row in rows)
    return dict(zip(schemas, map(_decode_loaded, parts), strict=True)), _decode_sent(last)


async def write(connection: Any, changes: Mapping[str, Sequence[Ledger]]) -> list[Any]:
    """What the ledgers of each schema changed is written, and these are the inbox rows as they are now."""
    schemas = sorted(schema for schema, ledgers in changes.items() if any(map(_has_changed, ledgers)))
    if not schemas:
        return []
    parts = [_parts(changes[schema]) for schema in schemas]
    ledgers = [ledger for schema in schemas for ledger in changes[schema]]
    rows: list[Any] = await connection.fetch(
        "SELECT * FROM public.ventanilla_write($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6, $7)",
        schemas,
        *zip(*parts, strict=True),
        _sent(ledgers),
        encode(sorted(inbox_rows(changes), key=_chat_id)).decode(),
    )
    return rows


async def append(connection: Any, ledgers: Mapping[str, Sequence[Ledger]]) -> list[Any]:
    """A message is added to each of the chats whose clientes are as the ledgers believe: these are their inbox rows.

    One call, and a transaction of its own. Of whoever is not among the rows nothing was written.
    """
    schemas = sorted(ledgers)
    ours = [sorted(ledgers[schema], key=_cliente_id) for schema in schemas]
    together = [ledger for part in ours for ledger in part]
    rows: list[Any] = await connection.fetch(
        "SELECT * FROM public.ventanilla_append($1::text[], $2::text[], $3, $4)",
        schemas,
        [encode([append_of(ledger) for ledger in part]).decode() for part in ours],
        _sent(together),
        encode(sorted(map(moved_of, together), key=_chat_id)).decode(),
    )
    return rows


async def block(connection: Any, changes: Mapping[str, Sequence[Ledger]]) -> None:
    """Who was blocked by the ledgers of each schema, or let in again, is. In statements of its own: it is rare."""
    for schema in sorted(changes):
        for ledger in sorted(changes[schema], key=_cliente_id):
            if ledger.bloqueo is not None:
                await _block(connection, schema, ledger.cliente_id, ledger.bloqueo)


async def _block(connection: Any, schema: str, cliente_id: str, bloqueo: Bloqueo) -> None:
    await connection.execute(
        f"UPDATE {tables(schema).cliente} SET bloqueado = $2 WHERE cliente_id = $1", cliente_id, bloqueo.bloqueado
    )
    if bloqueo.bloqueado:
        await connection.execute(
            f"INSERT INTO {BLOQUEO} (schema_name, cliente_id, chat_id, por_id, motivo, en)"
            " VALUES ($1, $2, $3, $4, $5, clock_timestamp()) ON CONFLICT DO NOTHING",
            schema,
            cliente_id,
            bloqueo.chat_id,
            bloqueo.por,
            bloqueo.motivo,
        )
    else:
        await connection.execute(
            f"DELETE FROM {BLOQUEO} WHERE schema_name = $1 AND cliente_id = $2", schema, cliente_id
        )


def chat_state(row: Any) -> ChatState:
    return ChatState(**{name: row[name] for name in CHAT_STATE_FIELDS})


def entry(row: Any) -> Entry:
    return Entry(
        chat_id=row["chat_id"],
        seq=row["seq"],
        uid=row["uid"],
        author=Author(row["autor_tipo"], row["autor_id"], row["autor_nombre"], row["autor_avatar"]),
        texto=row["texto"],
        creado_en=row["creado_en"],
        contexto=row["contexto"],
        adjuntos=row["adjuntos"],
        tipo=row["tipo"],
    )


# --- inside --------------------------------------------------------------------------------------------------


def _has_changed(ledger: Ledger) -> bool:
    return bool(ledger.changed or ledger.opened or ledger.said or ledger.profile_changed)


def _parts(ledgers: Sequence[Ledger]) -> tuple[str | None, ...]:
    """One schema's clientes, changed chats, new chats and messages; None where there are none."""
    known = [known_of(ledger) for ledger in ledgers if ledger.profile_changed]
    changed = [chat for ledger in ledgers for chat in ledger.changed.values()]
    opened = [chat for ledger in ledgers for chat in ledger.opened.values()]
    return _json(known), _json(changed), _json(opened), _json(_said(ledgers))


def _json(values: Sequence[Struct]) -> str | None:
    return encode(values).decode() if values else None


def _said(ledgers: Sequence[Ledger]) -> list[Entry]:
    return [entry for ledger in ledgers for entry in ledger.said]


def _sent(ledgers: Sequence[Ledger]) -> str | None:
    """What agents said: one uid is one message, also across tenants."""
    replies = [entry for entry in _said(ledgers) if entry.author.tipo == "soporte"]
    return _json([Sent(entry.uid, entry.author.id, entry.chat_id, entry.seq) for entry in replies])
