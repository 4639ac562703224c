"""Saved views, and the reasons of closing. Synchronous; call it inside the public schema."""

from __future__ import annotations

import msgspec
from django.db import transaction
from django.db.models import Q

from .. import wire
from ..chat.errors import Forbidden, Invalid, NotFound
from ..chat.people import AgenteCaller
from ..conf import RAZONES_CIERRE
from .models import Razon, Vista

VIEWS_EACH = 50


def views(by: AgenteCaller) -> wire.Vistas:
    """Those that `by` sees: their own, and everyone's."""
    found = Vista.objects.filter(Q(agente=None) | Q(agente_id=by.id)).order_by("orden", "id")
    return wire.Vistas([_view(view) for view in found])


def save_view(by: AgenteCaller, view_id: int | None, wanted: wire.GuardarVista) -> wire.Vista:
    """It is there as wanted; without `view_id` it is a new one. Raises NotFound, Forbidden, Invalid."""
    if wanted.compartida:
        by.needs("plantillas")
    if not wire.is_storable_json(to_json(wanted.filtro)) or not wire.is_storable(wanted.nombre):
        raise Invalid("filtro", "Contiene un carácter que no vale.")
    view = _own_view(by, view_id) if view_id is not None else Vista()
    if view_id is None and Vista.objects.filter(agente_id=by.id).count() >= VIEWS_EACH:
        raise Invalid("", f"Como mucho {VIEWS_EACH} vistas propias.")
    view.nombre, view.filtro, view.orden = wanted.nombre.strip(), to_json(wanted.filtro), wanted.orden
    view.agente_id = None if wanted.compartida else by.id
    view.save()
    return _view(view)


def remove_view(by: AgenteCaller, view_id: int) -> None:
    """Raises NotFound, Forbidden."""
    _own_view(by, view_id).delete()


def reasons() -> wire.Razones:
    return wire.Razones([_reason(razon) for razon in Razon.objects.all()])


def save_reason(codigo: str | None, wanted: wire.GuardarRazon) -> wire.Razon:
    """It is there as wanted; without `codigo` it is a new one. Its `codigo` never changes: closed chats have it.

    Raises NotFound, Invalid."""
    if "es" not in wanted.nombres or not wire.is_storable_json(wanted.nombres):
        raise Invalid("nombres", "Hace falta el nombre en español («es»).")
    with transaction.atomic():
        if codigo is None:
            if Razon.objects.filter(codigo=wanted.codigo).exists():
                raise Invalid("codigo", "Ya hay una razón con ese código.")
            razon = Razon(codigo=wanted.codigo)
        else:
            found = Razon.objects.filter(codigo=codigo).first()
            if found is None:
                raise NotFound
            if wanted.codigo != codigo:
                raise Invalid("codigo", "El código de una razón no cambia: lo tienen los chats cerrados.")
            razon = found
        razon.nombres, razon.activa, razon.orden = dict(wanted.nombres), wanted.activa, wanted.orden
        razon.save()
    return _reason(razon)


def remove_reason(codigo: str) -> None:
    """Raises NotFound; Forbidden where it is one of the contract."""
    if codigo in RAZONES_CIERRE:
        raise Forbidden("Esa razón es de las que siempre valen: se puede ocultar, no quitar.")
    if not Razon.objects.filter(codigo=codigo).delete()[0]:
        raise NotFound


def to_json(filtro: wire.Filtro) -> dict[str, object]:
    """As it is kept: what narrows nothing is left out."""
    kept: dict[str, object] = msgspec.to_builtins(filtro)
    return kept


def _own_view(by: AgenteCaller, view_id: int) -> Vista:
    view = Vista.objects.filter(Q(agente=None) | Q(agente_id=by.id), id=view_id).first()
    if view is None:
        raise NotFound
    if view.agente_id is None:
        by.needs("plantillas")
    return view


def _view(view: Vista) -> wire.Vista:
    return wire.Vista(view.pk, view.nombre, view.filtro, view.agente_id is None, view.orden)


def _reason(razon: Razon) -> wire.Razon:
    return wire.Razon(razon.codigo, razon.nombres, razon.activa, razon.orden, razon.codigo in RAZONES_CIERRE)
