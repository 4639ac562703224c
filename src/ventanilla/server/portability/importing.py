"""A tenant made of a file: looked at whole, then its rows in one transaction, and its files before that commits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from django.conf import settings
from django.core.files import File
from django.db import DatabaseError, OperationalError, connection, transaction

from ventanilla import wire
from ventanilla.chat.store import BANDEJA
from ventanilla.db import quoted, tables
from ventanilla.files.storage import remove, storage

from .. import keys, tenants
from ..acts import note
from ..models import Domain, Tenant
from . import archive, contents, ids, people
from .archive import Archive, ArchiveError
from .contents import Table, TenantOf
from .exporting import SAFE_NAME
from .people import People

AT_ONCE = 1_000
SPOOL = 1024 * 1024
SECRET = range(16, 201)
"""Characters of a secret that is taken over."""

# What a column holds here, where it is not what it held there. `r` is the row as it was.
_CHAT = "r.{0} + %(shift)s"
_AGENTE = "(SELECT a.new FROM agent_ids a WHERE a.old = r.{0}::text)"
_TEAM = "(SELECT e.new FROM team_ids e WHERE e.old = r.{0})"
_OF_SOPORTE = f"CASE WHEN r.autor_tipo = 'soporte' THEN {_AGENTE}::text ELSE r.{{0}} END"
_AUTHOR = (
    "CASE WHEN r.{0}->>'tipo' = 'soporte' THEN jsonb_set(r.{0}, '{{id}}', (SELECT CASE jsonb_typeof(r.{0}->'id')"
    " WHEN 'number' THEN to_jsonb(a.new) ELSE to_jsonb(a.new::text) END"
    " FROM agent_ids a WHERE a.old = r.{0}->>'id')) ELSE r.{0} END"
)
_NOTA = "(SELECT n.new FROM nota_ids n WHERE n.old = r.{0})"
HERE: Mapping[str, Mapping[str, str]] = {
    "cliente": {},
    "chat": {"id": _CHAT, "anterior": _CHAT, "cerrado_por": _AUTHOR},
    "mensaje": {"chat_id": _CHAT, "autor_id": _OF_SOPORTE},
    "adjunto": {
        "chat_id": _CHAT,
        "autor_id": _OF_SOPORTE,
        "archivo": "%(schema)s || substr(r.{0}, strpos(r.{0}, '/'))",
    },
    "bandeja": {
        "chat_id": _CHAT,
        "anterior": _CHAT,
        "schema_name": "%(schema)s",
        "ultimo_autor": _AUTHOR,
        "cerrado_por": _AGENTE,
        "respondido_por": _AGENTE,
        # Nobody who can't come in keeps an open chat.
        "asignado_a": "(SELECT a.new FROM agent_ids a WHERE a.old = r.{0}::text AND (a.is_active OR r.cerrado))",
        "equipo_id": _TEAM,
        "cambiado_en": "clock_timestamp()",
    },
    "envio": {"chat_id": _CHAT, "agente_id": f"{_AGENTE}::text"},
    "nota": {
        "id": _NOTA,
        "chat_id": _CHAT,
        "schema_name": "%(schema)s",
        "autor_id": _AGENTE,
        "menciones": "ARRAY(SELECT a.new FROM unnest(r.{0}) WITH ORDINALITY m(old, place)"
        " JOIN agent_ids a ON a.old = m.old::text ORDER BY m.place)",
    },
    "mencion": {"nota_id": _NOTA, "chat_id": _CHAT, "agente_id": _AGENTE},
    "bloqueo": {"chat_id": _CHAT, "schema_name": "%(schema)s", "por_id": _AGENTE},
    "silencio": {"schema_name": "%(schema)s", "agente_id": _AGENTE},
    "fichatenant": {"schema_name": "%(schema)s", "equipo_id": _TEAM},
}


@dataclass(frozen=True, slots=True)
class Imported:
    slug: str
    domains: Sequence[str]
    taken: Sequence[str]
    """Domains that are another tenant's here."""
    chats: int
    messages: int
    files: int
    shift: int
    known: Sequence[str]
    made: Sequence[str]
    has_new_secret: bool


