"""Tenants that go away: suspended, let in again, to be erased on a day, kept after all. What erases them is `erasing`.

Synchronous; call it inside the public schema. What is said here holds on every node within SEEN_EVERYWHERE.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from . import tenants
from .acts import note
from .models import Tenant
from .tenants import TenantError

SEEN_EVERYWHERE = timedelta(seconds=5)
"""After which no node takes anything more for a suspended tenant, and none of its people has a socket."""


def suspend(slug: str) -> Tenant:
    """Its people are out. Twice is once. Raises TenantError."""
    with _changing(slug) as tenant:
        if not tenant.suspendido:
            tenant.suspendido = True
            note(tenant, "suspender_tenant")
    return tenant


def resume(slug: str) -> Tenant:
    """It is served, and is not erased. Twice is once. Raises TenantError."""
    with _changing(slug) as tenant:
        if tenant.suspendido:
            tenant.suspendido = False
            note(tenant, "reanudar_tenant")
    return tenant


def mark(slug: str, *, at: datetime) -> Tenant:
    """It is suspended, and will be erased at that time; a time said before counts no more. Raises TenantError."""
    with _changing(slug) as tenant:
        if tenant.borrar_en is None:
            tenant.suspendido_antes = tenant.suspendido
        tenant.suspendido, tenant.borrar_en = True, at
        note(tenant, "marcar_tenant", borrar_en=at.isoformat())
    return tenant


def keep(slug: str) -> Tenant:
    """It is not erased, and served again if it was before. Raises TenantError, also where it is not marked."""
    with _changing(slug) as tenant:
        if tenant.borrar_en is None:
            raise TenantError(f"el tenant «{slug}» no está marcado para borrarse")
        tenant.suspendido, tenant.borrar_en = tenant.suspendido_antes, None
        note(tenant, "conservar_tenant")
    return tenant


def marked(*, by: datetime | None = None) -> list[Tenant]:
    """Those that will be erased, up to then or ever, the next one first."""
    found = Tenant.objects.filter(suspendido=True, borrar_en__isnull=False).order_by("borrar_en", "slug")
    return list(found if by is None else found.filter(borrar_en__lte=by))


@contextmanager
def _changing(slug: str) -> Iterator[Tenant]:
    with transaction.atomic():
        tenant = locked(slug)
        if tenant is None:
            raise TenantError(f"no hay ningún tenant «{slug}»")
        if tenants.is_platform(tenant):
            raise TenantError("la plataforma no se suspende ni se borra: su dominio es el de la consola")
        yield tenant
        tenant.save()


def locked(slug: str) -> Tenant | None:
    """Nobody else changes it before this transaction ends."""
    found: Tenant | None = Tenant.objects.select_for_update().filter(slug=slug).first()
    return found
