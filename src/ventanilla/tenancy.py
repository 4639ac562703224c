"""The one door to django-tenants: whose request or socket is this, and ORM work inside a schema.

Nothing else in the app imports django_tenants. The schema lives on the database connection of a thread, so
it is entered by `with`, inside the very function that queries: set in one await and used in the next, it
was measured to return another tenant's rows.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection
from django_tenants.utils import (
    get_public_schema_name,
    get_tenant_domain_model,
    get_tenant_model,
    remove_www,
    schema_context,
)

from .conf import PUBLIC_SLUG

P = ParamSpec("P")
T = TypeVar("T")

FRESH_FOR = 4.0
"""Seconds that a tenant's row is believed: a suspension or a new secret is seen within 5 (promise 7)."""

_threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="ventanilla-orm")


@dataclass(frozen=True, slots=True)
class Tenant:
    """What the app needs to know of a tenant, whatever model the host keeps it in."""

    schema: str
    slug: str
    nombre: str
    color: str = ""
    secreto: str = field(default="", repr=False)
    secreto_anterior: str = field(default="", repr=False)
    """The one before, for as long as it is good too; then empty."""
    secreto_anterior_hasta: datetime | None = None
    jwks: dict[str, Any] | None = field(default=None, repr=False, compare=False)
    origenes: tuple[str, ...] = ()
    suspendido: bool = False
    idioma: str = ""
    """Of its people, where a page says none; empty = the browser's."""
    tema: Mapping[str, Any] = field(default_factory=dict, compare=False)
    limites: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def is_public(self) -> bool:
        return self.slug == PUBLIC_SLUG

    def still_accepts_tokens_of(self, before: Tenant) -> bool:
        """Whether what was signed for the tenant as it was then is good now."""
        is_known = before.secreto in (self.secreto, self.secreto_anterior)
        return not self.suspendido and is_known and self.jwks == before.jwks

    def with_earlier_secret(self) -> Tenant | None:
        """As it was when it signed by the secret before, as long as that is good."""
        return replace(self, secreto=self.secreto_anterior) if self.secreto_anterior else None


def public_schema() -> str:
    name: str = get_public_schema_name()
    return name


