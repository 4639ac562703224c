"""What the file of a tenant holds. Version 1; docs/backup.md describes it for whoever reads one with another program.

A part is a zip entry: `tenant.json`, `agents.ndjson`, `teams.ndjson`, `tables/NAME.ndjson` with a row in each line,
`files/…`; and `manifest.json`, which is written last and names all of them. Columns are those of this version's models:
a file with a column that is not known here is of a later one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db.models import Model
from msgspec import Struct

from ventanilla.db import quoted
from ventanilla.desk.models import Bandeja, Bloqueo, Envio, FichaTenant, Mencion, Nota, Silencio
from ventanilla.models import Adjunto, Chat, Cliente, Mensaje

MANIFEST, TENANT, AGENTS, TEAMS = "manifest.json", "tenant.json", "agents.ndjson", "teams.ndjson"
FILES = "files/"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that go along: `of` says which of a table of the public schema, by `schema_name`."""

    model: type[Model]
    order: str
    of: str = ""
    behind: frozenset[str] = field(default_factory=frozenset)
    """Columns that stay: the other installation makes its own."""

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def part(self) -> str:
        return f"tables/{self.name}.ndjson"

    @property
    def columns(self) -> list[str]:
        columns = (str(field.column) for field in self.model._meta.concrete_fields)
        return [column for column in columns if column not in self.behind]

    def in_schema(self, schema: str) -> str:
        """Its qualified name there."""
        return f"{quoted('public' if self.of else schema)}.{quoted(self.model._meta.db_table)}"


_BY_SCHEMA = "schema_name = %(schema)s"
_ITS_CHATS = "chat_id IN (SELECT chat_id FROM public.ventanilla_desk_bandeja WHERE schema_name = %(schema)s)"
# In the order in which they are put back: what others refer to comes first.
TABLES = (
    Table(Cliente, "cliente_id"),
    Table(Chat, "id"),
    Table(Mensaje, "chat_id, seq"),
    Table(Adjunto, "id"),
    Table(Bandeja, "chat_id", _BY_SCHEMA),
    Table(Envio, "chat_id, seq", _ITS_CHATS),
    Table(Nota, "id", _BY_SCHEMA),
    Table(Mencion, "nota_id, agente_id", _ITS_CHATS),
    Table(Bloqueo, "id", _BY_SCHEMA, behind=frozenset({"id"})),
    Table(Silencio, "agente_id", _BY_SCHEMA),
    Table(FichaTenant, "schema_name", _BY_SCHEMA),
)


class Part(Struct, frozen=True):
    name: str
    bytes: int
    """As they are read, not as they are packed."""
    sha256: str
    rows: int = 0
    """Of what has lines."""


class Manifest(Struct, frozen=True):
    format: Literal["ventanilla-tenant"]
    version: Literal[1]
    ventanilla: str
    """Which version made it."""
    made_at: datetime
    slug: str
    schema: str
    epoch: str
    """Of the installation that it is from."""
    with_secret: bool
    tables: dict[str, list[str]]
    """The columns of each."""
    parts: list[Part]


class DomainOf(Struct, frozen=True):
    domain: str
    is_primary: bool
    is_usual: bool
    """It was the slug under the platform's own domain: elsewhere it is another one."""


class TenantOf(Struct, frozen=True, kw_only=True):
    slug: str
    nombre: str
    color: str
    domains: list[DomainOf]
    jwks: dict[str, Any] | None
    origenes: list[str]
    idioma: Literal["", "es", "en"]
    tema: dict[str, Any] | None
    limites: dict[str, Any] | None
    suspendido: bool
    creado_en: datetime
    secreto: str = ""
    """Empty: it gets a new one."""


class AgentOf(Struct, frozen=True):
    """Somebody whom the rows name. Elsewhere they are the agente of the same `usuario`, whatever their id."""

    id: str
    usuario: str
    """Empty: they are gone, and only what they wrote is left."""
    nombre: str


class TeamOf(Struct, frozen=True):
    id: int
    nombre: str