def bring_in(path: Path, *, slug: str | None = None) -> Imported:
    """There is a new tenant with all that the file holds; or nothing has changed. Raises TenantError, ArchiveError."""
    with archive.read(path) as file:
        file.check()
        _refuse_later_columns(file)
        wanted = file.json(contents.TENANT, TenantOf)
        slug = slug or wanted.slug
        if Tenant.objects.filter(slug=slug).exists():
            raise tenants.TenantError(f"el tenant «{slug}» ya existe, y no se toca: con --slug se le da otro nombre")
        domains, taken = _domains(wanted, slug)
        with _told_by_us(), _placed() as placed, transaction.atomic():
            tenant = tenants.create(slug, nombre=wanted.nombre, domains=domains, color=wanted.color)
            _settle(tenant, wanted)
            agents = file.rows(contents.AGENTS, contents.AgentOf)
            who = people.found_or_made(agents, file.rows(contents.TEAMS, contents.TeamOf))
            shift = _rows(file, tenant.schema_name, who)
            _files(file, tenant.schema_name, placed)
            note(tenant, "importar_tenant")
    _wake(tenant.schema_name)
    rows = {name: part.rows for name, part in file.parts.items()}
    return Imported(
        slug=slug,
        domains=sorted(tenant.domains.values_list("domain", flat=True)),
        taken=taken,
        chats=rows["tables/chat.ndjson"],
        messages=rows["tables/mensaje.ndjson"],
        files=len(placed),
        shift=shift,
        known=sorted(who.known),
        made=sorted(who.made),
        has_new_secret=not wanted.secreto,
    )


def _refuse_later_columns(file: Archive) -> None:
    ours = {table.name: set(table.columns) for table in contents.TABLES}
    if any(set(columns) - ours.get(name, set()) for name, columns in file.manifest.tables.items()):
        raise ArchiveError("el archivo tiene tablas o columnas que aquí no se conocen: es de una versión más nueva")


def _domains(wanted: TenantOf, slug: str) -> tuple[list[str], list[str]]:
    """Its own, and those of them that are somebody else's here. The usual one is made anew for this platform."""
    own = [each.domain for each in wanted.domains if not each.is_usual]
    taken = set(Domain.objects.filter(domain__in=own).values_list("domain", flat=True))
    usual = f"{slug}.{settings.VENTANILLA['PUBLIC_DOMAIN']}"
    names = [usual if each.is_usual else each.domain for each in wanted.domains if each.domain not in taken]
    return list(dict.fromkeys(names)) or [usual], sorted(taken)


def _settle(tenant: Tenant, wanted: TenantOf) -> None:
    """Its settings are those of the file, as far as they could be set here too. Raises ArchiveError, TenantError."""
    try:
        tenant.jwks = None if wanted.jwks is None else keys.checked(wanted.jwks)
        tenant.tema = wanted.tema and msgspec.to_builtins(msgspec.convert(wanted.tema, wire.TemaDeTenant))
        tenant.limites = wanted.limites and msgspec.to_builtins(msgspec.convert(wanted.limites, wire.Limites))
    except (keys.KeysError, msgspec.ValidationError):
        raise ArchiveError("los ajustes del tenant no valen aquí") from None
    if wanted.secreto and len(wanted.secreto) not in SECRET:
        raise ArchiveError("el secreto del tenant no vale aquí")
    tenant.secreto = wanted.secreto or tenant.secreto
    tenant.origenes = [tenants.origin(each) for each in wanted.origenes]
    tenant.idioma, tenant.suspendido, tenant.creado_en = wanted.idioma, wanted.suspendido, wanted.creado_en
    tenant.save()


def _rows(file: Archive, schema: str, who: People) -> int:
    """All rows are there; what was added to the ids of its chats."""
    people.keep_for(who)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE incoming (line json) ON COMMIT DROP")
        cursor.execute("CREATE TEMP TABLE nota_ids (old bigint PRIMARY KEY, new bigint NOT NULL) ON COMMIT DROP")
        arguments: dict[str, Any] = {"schema": schema, "shift": 0}
        for table in contents.TABLES:
            if table.name not in file.manifest.tables:
                continue  # An earlier version had none.
            _stage(cursor, file, table)
            if table.name == "chat":
                arguments["shift"] = _shift(cursor)
            if table.name == "nota":
                _new_notas(cursor)
            _store(cursor, table, file.manifest.tables[table.name], schema, arguments)
        _compare(cursor, schema)
    shift: int = arguments["shift"]
    return shift


def _stage(cursor: Any, file: Archive, table: Table) -> None:
    cursor.execute("TRUNCATE incoming")
    with cursor.copy("COPY incoming (line) FROM STDIN") as copy:
        for line in file.lines(table.part):
            copy.write_row([line.decode()])


def _store(cursor: Any, table: Table, columns: Sequence[str], schema: str, arguments: Mapping[str, Any]) -> None:
    target = table.in_schema(schema)
    # A uid that an agente sent in a tenant of which this one is a copy stays that one's.
    twice = " ON CONFLICT DO NOTHING" if table.name == "envio" else ""
    names = ", ".join(map(quoted, columns))
    values = ", ".join(HERE[table.name].get(column, "r.{0}").format(quoted(column)) for column in columns)
    # One statement: the guard of the log looks at each chat once, with all that was said in it.
    cursor.execute(
        f"INSERT INTO {target} ({names}) SELECT {values}"
        f" FROM incoming i CROSS JOIN LATERAL json_populate_record(NULL::{target}, i.line) r{twice}",
        arguments,
    )