async def in_tenant(schema: str, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `fn` returns, run in one thread hop with the schema set inside it."""
    return await asyncio.get_running_loop().run_in_executor(_threads, lambda: inside(schema, fn, *args, **kwargs))


async def in_public(fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same in the public schema, where the desk and the tenants themselves are."""
    return await in_tenant(public_schema(), fn, *args, **kwargs)


def let_go() -> None:
    """This thread's connection is free for others. A request that keeps what its middleware used, and waits for another
    one inside `in_tenant`, takes its place from the very requests that it waits for: eight of them stopped the pool."""
    if not connection.in_atomic_block:
        connection.close()


def inside(schema: str, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same for synchronous callers (commands, tests). The connection goes back to the pool."""
    try:
        with schema_context(schema):
            return fn(*args, **kwargs)
    finally:
        if not connection.in_atomic_block:
            connection.close()


def normal_host(host: str) -> str | None:
    """A Host header's name without port, in lower case; None where it is malformed."""
    host = host.strip().lower()
    if host.startswith("["):
        name, _, port = host.partition("]")
        return name + "]" if not port or (port[0] == ":" and port[1:].isdigit()) else None
    name, _, port = host.partition(":")
    if port and not port.isdigit():
        return None
    name = name.removesuffix(".")
    allowed = name and all(part and part.replace("-", "").replace("_", "").isalnum() for part in name.split("."))
    return str(remove_www(name)) if allowed else None


class Directory:
    """Tenants by host, schema and slug, each believed for FRESH_FOR seconds. An unknown name is always asked for
    again, so that a tenant made a moment ago is served at once."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[float, Tenant]] = {}

    async def of_host(self, host: str) -> Tenant | None:
        name = normal_host(host)
        return await self._look_up("host", name, _by_host) if name else None

    async def of_slug(self, slug: str) -> Tenant | None:
        return await self._look_up("slug", slug, by_slug)

    async def of_schema(self, schema: str) -> Tenant:
        """The tenant, or a bare one where it is gone: its chats stay in the inbox."""
        found = await self._look_up("schema", schema, _by_schema)
        return found or Tenant(schema=schema, slug=schema, nombre=schema)

    def known(self, schema: str) -> Tenant | None:
        """The tenant, where its row was read a moment ago."""
        return self._fresh("schema", schema)

    async def of_schemas(self, schemas: Iterable[str]) -> dict[str, Tenant]:
        wanted = set(schemas)
        found = {schema: tenant for schema in wanted if (tenant := self._fresh("schema", schema))}
        missing = sorted(wanted - found.keys())
        if missing:
            for tenant in await in_public(_by_schemas, missing):
                found[tenant.schema] = self._keep("schema", tenant.schema, tenant)
        return {schema: found.get(schema) or Tenant(schema, schema, schema) for schema in wanted}

    async def refresh(self, schemas: Iterable[str]) -> dict[str, Tenant]:
        """These tenants as their rows are now, whatever was believed before."""
        rows = await in_public(_by_schemas, sorted(set(schemas)))
        return {tenant.schema: self._keep("schema", tenant.schema, tenant) for tenant in rows}

    async def everyone(self) -> list[Tenant]:
        return await in_public(_everyone)

    def forget(self) -> None:
        self._known.clear()

    async def _look_up(self, kind: str, name: str, ask: Callable[[str], Tenant | None]) -> Tenant | None:
        if tenant := self._fresh(kind, name):
            return tenant
        tenant = await in_public(ask, name)
        return self._keep(kind, name, tenant) if tenant else None

    def _fresh(self, kind: str, name: str) -> Tenant | None:
        known = self._known.get((kind, name))
        return known[1] if known and known[0] > self._clock() else None

    def _keep(self, kind: str, name: str, tenant: Tenant) -> Tenant:
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[(kind, name)] = (self._clock() + FRESH_FOR, tenant)
        return tenant


def _by_host(host: str) -> Tenant | None:
    domain = get_tenant_domain_model().objects.select_related("tenant").filter(domain=host).first()
    return of_row(domain.tenant) if domain else None


def by_slug(slug: str) -> Tenant | None:
    if slug == PUBLIC_SLUG:
        return _by_schema(public_schema())
    model = get_tenant_model()
    name = "slug" if any(f.name == "slug" for f in model._meta.get_fields()) else "schema_name"
    row = model.objects.filter(**{name: slug}).exclude(schema_name=public_schema()).first()
    return of_row(row) if row else None


def _by_schema(schema: str) -> Tenant | None:
    row = get_tenant_model().objects.filter(schema_name=schema).first()
    return of_row(row) if row else None


def _by_schemas(schemas: list[str]) -> list[Tenant]:
    return [of_row(row) for row in get_tenant_model().objects.filter(schema_name__in=schemas)]


def _everyone() -> list[Tenant]:
    return [of_row(row) for row in get_tenant_model().objects.order_by("schema_name")]


def of_row(row: Any) -> Tenant:
    """A host's own model needs none of our fields: what it lacks is derived."""
    schema = row.schema_name
    until = getattr(row, "secreto_anterior_hasta", None)
    slug = PUBLIC_SLUG if schema == public_schema() else getattr(row, "slug", "") or schema
    return Tenant(
        schema=schema,
        slug=slug,
        nombre=getattr(row, "nombre", "") or getattr(row, "name", "") or slug,
        color=getattr(row, "color", "") or "",
        secreto=getattr(row, "secreto", "") or _derived_secret(schema),
        secreto_anterior=row.secreto_anterior if until and until > datetime.now(UTC) else "",
        secreto_anterior_hasta=until,
        jwks=getattr(row, "jwks", None) or None,
        origenes=tuple(getattr(row, "origenes", None) or ()),
        suspendido=bool(getattr(row, "suspendido", False)),
        idioma=getattr(row, "idioma", "") or "",
        tema=getattr(row, "tema", None) or {},
        limites=getattr(row, "limites", None) or {},
    )


def _derived_secret(schema: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"ventanilla cliente token " + schema.encode(), hashlib.sha256).hexdigest()
