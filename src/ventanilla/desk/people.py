"""What soporte sees of the person who asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import Error as DatabaseError

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import NotFound, Unavailable
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


async def tenants_of(engine: Engine, rows: Iterable[Any]) -> dict[str, Tenant]:
    """By schema, for rows that have a `schema_name`. Raises Unavailable."""
    try:
        return await engine.directory.of_schemas(row["schema_name"] for row in rows)
    except DatabaseError as error:
        raise Unavailable from error
