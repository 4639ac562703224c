"""Clientes whose messages are refused. The rule itself is the ledger's, under the cliente's lock."""

from __future__ import annotations

from ..db import tables
from ..tenancy import Tenant
from ..wire import is_storable
from .engine import Engine
from .errors import Blocked, Invalid
from .ledger import Bloqueo
from .people import AgenteCaller
from .verbs import Op


async def block(engine: Engine, by: AgenteCaller, chat_id: int, *, bloqueado: bool, motivo: str = "") -> bool:
    """Whoever that chat is with may not write any more, or may again; and whether that is new.

    What they had written before stays. Raises Forbidden, NotFound, Invalid, Unavailable.
    """
    by.needs("bloquear")
    if not is_storable(motivo):
        raise Invalid("motivo", "Contiene un carácter que no se puede guardar (NUL, o medio carácter).")
    tenant, cliente_id = await engine.home_for(by, chat_id)
    bloqueo = Bloqueo(bloqueado, by.id, motivo.strip(), chat_id)
    return await engine.journal.submit(Op(tenant, cliente_id, lambda ledger: ledger.block(bloqueo)))


async def refuse_blocked(engine: Engine, tenant: Tenant, cliente_id: str) -> None:
    """For what does not go through the journal. Raises Blocked."""
    row = await engine.fetchrow(
        f"SELECT FROM {tables(tenant.schema).cliente} WHERE cliente_id = $1 AND bloqueado", cliente_id
    )
    if row is not None:
        raise Blocked
