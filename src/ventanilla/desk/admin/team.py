"""Agents, as who keeps the team makes and changes them. Synchronous; call it inside the public schema.

Whoever is changed here has not more rights than who changes them, before and after: otherwise a new password, or a new
role, would be a way to rights that nobody gave.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.module_loading import import_string
from msgspec import UNSET

from ... import wire
from ...chat import shapes
from ...chat.errors import Forbidden, Invalid, NotFound
from ...chat.people import AgenteCaller
from ...tenancy import Tenant
from .. import agents, second
from ..models import Agente, Equipo, Rol
from .rights import check_may_give, check_may_show, may_change

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without those that look like others: somebody reads it aloud."""
ADMINISTRADOR = "administrador"

Known = Mapping[str, Tenant]
"""All tenants, by schema."""


def everyone(by: AgenteCaller, known: Known) -> list[wire.AgenteDeEquipo]:
    """By name, who is active first; of those who see some tenants only, those that `by` sees too are told."""
    found = list(_agents().order_by("-activo", "nombre", "pk"))
    with_step = second.having([agente.pk for agente in found])
    return [_shown(by, agente, known, has_second_step=agente.pk in with_step) for agente in found]


def create(by: AgenteCaller, wanted: wire.CrearAgente, known: Known) -> wire.ClaveDeUnUso:
    """They exist, with a password that is shown this once and good until they have chosen another.

    Raises Invalid, Forbidden.
    """
    check_may_give(by, _rol(wanted.rol).permisos)
    schemas = _schemas(by, wanted.tenants, known)
    clave = one_time_password()
    if get_user_model()._default_manager.filter(**{get_user_model().USERNAME_FIELD: wanted.usuario}).exists():
        raise Invalid("usuario", "Ya hay una cuenta con ese usuario.")
    with transaction.atomic():
        try:
            agente = agents.create(
                wanted.usuario, password=clave, nombre=wanted.nombre, rol=wanted.rol, schemas=schemas
            )
        except agents.AgenteError as error:
            raise Invalid("usuario", str(error)) from None
        agente.clave_temporal, agente.capacidad = True, wanted.capacidad
        agente.save(update_fields=["clave_temporal", "capacidad"])
        _set_email(agente.user, wanted.email)
    return wire.ClaveDeUnUso(one(by, agente.pk, known), clave)


def change(by: AgenteCaller, agente_id: int, wanted: wire.CambiarAgente, known: Known) -> wire.AgenteDeEquipo:
    """They are as `wanted` says. Who is deactivated is out within seconds, by session and by token, for good.

    Raises NotFound, Invalid; Forbidden, also where no administrador would be left.
    """
    with transaction.atomic():
        agente = _own(by, agente_id)
        if wanted.rol is not UNSET:
            check_may_give(by, _rol(wanted.rol).permisos)
            agente.rol_id = wanted.rol
        if wanted.tenants is not UNSET:
            agente.tenants = _schemas(by, wanted.tenants, known)
        if wanted.capacidad is not UNSET:
            agente.capacidad = wanted.capacidad
        if wanted.nombre is not UNSET:
            agente.nombre = _readable("nombre", wanted.nombre)
        if wanted.activo is not UNSET:
            _switch(by, agente, active=wanted.activo)
        if wanted.email is not UNSET:
            _set_email(agente.user, wanted.email)
        agente.save()
        _check_someone_is_left()
    return one(by, agente_id, known)


def reset_password(by: AgenteCaller, agente_id: int, known: Known) -> wire.ClaveDeUnUso:
    """Their password is a new one, shown this once; their sessions are over. Raises NotFound, Forbidden."""
    clave = one_time_password()
    with transaction.atomic():
        agente = _own(by, agente_id)
        if agente.pk == by.id:
            raise Forbidden("La tuya se cambia en «Tu seguridad».")
        agente.user.set_password(clave)
        agente.user.save()
        agente.clave_temporal = True
        agente.save(update_fields=["clave_temporal"])
    end_sessions(agente.pk)
    return wire.ClaveDeUnUso(one(by, agente_id, known), clave)


def one(by: AgenteCaller, agente_id: int, known: Known) -> wire.AgenteDeEquipo:
    """Raises NotFound."""
    agente = _agents().filter(pk=agente_id).first()
    if agente is None:
        raise NotFound
    return _shown(by, agente, known, has_second_step=agente_id in second.having([agente_id]))


def check_may_change(by: AgenteCaller, agente_id: int) -> None:
    """Raises NotFound; Forbidden where they have rights that `by` has not."""
    with transaction.atomic():
        _own(by, agente_id)