def _shift(cursor: Any) -> int:
    cursor.execute("SELECT min((line->>'id')::bigint), max((line->>'id')::bigint) FROM incoming")
    lowest, highest = cursor.fetchone()
    return ids.reserve(lowest, highest) if lowest is not None else 0


def _new_notas(cursor: Any) -> None:
    """New ids, in the order of the old ones: by them notes stand one after the other."""
    cursor.execute(
        "INSERT INTO nota_ids SELECT old, nextval('public.ventanilla_desk_nota_id_seq')"
        " FROM (SELECT (line->>'id')::bigint AS old FROM incoming ORDER BY 1) n"
    )


def _compare(cursor: Any, schema: str) -> None:
    """Nothing names what is not this tenant's: neither a chat nor a file. Raises ArchiveError."""
    names = tables(schema)
    elsewhere = " UNION ALL ".join(
        f"SELECT FROM {table} t WHERE {which} AND NOT EXISTS (SELECT FROM {names.chat} c WHERE c.id = t.chat_id)"
        for table, which in (
            (BANDEJA, "t.schema_name = %(schema)s"),
            ("public.ventanilla_desk_nota", "t.schema_name = %(schema)s"),
            ("public.ventanilla_desk_bloqueo", "t.schema_name = %(schema)s"),
            ("public.ventanilla_desk_mencion", "t.nota_id IN (SELECT new FROM nota_ids)"),
            (names.adjunto, "true"),
        )
    )
    cursor.execute(
        f"SELECT EXISTS ({elsewhere}), (SELECT count(*) FROM {names.chat}) ="
        f"   (SELECT count(*) FROM {BANDEJA} WHERE schema_name = %(schema)s)"
        # The guard looks at chats of which something is said here.
        f" AND (SELECT coalesce(sum(ultimo_seq), 0) FROM {names.chat}) = (SELECT count(*) FROM {names.mensaje}),"
        f" (SELECT array_agg(archivo) FROM {names.adjunto})",
        {"schema": schema},
    )
    strays, is_whole, files = cursor.fetchone()
    if strays or not is_whole:
        raise ArchiveError("el archivo nombra chats que no están en él, o los tiene a medias")
    if not all(SAFE_NAME.fullmatch(name) for name in files or ()):
        raise ArchiveError("el archivo nombra adjuntos que no son suyos")


def _files(file: Archive, schema: str, placed: list[str]) -> None:
    for below in file.files():
        if not SAFE_NAME.fullmatch(below):
            raise ArchiveError("el archivo tiene adjuntos con nombres que no son de los nuestros")
        name = f"{schema}/{below}"
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
            for block in file.blocks(contents.FILES + below):
                spool.write(block)
            spool.seek(0)
            kept = storage().save(name, File(spool, name=name))
        placed.append(kept)
        if kept != name:
            raise ArchiveError(f"en el almacén de adjuntos ya hay archivos de «{schema}»: quítalos, o usa otro --slug")


@contextmanager
def _placed() -> Iterator[list[str]]:
    """Files that are taken away again where the import fails."""
    placed: list[str] = []
    try:
        yield placed
    except BaseException:
        for name in placed:
            remove(name)
        raise


@contextmanager
def _told_by_us() -> Iterator[None]:
    """What the database says of a row that it refuses holds what people wrote."""
    try:
        yield
    except (OperationalError, psycopg.OperationalError):
        raise
    except (DatabaseError, psycopg.Error, UnicodeDecodeError) as error:
        raise ArchiveError(
            f"la base de datos no admite lo que hay en el archivo ({type(error.__cause__ or error).__name__})"
        ) from None


def _wake(schema: str) -> None:
    """The search and open inboxes find what is new by when it changed, and a long transaction is long past that."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH next AS (SELECT chat_id FROM {BANDEJA} WHERE schema_name = %s AND chat_id > %s"
                f" ORDER BY chat_id LIMIT {AT_ONCE}), woken AS (UPDATE {BANDEJA} b SET cambiado_en = clock_timestamp(),"
                " version = version + 1 FROM next WHERE b.chat_id = next.chat_id RETURNING b.chat_id)"
                " SELECT max(chat_id) FROM woken",
                [schema, last],
            )
            (newest,) = cursor.fetchone()
        if newest is None:
            return
        last = newest
