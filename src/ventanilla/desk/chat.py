"""What the desk knows of one chat beside the conversation itself."""

from __future__ import annotations

from typing import Any

from ..chat.engine import Engine
from ..chat.errors import NotFound
from ..chat.store import BANDEJA
from ..db import tables
from ..tenancy import Tenant
from .notes import NOTA


async def facts(engine: Engine, chat_id: int) -> Any:
    """Whose it is, its tags and how many notes stand in it. Raises NotFound, Unavailable."""
    row = await engine.fetchrow(
        "SELECT b.asignado_a, b.equipo_id, b.etiquetas,"
        f" (SELECT count(*) FROM {NOTA} n WHERE n.chat_id = b.chat_id AND n.borrado_en IS NULL) AS notas"
        f" FROM {BANDEJA} b WHERE b.chat_id = $1",
        chat_id,
    )
    if row is None:
        raise NotFound
    return row


async def open_one(engine: Engine, tenant: Tenant, cliente_id: str, *, other_than: int) -> int | None:
    """The cliente's open chat, where it is another one and something was said in it. Raises Unavailable."""
    row = await engine.fetchrow(
        f"SELECT id FROM {tables(tenant.schema).chat}"
        " WHERE cliente_id = $1 AND NOT cerrado AND ultimo_seq > 0 AND id <> $2",
        cliente_id,
        other_than,
    )
    return row["id"] if row else None
