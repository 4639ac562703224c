"""A tenant erased: its schema, what is of it in the public schema, its files, its domains, its own row.

Acts of agents stay in the audit log, without what they said of its people. Synchronous, but for the round; call it
inside the public schema.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, transaction
from django.db.models import F, Func, Model, Q, Value

from ventanilla import wire
from ventanilla.chat.engine import Engine
from ventanilla.chat.store import BANDEJA
from ventanilla.db import quoted, tables
from ventanilla.desk.drafts import BORRADOR
from ventanilla.desk.models import (
    Agente,
    Auditoria,
    Bandeja,
    Bloqueo,
    Borrador,
    Envio,
    FichaTenant,
    Indexado,
    Mencion,
    Nota,
    Persona,
    Silencio,
    Texto,
    Vista,
)
from ventanilla.desk.push import QUEUE
from ventanilla.desk.rounds import Job
from ventanilla.desk.telling import tell_agents
from ventanilla.files import storage
from ventanilla.tenancy import in_public

from . import leaving
from .acts import note
from .models import Domain, Tenant
from .tenants import TenantError

log = structlog.get_logger(__name__)

EVERY = 3600.0
"""Seconds between looks at who is due."""
LOCK_WAIT = "2s"
"""The journal's batches hold several tenants: who waits longer for one of them holds up the others."""
TRIES = 5
OF_ITS_CHATS: tuple[type[Model], ...] = (Mencion, Borrador, Envio, Indexado)
"""What names a chat and no schema."""
ITS_CHATS = "IN (SELECT id FROM ventanilla_leaving)"
OF_ITS_SCHEMA: tuple[type[Model], ...] = (Nota, Bandeja, Bloqueo, FichaTenant, Silencio, Texto, Persona)


class StillInUse(TenantError):
    """Something holds its tables, such as a backup that is being made."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"algo tiene ocupadas las tablas de «{slug}», como una copia en marcha; está suspendido y se borrará:"
            " el servidor lo hace solo, o «ventanilla tenant erase-due»"
        )


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is of a tenant."""

    chats: int
    mensajes: int
    archivos: int
    dominios: list[str]
    actos: int
    """In the audit log: they stay."""


def holdings(tenant: Tenant) -> Holdings:
    names = tables(tenant.schema_name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM {names.chat}), (SELECT coalesce(sum(ultimo_seq), 0) FROM {names.chat})"
        )
        chats, mensajes = cursor.fetchone()
    return Holdings(
        chats=chats,
        mensajes=mensajes,
        archivos=sum(1 for _ in storage.names_in(tenant.schema_name)),
        dominios=sorted(tenant.domains.values_list("domain", flat=True)),
        actos=Auditoria.objects.filter(schema_name=tenant.schema_name).count(),
    )


def erase(slug: str, *, now: datetime) -> bool:
    """Nothing of it is left but acts; False where it is not to be erased (by now). Raises OperationalError where
    something holds its tables: then it is still there, without its files, and still due."""
    with transaction.atomic():
        tenant = leaving.locked(slug)
        if tenant is None or not tenant.suspendido or tenant.borrar_en is None or tenant.borrar_en > now:
            return False
        files = remove_files(tenant.schema_name)
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
        chats = _erase_rows(tenant)
        note(tenant, "borrar_tenant", chats=chats, archivos=files)
    # What was being uploaded while its suspension made the round of the nodes.
    remove_files(tenant.schema_name)
    log.info("tenant erased", tenant=slug, chats=chats, files=files)
    return True


def erase_patiently(slug: str, *, now: datetime) -> bool:
    """`erase`, tried again while something holds its tables. Raises StillInUse."""
    for attempt in range(1, TRIES + 1):
        try:
            return erase(slug, now=now)
        except OperationalError:
            if attempt == TRIES:
                raise StillInUse(slug) from None
    raise AssertionError


