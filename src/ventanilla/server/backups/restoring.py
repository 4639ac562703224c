"""Putting a backup back: everything is looked at before anything is changed, and the database changes in one step."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import psycopg
from django.core.files import File
from django.db.migrations.loader import MigrationLoader

from ventanilla.files.storage import storage

from .. import erasing, schemas
from . import databases, manifest
from .databases import Contents
from .manifest import DATABASE, FILES, BackupError, Manifest
from .programs import RESTORE, Programs, programs_for

JOBS = 4
"""Connections by which indexes are made."""


@dataclass(frozen=True, slots=True)
class Restored:
    manifest: Manifest
    epoch: str
    files: int
    """Put back; those that were there already are not counted."""
    is_behind: bool
    """An earlier version made it: it has to be migrated."""


def restore(folder: Path, *, replace: str | None = None, drill: bool = False) -> Restored:
    """The database is that of the backup, under another epoch, and the files are back.

    A database with chats, tenants or agents in it is replaced only where `replace` is its name. Nobody may be
    connected. `drill`: no browser of an agente is called from here. Raises BackupError, psycopg.Error, OSError: then
    the database is as it was, unless its user can make no other beside it.
    """
    taken = manifest.read(folder)
    manifest.check(folder, taken)
    database = schemas.connection_arguments()
    contents = databases.look(database)
    _refuse(contents, taken, replace)
    programs = programs_for(contents.server, archive=taken.postgres.pg_dump)
    databases.refuse_in_use(database)
    with databases.beside(database, contents) as fresh:
        in_place = fresh is database
        _load(programs, folder / DATABASE, fresh, whole=in_place)
        try:
            epoch, is_behind = _complete(fresh, taken, drill=drill)
        except BackupError as error:
            now = "la base de datos vacía ya no lo está: haz otra" if in_place else "no se ha tocado nada"
            raise BackupError(f"{error}; {now}") from None
        files = _unpack(folder / FILES)
        databases.exchange(database, fresh)
    _remove_files_of_nobody(contents, database)
    return Restored(taken, epoch, files, is_behind)


def _refuse(contents: Contents, taken: Manifest, replace: str | None) -> None:
    if contents.server < taken.postgres.server:
        raise BackupError(
            f"la copia es de PostgreSQL {taken.postgres.server} y esta base de datos es {contents.server}: "
            "hace falta una tan nueva como aquella"
        )
    if replace is not None and replace != contents.name:
        raise BackupError(f"la base de datos se llama «{contents.name}», no «{replace}»: no se ha tocado nada")
    if contents.tables and not contents.is_ours:
        raise BackupError(f"en la base de datos «{contents.name}» hay tablas que no son de Ventanilla: usa otra, vacía")
    if contents.is_lost_with_it and replace is None:
        raise BackupError(
            f"la base de datos «{contents.name}» no está vacía ({contents.is_lost_with_it}): "
            f"para perder lo que hay en ella, --yes --replace {contents.name}"
        )


def _load(programs: Programs, dump: Path, database: Mapping[str, Any], *, whole: bool) -> None:
    # Where there is no second database: in one transaction, or what fails half-way would be taken for an installation.
    how = "--single-transaction" if whole else f"--jobs={min(JOBS, os.cpu_count() or 1)}"
    programs.run(RESTORE, "--exit-on-error", "--no-owner", "--no-privileges", how, str(dump), database=database)


def _complete(database: Mapping[str, Any], taken: Manifest, *, drill: bool) -> tuple[str, bool]:
    """The new epoch, and whether migrations are missing. Raises BackupError where it is not what was dumped."""
    with psycopg.connect(**database) as connection:
        is_behind = _compare_migrations(connection)
        _compare_counts(connection, taken)
        # An id that was given to a chat is given to no other.
        connection.execute(
            "SELECT setval('public.ventanilla_chat_id', greatest(s.last_value, b.newest), s.is_called OR b.newest > 1)"
            " FROM public.ventanilla_chat_id s,"
            " (SELECT coalesce(max(chat_id), 1) AS newest FROM public.ventanilla_desk_bandeja) b"
        )
        row = connection.execute(
            "UPDATE public.ventanilla_desk_instalacion SET epoca = gen_random_uuid() WHERE id = 1 RETURNING epoca::text"
        ).fetchone()
        if row is None:
            raise BackupError("a la copia le falta la época de la instalación")
        if drill:
            # Agents' browsers would ring for chats of then, answered long ago where they work.
            connection.execute("DELETE FROM public.ventanilla_desk_enviopush")
            connection.execute("DELETE FROM public.ventanilla_desk_suscripcionpush")
        connection.execute(
            "INSERT INTO public.ventanilla_desk_auditoria (accion, agente_nombre, schema_name, objeto, detalle)"
            " VALUES ('restaurar', '', '', 'instalacion', jsonb_build_object('copia_de', %s::text))",
            [taken.taken_at.isoformat()],
        )
    with psycopg.connect(**database, autocommit=True) as connection:
        # Statistics are no part of a dump, and without them each first query is planned in the dark.
        connection.execute("ANALYZE")
    return str(row[0]), is_behind


def _compare_migrations(connection: psycopg.Connection[Any]) -> bool:
    applied = set(connection.execute("SELECT app, name FROM public.django_migrations").fetchall())
    known = set(MigrationLoader(None).disk_migrations)
    ours = {key for key in applied if key[0] in {app for app, _ in known}}
    if newer := sorted(ours - known):
        raise BackupError(f"la copia es de una versión más nueva: aquí no se conoce la migración {'.'.join(newer[-1])}")
    return bool(known - applied)


def _compare_counts(connection: psycopg.Connection[Any], taken: Manifest) -> None:
    row = connection.execute(
        "SELECT count(*), coalesce(sum(ultimo_seq), 0) FROM public.ventanilla_desk_bandeja"
    ).fetchone()
    assert row is not None
    if (row[0], int(row[1])) != (taken.counts.chats, taken.counts.messages):
        raise BackupError(
            f"la copia dice {taken.counts.chats} chats y {taken.counts.messages} mensajes, y el volcado tiene"
            f" {row[0]} y {row[1]}"
        )


def _unpack(path: Path) -> int:
    """Its files are in the storage; how many were not there before."""
    put = 0
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            name = member.name
            if not member.isreg() or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise BackupError(f"{FILES} tiene algo que no es un adjunto")
            content = tar.extractfile(member)
            assert content is not None
            put += _put(name, content, member.size)
    return put


def _put(name: str, content: Any, size: int) -> bool:
    kept = storage()
    if kept.exists(name):
        # A name is made up once: of the same size it is the same file.
        if kept.size(name) == size:
            return False
        kept.delete(name)
    if kept.save(name, File(content, name=name)) != name:
        raise BackupError("el almacén de adjuntos les pone otros nombres: no se puede restaurar en él")
    return True


def _remove_files_of_nobody(before: Contents, database: Mapping[str, Any]) -> None:
    """Of tenants that the database had and the backup has not: no sweep would ever look there."""
    for schema in before.schemas - databases.look(database).schemas:
        erasing.remove_files(schema)
