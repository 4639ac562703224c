"""Tenants, as an agente changes them. Synchronous; call it inside the public schema.

What is kept here is believed for some seconds by every node (`tenancy.FRESH_FOR`): a suspension, a new secret or a
limit holds everywhere within five.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from msgspec import UNSET

from ventanilla import wire
from ventanilla.chat.errors import Forbidden, Invalid, NotFound
from ventanilla.chat.people import AgenteCaller

from .. import keys, tenants
from ..models import Domain, Tenant, new_secret


def listed(by: AgenteCaller, *, words: str, after: str, limit: int) -> wire.TenantsAdministrados:
    """Of those that they may see, by slug, those after that one."""
    found = _of(by).filter(slug__gt=after) if after else _of(by)
    if words:
        found = found.filter(
            Q(slug__icontains=words) | Q(nombre__icontains=words) | Q(domains__domain__icontains=words)
        )
    rows = list(found.distinct().order_by("slug")[: limit + 1])
    rows, more = rows[:limit], len(rows) > limit
    return wire.TenantsAdministrados([shown(row) for row in rows], rows[-1].slug if more else None)


def one(by: AgenteCaller, slug: str) -> wire.TenantAdministrado:
    """Raises NotFound."""
    return shown(_found(by, slug))


def create(by: AgenteCaller, wanted: wire.CrearTenant) -> wire.TenantNuevo:
    """It is served at once. Raises Invalid; Forbidden for who may not see all tenants."""
    if by.schemas is not None:
        raise Forbidden("Un tenant nuevo es de quien los ve todos.")
    _readable(wanted.nombre)
    try:
        made = tenants.create(wanted.slug, nombre=wanted.nombre, domains=wanted.dominios, color=wanted.color)
    except tenants.TenantError as error:
        raise Invalid("slug", _sentence(error)) from None
    return wire.TenantNuevo(shown(made), made.secreto)


def change(by: AgenteCaller, slug: str, wanted: wire.CambiarTenant) -> wire.TenantAdministrado:
    """It is as `wanted` says, whole or not at all. Raises NotFound, Invalid."""
    try:
        with transaction.atomic():
            tenant = _locked(by, slug)
            _take(tenant, wanted)
            tenant.save()
            if wanted.dominios is not UNSET:
                _set_domains(tenant, wanted.dominios)
    except IntegrityError:
        raise Invalid("dominios", "Uno de los dominios acaba de darse a otro tenant.") from None
    return one(by, slug)


def renew_secret(by: AgenteCaller, slug: str, *, grace_h: float) -> wire.Secreto:
    """A new secret signs; the one before is good for the grace, and no other. Raises NotFound."""
    now = datetime.now(UTC)
    with transaction.atomic():
        tenant = _locked(by, slug)
        tenant.secreto_anterior = tenant.secreto if grace_h else ""
        tenant.secreto_anterior_hasta = now + timedelta(hours=grace_h) if grace_h else None
        tenant.secreto, tenant.secreto_cambiado_en = new_secret(), now
        tenant.save()
    return wire.Secreto(one(by, slug), tenant.secreto)


def end_grace(by: AgenteCaller, slug: str) -> wire.TenantAdministrado:
    """The secret before is good no more. Raises NotFound."""
    with transaction.atomic():
        tenant = _locked(by, slug)
        tenant.secreto_anterior, tenant.secreto_anterior_hasta = "", None
        tenant.save()
    return one(by, slug)


def shown(tenant: Tenant) -> wire.TenantAdministrado:
    domains = sorted(tenant.domains.all(), key=lambda domain: (not domain.is_primary, domain.domain))
    until = tenant.secreto_anterior_hasta
    return wire.TenantAdministrado(
        slug=tenant.slug,
        nombre=tenant.nombre,
        color=tenant.color,
        dominios=[domain.domain for domain in domains],
        origenes=tenant.origenes,
        idioma=msgspec.convert(tenant.idioma, wire.Idioma),
        tema=msgspec.convert(tenant.tema or {}, wire.TemaDeTenant),
        limites=msgspec.convert(tenant.limites or {}, wire.Limites),
        firma="jwks" if tenant.jwks else "secreto",
        claves=[key.get("kid", "") for key in (tenant.jwks or {}).get("keys", ())],
        secreto_cambiado_en=tenant.secreto_cambiado_en,
        secreto_anterior_hasta=until if until and until > datetime.now(UTC) else None,
        suspendido=tenant.suspendido,
        # What is resumed is not erased.
        borrar_en=tenant.borrar_en if tenant.suspendido else None,
        es_plataforma=tenants.is_platform(tenant),
        creado_en=tenant.creado_en,
    )


def _of(by: AgenteCaller) -> Any:
    everyone = Tenant.objects.prefetch_related("domains")
    return everyone if by.schemas is None else everyone.filter(schema_name__in=by.schemas)


def _found(by: AgenteCaller, slug: str) -> Tenant:
    found: Tenant | None = _of(by).filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def _locked(by: AgenteCaller, slug: str) -> Tenant:
    locked: Tenant = Tenant.objects.select_for_update().get(pk=_found(by, slug).pk)
    return locked


def _take(tenant: Tenant, wanted: wire.CambiarTenant) -> None:
    if wanted.nombre is not UNSET:
        tenant.nombre = _readable(wanted.nombre)
    if wanted.suspendido is not UNSET:
        if wanted.suspendido and tenants.is_platform(tenant):
            raise Invalid("suspendido", "La plataforma no se suspende: su dominio es el de esta consola.")
        tenant.suspendido = wanted.suspendido
    if wanted.origenes is not UNSET:
        try:
            tenant.origenes = list(dict.fromkeys(map(tenants.origin, wanted.origenes)))
        except tenants.TenantError as error:
            raise Invalid("origenes", _sentence(error)) from None
    if wanted.jwks is not UNSET:
        try:
            tenant.jwks = None if wanted.jwks is None else keys.checked(wanted.jwks)
        except keys.KeysError as error:
            raise Invalid("jwks", str(error)) from None
    for name in ("color", "idioma"):
        if (value := getattr(wanted, name)) is not UNSET:
            setattr(tenant, name, value)
    for name in ("tema", "limites"):
        if (value := getattr(wanted, name)) is not UNSET:
            setattr(tenant, name, msgspec.to_builtins(value))


def _set_domains(tenant: Tenant, wanted: Sequence[str]) -> None:
    """Those and no others, the first one as principal. Raises Invalid."""
    try:
        hosts = tenants.hosts(wanted)
    except tenants.TenantError as error:
        raise Invalid("dominios", _sentence(error)) from None
    if not hosts:
        raise Invalid("dominios", "Hace falta un dominio al menos.")
    home = settings.VENTANILLA["PUBLIC_DOMAIN"]
    if tenants.is_platform(tenant) and home not in hosts:
        raise Invalid("dominios", f"{home} es el de la plataforma (VENTANILLA_PUBLIC_DOMAIN): tiene que quedar.")
    taken = Domain.objects.filter(domain__in=hosts).exclude(tenant=tenant).select_related("tenant").first()
    if taken is not None:
        raise Invalid("dominios", f"{taken.domain} es de otro tenant.")
    tenant.domains.exclude(domain__in=hosts).delete()
    for place, host in enumerate(hosts):
        Domain.objects.update_or_create(domain=host, defaults={"tenant": tenant, "is_primary": place == 0})


def _readable(nombre: str) -> str:
    if not wire.is_storable(nombre) or not nombre.strip():
        raise Invalid("nombre", "Hace falta un nombre que se pueda leer.")
    return nombre.strip()


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