def one_time_password() -> str:
    """Ninety-five bits, in groups that one can read aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))


def end_sessions(user_id: int, *, but: str | None = None) -> None:
    """All of that user's sessions are over, except the one of that key."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    if not hasattr(store, "get_model_class"):
        return  # Sessions that no table keeps end by what identity asks at each call.
    model = store.get_model_class()
    for session in model.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.session_key != but and session.get_decoded().get(SESSION_KEY) == str(user_id):
            store(session.session_key).delete()


def _agents() -> Any:
    teams = Prefetch("equipos", Equipo.objects.only("id"))
    return Agente.objects.select_related("user", "rol").prefetch_related(teams)


def _own(by: AgenteCaller, agente_id: int) -> Agente:
    """Every administrador's row is locked with it: two at once cannot each take the other's role away."""
    locked = Agente.objects.select_for_update(of=("self",)).select_related("user", "rol")
    list(locked.filter(rol_id=ADMINISTRADOR).order_by("pk"))
    agente = locked.filter(pk=agente_id).first()
    if agente is None:
        raise NotFound
    if not may_change(by, permisos=agente.rol.permisos, schemas=agente.tenants):
        raise Forbidden("Puede más que tú: eso es para quien tenga todos sus permisos y tenants.")
    return agente


def _switch(by: AgenteCaller, agente: Agente, *, active: bool) -> None:
    if agente.pk == by.id and not active:
        raise Forbidden("No puedes desactivarte: pídeselo a otra persona.")
    agente.activo = active
    if not active:
        agente.tokens.filter(revocado_en=None).update(revocado_en=timezone.now())
        end_sessions(agente.pk)


def _check_someone_is_left() -> None:
    """Raises Forbidden where nobody could give rights to anybody any more."""
    left = Agente.objects.filter(rol_id=ADMINISTRADOR, activo=True, user__is_active=True, tenants=None)
    if not left.exists():
        raise Forbidden("Tiene que quedar alguien que sea administrador activo de todos los tenants.")


def _rol(codigo: str) -> Rol:
    rol = Rol.objects.filter(codigo=codigo).first()
    if rol is None:
        raise Invalid("rol", f"No hay ningún rol «{codigo}».")
    return rol


def _schemas(by: AgenteCaller, slugs: Sequence[str] | None, known: Known) -> list[str] | None:
    """Raises Invalid where there is no such tenant, Forbidden where `by` does not see it."""
    schemas = None
    if slugs is not None:
        visible = {tenant.slug: tenant.schema for tenant in known.values() if by.sees(tenant.schema)}
        if unknown := [slug for slug in slugs if slug not in visible]:
            raise Invalid("tenants", f"No hay ningún tenant «{unknown[0]}».")
        schemas = sorted({visible[slug] for slug in slugs})
    check_may_show(by, schemas)
    return schemas


def _set_email(user: Any, email: str) -> None:
    name = user.get_email_field_name()
    if hasattr(user, name) and getattr(user, name) != email:
        setattr(user, name, email)
        user.save(update_fields=[name])


def _readable(campo: str, text: str) -> str:
    if not wire.is_storable(text) or not text.strip():
        raise Invalid(campo, "Hace falta un texto que se pueda leer.")
    return text.strip()


def _shown(by: AgenteCaller, agente: Agente, known: Known, *, has_second_step: bool) -> wire.AgenteDeEquipo:
    user = agente.user
    tenants = None
    if agente.tenants is not None:
        seen = [known.get(schema) or Tenant(schema, schema, schema) for schema in agente.tenants if by.sees(schema)]
        tenants = [shapes.tenant_ref(tenant) for tenant in sorted(seen, key=lambda tenant: tenant.nombre.lower())]
    return wire.AgenteDeEquipo(
        id=agente.pk,
        usuario=user.get_username(),
        nombre=agente.nombre,
        email=getattr(user, user.get_email_field_name(), "") or "",
        avatar=agente.avatar,
        activo=agente.activo and user.is_active,
        rol=agente.rol.codigo,
        tenants=tenants,
        capacidad=agente.capacidad,
        equipos=[team.pk for team in agente.equipos.all()],
        clave_temporal=agente.clave_temporal,
        dos_pasos=has_second_step,
        entrado_en=user.last_login,
        creado_en=agente.creado_en,
        es_tuyo=may_change(by, permisos=agente.rol.permisos, schemas=agente.tenants),
    )
