"""Roles: three are built in and stay, others are made of permissions. Synchronous; call it inside the public schema."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count

from ... import wire
from ...chat.errors import Forbidden, Invalid, NotFound
from ...chat.people import PERMISOS, AgenteCaller
from ..models import Rol
from .rights import check_may_give, check_permisos

ORDER = ("agente", "supervisor", "administrador")


def everyone() -> wire.Roles:
    """The built-in ones first."""
    found = list(Rol.objects.annotate(how_many=Count("agentes")).order_by("nombre", "codigo"))
    found.sort(key=lambda rol: ORDER.index(rol.codigo) if rol.codigo in ORDER else len(ORDER))
    return wire.Roles([_rol(rol, rol.how_many) for rol in found], sorted(PERMISOS))


def create(by: AgenteCaller, wanted: wire.CrearRol) -> wire.Rol:
    """Raises Invalid; Forbidden where it would hold a permission that `by` has not."""
    with transaction.atomic():
        if Rol.objects.filter(codigo=wanted.codigo).exists():
            raise Invalid("codigo", "Ya hay un rol con ese código.")
        return _save(by, Rol(codigo=wanted.codigo), wanted)


def change(by: AgenteCaller, codigo: str, wanted: wire.GuardarRol) -> wire.Rol:
    """Raises NotFound, Invalid; Forbidden where it is built in, or holds or would hold what `by` has not."""
    with transaction.atomic():
        return _save(by, _own(by, codigo), wanted)


def remove(by: AgenteCaller, codigo: str) -> None:
    """Raises NotFound; Forbidden as `change`; Invalid where an agente still has it."""
    with transaction.atomic():
        rol = _own(by, codigo)
        if in_use := rol.agentes.count():
            raise Invalid("codigo", f"Lo tiene {in_use} agente{'s' if in_use > 1 else ''}: dales antes otro rol.")
        rol.delete()


def _own(by: AgenteCaller, codigo: str) -> Rol:
    """Locked: an agente who is given it now waits."""
    rol = Rol.objects.select_for_update().filter(codigo=codigo).first()
    if rol is None:
        raise NotFound
    if rol.de_fabrica:
        raise Forbidden("Ese rol viene de fábrica y se queda como es. Crea otro con los permisos que quieras.")
    check_may_give(by, rol.permisos)
    return rol


def _save(by: AgenteCaller, rol: Rol, wanted: wire.GuardarRol) -> wire.Rol:
    check_permisos(wanted.permisos, "permisos")
    check_may_give(by, wanted.permisos)
    if not wire.is_storable(wanted.nombre) or not wanted.nombre.strip():
        raise Invalid("nombre", "Hace falta un nombre que se pueda leer.")
    rol.nombre, rol.permisos = wanted.nombre.strip(), sorted(set(wanted.permisos))
    rol.save()
    return _rol(rol, rol.agentes.count())


def _rol(rol: Rol, agentes: int) -> wire.Rol:
    return wire.Rol(rol.codigo, rol.nombre, list(rol.permisos), rol.de_fabrica, agentes, rol.dos_pasos)
