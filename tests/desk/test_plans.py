"""No list of the inbox reads the whole table, however many chats there are: the plans themselves are held to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest_asyncio

from ventanilla import wire
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import AgenteCaller
from ventanilla.db import connect_arguments
from ventanilla.desk import inbox, search

ana = AgenteCaller(id=1, usuario="ana", nombre="Ana")
limited = AgenteCaller(id=2, usuario="leo", nombre="Leo", schemas=frozenset({"plan_7"}))
MANY = """
INSERT INTO public.ventanilla_desk_bandeja (chat_id, schema_name, cliente_id, creado_en, cerrado, cerrado_en,
  ultimo_seq, ultima_actividad, espera_desde, asignado_a, etiquetas)
SELECT 900000000000 + n, 'plan_' || n % 50, n::text, at, is_closed, CASE WHEN is_closed THEN at END,
  1, at, CASE WHEN n % 80 = 0 THEN at END, n % 30, CASE WHEN n % 200 = 0 THEN '{rara}'::varchar[] ELSE '{}' END
FROM generate_series(1, 40000) n,
  LATERAL (SELECT n % 40 <> 0 AS is_closed, now() - make_interval(mins => n) AS at) t
"""


class Asked:
    """Keeps what the desk would ask of the database."""

    def __init__(self, engine: Engine) -> None:
        self.directory = engine.directory
        self.queries: list[tuple[str, tuple[Any, ...]]] = []

    async def fetch(self, query: str, *values: Any) -> list[Any]:
        self.queries.append((query, values))
        return []


@pytest_asyncio.fixture(loop_scope="session")
async def crowded() -> AsyncIterator[asyncpg.Connection]:
    """A connection that sees forty thousand chats more, as nobody else ever does."""
    connection = await asyncpg.connect(**connect_arguments())
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(MANY)
    await connection.execute("ANALYZE public.ventanilla_desk_bandeja")
    yield connection
    await transaction.rollback()
    await connection.close()


async def plan(connection: asyncpg.Connection, query: str, values: tuple[Any, ...]) -> str:
    return "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {query}", *values))


LISTS = [
    (ana, {}),
    (ana, {"orden": "espera", "espera": True}),
    (ana, {"asignado": "yo"}),
    (ana, {"asignado": "nadie"}),
    (ana, {"estado": "cerrado"}),
    (ana, {"estado": "cerrado", "etiqueta": "rara"}),
    (ana, {"etiqueta": "rara"}),
    (ana, {"reapertura": True}),
    (limited, {}),
    (limited, {"estado": "cerrado"}),
]


async def test_no_list_reads_the_whole_table(engine: Engine, crowded: asyncpg.Connection) -> None:
    for by, fields in LISTS:
        asked = Asked(engine)
        await inbox.page(asked, by, wire.Filtro(**fields))  # type: ignore[arg-type]
        [(query, values)] = asked.queries
        told = await plan(crowded, query, values)
        assert "Seq Scan on ventanilla_desk_bandeja" not in told, f"{fields}\n{told}"


async def test_a_search_asks_the_newest_by_time_and_all_by_words(engine: Engine) -> None:
    asked = Asked(engine)
    await search.search(asked, ana, "factura ")  # type: ignore[arg-type]
    newest, everything = [query for query, _ in asked.queries if "palabras @@" in query and "desk_texto" in query]
    assert f"OFFSET {search.NEWEST}" in newest
    assert "coalesce(t.palabras @@" in newest, "not by the words' index"
    assert "interval '0'" in everything, "not by the index of times"
