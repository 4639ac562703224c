"""A platform of years: tenants of very different sizes, their people, their chats, what was said; one for each seed.

Rows go in by COPY with the triggers off: what they would check is true of what is made here, and a million chats by the
front door would take an hour. What `indexing` would take shortly after is taken at the end.
"""

from __future__ import annotations

import itertools
import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

AGENTS = 40
TAGS = [f"etiqueta-{n}" for n in range(40)]
TEAMS = 8
REASONS = (("resuelto", 70), ("sin_respuesta", 14), ("duplicado", 5), ("spam", 3), ("otro", 8))
# fmt: off
NAMES = [
    "Ana",
    "Bea",
    "Carla",
    "Darío",
    "Elena",
    "Fran",
    "Gema",
    "Hugo",
    "Inés",
    "Juan",
    "Kira",
    "Luis",
    "Marta",
    "Noa",
    "Óscar",
    "Pilar",
    "Quim",
    "Rosa",
    "Sergio",
    "Teresa",
]
SURNAMES = [
    "Álvarez",
    "Benítez",
    "Castro",
    "Díaz",
    "Estévez",
    "Ferrer",
    "Gómez",
    "Herrero",
    "Ibarra",
    "Jiménez",
    "López",
    "Muñoz",
    "Núñez",
    "Ortiz",
    "Peña",
    "Ríos",
]
COMMON = [
    "hola", "gracias", "no", "puedo", "entrar", "el", "pedido", "la", "factura", "de", "un", "una", "que", "con",
    "para", "por", "mi", "cuenta", "envío", "error", "pantalla", "sale", "ver", "ayer", "hoy", "mañana", "cliente",
    "pago", "tarjeta", "cambio", "dirección", "código", "producto", "tienda", "stock", "informe", "usuario",
    "clave", "correo", "albarán", "devolución", "reembolso", "impresora", "etiqueta", "almacén", "horario",
    "contrato", "precio", "descuento", "plazo", "entrega", "retraso",
]
SYLLABLES = [
    "ba",
    "be",
    "ca",
    "co",
    "da",
    "de",
    "fi",
    "ga",
    "go",
    "ha",
    "ja",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "no",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "ta",
    "te",
    "to",
    "va",
    "vi",
]
CHAT = [
    "id", "cliente_id", "anterior", "creado_en", "actividad_en", "ultimo_seq", "ultimo_seq_cliente", "cerrado",
    "cerrado_en", "razon_cierre", "puntuacion", "valorado_en",
]
BANDEJA = [
    "chat_id", "schema_name", "cliente_id", "cliente_nombre", "creado_en", "cerrado", "cerrado_en", "razon_cierre",
    "cerrado_por", "ultimo_seq", "ultimo_texto", "ultimo_autor", "ultima_actividad", "espera_desde", "anterior",
    "razon_anterior", "asignado_a", "equipo_id", "respondido_en", "respondido_por", "puntuacion", "etiquetas",
    "cambiado_en",
]
# fmt: on
RARE = 4_000
YEARS = 2
OPEN_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Size:
    tenants: int
    chats: int
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Said:
    seq: int
    is_of_cliente: bool
    texto: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A chat, as all tables need it."""

    chat_id: int
    cliente_id: str
    nombre: str
    said: list[Said]
    closed_at: datetime | None
    reason: str | None
    closer: int | None
    anterior: int | None
    assigned: int | None
    team: int | None
    tags: list[str]
    stars: int | None


async def fill(connection: asyncpg.Connection, schemas: list[str], size: Size, *, say: Callable[[str], None]) -> None:
    """Those schemas have that many chats between them afterwards, and the public tables the rows of them."""
    await connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    chance, ids = random.Random(size.seed), itertools.count(1)
    words = vocabulary(chance)
    for number, (schema, wanted) in enumerate(zip(schemas, shares(size), strict=True), 1):
        chats = list(chats_of(chance, words, ids, wanted))
        await _tenant(connection, schema, chats)
        await _bandeja(connection, schema, chats)
        await _words(connection, schema)
        if number % 50 == 0 or number == len(schemas):
            say(f"{number} of {len(schemas)} tenants")
    await connection.execute(f"SELECT setval('public.ventanilla_chat_id', {next(ids)})")
    await connection.execute("RESET session_replication_role")
    # Tenant after tenant is how rows were made here, and not how a platform writes them: by time.
    await connection.execute("CREATE INDEX by_time ON public.ventanilla_desk_bandeja (creado_en)")
    await connection.execute("CLUSTER public.ventanilla_desk_bandeja USING by_time")
    await connection.execute("DROP INDEX by_time")
    await connection.execute("CLUSTER public.ventanilla_desk_texto USING ventanilla_texto_newest")
    for table in ("bandeja", "texto", "persona"):
        await connection.execute(f"VACUUM ANALYZE public.ventanilla_desk_{table}")


def shares(size: Size) -> list[int]:
    """How many chats each tenant has: few have many (a share of 1/(rank + 10)), all have some."""
    weights = [1 / (rank + 10) for rank in range(size.tenants)]
    whole = sum(weights)
    counts = [max(1, int(size.chats * weight / whole)) for weight in weights]
    counts[0] += size.chats - sum(counts)
    return counts


def vocabulary(chance: random.Random) -> Callable[[], str]:
    """Says a word: as in speech, few are said often."""
    rare = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(RARE)]
    known = [*COMMON, *rare]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(known))))
    return lambda: chance.choices(known, cum_weights=weights)[0]


def chats_of(chance: random.Random, words: Callable[[], str], ids: Iterator[int], wanted: int) -> Iterator[Made]:
    """A tenant's chats, each cliente's one after the other; the last one of some is open."""
    now = datetime.now(UTC).replace(microsecond=0)
    left, person = wanted, 0
    while left:
        person += 1
        count = min(left, chance.choice((1, 1, 1, 2, 3, 5)))
        left -= count
        nombre = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}"
        starts = sorted(chance.random() ** 0.7 for _ in range(count))
        anterior = None
        for place, start in enumerate(starts):
            is_open = place == count - 1 and chance.random() < OPEN_SHARE * 2.2
            share = 1 - chance.random() * 0.02 if is_open else start * 0.98
            at = now - timedelta(days=365 * YEARS) * (1 - share)
            made = _chat(chance, words, next(ids), str(person), nombre, at, anterior, is_open=is_open)
            yield made
            anterior = made.chat_id


def _chat(
    chance: random.Random,
    words: Callable[[], str],
    chat_id: int,
    person: str,
    nombre: str,
    at: datetime,
    anterior: int | None,
    *,
    is_open: bool,
) -> Made:
    said = []
    for seq in range(1, chance.choice((1, 2, 2, 2, 3, 4)) + 1):
        texto = " ".join(words() for _ in range(chance.randint(4, 14)))
        said.append(Said(seq, seq % 2 == 1, texto.capitalize(), at + timedelta(minutes=4 * (seq - 1))))
    agente = chance.randint(1, AGENTS)
    names, weights = zip(*REASONS, strict=True)
    return Made(
        chat_id=chat_id,
        cliente_id=person,
        nombre=nombre,
        said=said,
        closed_at=None if is_open else said[-1].at + timedelta(minutes=chance.randint(1, 600)),
        reason=None if is_open else chance.choices(names, weights)[0],
        closer=None if is_open else agente,
        anterior=anterior,
        assigned=agente if not is_open or chance.random() < 0.6 else None,
        team=chance.randint(1, TEAMS) if chance.random() < 0.5 else None,
        tags=sorted(
            {chance.choice(TAGS[: 1 + int(chance.random() ** 2 * 39)]) for _ in range(chance.choice((0, 0, 1, 2)))}
        ),
        stars=chance.choice((1, 3, 4, 5, 5, 5)) if not is_open and chance.random() < 0.2 else None,
    )


def _tag(chance: random.Random) -> str:
    """The first ones often, the last one hardly ever."""
    return TAGS[int(chance.random() ** 2 * len(TAGS))]


async def _tenant(connection: asyncpg.Connection, schema: str, chats: list[Made]) -> None:
    people = {made.cliente_id: (made.cliente_id, made.nombre) for made in chats}
    await _copy(connection, schema, "ventanilla_cliente", ("cliente_id", "nombre"), people.values())
    columns = [
        "id",
        "cliente_id",
        "anterior",
        "creado_en",
        "actividad_en",
        "ultimo_seq",
        "ultimo_seq_cliente",
        "cerrado",
        "cerrado_en",
        "razon_cierre",
        "puntuacion",
        "valorado_en",
    ]
    rows = [
        (
            made.chat_id,
            made.cliente_id,
            made.anterior,
            made.said[0].at,
            made.said[-1].at,
            len(made.said),
            max(each.seq for each in made.said if each.is_of_cliente),
            made.closed_at is not None,
            made.closed_at,
            made.reason,
            made.stars,
            made.closed_at if made.stars else None,
        )
        for made in chats
    ]
    await _copy(connection, schema, "ventanilla_chat", CHAT, rows)
    said = [
        (
            made.chat_id,
            each.seq,
            uuid.UUID(int=made.chat_id << 64 | each.seq),
            "cliente" if each.is_of_cliente else "soporte",
            made.cliente_id if each.is_of_cliente else str(made.assigned or 1),
            each.texto,
            each.at,
        )
        for made in chats
        for each in made.said
    ]
    columns = ["chat_id", "seq", "uid", "autor_tipo", "autor_id", "texto", "creado_en"]
    await _copy(connection, schema, "ventanilla_mensaje", columns, said)


async def _bandeja(connection: asyncpg.Connection, schema: str, chats: list[Made]) -> None:
    rows = [_row(schema, made) for made in chats]
    await _copy(connection, "public", "ventanilla_desk_bandeja", BANDEJA, rows)


def _row(schema: str, made: Made) -> tuple[Any, ...]:
    last = made.said[-1]
    answers = [each for each in made.said if not each.is_of_cliente]
    author = (
        {"tipo": "cliente", "id": made.cliente_id} if last.is_of_cliente else {"tipo": "soporte", "id": made.assigned}
    )
    return (
        made.chat_id,
        schema,
        made.cliente_id,
        made.nombre,
        made.said[0].at,
        made.closed_at is not None,
        made.closed_at,
        made.reason,
        made.closer,
        last.seq,
        last.texto[:200],
        json.dumps(author),
        last.at,
        last.at if made.closed_at is None and last.is_of_cliente else None,
        made.anterior,
        "resuelto" if made.anterior else None,
        made.assigned,
        made.team,
        answers[0].at if answers else None,
        made.assigned if answers else None,
        made.stars,
        made.tags,
        made.closed_at or last.at,
    )


async def _words(connection: asyncpg.Connection, schema: str) -> None:
    """What `desk.indexing` takes after a commit."""
    await connection.execute(
        "INSERT INTO public.ventanilla_desk_texto (chat_id, seq, schema_name, creado_en, palabras)"
        f" SELECT chat_id, seq, '{schema}', creado_en, public.ventanilla_words(texto)"
        f" || array_to_tsvector(ARRAY['={schema}'])"
        f' FROM "{schema}".ventanilla_mensaje'
    )
    await connection.execute(
        "INSERT INTO public.ventanilla_desk_persona (schema_name, cliente_id, nombre, email, palabras)"
        f" SELECT '{schema}', cliente_id, nombre, email, public.ventanilla_words(nombre || ' ' || cliente_id)"
        f' FROM "{schema}".ventanilla_cliente'
    )


async def _copy(connection: asyncpg.Connection, schema: str, table: str, columns: Any, rows: Any) -> None:
    await connection.copy_records_to_table(table, schema_name=schema, columns=list(columns), records=list(rows))
