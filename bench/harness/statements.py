"""The journal's work as plain statements, a handful for each schema: what the functions are measured against.

The same shapes as `ventanilla.chat.store`, so that the journal can be made to use it. For messages into open chats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from ventanilla.chat import rows, store
from ventanilla.chat.ledger import Ledger
from ventanilla.db import tables

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
MENSAJE = {
    "chat_id": "bigint",
    "seq": "int",
    "uid": "uuid",
    "tipo": "text",
    "author.tipo": "text",
    "author.id": "text",
    "author.nombre": "text",
    "author.avatar": "text",
    "texto": "text",
    "contexto": "json",
    "creado_en": "timestamptz",
}
KINDS = "bigint text text text timestamptz bool timestamptz text int text jsonb timestamptz timestamptz int bigint"
BANDEJA = dict(zip(rows.BandejaRow.__struct_fields__, KINDS.split(), strict=True))


async def load(
    connection: Any, wanted: Mapping[str, rows.Wanted], sent: Sequence[Any] = ()
) -> tuple[dict[str, rows.Loaded], list[rows.Sent]]:
    return {schema: await _load(connection, schema, wanted[schema]) for schema in sorted(wanted)}, []


async def _load(connection: Any, schema: str, wanted: rows.Wanted) -> rows.Loaded:
    names, ids = tables(schema), sorted(cliente.cliente_id for cliente in wanted.clientes)
    known = await connection.fetch(
        f"SELECT cliente_id, nombre, email, avatar, atributos FROM {names.cliente}"
        ' WHERE cliente_id = ANY($1::text[]) ORDER BY cliente_id COLLATE "C" FOR NO KEY UPDATE',
        ids,
    )
    stored = await connection.fetch(
        f"SELECT {store.ENTRY_COLUMNS} FROM {names.mensaje} WHERE uid = ANY($1::uuid[])", wanted.uids
    )
    found = await connection.fetch(
        f"SELECT t.now, {', '.join('c.' + name for name in store.CHAT_STATE_FIELDS)}"
        f" FROM (SELECT clock_timestamp() AS now) t LEFT JOIN {names.chat} c"
        " ON (c.cliente_id = ANY($1::text[]) AND NOT c.cerrado) OR c.id = ANY($2::bigint[])",
        ids,
        wanted.chats,
    )
    return rows.Loaded(
        found[0]["now"],
        [rows.KnownCliente(**row) for row in known],
        [store.chat_state(row) for row in found],
        [store.entry(row) for row in stored],
        None,
        None,
    )


async def write(connection: Any, changes: Mapping[str, Sequence[Ledger]]) -> list[Any]:
    for schema in sorted(changes):
        await _write(connection, schema, changes[schema])
    moved: list[Any] = await connection.fetch(
        f"INSERT INTO {store.BANDEJA} AS b ({', '.join(BANDEJA)}, etiquetas)"
        f" SELECT u.*, '{{}}' FROM unnest({_arrays(BANDEJA)}) u ON CONFLICT (chat_id) DO UPDATE SET"
        " ultimo_seq = excluded.ultimo_seq, ultimo_texto = excluded.ultimo_texto, ultimo_autor = excluded.ultimo_autor,"
        " ultima_actividad = excluded.ultima_actividad, espera_desde = excluded.espera_desde,"
        " sin_leer = excluded.sin_leer RETURNING *",
        *_columns(sorted(rows.inbox_rows(changes), key=attrgetter("chat_id")), BANDEJA),
    )
    return moved


async def _write(connection: Any, schema: str, ledgers: Sequence[Ledger]) -> None:
    names = tables(schema)
    changed = [chat for ledger in ledgers for chat in ledger.changed.values()]
    said = [entry for ledger in ledgers for entry in ledger.said]
    await connection.fetch(
        f"UPDATE {names.chat} c SET {', '.join(f'{name} = u.{name}' for name in CHANGES)}"
        f" FROM unnest({_arrays(CHANGES)}, ${len(CHANGES) + 1}::bigint[]) AS u({', '.join(CHANGES)}, id)"
        " WHERE c.id = u.id",
        *_columns(changed, CHANGES),
        [chat.id for chat in changed],
    )
    await connection.fetch(
        f"INSERT INTO {names.mensaje} (chat_id, seq, uid, tipo, autor_tipo, autor_id, autor_nombre, autor_avatar,"
        f" texto, contexto, creado_en) SELECT * FROM unnest({_arrays(MENSAJE)})",
        *_columns(said, MENSAJE),
    )


def _arrays(columns: Mapping[str, str]) -> str:
    return ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(columns.values(), 1))


def _columns(values: Sequence[Any], columns: Mapping[str, str]) -> list[list[Any]]:
    return [list(map(attrgetter(name), values)) for name in columns]
