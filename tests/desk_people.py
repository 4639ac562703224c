"""Agents of other roles and tenants than ana and bea, each made for one test."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from .installation import Server
from .people import Agente, in_public, new_id


class Colleague(Agente):
    def __init__(self, server: Server, usuario: str) -> None:
        super().__init__(server, usuario)
        self.usuario = usuario
        self.id = id_of(usuario)


async def agente_with(
    server: Server, permisos: Iterable[str] | None = None, tenants: Iterable[str] | None = None
) -> Colleague:
    """Somebody who may do that alone (None = everything), for those tenants alone (None = all; slugs)."""
    usuario = f"agente-{new_id()}"
    in_public(lambda: _make(usuario, permisos, tenants))
    return Colleague(server, usuario)


def colleague(
    server: Server, permisos: Iterable[str] | None = None, *, tenants: Iterable[str] | None = None, rol: str = "agente"
) -> Colleague:
    """Somebody of that role, or who may do these things alone; for these tenants alone (None = all; slugs)."""
    usuario = f"agente-{new_id()}"
    in_public(lambda: _make(usuario, permisos, tenants, rol=rol))
    return Colleague(server, usuario)


@cache
def id_of(usuario: str) -> int:
    return int(in_public(lambda: _agente(usuario).pk))


def _agente(usuario: str) -> Any:
    from ventanilla.desk.models import Agente as Row

    return Row.objects.get(user__username=usuario)


def _make(
    usuario: str, permisos: Iterable[str] | None, tenants: Iterable[str] | None, rol: str = "administrador"
) -> None:
    from ventanilla.desk import agents
    from ventanilla.desk.models import Rol
    from ventanilla.tenancy import by_slug

    if permisos is not None:
        rol = Rol.objects.create(codigo=usuario, nombre=usuario, permisos=sorted(permisos)).codigo
    made = agents.create(usuario, password="una-clave-de-pruebas", rol=rol)
    if tenants is not None:
        made.tenants = [found.schema for slug in tenants if (found := by_slug(slug))]
        made.save(update_fields=["tenants"])


def made_tenant() -> str:
    """The slug of a tenant of the test's own: what is in it can be counted by hand."""
    slug = f"t{new_id()}"

    def make() -> None:
        from ventanilla.server import tenants

        tenants.create(slug, nombre=slug)

    in_public(make)
    return slug
