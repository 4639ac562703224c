"""What a cliente thought of a chat, once it is closed.

Not a verb of the journal: nothing that a writer remembers has it, and one statement decides it.
"""

from __future__ import annotations

from datetime import timedelta

from ..db import tables
from ..wire import is_storable
from . import history, store
from .blocking import refuse_blocked
from .engine import Engine
from .errors import AlreadyRated, ChatOpen, Invalid
from .ledger import ChatState
from .people import ClienteCaller
from .store import BANDEJA

MAY_CHANGE_FOR = timedelta(hours=24)
"""Since the first rating."""


async def rate(
    engine: Engine, caller: ClienteCaller, chat_id: int, *, puntuacion: int, comentario: str | None
) -> ChatState:
    """The closed chat is rated, 1 to 5; another rating within a day takes the place of the first, comment and all.

    Raises NotFound, ChatOpen, AlreadyRated, Blocked, Invalid, Unavailable.
    """
    if comentario is not None and not is_storable(comentario):
        raise Invalid("comentario", "Contiene un carácter que no se puede guardar (NUL, o medio carácter).")
    names = tables(caller.tenant.schema)
    row = await engine.fetchrow(
        f"WITH rated AS (UPDATE {names.chat}"
        "  SET puntuacion = $3, comentario = $4, valorado_en = coalesce(valorado_en, now())"
        "  WHERE id = $1 AND cliente_id = $2 AND cerrado"
        "   AND (valorado_en IS NULL OR valorado_en > now() - $5::interval)"
        f"   AND NOT EXISTS (SELECT FROM {names.cliente} c WHERE c.cliente_id = $2 AND c.bloqueado) RETURNING *),"
        f" told AS (UPDATE {BANDEJA} b SET puntuacion = $3, version = b.version + 1, cambiado_en = clock_timestamp()"
        "  FROM rated WHERE b.chat_id = rated.id)"
        " SELECT * FROM rated",
        chat_id,
        caller.cliente_id,
        puntuacion,
        comentario or None,
        MAY_CHANGE_FOR,
    )
    if row is not None:
        return store.chat_state(row)
    chat = await history.chat_of(engine, caller.tenant, chat_id, cliente_id=caller.cliente_id)
    await refuse_blocked(engine, caller.tenant, caller.cliente_id)
    raise AlreadyRated(chat_id) if chat.cerrado else ChatOpen(chat_id)
