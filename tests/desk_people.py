"""Agents with roles and tenants of their own, for tests of who may do what."""

from __future__ import annotations

from collections.abc import Iterable

from .installation import Server
from .people import Agente, in_public, new_id


def colleague(
    server: Server, permisos: Iterable[str] | None = None, *, tenants: Iterable[str] | None = None, rol: str = "agente"
) -> Agente:
    """A new agente: with just these permissions, or with a role; who sees just these tenants, by slug, or all."""
    usuario = f"p{new_id()}"

    def make() -> int:
        from ventanilla.desk import agents
        from ventanilla.desk.models import Rol

        made = agents.create(usuario, password="una clave muy larga", nombre=usuario)
        if permisos is None:
            made.rol_id = rol
        else:
            made.rol = Rol.objects.create(codigo=usuario, nombre=usuario, permisos=list(permisos))
        made.tenants = None if tenants is None else [slug.replace("-", "_") for slug in tenants]
        made.save()
        return int(made.pk)

    agente_id = in_public(make)
    agente = Agente(server, usuario)
    agente.id = agente_id
    return agente


def id_of(usuario: str) -> int:
    """Of an agente of the cast."""

    def find() -> int:
        from ventanilla.desk.models import Agente as Row

        return int(Row.objects.get(user__username=usuario).pk)

    return int(in_public(find))
