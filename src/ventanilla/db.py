"""The asynchronous door to PostgreSQL: asyncpg connections that never carry a search_path.

All SQL that goes through here names its schema (`tables(schema)`), so no connection belongs to a tenant.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import asyncpg
import msgspec
from django.conf import settings

from .conf import conf

CONNECT_WITHIN = 4.0
"""Seconds, for a connection of one's own or from the pool."""

# What asyncpg raises when the database is away, going away, or full.
AWAY = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncio.TimeoutError,
)


@lru_cache(maxsize=20_000)
def quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


class Tables:
    """The qualified names of one schema's tables."""

    __slots__ = ("adjunto", "chat", "cliente", "mensaje")

    def __init__(self, schema: str) -> None:
        self.cliente = f"{quoted(schema)}.ventanilla_cliente"
        self.chat = f"{quoted(schema)}.ventanilla_chat"
        self.adjunto = f"{quoted(schema)}.ventanilla_adjunto"
        self.mensaje = f"{quoted(schema)}.ventanilla_mensaje"


@lru_cache(maxsize=20_000)
def tables(schema: str) -> Tables:
    return Tables(schema)


def connect_arguments() -> dict[str, Any]:
    """Django's own database settings, in asyncpg's words."""
    database = settings.DATABASES["default"]
    arguments = {
        "host": database.get("HOST") or None,
        "port": int(database["PORT"]) if database.get("PORT") else None,
        "user": database.get("USER") or None,
        "password": database.get("PASSWORD") or None,
        "database": database.get("NAME") or None,
        "ssl": (database.get("OPTIONS") or {}).get("sslmode") or None,
    }
    return {name: value for name, value in arguments.items() if value is not None}


# Whoever knows the rows by their keys. A plan is made once and kept, often while the tables are still empty and a
# sequential scan looks cheap: measured at 56 µs a message once 30,000 were stored, against 3 by the index.
# Nor is it made anew for each call because a short array looks cheaper than the average one: that was most of the
# database's time in small batches.
BY_KEY = {
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "plan_cache_mode": "force_generic_plan",
}


async def connect(
    *, name: str, statement_cache: int = 2000, planner: dict[str, str] | None = None
) -> asyncpg.Connection[Any]:
    """A connection of one's own, for what must not wait for the pool. Raises what stands in AWAY."""
    connection: asyncpg.Connection[Any] = await asyncpg.connect(
        **connect_arguments(),
        timeout=CONNECT_WITHIN,
        statement_cache_size=statement_cache,
        server_settings={"application_name": f"ventanilla {name}", "jit": "off", "timezone": "UTC", **(planner or {})},
    )
    await _speak_json(connection)
    return connection


async def _speak_json(connection: Any) -> None:
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(
            kind, schema="pg_catalog", encoder=_encode, decoder=msgspec.json.decode, format="text"
        )


async def _nothing_to_reset(_connection: Any) -> None:
    """A read leaves nothing behind in its session; asyncpg's own way asks the database once more, each time."""


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()


class Reads:
    """A small pool for reads, opened when first used."""

    def __init__(self) -> None:
        self._pool: asyncpg.Pool[Any] | None = None
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Any]:
        pool = self._pool or await self._open()
        async with pool.acquire(timeout=CONNECT_WITHIN) as connection:
            yield connection

    async def fetch(self, query: str, *arguments: object) -> list[Any]:
        async with self.connection() as connection:
            rows: list[Any] = await connection.fetch(query, *arguments)
            return rows

    async def fetchrow(self, query: str, *arguments: object) -> Any:
        async with self.connection() as connection:
            return await connection.fetchrow(query, *arguments)

    async def fetchval(self, query: str, *arguments: object) -> Any:
        async with self.connection() as connection:
            return await connection.fetchval(query, *arguments)

    async def execute(self, query: str, *arguments: object) -> str:
        async with self.connection() as connection:
            status: str = await connection.execute(query, *arguments)
            return status

    async def close(self) -> None:
        if self._pool is not None:
            pool, self._pool = self._pool, None
            try:
                await asyncio.wait_for(pool.close(), timeout=3)
            except (TimeoutError, *AWAY):
                pool.terminate()

    async def _open(self) -> asyncpg.Pool[Any]:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    **connect_arguments(),
                    min_size=1,
                    max_size=conf().read_pool,
                    timeout=5,
                    command_timeout=10,
                    statement_cache_size=2000,
                    max_inactive_connection_lifetime=120,
                    init=_speak_json,
                    reset=_nothing_to_reset,
                    server_settings={"application_name": "ventanilla reads", "jit": "off", "timezone": "UTC"},
                )
        assert self._pool is not None
        return self._pool
