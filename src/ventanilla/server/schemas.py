"""Bringing schemas up to date: public's by Django's migrations, a tenant's by the SQL that these amount to.

The SQL is generated once in a process and takes a few milliseconds for each tenant, where running the migrations
takes half a second, and more where there are many.
"""

from __future__ import annotations

import hashlib
import io
import pkgutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.utils import schema_context

from . import migrating
from .migrating import Migration, Report, Step, Unwatched, Watcher
from .models import Tenant

# A session's advisory lock: two servers that start at once migrate one after the other.
MIGRATING = 0x76656E74
NO_SQL = "THIS OPERATION CANNOT BE WRITTEN AS SQL"


def pending() -> list[str]:
    """What `migrate` would do, in words; empty where all is up to date. A few milliseconds, however many tenants."""
    missing = _migrations(settings.SHARED_APPS) - _applied()
    if missing:
        return [f"{len(missing)} migrations of the public schema"]
    behind = _behind()
    return [f"{len(behind)} tenants"] if behind else []


def plan() -> list[str]:
    """What `migrate` would do, migration by migration."""
    shared = [f"public: {app}.{name}" for app, name in sorted(_migrations(settings.SHARED_APPS) - _applied())]
    behind = _behind() if not shared or _has_tenants() else []
    if not behind:
        return shared
    steps = _steps()
    if steps is None:
        return [*shared, f"{len(behind)} tenants, uno a uno: alguna migración es más que SQL"]
    with psycopg.connect(**connection_arguments(), autocommit=True) as connection:
        lacking = migrating.lacking(connection, behind, steps)
    many = Counter(step.migration for missing in lacking.values() for step in missing)
    found = [f"{many[step.migration]} tenants: {'.'.join(step.migration)}" for step in steps if many[step.migration]]
    marked = sum(not missing for missing in lacking.values())
    return [*shared, *found, *([f"{marked} tenants: solo anotar que están al día"] if marked else [])]


def migrate(watcher: Watcher | None = None, *, jobs: int = migrating.JOBS) -> Report | None:
    """All schemas are up to date afterwards, but those of the report that failed. None: there was nothing to do."""
    watcher = watcher or Unwatched()
    with _alone():
        if not pending():
            return None
        if _migrations(settings.SHARED_APPS) - _applied():
            watcher.shared()
            call_command("migrate_schemas", shared=True, interactive=False, verbosity=0, stdout=io.StringIO())
        behind = _behind()
        if not behind:
            return Report()
        watcher.begins(len(behind))
        steps = _steps()
        if steps is None:
            return _one_after_the_other(behind, watcher)
        return migrating.bring_up(connection_arguments(), behind, steps, mark=_digest(), watcher=watcher, jobs=jobs)


def _one_after_the_other(schemas: list[str], watcher: Watcher) -> Report:
    report = Report()
    for schema in schemas:
        try:
            _migrate_tenant(schema)
        except Exception as error:
            report.failed[schema] = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            watcher.failed(schema, report.failed[schema])
        else:
            report.done.append(schema)
            watcher.done(schema)
    return report


def create_schema(tenant: Tenant) -> None:
    """The tenant has a schema with its tables. Belongs in the transaction that makes the tenant's row."""
    steps = _steps()
    if steps is None:
        tenant.create_schema(check_if_exists=True, verbosity=0)
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {connection.ops.quote_name(tenant.schema_name)}")
        with schema_context(tenant.schema_name):
            _apply(steps)
    _mark(tenant.schema_name)


def _apply(steps: list[Step]) -> None:
    tenants_connection: Any = connection
    schema = tenants_connection.schema_name
    # Without public in the search path: there is a table of that name too.
    tenants_connection.set_schema(schema, include_public=False)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    tenants_connection.set_schema(schema)
    with connection.cursor() as cursor:
        for step in steps:
            for line in step.lines:
                cursor.execute(line)
            recorder.record_applied(*step.migration)


def _migrate_tenant(schema: str) -> None:
    call_command(
        "migrate_schemas",
        schema_name=schema,
        tenant=True,
        interactive=False,
        verbosity=0,
        stdout=io.StringIO(),
    )
    _mark(schema)


def _mark(schema: str) -> None:
    with schema_context("public"):
        Tenant.objects.filter(schema_name=schema).update(migrado=_digest())


def _behind() -> list[str]:
    tenants = Tenant.objects.exclude(schema_name="public").exclude(migrado=_digest())
    return list(tenants.order_by("schema_name").values_list("schema_name", flat=True))


def _applied() -> set[Migration]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM public.django_migrations")
            return set(cursor.fetchall())
    except ProgrammingError:
        connection.close()
        return set()


@cache
def _digest() -> str:
    return hashlib.sha256(repr(sorted(_migrations(settings.TENANT_APPS))).encode()).hexdigest()


def _migrations(installed: list[str]) -> set[Migration]:
    """The names of all migrations of these apps, without importing them."""
    found: set[Migration] = set()
    for config in apps.get_app_configs():
        package = f"{config.name}.migrations"
        if config.name in installed and find_spec(package):
            modules = pkgutil.iter_modules(import_module(package).__path__)
            found.update((config.label, m.name) for m in modules if not m.ispkg and m.name[0] not in "_~")
    return found


def _has_tenants() -> bool:
    with connection.cursor() as cursor:
        return Tenant._meta.db_table in connection.introspection.table_names(cursor)


@cache
def _steps() -> list[Step] | None:
    """Each tenant migration as SQL; None where one of them is more than SQL."""
    labels = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    # The schema does not exist: it tells the router that these are a tenant's migrations.
    with schema_context("ventanilla_template"):
        loader = MigrationLoader(None, replace_migrations=False)
        loader.connection = connection
        plan = [key for key in _in_order(loader) if key[0] in labels]
        state = None
        found: list[Step] = []
        for key in plan:
            migration = loader.graph.nodes[key]
            state = loader.project_state(key, at_end=False) if state is None else state
            with connection.schema_editor(collect_sql=True, atomic=False) as editor:
                state = migration.apply(state, editor, collect_sql=True)
            lines = [line for line in editor.collected_sql if not line.startswith("--") or NO_SQL in line]
            found.append(Step(key, lines, bool(migration.atomic)))
    more_than_sql = any(NO_SQL in line for step in found for line in step.lines)
    return None if more_than_sql else found


def _in_order(loader: MigrationLoader) -> Iterator[Migration]:
    seen: set[Migration] = set()
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key not in seen:
                seen.add(key)
                yield key


@contextmanager
def _alone() -> Iterator[None]:
    # A connection of its own: Django's is closed and opened again between schemas, and would lose the lock.
    with psycopg.connect(**connection_arguments(), autocommit=True) as lock:
        lock.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        yield


def connection_arguments() -> dict[str, Any]:
    """Django's database in psycopg's words, for a connection that Django has no hand in."""
    found = settings.DATABASES["default"]
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {ours: str(found[django]) for ours, django in named.items() if found.get(django)}
    return given | {name: str(value) for name, value in found["OPTIONS"].items() if name != "pool"}
