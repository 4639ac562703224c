"""Search over messages, clientes and tenants: all of those that the agente may see, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from .. import wire
from ..chat import history, shapes
from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from ..db import tables
from . import filters, presence, query
from .filters import Where
from .inbox import filas
from .indexing import MARK, TEXTO
from .query import Query

PAGE = 20
NEWEST = 20_000
"""Messages that are read backwards before the words' index is asked."""
MARKED = 50
"""Tenants that are looked for by their marks; more of them narrow too little."""
PEOPLE = 5
TENANTS = 3
AROUND = 90
"""Characters of a message before and after the first word that was found."""
START, STOP = "\x01", "\x02"
SIGNS = f"'HighlightAll=true, StartSel={START}, StopSel={STOP}'"
LONGEST = 400


async def search(engine: Engine, by: AgenteCaller, text: str, *, cursor: str | None = None) -> wire.Busqueda:
    """People and tenants first, on the first page; then messages, the newest first. Raises Invalid, Unavailable."""
    if len(text) > LONGEST:
        raise Invalid("q", f"Como mucho {LONGEST} caracteres.")
    asked = query.read(text, today=datetime.now(UTC).date())
    found: list[wire.Hallazgo] = []
    siguiente = None
    if any(not term.excluded for term in asked.terms):
        if cursor is None:
            found += await _tenants(engine, by, asked)
            found += await _people(engine, by, asked)
        messages, siguiente = await _messages(engine, by, asked, cursor)
        found += messages
    return wire.Busqueda(found, siguiente, wire.Entendido(asked.words, asked.filters, asked.notices))


async def _messages(
    engine: Engine, by: AgenteCaller, asked: Query, cursor: str | None
) -> tuple[list[wire.Hallazgo], str | None]:
    rows = await _hits(engine, by, asked, cursor, among_newest=True)
    if len(rows) <= PAGE:
        rows = await _hits(engine, by, asked, cursor, among_newest=False)
    shown = rows[:PAGE]
    last = shown[-1] if len(rows) > PAGE else None
    siguiente = history.cursor(last["creado_en"], last["chat_id"], last["seq"]) if last else None
    return await _told(engine, shown, asked), siguiente


async def _hits(
    engine: Engine, by: AgenteCaller, asked: Query, cursor: str | None, *, among_newest: bool
) -> Sequence[Any]:
    """Two ways to the same rows. What is said often is soon found by reading backwards; what is said seldom, and was
    not among the newest, by the words' own index. The planner cannot know which of them a word is: it took seconds."""
    where = await _chats(engine, by, asked)
    words = query.tsquery(asked.terms, _numbers(where, asked))
    if within := await _within(engine, by, asked):
        words = f"({words}) && {where.number(within)}::text::tsquery"
    before = "true"
    if cursor:
        at, chat_id, seq = history.place(cursor, 3)
        moment = where.number(filters.moment("cursor", at))
        number, place = where.number(history.number(chat_id)), where.number(history.number(seq))
        before = f"(creado_en, chat_id, seq) < ({moment}, {number}, {place})"
        where.conditions.append(f"(t.creado_en, t.chat_id, t.seq) < ({moment}, {number}, {place})")
    if among_newest:
        oldest = f"SELECT creado_en FROM {TEXTO} WHERE {before} ORDER BY creado_en DESC OFFSET {NEWEST} LIMIT 1"
        where.conditions.append(f"t.creado_en >= coalesce(({oldest}), '-infinity')")
        where.conditions.append(f"coalesce(t.palabras @@ ({words}), false)")
        order = "t.creado_en DESC, t.chat_id DESC, t.seq DESC"
    else:
        where.conditions.append(f"t.palabras @@ ({words})")
        order = "t.creado_en + interval '0' DESC, t.chat_id DESC, t.seq DESC"
    return await engine.fetch(
        f"SELECT t.chat_id, t.seq, t.creado_en, t.schema_name FROM {TEXTO} t"
        f" JOIN {BANDEJA} b ON b.chat_id = t.chat_id WHERE {where} ORDER BY {order} LIMIT {PAGE + 1}",
        *where.arguments,
    )