def erase_due(*, now: datetime | None = None) -> list[str]:
    """Whose day has come is erased; one that could not be is due again the next time. The slugs of the erased."""
    now = now or datetime.now(UTC)
    erased = []
    # A mark of a moment ago is not known everywhere yet.
    for tenant in leaving.marked(by=now - leaving.SEEN_EVERYWHERE):
        try:
            if erase(tenant.slug, now=now):
                erased.append(tenant.slug)
        except OperationalError as error:
            log.warning("tenant not erased", tenant=tenant.slug, error=type(error.__cause__ or error).__name__)
    _forget_drafts_of_no_chat()
    return erased


def remove_files(schema: str) -> int:
    """No file of that schema is kept; how many there were."""
    count, folders = 0, {schema}
    for name in storage.names_in(schema):
        storage.remove(name)
        folders.add(name.rpartition("/")[0])
        count += 1
    for folder in sorted(folders, reverse=True):
        # Of a storage that has folders; one that is not empty has got a file this very moment.
        with contextlib.suppress(OSError):
            storage.remove(folder)
    return count


def _erase_rows(tenant: Tenant) -> int:
    """In the order of the journal: first the schema's tables, then the inbox. How many chats there were."""
    schema = tenant.schema_name
    names = tables(schema)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names.cliente}, {names.chat}, {names.mensaje}, {names.adjunto}")
        cursor.execute(
            f"CREATE TEMP TABLE ventanilla_leaving ON COMMIT DROP AS SELECT id FROM {names.chat}"
            f" UNION SELECT chat_id FROM {BANDEJA} WHERE schema_name = %s",
            [schema],
        )
        cursor.execute("SELECT count(*) FROM ventanilla_leaving")
        chats: int = cursor.fetchone()[0]
        cursor.execute(f"DROP SCHEMA {quoted(schema)} CASCADE")
        for model in OF_ITS_CHATS:
            cursor.execute(f"DELETE FROM public.{model._meta.db_table} WHERE chat_id {ITS_CHATS}")
        cursor.execute(f"DELETE FROM {QUEUE} WHERE (cuerpo->>'chat_id')::bigint {ITS_CHATS}")
        for model in OF_ITS_SCHEMA:
            cursor.execute(f"DELETE FROM public.{model._meta.db_table} WHERE schema_name = %s", [schema])
    _forget_in_views(tenant.slug)
    Agente.objects.filter(tenants__contains=[schema]).update(
        tenants=Func(F("tenants"), Value(schema), function="array_remove")
    )
    _silence_acts(schema)
    _erase_tenant(tenant)
    return chats


def _forget_in_views(slug: str) -> None:
    """A saved view of that tenant alone goes; one of several shows the others."""
    for view in Vista.objects.filter(filtro__tenant__icontains=slug):
        slugs = view.filtro["tenant"].split(",")
        others = [each for each in slugs if each.strip() != slug]
        if not others:
            view.delete()
        elif others != slugs:
            view.filtro["tenant"] = ",".join(others)
            view.save(update_fields=["filtro"])


def _silence_acts(schema: str) -> None:
    """Who did what to which chat, and when, stays; whom it was about, and the words that were added, do not."""
    acts = Auditoria.objects.filter(schema_name=schema)
    acts.exclude(detalle={}).update(detalle={})
    acts.exclude(Q(objeto__startswith="tenant:") | Q(objeto__startswith="adjunto:")).update(objeto="")


def _erase_tenant(tenant: Tenant) -> None:
    """Its domains and its row, and what Django's administration wrote of them."""
    kind = ContentType.objects.get_for_model(Tenant)
    LogEntry.objects.filter(content_type=kind, object_id=str(tenant.pk)).delete()
    Domain.objects.filter(tenant=tenant).delete()
    Tenant.objects.filter(pk=tenant.pk).delete()


def _forget_drafts_of_no_chat() -> None:
    """A console may have saved one for a chat that had gone a moment before."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {BORRADOR} d WHERE NOT EXISTS (SELECT FROM {BANDEJA} b WHERE b.chat_id = d.chat_id)"
        )


async def _erase_due(engine: Engine) -> None:
    if await in_public(erase_due):
        engine.directory.forget()
        tell_agents(engine, wire.Changed("tenants"))


JOBS = [Job("borrar_tenants", EVERY, _erase_due, is_slow=True)]
