"""`tenant create`, `tenant list`, `tenant secret`, `tenant origins`, `agent create`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import installation

if TYPE_CHECKING:
    from ..models import Tenant


def create_tenant(slug: str, *, nombre: str, domains: Iterable[str], color: str | None) -> None:
    with installation.opened():
        from .. import tenants

        tenant = tenants.create(slug, nombre=nombre, domains=domains, color=color)
        hosts = ", ".join(sorted(tenant.domains.values_list("domain", flat=True)))
        print(f"Tenant {tenant.slug} creado: {hosts}")


def list_tenants() -> None:
    with installation.opened():
        from .. import tenants

        rows = [(t.slug, t.nombre, " ".join(hosts), _state(t)) for t, hosts in tenants.everyone()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join([*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[3]]).rstrip())


def _state(tenant: Tenant) -> str:
    if tenant.suspendido and tenant.borrar_en:
        return f"se borra el {tenant.borrar_en:%Y-%m-%d}"
    return "suspendido" if tenant.suspendido else ""


def print_secret(slug: str) -> None:
    with installation.opened():
        from .. import tenants

        print(tenants.named(slug).secreto)


def change_origins(slug: str, *, add: Iterable[str], remove: Iterable[str]) -> None:
    with installation.opened():
        from .. import tenants

        for origin in tenants.change_origins(slug, add=add, remove=remove):
            print(origin)


def create_agente(
    usuario: str, *, nombre: str, password: str, rol: str | None = None, tenants: Iterable[str] | None = None
) -> None:
    with installation.opened():
        from ventanilla.desk import agents

        from .. import tenants as house

        schemas = None if tenants is None else [house.named(slug).schema_name for slug in tenants]
        agente = agents.create(usuario, password=password, nombre=nombre, rol=rol, schemas=schemas)
        print(f"Agente {usuario} creado: {agente.nombre}")
