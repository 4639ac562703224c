"""Taking a close back: the closed chat stays closed, and soporte goes on in the cliente's next one."""

from __future__ import annotations

from uuid import UUID

from ..chat import chats
from ..chat.engine import Engine
from ..chat.ledger import ChatState, Entry
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import audit
from .telling import tell_rows


async def reopen(
    engine: Engine, by: AgenteCaller, chat_id: int, *, uid: UUID, texto: str
) -> tuple[Entry, ChatState, bool]:
    """The agente has spoken to the cliente of that chat: in the cliente's open chat, or in a new one that is the
    agente's. The last value says whether it is new. Raises Forbidden, NotFound, Invalid, TooLarge, Unavailable."""
    entry, chat, is_new = await chats.resume(engine, by, chat_id, uid=uid, texto=texto)
    if is_new:
        await _take(engine, by, chat.id)
        tenant, _ = await engine.home_for(by, chat.id)
        await audit.record(
            engine, by, "reabrir", schema=tenant.schema, chat_id=chat.id, detalle={"anterior": chat.anterior}
        )
    return entry, chat, is_new


async def _take(engine: Engine, by: AgenteCaller, chat_id: int) -> None:
    """The new chat is theirs, unless somebody has been quicker."""
    rows = await engine.fetch(
        f"UPDATE {BANDEJA} SET asignado_a = $2, asignado_en = now(), version = version + 1,"
        " cambiado_en = clock_timestamp() WHERE chat_id = $1 AND asignado_a IS NULL RETURNING *",
        chat_id,
        by.id,
    )
    await tell_rows(engine, rows, "assigned")
