"""An installation of its own for the faults: its PostgreSQL is killed without harm to other tests."""

from __future__ import annotations

from collections.abc import Iterator

import asyncpg
import pytest
import pytest_asyncio

from .machines import Place, place

UNGUARD = """
    DROP TRIGGER ventanilla_dense_log ON {schema}.ventanilla_mensaje;
    DROP TRIGGER ventanilla_stays_closed ON {schema}.ventanilla_chat;
    DROP INDEX {schema}.ventanilla_one_open_chat;
    ALTER TABLE {schema}.ventanilla_mensaje DROP CONSTRAINT ventanilla_one_uid;
"""


@pytest.fixture(scope="session")
def installation() -> Iterator[Place]:
    with place(durable=False) as made:
        yield made


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def unguarded(installation: Place) -> str:
    """A database of that installation in which the engine alone keeps the rules: without its guards."""
    connection = await asyncpg.connect(installation.address("postgres"))
    await connection.execute("CREATE DATABASE unguarded TEMPLATE ventanilla")
    await connection.close()
    connection = await asyncpg.connect(installation.address("unguarded"))
    for schema in installation.cast.schemas.values():
        await connection.execute(UNGUARD.format(schema=f'"{schema}"'))
    await connection.close()
    return "unguarded"
