"""What soporte sees of the person who asks."""

from __future__ import annotations

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import NotFound
from ..db import tables
from ..tenancy import Tenant


async def cliente(engine: Engine, tenant: Tenant, cliente_id: str) -> wire.Cliente:
    row = await engine.fetchrow(f"SELECT * FROM {tables(tenant.schema).cliente} WHERE cliente_id = $1", cliente_id)
    if row is None:
        raise NotFound
    return wire.Cliente(
        id=wire.cliente_wire(cliente_id),
        nombre=row["nombre"],
        email=row["email"],
        avatar=row["avatar"],
        atributos=row["atributos"],
        creado_en=row["creado_en"],
    )
