"""Chats that the cliente has left: a warning, and then the end, `sin_respuesta`. Whoever writes in time keeps theirs.

No state of its own: who spoke last says where a chat is. Soporte did = the cliente is silent; the warning did = warned.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from ..chat import chats
from ..chat.engine import Engine
from ..chat.errors import ChatClosed, NotFound, Stale
from ..chat.store import BANDEJA
from .rounds import Job
from .settings import settings

EVERY = 30.0
AT_ONCE = 200
LANGUAGE = "es"
WARNING = "¿Sigues ahí? Si no escribes nada, este chat se cerrará en {tiempo}. Podrás abrir otro cuando quieras."
NAMESPACE = uuid.UUID("6f2d0a51-6c1b-4a7e-9a53-0d8f3d1c7b11")


async def tidy(engine: Engine) -> None:
    """Raises Unavailable."""
    ajustes = await settings.now(engine)
    if not ajustes.cierre_auto_h:
        return
    notice = timedelta(minutes=ajustes.cierre_aviso_min)
    silence = timedelta(hours=ajustes.cierre_auto_h) - notice
    words = ajustes.cierre_aviso_texto.get(LANGUAGE) or WARNING
    for chat_id, seq in await _silent(engine, ("soporte", "bot"), silence):
        await _warn(engine, chat_id, seq, words.replace("{tiempo}", _in_words(notice)))
    for chat_id, seq in await _silent(engine, ("sistema",), notice):
        await _close(engine, chat_id, seq)


async def _silent(engine: Engine, last: tuple[str, ...], since: timedelta) -> list[tuple[int, int]]:
    """Open chats in which one of these spoke last, so long ago; and the seq of what they said."""
    rows = await engine.fetch(
        f"SELECT chat_id, ultimo_seq FROM {BANDEJA} WHERE NOT cerrado AND ultimo_seq > 0"
        " AND ultima_actividad < now() - $1::interval AND ultimo_autor->>'tipo' = ANY($2::text[])"
        " ORDER BY ultima_actividad LIMIT $3",
        since,
        list(last),
        AT_ONCE,
    )
    return [(row["chat_id"], row["ultimo_seq"]) for row in rows]


async def _warn(engine: Engine, chat_id: int, seq: int, texto: str) -> None:
    # The same warning on two nodes has one uid: it is stored once.
    uid = uuid.uuid5(NAMESPACE, f"{chat_id}/{seq}")
    try:
        await chats.notice(engine, chat_id, uid=uid, texto=texto, after=seq)
    except (ChatClosed, NotFound, Stale):
        return


async def _close(engine: Engine, chat_id: int, seq: int) -> None:
    try:
        await chats.close_unanswered(engine, chat_id, seen_up_to=seq)
    except (NotFound, Stale):
        return


def _in_words(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} {'minuto' if minutes == 1 else 'minutos'}"
    hours = round(minutes / 60)
    return f"{hours} horas" if hours < 48 else f"{round(hours / 24)} días"


JOBS = [Job("cierre_automatico", EVERY, tidy)]