async def _within(engine: Engine, by: AgenteCaller, asked: Query) -> str | None:
    """The tenants that are looked in, as marks among the words (`indexing`): the words' index then knows them too."""
    schemas = by.schemas
    if "tenant" in asked.filters:
        tenant = await engine.directory.of_slug(asked.filters["tenant"])
        schemas = frozenset({tenant.schema} if tenant else ())
    if schemas is None or not 0 < len(schemas) <= MARKED:
        return None
    marks = [MARK + schema.replace("\\", "\\\\").replace("'", "''") for schema in sorted(schemas)]
    return " | ".join(f"'{mark}'" for mark in marks)


async def _chats(engine: Engine, by: AgenteCaller, asked: Query) -> Where:
    """Which chats' messages: as the inbox narrows, by what was typed as filters."""
    fields: dict[str, Any] = {"estado": asked.filters.get("estado", "todos")}
    for name in ("tenant", "etiqueta", "cliente"):
        if name in asked.filters:
            fields[name] = asked.filters[name]
    if "agente" in asked.filters:
        fields["asignado"] = await _agente(engine, asked)
    found = await filters.where(engine, by, filters.checked(fields))
    # Of a message the days are those on which it was said.
    if (first := filters.moment("desde", asked.filters.get("desde", ""))) is not None:
        found.add("t.creado_en >= {}", first)
    if (end := filters.moment("hasta", asked.filters.get("hasta", ""), is_end=True)) is not None:
        found.add("t.creado_en < {}", end)
    return found


async def _agente(engine: Engine, asked: Query) -> str:
    """`yo`, `nadie`, an id, or the agente of that name; where there is none, nobody's id."""
    wanted = query.fold(asked.filters["agente"])
    if wanted in ("yo", "nadie") or (wanted.isascii() and wanted.isdigit() and len(wanted) < 16):
        return wanted
    for row in await presence.rows(engine):
        if wanted in (query.fold(row["usuario"]), query.fold(row["nombre"])) or query.fold(row["nombre"]).startswith(
            f"{wanted} "
        ):
            return str(row["user_id"])
    asked.notices.append(f"No hay ningún agente «{asked.filters['agente']}».")
    return "0"


async def _told(engine: Engine, rows: Sequence[Any], asked: Query) -> list[wire.Hallazgo]:
    chats = await engine.fetch(
        f"SELECT b.* FROM {BANDEJA} b WHERE b.chat_id = ANY($1::bigint[])", list({row["chat_id"] for row in rows})
    )
    by_id = {fila.id: fila for fila in await filas(engine, chats)}
    words = {
        key: texto
        for schema in {row["schema_name"] for row in rows}
        for key, texto in (await _words(engine, schema, rows, asked)).items()
    }
    return [
        wire.Hallazgo(
            clase="mensaje",
            tenant=by_id[row["chat_id"]].tenant,
            fragmento=words.get((row["chat_id"], row["seq"]), []),
            chat=by_id[row["chat_id"]],
            seq=row["seq"],
            creado_en=row["creado_en"],
        )
        for row in rows
        if row["chat_id"] in by_id
    ]


async def _words(
    engine: Engine, schema: str, rows: Sequence[Any], asked: Query
) -> dict[tuple[int, int], list[wire.Trozo]]:
    """What was said, with the words that were searched marked. The text is read where it is: in its tenant's schema."""
    here = [row for row in rows if row["schema_name"] == schema]
    where = Where([[row["chat_id"] for row in here], [row["seq"] for row in here]])
    wanted = [term for term in asked.terms if not term.excluded]
    marks = query.tsquery(wanted, _numbers(where, asked))
    found = await engine.fetch(
        f"SELECT m.chat_id, m.seq, s.shown, ts_headline('pg_catalog.spanish', s.folded, q, {SIGNS}) AS by_stem,"
        f" ts_headline('pg_catalog.simple', s.folded, q, {SIGNS}) AS by_word"
        f" FROM unnest($1::bigint[], $2::int[]) AS u(chat_id, seq)"
        f" JOIN {tables(schema).mensaje} m ON m.chat_id = u.chat_id AND m.seq = u.seq,"
        " LATERAL (SELECT coalesce(nullif(m.texto, ''), m.adjuntos->0->>'nombre', '') AS said) w,"
        " LATERAL (SELECT normalize(left(w.said, 10000), NFC) AS shown,"
        "   public.ventanilla_fold(normalize(left(w.said, 10000), NFC)) AS folded) s,"
        f" LATERAL (SELECT {marks} AS q) k",
        *where.arguments,
    )
    return {(row["chat_id"], row["seq"]): fragment(row["shown"], [row["by_stem"], row["by_word"]]) for row in found}


