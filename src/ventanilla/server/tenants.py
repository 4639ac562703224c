"""Making tenants: the row, its schema and its domain in one step."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from ventanilla.conf import PUBLIC_SLUG
from ventanilla.tenancy import normal_host, public_schema

from .models import Domain, Tenant
from .schemas import create_schema

SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")
TAKEN_BY_POSTGRES = re.compile(r"pg_.*|information_schema")
COLOR = re.compile(r"#[0-9a-f]{6}")
COLORS = ("#0f7a5a", "#7c3aed", "#0369a1", "#b45309", "#be185d", "#4d7c0f", "#b91c1c", "#4338ca")


class TenantError(ValueError):
    """A tenant that can't be made; the text says why."""


def create(slug: str, *, nombre: str, domains: Iterable[str] = (), color: str | None = None) -> Tenant:
    """The tenant exists afterwards, with its schema and its domains, and is served at once.

    Without `domains` it has SLUG.<the platform's domain>. Raises TenantError.
    """
    schema = _schema_for(slug)
    if not nombre.strip():
        raise TenantError("un tenant necesita un nombre")
    if color is not None and not COLOR.fullmatch(color.lower()):
        raise TenantError(f"«{color}» no es un color: se escribe como #0f7a5a")
    names = hosts(domains) or [f"{slug}.{settings.VENTANILLA['PUBLIC_DOMAIN']}"]
    _refuse_taken(slug, schema, names)
    try:
        with transaction.atomic():
            tenant = _insert(slug, schema, nombre.strip(), color=(color or _color_of(slug)).lower(), hosts=names)
            create_schema(tenant)
            # Or whoever saves what they got would take the mark of its migrations away again.
            tenant.refresh_from_db(fields=["migrado"])
    except IntegrityError as error:
        raise TenantError(f"el tenant «{slug}» ya existe") from error
    return tenant


def ensure_public() -> Tenant:
    """The platform itself is a tenant, on its own domain."""
    schema, host = public_schema(), settings.VENTANILLA["PUBLIC_DOMAIN"]
    tenant: Tenant | None = Tenant.objects.filter(schema_name=schema).first()
    if tenant is None:
        with transaction.atomic():
            tenant = _insert(PUBLIC_SLUG, schema, "Ventanilla", color=COLORS[0], hosts=())
    if not Domain.objects.filter(domain=host, tenant=tenant).exists():
        if Domain.objects.filter(domain=host).exists():
            raise TenantError(f"VENTANILLA_PUBLIC_DOMAIN es {host}, pero ese dominio es de otro tenant")
        is_first = not Domain.objects.filter(tenant=tenant).exists()
        Domain.objects.create(domain=host, tenant=tenant, is_primary=is_first)
    return tenant


def everyone() -> list[tuple[Tenant, list[str]]]:
    """All tenants with their domains, the platform first."""
    tenants = Tenant.objects.prefetch_related("domains").order_by("slug")
    rows = [(tenant, sorted(domain.domain for domain in tenant.domains.all())) for tenant in tenants]
    return sorted(rows, key=lambda row: row[0].slug != PUBLIC_SLUG)


def named(slug: str) -> Tenant:
    """Raises TenantError where there is none of that name."""
    found: Tenant | None = Tenant.objects.filter(slug=slug).first()
    if found is None:
        raise TenantError(f"no hay ningún tenant «{slug}»")
    return found


def change_origins(slug: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> list[str]:
    """The origins on which the tenant's widget may run afterwards; served within seconds. Raises TenantError."""
    wanted, unwanted = [origin(each) for each in add], {origin(each) for each in remove}
    with transaction.atomic():
        tenant = Tenant.objects.select_for_update().get(pk=named(slug).pk)
        kept = [each for each in dict.fromkeys([*tenant.origenes, *wanted]) if each not in unwanted]
        if kept != tenant.origenes:
            tenant.origenes = kept
            tenant.save(update_fields=["origenes"])
    return kept


def is_platform(tenant: Tenant) -> bool:
    return str(tenant.schema_name) == public_schema()


def hosts(domains: Iterable[str]) -> list[str]:
    """As they are asked for. Raises TenantError where one is none, or is there twice."""
    names = [_host(domain) for domain in domains]
    if len(set(names)) < len(names):
        raise TenantError("el mismo dominio está dos veces")
    return names


def origin(text: str) -> str:
    """As a browser says it: scheme, host, and the port where it is not the usual one."""
    refusal = TenantError(f"«{text}» no es un origen: se escribe como https://app.acme.example, sin ruta")
    try:
        parts = urlsplit(text.strip().lower())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise refusal from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.path.strip("/") or parts.query:
        raise refusal
    usual = port in (None, {"http": 80, "https": 443}[parts.scheme])
    return f"{parts.scheme}://{host}" if usual else f"{parts.scheme}://{host}:{port}"


def _schema_for(slug: str) -> str:
    schema = slug.replace("-", "_")
    if not SLUG.fullmatch(slug):
        raise TenantError(
            f"«{slug}» no vale: minúsculas, cifras y guiones, primero una letra, como mucho 40 caracteres"
        )
    if slug == PUBLIC_SLUG or schema == public_schema() or TAKEN_BY_POSTGRES.fullmatch(schema):
        raise TenantError(f"«{slug}» es un nombre reservado")
    return schema


def _host(domain: str) -> str:
    name = normal_host(domain)
    if name is None or ":" in domain or name != domain.strip().lower().removesuffix(".").removeprefix("www."):
        raise TenantError(f"«{domain}» no es un dominio: se escribe como soporte.acme.example, sin puerto")
    return name


def _refuse_taken(slug: str, schema: str, hosts: list[str]) -> None:
    if Tenant.objects.filter(slug=slug).exists() or Tenant.objects.filter(schema_name=schema).exists():
        raise TenantError(f"el tenant «{slug}» ya existe")
    if taken := Domain.objects.filter(domain__in=hosts).select_related("tenant").first():
        raise TenantError(f"el dominio {taken.domain} es del tenant «{taken.tenant.slug}»")


def _insert(slug: str, schema: str, nombre: str, *, color: str, hosts: Iterable[str]) -> Tenant:
    tenant = Tenant(slug=slug, schema_name=schema, nombre=nombre, color=color)
    # The schema is made by `create_schema`, in the same transaction: a failure leaves neither row nor schema.
    tenant.auto_create_schema = False
    tenant.save()
    for place, host in enumerate(hosts):
        Domain.objects.create(domain=host, tenant=tenant, is_primary=place == 0)
    return tenant


def _color_of(slug: str) -> str:
    return COLORS[hashlib.sha256(slug.encode()).digest()[0] % len(COLORS)]
