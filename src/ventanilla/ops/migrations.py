"""Whether the database has every migration of this version."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.migrations.loader import MigrationLoader

from ..chat.engine import Engine
from ..db import quoted


async def pending(engine: Engine) -> list[str]:
    """The app's migrations that the public schema lacks, as `app.name`."""
    rows: list[Any] = await engine.fetch(f"SELECT app, name FROM {quoted('public')}.django_migrations")
    done = {(row["app"], row["name"]) for row in rows}
    return [f"{app}.{name}" for app, name in _known() if (app, name) not in done]


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, str], ...]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return tuple(sorted(key for key in loader.disk_migrations if key[0].startswith("ventanilla")))
