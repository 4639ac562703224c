"""The journal's SQL: lock the clientes, load their ledgers, write what changed. Schema-qualified, no search_path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from ..db import tables
from ..wire import encode
from .ledger import Author, ChatState, Entry, Ledger, Side
from .people import Profile

BANDEJA = "public.ventanilla_desk_bandeja"
ENVIO = "public.ventanilla_desk_envio"

CHAT_STATE_FIELDS = tuple(field.name for field in fields(ChatState))
ENTRY_COLUMNS = (
    "chat_id, seq, uid, tipo, autor_tipo, autor_id, autor_nombre, autor_avatar, texto, contexto, adjuntos, creado_en"
)
# What a verb may change in a chat that exists, with the array type that carries it.
CHANGES = {
    "contexto": "json",
    "actividad_en": "timestamptz",
    "ultimo_seq": "int",
    "ultimo_seq_cliente": "int",
    "leido_cliente": "int",
    "leido_soporte": "int",
    "sin_leer_cliente": "int",
    "sin_leer_soporte": "int",
    "espera_desde": "timestamptz",
    "cerrado": "bool",
    "cerrado_en": "timestamptz",
    "cerrado_por": "jsonb",
    "razon_cierre": "text",
    "mensaje_cierre": "text",
}
OPENING = {"id": "bigint", "cliente_id": "text", "anterior": "bigint", "creado_en": "timestamptz"} | CHANGES


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


def _arrays(columns: dict[str, str], first: int) -> str:
    return ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(columns.values(), first))


async def lock_clientes(connection: Any, schema: str, profiles: dict[str, Profile]) -> dict[str, Profile]:
    """Each cliente's row is ours until the transaction ends; a row that was missing is made. In a fixed order
    (as is the caller's order of schemas), so that two writers can never wait for each other in a circle."""
    wanted = sorted(profiles)
    rows = await _lock(connection, schema, wanted)
    missing = [cliente_id for cliente_id in wanted if cliente_id not in rows]
    if missing:
        await connection.execute(
            f"INSERT INTO {tables(schema).cliente} (cliente_id, nombre, email, avatar, atributos)"
            " SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::json[]) ON CONFLICT DO NOTHING",
            missing,
            *_profile_columns(profiles[cliente_id] for cliente_id in missing),
        )
        rows |= await _lock(connection, schema, missing)
    return rows


async def _lock(connection: Any, schema: str, cliente_ids: list[str]) -> dict[str, Profile]:
    rows = await connection.fetch(
        f"SELECT cliente_id, nombre, email, avatar, atributos FROM {tables(schema).cliente}"
        ' WHERE cliente_id = ANY($1::text[]) ORDER BY cliente_id COLLATE "C" FOR NO KEY UPDATE',
        cliente_ids,
    )
    return {
        row["cliente_id"]: Profile(row["nombre"], row["email"], row["avatar"], row["atributos"] or {}) for row in rows
    }


async def load_stored(connection: Any, schema: str, uids: Sequence[UUID]) -> list[Entry]:
    rows = await connection.fetch(
        f"SELECT {ENTRY_COLUMNS} FROM {tables(schema).mensaje} WHERE uid = ANY($1::uuid[])", uids
    )
    return [entry(row) for row in rows]


async def load_sent(connection: Any, uids: Sequence[UUID]) -> dict[tuple[UUID, str], int]:
    """Which of the uids agents have sent, in any tenant, and into which chat."""
    rows = await connection.fetch(f"SELECT uid, agente_id, chat_id FROM {ENVIO} WHERE uid = ANY($1::uuid[])", uids)
    return {(row["uid"], row["agente_id"]): row["chat_id"] for row in rows}


async def load_chats(
    connection: Any, schema: str, cliente_ids: Sequence[str], chat_ids: Sequence[int]
) -> tuple[datetime, list[ChatState]]:
    """The database's time, now that the locks are held, the open chats of the clientes and the named ones."""
    rows = await connection.fetch(
        f"SELECT t.now, {', '.join('c.' + name for name in CHAT_STATE_FIELDS)} FROM (SELECT clock_timestamp() AS now) t"
        f" LEFT JOIN {tables(schema).chat} c"
        " ON (c.cliente_id = ANY($1::text[]) AND NOT c.cerrado) OR c.id = ANY($2::bigint[])",
        cliente_ids,
        chat_ids,
    )
    return rows[0]["now"], [chat_state(row) for row in rows if row["id"] is not None]


async def load_openings(
    connection: Any, schema: str, openings: dict[str, int]
) -> dict[str, tuple[int | None, list[int]]]:
    """For each cliente who may open chats: the newest closed one, and as many fresh ids as they may need.

    An id is taken under the cliente's lock, so ids rise along a cliente's chats."""
    rows = await connection.fetch(
        f"SELECT c.cliente_id, (SELECT max(id) FROM {tables(schema).chat} h"
        " WHERE h.cliente_id = c.cliente_id AND h.cerrado) AS anterior,"
        " ARRAY(SELECT nextval('public.ventanilla_chat_id') FROM generate_series(1, c.n)) AS ids"
        " FROM unnest($1::text[], $2::int[]) AS c(cliente_id, n)",
        list(openings),
        list(openings.values()),
    )
    return {row["cliente_id"]: (row["anterior"], sorted(row["ids"])) for row in rows}


async def count_unread(connection: Any, schema: str, chat_id: int, *, lector: Side, after: int) -> int:
    written_by = "<> 'cliente'" if lector == "cliente" else "= 'cliente'"
    count: int = await connection.fetchval(
        f"SELECT count(*) FROM {tables(schema).mensaje} WHERE chat_id = $1 AND seq > $2 AND autor_tipo {written_by}",
        chat_id,
        after,
    )
    return count


async def write(connection: Any, schema: str, ledgers: Sequence[Ledger]) -> None:
    """What the ledgers changed. Closings before openings: the database allows one open chat."""
    changed = [chat for ledger in ledgers for chat in ledger.changed.values()]
    opened = [chat for ledger in ledgers for chat in ledger.opened.values()]
    said = [entry for ledger in ledgers for entry in ledger.said]
    known = [ledger for ledger in ledgers if ledger.profile_changed]
    names = tables(schema)
    if known:
        await connection.execute(
            f"UPDATE {names.cliente} c SET nombre = u.n, email = u.e, avatar = u.a, atributos = u.t"
            " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::json[]) AS u(id, n, e, a, t)"
            " WHERE c.cliente_id = u.id",
            [ledger.cliente_id for ledger in known],
            *_profile_columns(ledger.profile for ledger in known),
        )
    if changed:
        sets = ", ".join(f"{name} = u.{name}" for name in CHANGES)
        await connection.execute(
            f"UPDATE {names.chat} c SET {sets} FROM unnest($1::bigint[], {_arrays(CHANGES, 2)})"
            f" AS u(id, {', '.join(CHANGES)}) WHERE c.id = u.id",
            [chat.id for chat in changed],
            *_columns(changed, CHANGES),
        )
    if opened:
        await connection.execute(
            f"INSERT INTO {names.chat} ({', '.join(OPENING)}) SELECT * FROM unnest({_arrays(OPENING, 1)})",
            *_columns(opened, OPENING),
        )
    if said:
        await connection.execute(
            f"INSERT INTO {names.mensaje} ({ENTRY_COLUMNS})"
            # adjuntos travel as text: a list of lists would be taken for an array of two dimensions.
            " SELECT a, b, c, d, e, f, g, h, i, j, k::jsonb, l FROM unnest($1::bigint[], $2::int[], $3::uuid[],"
            " $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::json[], $11::text[],"
            " $12::timestamptz[]) AS u(a, b, c, d, e, f, g, h, i, j, k, l)",
            [e.chat_id for e in said],
            [e.seq for e in said],
            [e.uid for e in said],
            [e.tipo for e in said],
            [e.author.tipo for e in said],
            [e.author.id for e in said],
            [e.author.nombre for e in said],
            [e.author.avatar for e in said],
            [e.texto for e in said],
            [e.contexto for e in said],
            [encode(e.adjuntos).decode() for e in said],
            [e.creado_en for e in said],
        )


async def write_sent(connection: Any, replies: Sequence[Entry]) -> None:
    await connection.execute(
        f"INSERT INTO {ENVIO} (uid, agente_id, chat_id, seq)"
        " SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[])",
        [e.uid for e in replies],
        [e.author.id for e in replies],
        [e.chat_id for e in replies],
        [e.seq for e in replies],
    )


BANDEJA_COLUMNS = {
    "chat_id": "bigint",
    "schema_name": "text",
    "cliente_id": "text",
    "cliente_nombre": "text",
    "creado_en": "timestamptz",
    "cerrado": "bool",
    "cerrado_en": "timestamptz",
    "razon_cierre": "text",
    "ultimo_seq": "int",
    "ultimo_texto": "text",
    "ultimo_autor": "jsonb",
    "ultima_actividad": "timestamptz",
    "espera_desde": "timestamptz",
    "sin_leer": "int",
    "anterior": "bigint",
}
_KEPT = {"chat_id", "schema_name", "cliente_id", "creado_en", "anterior", "ultimo_texto", "ultimo_autor"}
_UPSERT = (
    f"INSERT INTO {BANDEJA} AS b ({', '.join(BANDEJA_COLUMNS)}, etiquetas)"
    f" SELECT u.*, '{{}}' FROM unnest({_arrays(BANDEJA_COLUMNS, 1)}) u"
    " ON CONFLICT (chat_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in BANDEJA_COLUMNS if name not in _KEPT)
    + ", ultimo_texto = CASE WHEN excluded.ultimo_autor IS NULL THEN b.ultimo_texto ELSE excluded.ultimo_texto END"
    ", ultimo_autor = coalesce(excluded.ultimo_autor, b.ultimo_autor)"
    ", version = b.version + 1, cambiado_en = clock_timestamp() RETURNING *"
)


async def write_bandeja(connection: Any, rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """The inbox rows as they are now. `rows` in the order of BANDEJA_COLUMNS; no last author = nothing new was said."""
    result: list[Any] = await connection.fetch(_UPSERT, *map(list, zip(*rows, strict=True)))
    return result


def _columns(chats: Sequence[ChatState], columns: dict[str, str]) -> list[list[Any]]:
    return [[getattr(chat, name) for chat in chats] for name in columns]


def _profile_columns(profiles: Iterable[Profile]) -> tuple[list[Any], ...]:
    rows = list(profiles)
    return (
        [row.nombre for row in rows],
        [row.email for row in rows],
        [row.avatar for row in rows],
        [row.atributos for row in rows],
    )
