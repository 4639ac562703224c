"""One installation, ready to be worked on: its database runs, its key exists, Django is set up, schemas are current."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .environment import Environment

Say = Callable[[str], None]


class NotMigratedError(Exception):
    """The database that DATABASE_URL names is behind; the text names the command."""


def quietly(line: str) -> None:
    """Says nothing."""


@contextmanager
def opened(*, say: Say = quietly, pooled: bool = False, migrates: bool | None = None) -> Iterator[Environment]:
    """Inside, the ORM works. The embedded database is migrated where it needs it, the operator's own is not.

    `migrates` decides otherwise: True = migrate whatever database it is, False = leave it as it is.
    Raises MisconfiguredError, PostgresError, NotMigratedError, or what the database raises.
    """
    environment = Environment.read()
    with _database(environment):
        _set_up(pooled=pooled)
        try:
            _bring_up_to_date(environment, say, migrates=migrates)
            yield environment
        finally:
            _disconnect()


@contextmanager
def _database(environment: Environment) -> Iterator[None]:
    if environment.database_url:
        yield
        return
    from .postgres import running
    from .secret import ensure_key

    with running(environment.data_dir):
        if not environment.secret_key:
            ensure_key(environment.data_dir)
        yield


def _set_up(*, pooled: bool) -> None:
    # The standalone server has these settings and no others.
    os.environ["DJANGO_SETTINGS_MODULE"] = "ventanilla.server.settings"
    import django
    from django.conf import settings

    if not pooled:
        settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    django.setup()


def _bring_up_to_date(environment: Environment, say: Say, *, migrates: bool | None) -> None:
    if migrates is False:
        return
    from . import schemas, tenants

    if migrates or not environment.database_url:
        _migrate(say)
        tenants.ensure_public()
    elif schemas.pending():
        raise NotMigratedError("la base de datos no está al día: ejecuta «ventanilla migrate» y vuelve a intentarlo")


def _migrate(say: Say) -> None:
    from . import schemas
    from .migrating import Unwatched

    class Saying(Unwatched):
        def shared(self) -> None:
            say("esquema public")

        def done(self, schema: str) -> None:
            say(f"esquema {schema}")

    report = schemas.migrate(Saying())
    if report and report.failed:
        schema, why = next(iter(report.failed.items()))
        raise NotMigratedError(f"{len(report.failed)} tenants no se han podido poner al día; «{schema}»: {why}")


def _disconnect() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
