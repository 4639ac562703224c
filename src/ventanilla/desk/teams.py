"""Teams: who is in them, how their chats are given out, when they are there. Synchronous; in the public schema."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from .. import wire
from ..chat.errors import Invalid, NotFound
from . import hours
from .models import Agente, Bandeja, Equipo


def everyone() -> wire.Equipos:
    return wire.Equipos([_wire(team) for team in Equipo.objects.prefetch_related("miembros").order_by("nombre")])


def save(team_id: int | None, wanted: wire.GuardarEquipo) -> wire.Equipo:
    """It is there as wanted; without `team_id` it is a new one. Raises NotFound, Invalid."""
    hours.check(wanted.horario)
    nombre = " ".join(wanted.nombre.split())
    if not nombre or not wire.is_storable(nombre):
        raise Invalid("nombre", "Un equipo necesita un nombre.")
    with transaction.atomic():
        team = Equipo() if team_id is None else _named(team_id)
        if Equipo.objects.filter(nombre=nombre).exclude(pk=team.pk).exists():
            raise Invalid("nombre", "Ya hay un equipo con ese nombre.")
        members = list(Agente.objects.filter(pk__in=wanted.miembros, activo=True))
        if len(members) < len(set(wanted.miembros)):
            raise Invalid("miembros", "Alguno no es un agente activo.")
        team.nombre, team.color, team.asignacion = nombre, wanted.color, wanted.asignacion
        team.horario = msgspec.to_builtins(wanted.horario)
        team.save()
        team.miembros.set(members)
    return _wire(team)


def remove(team_id: int) -> None:
    """Its chats have no team then. Raises NotFound."""
    with transaction.atomic():
        _named(team_id).delete()
        rows = Bandeja.objects.filter(equipo_id=team_id, cerrado=False)
        rows.update(equipo_id=None, version=F("version") + 1, cambiado_en=Now())


def _named(team_id: int) -> Equipo:
    team = Equipo.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFound
    return team


def _wire(team: Equipo) -> wire.Equipo:
    asignacion: Any = team.asignacion
    return wire.Equipo(
        id=team.pk,
        nombre=team.nombre,
        color=team.color,
        miembros=sorted(member.pk for member in team.miembros.all()),
        asignacion=asignacion,
        horario=msgspec.convert(team.horario, wire.Horario | None),
    )
