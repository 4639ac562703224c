"""Words for the search, taken shortly after the commit: nothing of it is in the way of a message.

A queue is a query: the rows of the bandeja that changed since the last look, and how far each chat was taken. After a
restored backup, or on an installation that had chats before, the first looks begin at the beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ..chat.engine import Engine
from ..chat.store import BANDEJA
from ..db import tables
from .inbox import OVERLAP
from .rounds import Job

EVERY = 1.0
AT_ONCE = 2_000
"""Rows of the bandeja in one look."""
MESSAGES = 1_000
"""In one look, and so a second: taking all of them as they came was a third of what the database could store."""
NAME = "textos"
TEXTO = "public.ventanilla_desk_texto"
MARK = "="
"""Before a schema's name it is a word that nobody can say: whose message it is, for the index of the words."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Chat(NamedTuple):
    """Its messages after `taken` are to be taken, up to `upto`."""

    chat_id: int
    cliente_id: str
    taken: int
    upto: int


async def index(engine: Engine) -> None:
    """More of what was said can be found; all of it where that is not much. Raises Unavailable."""
    row = await engine.fetchrow("SELECT hasta, now() FROM public.ventanilla_desk_marca WHERE nombre = $1", NAME)
    since = row["hasta"] if row else BEGINNING
    rows = await engine.fetch(
        "SELECT b.chat_id, b.schema_name, b.cliente_id, b.ultimo_seq, b.cambiado_en, coalesce(i.seq, 0) AS taken,"
        f" now() AS now FROM {BANDEJA} b LEFT JOIN public.ventanilla_desk_indexado i ON i.chat_id = b.chat_id"
        " WHERE b.ultimo_seq > 0 AND b.cambiado_en > $1 ORDER BY b.cambiado_en LIMIT $2",
        since,
        AT_ONCE,
    )
    taken, last = _share(rows)
    for schema, chats in taken.items():
        await _take(engine, schema, chats)
    if last is not None:
        # Rows are stamped in one order and committed in another: the last moments are looked at again.
        seen = min(last["cambiado_en"], last["now"] - OVERLAP)
        await engine.fetch(
            "INSERT INTO public.ventanilla_desk_marca AS m (nombre, hasta) VALUES ($1, $2)"
            " ON CONFLICT (nombre) DO UPDATE SET hasta = greatest(m.hasta, $2)",
            NAME,
            seen,
        )


def _share(rows: Sequence[Any]) -> tuple[dict[str, list[Chat]], Any]:
    """What one look takes, by schema, and the last row of which nothing is left. A chat that has more is begun."""
    taken: dict[str, list[Chat]] = {}
    left, last = MESSAGES, None
    for row in rows:
        behind = max(0, row["ultimo_seq"] - row["taken"])
        if behind and left:
            upto = row["taken"] + min(behind, left)
            taken.setdefault(row["schema_name"], []).append(Chat(row["chat_id"], row["cliente_id"], row["taken"], upto))
        if behind > left:
            break
        left, last = left - behind, row
    return taken, last


async def _take(engine: Engine, schema: str, chats: Sequence[Chat]) -> None:
    names = tables(schema)
    await engine.fetch(
        f"WITH new AS (INSERT INTO {TEXTO} (chat_id, seq, schema_name, creado_en, palabras)"
        "  SELECT m.chat_id, m.seq, $1::text, m.creado_en, public.ventanilla_words(left(m.texto, 10000) || ' ' ||"
        "    coalesce((SELECT string_agg(a->>'nombre', ' ') FROM jsonb_array_elements(m.adjuntos) a), ''))"
        f"    || array_to_tsvector(ARRAY['{MARK}' || $1::text])"
        f" FROM unnest($2::bigint[], $3::int[], $4::int[]) AS u(chat_id, taken, upto) JOIN {names.mensaje} m"
        "   ON m.chat_id = u.chat_id AND m.seq > u.taken AND m.seq <= u.upto"
        "  ON CONFLICT DO NOTHING)"
        " INSERT INTO public.ventanilla_desk_indexado AS i (chat_id, seq)"
        " SELECT * FROM unnest($2::bigint[], $4::int[])"
        " ON CONFLICT (chat_id) DO UPDATE SET seq = greatest(i.seq, excluded.seq)",
        schema,
        [each.chat_id for each in chats],
        [each.taken for each in chats],
        [each.upto for each in chats],
    )
    await engine.fetch(
        "INSERT INTO public.ventanilla_desk_persona AS p (schema_name, cliente_id, nombre, email, palabras)"
        " SELECT $1, c.cliente_id, c.nombre, c.email,"
        "   public.ventanilla_words(c.nombre || ' ' || c.email || ' ' || c.cliente_id)"
        f" FROM {names.cliente} c WHERE c.cliente_id = ANY($2::text[])"
        " ON CONFLICT (schema_name, cliente_id) DO UPDATE SET nombre = excluded.nombre, email = excluded.email,"
        "   palabras = excluded.palabras WHERE (p.nombre, p.email) <> (excluded.nombre, excluded.email)",
        schema,
        sorted({each.cliente_id for each in chats}),
    )


JOBS = [Job("indexar", EVERY, index)]