def fragment(shown: str, marked: Sequence[str]) -> list[wire.Trozo]:
    """A part of the text around the first word that was found. `marked` are folded texts with signs around words."""
    spans = sorted({span for text in marked for span in _spans(text, len(shown))})
    if not spans:
        return [wire.Trozo(_cut(shown[: 2 * AROUND], at_end=len(shown) > 2 * AROUND), marcado=False)]
    first = max(0, spans[0][0] - AROUND // 2)
    last = min(len(shown), first + 2 * AROUND)
    pieces: list[wire.Trozo] = []
    at = first
    for start, stop in spans:
        if start < at or stop > last:
            continue
        if start > at:
            pieces.append(wire.Trozo(shown[at:start], marcado=False))
        pieces.append(wire.Trozo(shown[start:stop], marcado=True))
        at = stop
    if at < last:
        pieces.append(wire.Trozo(shown[at:last], marcado=False))
    if first > 0:
        pieces.insert(0, wire.Trozo("…", marcado=False))
    if last < len(shown):
        pieces.append(wire.Trozo("…", marcado=False))
    return pieces


def _spans(text: str, length: int) -> list[tuple[int, int]]:
    """Where the signs stand in the text without them; nothing where folding has changed its length."""
    if len(text.replace(START, "").replace(STOP, "")) != length:
        return []
    spans, at, start = [], 0, 0
    for each in text:
        if each == START:
            start = at
        elif each == STOP:
            spans.append((start, at))
        else:
            at += 1
    return spans


def _cut(text: str, *, at_end: bool) -> str:
    return f"{text}…" if at_end else text


async def _people(engine: Engine, by: AgenteCaller, asked: Query) -> list[wire.Hallazgo]:
    if set(asked.filters) - {"tenant"}:
        return []
    where = Where()
    where.conditions.clear()
    if by.schemas is not None:
        where.add("p.schema_name = ANY({}::text[])", sorted(by.schemas))
    if "tenant" in asked.filters:
        tenant = await engine.directory.of_slug(asked.filters["tenant"])
        where.add("p.schema_name = {}", tenant.schema if tenant else "")
    where.conditions.append(f"p.palabras @@ ({query.tsquery(asked.terms, _numbers(where, asked))})")
    rows = await engine.fetch(
        "SELECT p.schema_name, p.cliente_id, p.nombre, p.email FROM public.ventanilla_desk_persona p"
        f" WHERE {where} ORDER BY p.nombre, p.cliente_id LIMIT {PEOPLE}",
        *where.arguments,
    )
    known = await engine.directory.of_schemas(row["schema_name"] for row in rows)
    return [
        wire.Hallazgo(
            clase="cliente",
            tenant=shapes.tenant_ref(known[row["schema_name"]]),
            fragmento=[wire.Trozo(row["nombre"] or row["cliente_id"], marcado=False)],
            cliente=wire.ClienteRef(wire.cliente_wire(row["cliente_id"]), row["nombre"]),
            email=row["email"],
        )
        for row in rows
    ]


async def _tenants(engine: Engine, by: AgenteCaller, asked: Query) -> list[wire.Hallazgo]:
    if asked.filters:
        return []
    words = [word for term in asked.terms if not term.excluded for word in term.words]
    found = [
        tenant
        for tenant in await engine.directory.everyone()
        if by.sees(tenant.schema) and all(word in query.fold(f"{tenant.nombre} {tenant.slug}") for word in words)
    ]
    return [
        wire.Hallazgo("tenant", shapes.tenant_ref(tenant), [wire.Trozo(tenant.nombre, marcado=False)])
        for tenant in found[:TENANTS]
    ]


def _numbers(where: Where, asked: Query) -> dict[str, str]:
    return {text: where.number(text) for text in dict.fromkeys(" ".join(term.words) for term in asked.terms)}
