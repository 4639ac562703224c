"""A tenant written into a file while it is served: as it was when that began."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from psycopg import IsolationLevel
from psycopg.rows import dict_row

from ventanilla import __version__
from ventanilla.db import quoted, tables
from ventanilla.files.storage import storage

from .. import schemas, tenants
from ..acts import note
from ..models import Tenant
from . import archive, contents
from .archive import ArchiveError, Writer
from .contents import AgentOf, DomainOf, Manifest, Table, TeamOf, TenantOf

AT_ONCE = 1_000
"""Rows that travel together."""
SAFE_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Exported:
    chats: int
    messages: int
    files: int
    missing: int
    """Files that a row names and the storage does not have."""


def export(slug: str, to: Path, *, with_secret: bool) -> Exported:
    """`to` holds the tenant. Raises TenantError, ArchiveError, psycopg.Error, OSError."""
    tenant = tenants.named(slug)
    with archive.written(to) as out, psycopg.connect(**schemas.connection_arguments()) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        # As times are written in the file, and for as long as that takes.
        connection.execute("SET LOCAL timezone = 'UTC'; SET LOCAL idle_in_transaction_session_timeout = 0")
        done = _write(out, tenant, connection, with_secret=with_secret)
    note(tenant, "exportar_tenant", con_secreto=with_secret)
    return done


def _write(out: Writer, tenant: Tenant, connection: psycopg.Connection[Any], *, with_secret: bool) -> Exported:
    schema = str(tenant.schema_name)
    made_at = datetime.now(UTC)
    out.json(contents.TENANT, _tenant(tenant, with_secret=with_secret))
    _lines(out, contents.AGENTS, _agents(connection, schema))
    _lines(out, contents.TEAMS, _teams(connection, schema))
    for table in contents.TABLES:
        _table(out, connection, table, schema)
    missing = _files(out, connection, schema)
    columns = {table.name: table.columns for table in contents.TABLES}
    epoch = _value(connection, "SELECT epoca::text FROM public.ventanilla_desk_instalacion WHERE id = 1")
    written = Manifest(
        format="ventanilla-tenant",
        version=1,
        ventanilla=__version__,
        made_at=made_at,
        slug=tenant.slug,
        schema=schema,
        epoch=epoch or "",
        with_secret=with_secret,
        tables=columns,
        parts=list(out.parts),
    )
    out.json(contents.MANIFEST, written)
    rows = {part.name: part.rows for part in written.parts}
    files = sum(part.name.startswith(contents.FILES) for part in written.parts)
    return Exported(rows["tables/chat.ndjson"], rows["tables/mensaje.ndjson"], files, missing)


def _tenant(tenant: Tenant, *, with_secret: bool) -> TenantOf:
    usual = f"{tenant.slug}.{settings.VENTANILLA['PUBLIC_DOMAIN']}"
    return TenantOf(
        slug=tenant.slug,
        nombre=tenant.nombre,
        color=tenant.color,
        domains=[
            DomainOf(each.domain, each.is_primary, each.domain == usual)
            for each in tenant.domains.order_by("-is_primary", "domain")
        ],
        jwks=tenant.jwks,
        origenes=tenant.origenes,
        idioma=msgspec.convert(tenant.idioma, type=Any),
        tema=tenant.tema,
        limites=tenant.limites,
        suspendido=tenant.suspendido,
        creado_en=tenant.creado_en,
        secreto=tenant.secreto if with_secret else "",
    )


def _table(out: Writer, connection: psycopg.Connection[Any], table: Table, schema: str) -> None:
    columns = ", ".join(quoted(column) for column in table.columns)
    where = f" WHERE {table.of}" if table.of else ""
    query = (
        f"SELECT row_to_json(r)::text FROM (SELECT {columns} FROM {table.in_schema(schema)}{where}"
        f" ORDER BY {table.order}) r"
    )
    with out.entry(table.part) as entry, connection.cursor(name="ventanilla_export") as cursor:
        cursor.itersize = AT_ONCE
        for (row,) in cursor.execute(query, {"schema": schema}):
            # A column that keeps JSON as it was written may hold line ends: between its tokens, so they say nothing.
            entry.line(row.replace("\n", " ").replace("\r", " ").encode())


def _lines(out: Writer, name: str, values: Iterator[object]) -> None:
    with out.entry(name) as entry:
        for value in values:
            entry.line(msgspec.json.encode(value))


def _agents(connection: psycopg.Connection[Any], schema: str) -> Iterator[AgentOf]:
    """Everyone of soporte whom a row names."""
    users = get_user_model()
    names = tables(schema)
    bandeja = "public.ventanilla_desk_bandeja"
    query = f"""
        WITH mine AS (SELECT * FROM {bandeja} WHERE schema_name = %(schema)s), named AS (
          SELECT autor_id AS id FROM {names.mensaje} WHERE autor_tipo = 'soporte'
          UNION SELECT autor_id FROM {names.adjunto} WHERE autor_tipo = 'soporte'
          UNION SELECT cerrado_por->>'id' FROM {names.chat} WHERE cerrado_por->>'tipo' = 'soporte'
          UNION SELECT unnest(ARRAY[asignado_a, cerrado_por, respondido_por])::text FROM mine
          UNION SELECT ultimo_autor->>'id' FROM mine WHERE ultimo_autor->>'tipo' = 'soporte'
          UNION SELECT agente_id FROM public.ventanilla_desk_envio WHERE chat_id IN (SELECT chat_id FROM mine)
          UNION SELECT unnest(autor_id || menciones)::text FROM public.ventanilla_desk_nota
            WHERE schema_name = %(schema)s
          UNION SELECT agente_id::text FROM public.ventanilla_desk_mencion WHERE chat_id IN (SELECT chat_id FROM mine)
          UNION SELECT por_id::text FROM public.ventanilla_desk_bloqueo WHERE schema_name = %(schema)s
          UNION SELECT agente_id::text FROM public.ventanilla_desk_silencio WHERE schema_name = %(schema)s)
        SELECT n.id, coalesce(u.{quoted(users.USERNAME_FIELD)}, '') AS usuario,
          coalesce(a.nombre, (SELECT m.autor_nombre FROM {names.mensaje} m WHERE m.autor_tipo = 'soporte'
            AND m.autor_id = n.id ORDER BY m.creado_en DESC LIMIT 1), '') AS nombre
        FROM named n LEFT JOIN public.ventanilla_desk_agente a ON a.user_id::text = n.id
          LEFT JOIN public.{quoted(users._meta.db_table)} u ON u.id = a.user_id
        WHERE n.id IS NOT NULL ORDER BY n.id"""
    with connection.cursor(row_factory=dict_row) as cursor:
        for row in cursor.execute(query, {"schema": schema}):
            yield AgentOf(**row)


def _teams(connection: psycopg.Connection[Any], schema: str) -> Iterator[TeamOf]:
    query = """
        SELECT e.id, e.nombre FROM public.ventanilla_desk_equipo e WHERE e.id IN (
          SELECT equipo_id FROM public.ventanilla_desk_bandeja WHERE schema_name = %(schema)s
          UNION SELECT equipo_id FROM public.ventanilla_desk_fichatenant WHERE schema_name = %(schema)s)
        ORDER BY e.id"""
    for row in connection.execute(query, {"schema": schema}):
        yield TeamOf(*row)


def _files(out: Writer, connection: psycopg.Connection[Any], schema: str) -> int:
    """What the rows name; how many of these are not there."""
    missing = 0
    names = connection.execute(f"SELECT archivo FROM {tables(schema).adjunto} ORDER BY 1").fetchall()
    for (name,) in names:
        below = name.removeprefix(f"{schema}/")
        if below == name or not SAFE_NAME.fullmatch(below):
            raise ArchiveError("un adjunto tiene en el almacén un nombre que no es de los nuestros")
        try:
            file = storage().open(name)
        except FileNotFoundError:
            missing += 1
            continue
        with file, out.entry(contents.FILES + below, packed=False) as entry:
            while block := file.read(archive.BLOCK):
                entry.write(block)
    return missing


def _value(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
