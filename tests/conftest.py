"""A real PostgreSQL with the cast's tenants, and a real server on it. `DATABASE_URL` switches the database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
import pytest_asyncio
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from . import installation
from .installation import Server

_open = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Before any test module is imported: models need settings, and settings need the database's address."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        # It only shares the work out: each of its workers has an installation of its own.
        if os.environ.get("DATABASE_URL"):
            raise pytest.UsageError("DATABASE_URL is one database: run with -n 0")
        return
    made = tempfile.mkdtemp(prefix="ventanilla-tests-")
    _open.callback(shutil.rmtree, made, ignore_errors=True)
    os.environ.setdefault("VENTANILLA_DATA_DIR", made)
    os.environ["VENTANILLA_RATE_LIMIT"] = "0"
    os.environ["VENTANILLA_PUSH_PRIVATE"] = "1"
    os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ventanilla.server.settings"
    if not os.environ.get("DATABASE_URL"):
        from ventanilla.server.postgres import running

        os.environ["DATABASE_URL"] = _open.enter_context(running(Path(os.environ["VENTANILLA_DATA_DIR"])))
    django.setup()
    # The hash says how often it was made: the servers check it all the same, and tests make many agents.
    PBKDF2PasswordHasher.iterations = 1_000


def pytest_unconfigure(config: pytest.Config) -> None:
    _open.close()


@pytest.fixture(scope="session")
def database() -> Iterator[None]:
    """Migrated, with acme and globex, ana and bea."""
    with installation.prepared():
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
