"""Clientes whose messages soporte refuses: blocked, let in again, listed."""

from __future__ import annotations

from typing import Any

from .. import wire
from ..chat import blocking, history, shapes
from ..chat.engine import Engine
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA, BLOQUEO
from ..tenancy import Tenant
from . import audit
from .notes import AGENTE
from .people import tenants_of
from .telling import tell_agents

PAGE = 100
_ROWS = f"SELECT d.*, a.nombre FROM {BLOQUEO} d JOIN {AGENTE} a ON a.user_id = d.por_id"


async def block(engine: Engine, by: AgenteCaller, chat_id: int, *, bloqueado: bool, motivo: str) -> None:
    """Whoever that chat is with may not write any more, or may again; it stands in the audit log, and consoles know.

    Twice is once. Raises Forbidden, NotFound, Invalid, Unavailable.
    """
    if not await blocking.block(engine, by, chat_id, bloqueado=bloqueado, motivo=motivo):
        return
    tenant, cliente_id = await engine.home_for(by, chat_id)
    await audit.record(
        engine,
        by,
        "bloquear" if bloqueado else "desbloquear",
        schema=tenant.schema,
        chat_id=chat_id,
        objeto=cliente_id,
        detalle={"motivo": motivo} if motivo else None,
    )
    tell_agents(engine, wire.Changed("bloqueos"), schema=tenant.schema)


async def of_cliente(engine: Engine, tenant: Tenant, cliente_id: str) -> wire.Bloqueo | None:
    row = await engine.fetchrow(f"{_ROWS} WHERE d.schema_name = $1 AND d.cliente_id = $2", tenant.schema, cliente_id)
    return wire.Bloqueo(_by(row), row["motivo"], row["en"]) if row else None


async def page(engine: Engine, by: AgenteCaller, *, cursor: str | None = None) -> wire.Bloqueados:
    """Who is blocked, the newest first, in tenants that the caller may see. Raises Invalid, Unavailable."""
    rows = await engine.fetch(
        f"SELECT x.*, b.cliente_nombre FROM ({_ROWS} WHERE d.id < $1"
        " AND ($2::text[] IS NULL OR d.schema_name = ANY($2::text[])) ORDER BY d.id DESC LIMIT $3) x"
        f" JOIN {BANDEJA} b ON b.chat_id = x.chat_id ORDER BY x.id DESC",
        history.number(history.place(cursor, 1)[0]) if cursor else 2**62,
        None if by.schemas is None else sorted(by.schemas),
        PAGE + 1,
    )
    shown = rows[:PAGE]
    tenants = await tenants_of(engine, shown)
    return wire.Bloqueados(
        [_bloqueo(row, tenants[row["schema_name"]]) for row in shown],
        history.cursor(shown[-1]["id"]) if len(rows) > PAGE else None,
    )


def _bloqueo(row: Any, tenant: Tenant) -> wire.BloqueoDeCliente:
    return wire.BloqueoDeCliente(
        tenant=shapes.tenant_ref(tenant),
        cliente=wire.ClienteRef(wire.cliente_wire(row["cliente_id"]), row["cliente_nombre"]),
        chat_id=row["chat_id"],
        por=_by(row),
        motivo=row["motivo"],
        en=row["en"],
    )


def _by(row: Any) -> wire.Autor:
    return wire.Autor("soporte", row["por_id"], row["nombre"])
