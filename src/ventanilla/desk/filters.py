"""From what a list shows to SQL over the bandeja: one place, for pages, for counts and for what is exported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec import UnsetType

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.people import AgenteCaller

SAID = "b.ultimo_seq > 0"
"""A chat in which nobody has said anything is in no list and in no figure."""
WORDS = 8


class Where:
    """Conditions over `b`, a row of the bandeja, and their arguments, which several of them may share."""

    def __init__(self, arguments: list[Any] | None = None) -> None:
        self.arguments: list[Any] = [] if arguments is None else arguments
        self.conditions = [SAID]

    def add(self, condition: str, *values: Any) -> None:
        """`{}` stands for each value."""
        first = len(self.arguments) + 1
        self.arguments.extend(values)
        self.conditions.append(condition.format(*(f"${number}" for number in range(first, first + len(values)))))

    def number(self, value: Any) -> str:
        self.arguments.append(value)
        return f"${len(self.arguments)}"

    def __str__(self) -> str:
        return " AND ".join(self.conditions)


async def where(engine: Engine, by: AgenteCaller, filtro: wire.Filtro, arguments: list[Any] | None = None) -> Where:
    """The rows that `filtro` means, of those that `by` may see. Raises Invalid, Unavailable."""
    found = visible(by, arguments)
    if filtro.estado != "todos":
        found.add("b.cerrado" if filtro.estado == "cerrado" else "NOT b.cerrado")
    if filtro.tenant:
        found.add("b.schema_name = ANY({}::text[])", await _schemas(engine, filtro.tenant.split(",")))
    _people(found, by, filtro)
    if filtro.etiqueta:
        # Chats with tags have an index of their own, which costs the others nothing.
        found.add(
            "b.etiquetas <> '{{}}' AND b.etiquetas @> {}::varchar[]", [tag for tag in filtro.etiqueta.split(",") if tag]
        )
    if filtro.espera:
        found.add("b.espera_desde IS NOT NULL")
    if filtro.reapertura:
        found.add("b.anterior IS NOT NULL")
    if filtro.importante:
        found.add("b.schema_name IN (SELECT schema_name FROM public.ventanilla_desk_fichatenant WHERE importante)")
    if filtro.razon:
        found.add("b.razon_cierre = {}", filtro.razon)
    if filtro.cliente:
        found.add("b.cliente_id = {}", filtro.cliente)
    if filtro.puntuacion:
        found.add("b.puntuacion = {}", int(filtro.puntuacion))
    _times(found, filtro)
    for word in (filtro.q or "").split()[:WORDS]:
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        text = "b.cliente_nombre || ' ' || b.cliente_id || ' ' || b.ultimo_texto || ' ' || b.chat_id"
        found.add(f"({text}) ILIKE {{}}", like)
    return found


def visible(by: AgenteCaller, arguments: list[Any] | None = None) -> Where:
    """All rows that `by` may see."""
    found = Where(arguments)
    if by.schemas is not None:
        found.add("b.schema_name = ANY({}::text[])", sorted(by.schemas))
    return found


def moment(name: str, text: str | UnsetType, *, is_end: bool = False) -> datetime | None:
    """A time, or the beginning of a day in UTC; of a day that is an end, the beginning of the next. Raises Invalid."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or not 1970 <= at.year < 9000:
        raise Invalid(name, "Un día (2026-11-26) o una hora (2026-11-26T09:30:00Z).")
    is_day = len(text) == 10
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at + timedelta(days=1) if is_day and is_end else at


async def _schemas(engine: Engine, slugs: Iterable[str]) -> list[str]:
    """Those of the tenants that there are."""
    found = [await engine.directory.of_slug(slug) for slug in dict.fromkeys(slugs) if slug]
    return [tenant.schema for tenant in found if tenant]


def _people(found: Where, by: AgenteCaller, filtro: wire.Filtro) -> None:
    match filtro.asignado:
        case "nadie":
            found.add("b.asignado_a IS NULL")
        case "yo":
            found.add("b.asignado_a = {}", by.id)
        case str(agente_id):
            found.add("b.asignado_a = {}", int(agente_id))
    match filtro.equipo:
        case "mio":
            mine = "SELECT equipo_id FROM public.ventanilla_desk_equipo_miembros WHERE agente_id = {}"
            found.add(f"b.equipo_id IN ({mine})", by.id)
        case str(equipo_id):
            found.add("b.equipo_id = {}", int(equipo_id))
    if filtro.cerrado_por:
        found.add("b.cerrado_por = {}", int(filtro.cerrado_por))
    if filtro.respondido_por:
        found.add("b.respondido_por = {}", int(filtro.respondido_por))


def _times(found: Where, filtro: wire.Filtro) -> None:
    column = "b.cerrado_en" if filtro.estado == "cerrado" else "b.creado_en"
    if (first := moment("desde", filtro.desde)) is not None:
        found.add(f"{column} >= {{}}", first)
    if (end := moment("hasta", filtro.hasta, is_end=True)) is not None:
        found.add(f"{column} < {{}}", end)


def filtro_of(query: dict[str, str]) -> wire.Filtro:
    """What the query of a call asks for; what it leaves empty narrows nothing. Raises Invalid."""
    fields: dict[str, Any] = {}
    for name in wire.Filtro.__struct_fields__:
        text = query.get(name)
        if text in (None, ""):
            continue
        if name in ("espera", "reapertura", "importante"):
            if text not in ("0", "1"):
                raise Invalid(name, "Uno de: 0, 1.")
            fields[name] = text == "1"
        else:
            fields[name] = text
    return checked(fields)


def checked(fields: dict[str, Any]) -> wire.Filtro:
    """Raises Invalid where a field is not as a filter has it."""
    for name, allowed in (("estado", ("abierto", "cerrado", "todos")), ("orden", ("reciente", "espera"))):
        if fields.get(name, allowed[0]) not in allowed:
            raise Invalid(name, f"Uno de: {', '.join(allowed)}.")
    try:
        return msgspec.convert(fields, wire.Filtro)
    except msgspec.ValidationError as error:
        detail, _, place = str(error).partition(" - at `$.")
        campo = place.rstrip("`")
        named = {"asignado": "El id de un agente, «yo» o «nadie».", "equipo": "El id de un equipo, o «mio»."}
        raise Invalid(campo, named.get(campo, detail)) from None
