"""Making a backup while servers run."""

from __future__ import annotations

import os
import secrets
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from ventanilla import __version__
from ventanilla.files.storage import storage

from .. import schemas
from . import manifest
from .manifest import DATABASE, FILES, BackupError, Counts, Manifest, Postgres
from .programs import DUMP, Programs, programs_for

AT_ONCE = 200
"""Schemas that are asked by one query."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Of the very snapshot that is dumped."""

    taken_at: datetime
    epoch: str
    tenants: int
    chats: int
    messages: int
    files: Sequence[str]


def take(into: Path) -> tuple[Path, Manifest]:
    """A folder in `into` holds the installation as it was when this began.

    Raises BackupError, psycopg.Error, OSError: then there is no such folder.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _unfinished(into) as folder:
        facts, postgres = _dump(folder / DATABASE)
        # After the database: a file is kept before its row is.
        missing = _pack(folder / FILES, facts.files)
        written = Manifest(
            format="ventanilla-backup",
            version=1,
            ventanilla=__version__,
            taken_at=facts.taken_at,
            epoch=facts.epoch,
            postgres=postgres,
            counts=Counts(facts.tenants, facts.chats, facts.messages, len(facts.files) - missing, missing),
            parts=[manifest.part(folder / name) for name in (DATABASE, FILES)],
        )
        manifest.write(folder, written)
        return _finished(folder, into / f"ventanilla-{facts.taken_at:%Y%m%dT%H%M%SZ}"), written


@contextmanager
def _unfinished(into: Path) -> Iterator[Path]:
    """A folder that nobody takes for a backup; it is gone afterwards, unless it was given another name."""
    folder = into / f".unfinished-{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _finished(folder: Path, named: Path) -> Path:
    """Its owner's alone, on the disk whatever happens to the machine, and then called what it is."""
    for path in folder.iterdir():
        path.chmod(0o600)
        _sync(path)
    _sync(folder)
    target, number = named, 1
    while True:
        try:
            folder.rename(target)
        except OSError:
            # Another one of this second: a folder takes the place of an empty one, never of a backup.
            if not target.exists():
                raise
            number += 1
            target = named.with_name(f"{named.name}-{number}")
        else:
            _sync(target.parent)
            return target


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _dump(path: Path) -> tuple[Facts, Postgres]:
    database = schemas.connection_arguments()
    with psycopg.connect(**database) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        if _value(connection, "SELECT to_regclass('public.ventanilla_desk_instalacion')") is None:
            raise BackupError("aquí no hay ninguna instalación que copiar")
        server = connection.info.server_version // 10_000
        programs = programs_for(server)
        facts = _look(connection)
        _run(programs, path, snapshot=str(_value(connection, "SELECT pg_export_snapshot()")), database=database)
    return facts, Postgres(server, programs.major)


def _run(programs: Programs, path: Path, *, snapshot: str, database: dict[str, Any]) -> None:
    programs.run(DUMP, "--format=custom", f"--snapshot={snapshot}", f"--file={path}", database=database)


def _look(connection: psycopg.Connection[Any]) -> Facts:
    row = connection.execute(
        "SELECT now(), (SELECT epoca::text FROM public.ventanilla_desk_instalacion WHERE id = 1),"
        " (SELECT count(*) FROM public.ventanilla_server_tenant),"
        # A chat's last seq is how many messages it has.
        " b.* FROM (SELECT count(*), coalesce(sum(ultimo_seq), 0) FROM public.ventanilla_desk_bandeja) b"
    ).fetchone()
    assert row is not None
    now, epoch, tenants, chats, messages = row
    return Facts(now.astimezone(UTC), epoch or "", tenants, chats, int(messages), list(_named_files(connection)))


def _named_files(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """What the rows of all schemas name in the storage."""
    having = connection.execute(
        "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relname = 'ventanilla_adjunto' AND c.relkind = 'r' ORDER BY 1"
    ).fetchall()
    names = [sql.Identifier(schema, "ventanilla_adjunto") for (schema,) in having]
    for begin in range(0, len(names), AT_ONCE):
        query = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT archivo FROM {}").format(name) for name in names[begin : begin + AT_ONCE]
        )
        yield from (name for (name,) in connection.execute(query))


def _pack(path: Path, names: Sequence[str]) -> int:
    """Those files in one; how many were not there."""
    missing = 0
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(names):
            try:
                file = storage().open(name)
            except FileNotFoundError:
                missing += 1
                continue
            with file:
                info = tarfile.TarInfo(name)
                info.size, info.mode = file.size, 0o600
                tar.addfile(info, file)
    return missing


def _value(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
