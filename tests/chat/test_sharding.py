"""What keeps the way open to one PostgreSQL becoming several by schemas (Citus' schema-based sharding): looked up in
the catalogue of a tenant's schema as it is made. Its rules: https://docs.citusdata.com, «Schema-based sharding»."""

from __future__ import annotations

import re

import pytest
from django.db import connection

pytestmark = pytest.mark.usefixtures("database")

SCHEMA = "acme"
# Statements within one function: what changes a row must say the same on every machine.
VOLATILE = re.compile(
    r"\b(clock_timestamp|statement_timestamp|timeofday|random|gen_random_uuid|nextval)\s*\(", re.IGNORECASE
)


def ask(query: str, *values: object) -> list[tuple[str, ...]]:
    from ventanilla.tenancy import inside, public_schema

    def look() -> list[tuple[str, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    return inside(public_schema(), look)


def bodies() -> dict[str, str]:
    """The schema's own functions, by name."""
    found = ask(
        "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = %s",
        SCHEMA,
    )
    return {str(name): str(body) for name, body in found}


def test_no_foreign_key_leaves_the_schema() -> None:
    across = ask(
        "SELECT c.conname FROM pg_constraint c JOIN pg_class here ON here.oid = c.conrelid"
        " JOIN pg_class there ON there.oid = c.confrelid WHERE c.contype = 'f'"
        " AND here.relnamespace = %s::regnamespace AND there.relnamespace <> here.relnamespace",
        SCHEMA,
    )
    assert across == []


def test_no_number_that_counts_up_is_below_bigint() -> None:
    small = ask(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s"
        " AND data_type IN ('smallint', 'integer') AND (column_default LIKE 'nextval%%' OR is_identity = 'YES')"
        " AND table_name <> 'django_migrations'",
        SCHEMA,
    )
    assert small == []
    assert ask("SELECT data_type::text FROM pg_sequences WHERE sequencename = 'ventanilla_chat_id'") == [("bigint",)]


def test_what_the_hot_path_runs_in_a_schema_names_no_other_ones_tables() -> None:
    own = bodies()
    assert {"ventanilla_load", "ventanilla_write", "ventanilla_append"} <= own.keys()
    for name, body in own.items():
        # Ids are of one sequence of the installation: it is asked for numbers, and joined with nothing.
        tables = body.replace("public.ventanilla_chat_id", "")
        named = {schema.strip('"') for schema in re.findall(r'(\w+|"[^"]+")\.ventanilla_\w+', tables)}
        assert named <= {SCHEMA}, (name, named)


def test_what_changes_a_row_says_the_same_on_every_machine() -> None:
    for name, body in bodies().items():
        for statement in re.findall(r"\bUPDATE\b.*?(?:;|\)\s*,)", body, re.DOTALL | re.IGNORECASE):
            assert VOLATILE.search(statement) is None, (name, statement)


def test_every_table_of_a_tenant_has_a_key() -> None:
    bare = ask(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'"
        " AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)",
        SCHEMA,
    )
    assert bare == []
