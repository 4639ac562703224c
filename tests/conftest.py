"""A real PostgreSQL with the cast's tenants, and a real server on it. `DATABASE_URL` switches the database."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from . import installation
from .installation import Server

os.environ.setdefault("VENTANILLA_DATA_DIR", tempfile.mkdtemp(prefix="ventanilla-tests-"))
os.environ["VENTANILLA_RATE_LIMIT"] = "0"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ["DJANGO_SETTINGS_MODULE"] = "ventanilla.server.settings"


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    """Migrated, with acme and globex, ana and bea."""
    with installation.prepared(Path(os.environ["VENTANILLA_DATA_DIR"])):
        yield


@pytest.fixture(scope="session")
def server(database: None) -> Iterator[Server]:
    """`ventanilla serve` in a process of its own, without a rate limit."""
    with installation.serving() as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def engine(database: None) -> AsyncIterator[object]:
    """The engine of the tests' own event loop, on the same database."""
    from ventanilla.realtime import node

    current = await node.current()
    yield current.engine
    await node.stop_current()
