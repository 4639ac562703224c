"""The database that a backup is put into: what is in it, another one beside it, and the exchange of the two.

What is restored grows in a database of its own. It takes the other one's name once it is whole: a restore that fails,
or that is killed, has changed nothing, and no server ever finds half of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from .manifest import BackupError

OURS = "made by ventanilla restore; it may be dropped"
SPARE = ("postgres", "template1")
"""Databases from which others are made and renamed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Of a database."""

    name: str
    server: int
    tables: int
    is_ours: bool
    tenants: int = 0
    agents: int = 0
    chats: int = 0
    schemas: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return self.tables == 0

    @property
    def is_lost_with_it(self) -> str:
        """In words; empty where nothing would be missed."""
        counted = ((self.chats, "chats"), (self.tenants, "tenants"), (self.agents, "agentes"))
        return ", ".join(f"{what}: {number}" for number, what in counted if number)


def look(database: Mapping[str, Any]) -> Contents:
    with psycopg.connect(**database) as connection:
        name, tables, is_ours = _row(
            connection,
            "SELECT current_database(), (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            "   WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)'),"
            " to_regclass('public.ventanilla_desk_bandeja') IS NOT NULL"
            "   AND to_regclass('public.ventanilla_server_tenant') IS NOT NULL",
        )
        found = Contents(name, connection.info.server_version // 10_000, tables, is_ours)
        if not is_ours:
            return found
        tenants, agents, chats, schemas = _row(
            connection,
            "SELECT (SELECT count(*) FROM public.ventanilla_server_tenant WHERE schema_name <> 'public'),"
            " (SELECT count(*) FROM public.ventanilla_desk_agente),"
            " (SELECT count(*) FROM public.ventanilla_desk_bandeja),"
            " (SELECT array_agg(schema_name::text) FROM public.ventanilla_server_tenant)",
        )
    return Contents(name, found.server, tables, True, tenants, agents, chats, frozenset(schemas or ()))


def refuse_in_use(database: Mapping[str, Any]) -> None:
    """Raises BackupError where anybody else is connected."""
    with psycopg.connect(**database) as connection:
        (others,) = _row(
            connection,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND coalesce(backend_type, 'client backend') = 'client backend'",
        )
    if others:
        raise BackupError(f"alguien usa la base de datos ({others} conexiones): para antes los servidores")


@contextmanager
def beside(database: Mapping[str, Any], contents: Contents) -> Iterator[Mapping[str, Any]]:
    """An empty database of the same kind; it is gone afterwards, unless `exchange` gave it the other one's name.

    Where the user may make none, the one that is there, if it is empty. Raises BackupError.
    """
    if not _may_make_databases(database):
        if not contents.is_empty:
            raise BackupError(
                "el usuario de la base de datos no puede crear otra al lado: crea tú una vacía y ponla en DATABASE_URL"
            )
        yield database
        return
    name = f"{contents.name}_restoring"
    with _spare(database) as connection:
        _drop_our_own(connection, name)
        connection.execute(_create(connection, name, like=contents.name))
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), OURS))
    try:
        yield {**database, "dbname": name}
    finally:
        with _spare(database) as connection:
            _drop_our_own(connection, name)


def exchange(database: Mapping[str, Any], fresh: Mapping[str, Any]) -> None:
    """What was restored has the name now; what had it is gone. Raises BackupError where somebody came in meanwhile."""
    name, restored = str(database["dbname"]), str(fresh["dbname"])
    if name == restored:
        return
    before = f"{name}_before_restoring"
    with _spare(database) as connection:
        _drop_our_own(connection, before)
        try:
            with connection.transaction():
                for old, new in ((name, before), (restored, name)):
                    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                    connection.execute(rename.format(sql.Identifier(old), sql.Identifier(new)))
                connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(before), OURS))
                connection.execute(sql.SQL("COMMENT ON DATABASE {} IS NULL").format(sql.Identifier(name)))
        except psycopg.errors.ObjectInUse:
            raise BackupError("alguien se ha conectado mientras tanto: para los servidores y repítelo") from None
        _drop_our_own(connection, before)


@contextmanager
def _spare(database: Mapping[str, Any]) -> Iterator[psycopg.Connection[Any]]:
    for name in SPARE:
        try:
            connection = psycopg.connect(**{**database, "dbname": name}, autocommit=True)
        except psycopg.OperationalError:
            if name == SPARE[-1]:
                raise
        else:
            with connection:
                yield connection
            return


def _may_make_databases(database: Mapping[str, Any]) -> bool:
    with psycopg.connect(**database) as connection:
        (may,) = _row(connection, "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(may)


def _create(connection: psycopg.Connection[Any], name: str, *, like: str) -> sql.Composed:
    """With the other one's encoding and order of letters, not with the server's."""
    encoding, provider, collate, ctype, locale = _row(
        connection,
        "SELECT pg_encoding_to_char(encoding), datlocprovider::text, datcollate, datctype,"
        # It has another name before PostgreSQL 17.
        " coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale') FROM pg_database d WHERE datname = %s",
        like,
    )
    made = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
        sql.Identifier(name), encoding, collate, ctype
    )
    kinds = {"i": "icu ICU_LOCALE {}", "b": "builtin BUILTIN_LOCALE {}"}
    return made + sql.SQL(" LOCALE_PROVIDER " + kinds.get(provider, "libc")).format(locale)


def _drop_our_own(connection: psycopg.Connection[Any], name: str) -> None:
    row = connection.execute(
        "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    if row is None:
        return
    if row[0] != OURS:
        raise BackupError(f"hay una base de datos «{name}» que no es nuestra: dale otro nombre")
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _row(connection: psycopg.Connection[Any], query: str, *arguments: object) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(query, arguments).fetchone()
    assert row is not None
    return row
