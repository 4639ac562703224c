"""Files that no message has, and never will: removed, first the row and then the file.

Never one that a stored message names. What is young is left alone, so a message that is on its way keeps its files; and
whoever asks for a file makes it young again, in a statement for which the removal waits, or that waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from .. import db
from ..conf import conf
from ..db import tables
from ..files import storage
from ..files.intake import in_thread
from ..tenancy import Tenant

log = structlog.get_logger(__name__)

SWEEPING = 0x76656E75
"""A session's advisory lock: one node at a time."""
AT_ONCE = 500
"""Rows in one statement."""


@dataclass(slots=True)
class Swept:
    """How many went, or would go."""

    rows: int = 0
    files: int = 0
    """Without a row."""
    bytes: int = 0


async def sweep(
    tenants: Sequence[Tenant], *, older_than: timedelta | None = None, dry_run: bool = False
) -> Swept | None:
    """The orphans of these tenants are gone; None where another node is at it. Raises what stands in db.AWAY."""
    age = older_than if older_than is not None else timedelta(seconds=conf().adjunto_huerfano_s)
    swept = Swept()
    connection = await db.connect(name="sweep")
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", SWEEPING):
            return None
        for tenant in tenants:
            await _sweep_rows(connection, tenant.schema, age, swept, dry_run=dry_run)
            await _sweep_files(connection, tenant.schema, age, swept, dry_run=dry_run)
    finally:
        # The lock goes with it.
        await connection.close(timeout=3)
    if swept.rows or swept.files:
        log.info("orphaned files", rows=swept.rows, files=swept.files, bytes=swept.bytes, removed=not dry_run)
    return swept


async def _sweep_rows(connection: Any, schema: str, age: timedelta, swept: Swept, *, dry_run: bool) -> None:
    names = tables(schema)
    # A claim that this statement waits for has made the row young: PostgreSQL looks at it once more, and leaves it. One
    # that comes after finds no row, and its message is refused.
    orphans = (
        f"FROM {names.adjunto} a WHERE coalesce(a.reclamado_en, a.creado_en) < now() - $1::interval AND NOT EXISTS ("
        f"SELECT FROM {names.mensaje} m WHERE m.uid = a.uid AND m.autor_tipo = a.autor_tipo AND m.autor_id = a.autor_id"
        "  AND m.adjuntos @> jsonb_build_array(jsonb_build_object('id', a.id)))"
    )
    if dry_run:
        row = await connection.fetchrow(f"SELECT count(*) AS n, coalesce(sum(a.bytes), 0) AS bytes {orphans}", age)
        swept.rows += row["n"]
        swept.bytes += int(row["bytes"])
        return
    rows = await connection.fetch(
        f"DELETE FROM {names.adjunto} d USING (SELECT a.id {orphans} FOR UPDATE OF a) o"
        " WHERE d.id = o.id RETURNING d.archivo, d.bytes",
        age,
    )
    for row in rows:
        await in_thread(storage.remove, row["archivo"])
        swept.rows += 1
        swept.bytes += row["bytes"]


async def _sweep_files(connection: Any, schema: str, age: timedelta, swept: Swept, *, dry_run: bool) -> None:
    """What an upload left whose row was never stored. A young file may still get its row."""
    kept = await in_thread(lambda: list(storage.names_in(schema)))
    for start in range(0, len(kept), AT_ONCE):
        some = kept[start : start + AT_ONCE]
        rows = await connection.fetch(
            f"SELECT archivo FROM {tables(schema).adjunto} WHERE archivo = ANY($1::text[])", some
        )
        known = {row["archivo"] for row in rows}
        for name in some:
            if name not in known and await in_thread(_is_old, name, age):
                swept.files += 1
                if not dry_run:
                    await in_thread(storage.remove, name)


def _is_old(name: str, age: timedelta) -> bool:
    changed = storage.changed_at(name)
    if changed is None:
        return False
    now = datetime.now(UTC) if changed.tzinfo else datetime.now()  # noqa: DTZ005 a storage without time zones
    return now - changed > age
