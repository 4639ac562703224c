"""Making tenants: one function, the whole tenant or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ventanilla.server import schemas, tenants
from ventanilla.server.migrating import Report
from ventanilla.server.models import Domain, Tenant
from ventanilla.server.tenants import TenantError
from ventanilla.tenancy import inside

pytestmark = pytest.mark.usefixtures("database")

SHAPES = {
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length
        FROM information_schema.columns WHERE table_schema = %s AND table_name <> 'django_migrations'""",
    "indexes": "SELECT tablename, replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = %s",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
        JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = %s""",
    "triggers": """
        SELECT c.relname, t.tgname, p.pronamespace::regnamespace::text FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND NOT tgisinternal""",
}


def new_slug() -> str:
    return "t" + uuid.uuid4().hex[:10]


@pytest.fixture(autouse=True)
def in_public() -> Iterator[None]:
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    yield
    connection.close()


def fetch(query: str, *arguments: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return sorted(cursor.fetchall(), key=str)


def exists(schema: str) -> bool:
    return bool(fetch("SELECT 1 FROM pg_namespace WHERE nspname = %s", schema))


def shape(schema: str) -> dict[str, list[str]]:
    return {kind: [str(row).replace(schema, "S") for row in fetch(query, schema)] for kind, query in SHAPES.items()}


def test_a_tenant_has_a_schema_a_secret_a_color_and_a_domain() -> None:
    slug = new_slug()
    tenant = tenants.create(slug, nombre=" Umbra Retail ")
    assert (tenant.slug, tenant.schema_name, tenant.nombre) == (slug, slug, "Umbra Retail")
    assert len(tenant.secreto) >= 43
    assert tenant.color in tenants.COLORS
    assert exists(slug)
    assert [domain.domain for domain in tenant.domains.all()] == [f"{slug}.localhost"]
    assert inside(slug, lambda: fetch("SELECT count(*) FROM ventanilla_chat")) == [(0,)]


def test_no_two_tenants_have_the_same_secret() -> None:
    assert tenants.create(new_slug(), nombre="Uno").secreto != tenants.create(new_slug(), nombre="Dos").secreto


def test_a_hyphen_is_an_underscore_in_the_schema() -> None:
    slug = new_slug() + "-x"
    assert tenants.create(slug, nombre="Umbra").schema_name == slug.replace("-", "_")


def test_domains_of_ones_own_replace_the_usual_one() -> None:
    slug = new_slug()
    tenants.create(slug, nombre="Umbra", domains=[f"Soporte.{slug}.Example", f"www.{slug}.example"])
    rows = Domain.objects.filter(tenant__slug=slug).order_by("id").values_list("domain", "is_primary")
    assert list(rows) == [(f"soporte.{slug}.example", True), (f"{slug}.example", False)]


def test_the_quick_way_makes_what_the_migrations_make() -> None:
    quick, slow = new_slug(), new_slug()
    tenants.create(quick, nombre="Rápido")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {slow}")
    call_command("migrate_schemas", schema_name=slow, tenant=True, interactive=False, verbosity=0)
    assert shape(quick) == shape(slow)
    assert len(shape(quick)["columns"]) > 30
    assert len(shape(quick)["triggers"]) == 2
    ours = "SELECT app, name FROM {}.django_migrations WHERE app = 'ventanilla'"
    assert fetch(ours.format(quick)) == fetch(ours.format(slow))


def test_a_tenant_from_before_files_and_ratings_keeps_what_it_has() -> None:
    fresh, old = new_slug(), new_slug()
    tenants.create(fresh, nombre="Nuevo")
    tenants.create(old, nombre="Viejo")
    arguments = {"schema_name": old, "tenant": True, "interactive": False, "verbosity": 0}
    call_command("migrate_schemas", "ventanilla", "0003", **arguments)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {old}.ventanilla_cliente (cliente_id) VALUES ('5')")
        cursor.execute(f"INSERT INTO {old}.ventanilla_chat (cliente_id, cerrado, cerrado_en) VALUES ('5', true, now())")
    Tenant.objects.filter(slug=old).update(migrado="of an earlier version")
    assert schemas.migrate() == Report(done=[old])
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    assert shape(old)["columns"] == shape(fresh)["columns"]
    assert fetch(f"SELECT cliente_id, puntuacion FROM {old}.ventanilla_chat") == [("5", None)]


def test_a_tenant_costs_four_tables() -> None:
    slug = new_slug()
    tenants.create(slug, nombre="Umbra")
    tables = fetch("SELECT tablename FROM pg_tables WHERE schemaname = %s", slug)
    ours = [f"ventanilla_{name}" for name in ("adjunto", "chat", "cliente", "mensaje")]
    assert [name for (name,) in tables] == ["django_migrations", *ours]


def test_a_new_tenant_has_nothing_left_to_migrate() -> None:
    tenants.create(new_slug(), nombre="Umbra")
    assert schemas.pending() == []
    assert schemas.migrate() is None


def test_a_new_tenant_that_is_saved_again_has_nothing_left_to_migrate_either() -> None:
    tenant = tenants.create(new_slug(), nombre="Umbra")
    tenant.color = "#0f7a5a"
    tenant.save()
    assert schemas.pending() == []


def test_a_tenant_that_is_behind_is_brought_up_to_date() -> None:
    slug = new_slug()
    tenants.create(slug, nombre="Umbra")
    Tenant.objects.filter(slug=slug).update(migrado="of an earlier version")
    assert schemas.pending() == ["1 tenants"]
    assert schemas.migrate() == Report(done=[slug])
    assert schemas.pending() == []


@pytest.mark.parametrize(
    ("slug", "word"),
    [
        ("acme", "ya existe"),
        ("Acme", "minúsculas"),
        ("9acme", "letra"),
        ("acme_x", "guiones"),
        ("acme ", "no vale"),
        ("acme\n", "no vale"),
        ("", "no vale"),
        ("ñandú", "no vale"),
        ('x"; drop schema acme; --', "no vale"),
        ("a" * 41, "40"),
        ("public", "reservado"),
        ("pg-x", "reservado"),
        ("information-schema", "reservado"),
    ],
)
def test_a_slug_that_cannot_be_is_refused(slug: str, word: str) -> None:
    before = Tenant.objects.count()
    with pytest.raises(TenantError, match=word):
        tenants.create(slug, nombre="Otra")
    assert Tenant.objects.count() == before


@pytest.mark.parametrize(
    ("domain", "word"),
    [
        ("acme.localhost", "acme"),
        ("ACME.localhost.", "acme"),
        ("localhost", "public"),
        ("https://otra.example/", "no es un dominio"),
        ("otra.example:80", "no es un dominio"),
        ("otra example", "no es un dominio"),
        ("", "no es un dominio"),
    ],
)
def test_a_domain_that_cannot_be_is_refused(domain: str, word: str) -> None:
    slug = new_slug()
    with pytest.raises(TenantError, match=word):
        tenants.create(slug, nombre="Otra", domains=[domain])
    assert not exists(slug)


def test_a_name_and_a_color_are_looked_at() -> None:
    with pytest.raises(TenantError, match="nombre"):
        tenants.create(new_slug(), nombre="  ")
    with pytest.raises(TenantError, match="color"):
        tenants.create(new_slug(), nombre="Otra", color="verde")
    assert tenants.create(new_slug(), nombre="Otra", color="#ABCDEF").color == "#abcdef"


def test_a_failure_leaves_neither_row_nor_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    slug = new_slug()

    def fail(_: str) -> None:
        raise RuntimeError("the power went off")

    monkeypatch.setattr(schemas, "_mark", fail)
    with pytest.raises(RuntimeError):
        tenants.create(slug, nombre="Umbra")
    assert not exists(slug)
    assert not Tenant.objects.filter(slug=slug).exists()
    assert fetch("SELECT current_schema()") == [("public",)]


def test_the_platform_is_a_tenant_once() -> None:
    first, again = tenants.ensure_public(), tenants.ensure_public()
    assert first.pk == again.pk
    assert (first.slug, first.schema_name) == ("public", "public")
    assert Domain.objects.filter(tenant=first, domain="localhost").count() == 1


def test_the_platforms_domain_is_not_taken_from_a_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.VENTANILLA, "PUBLIC_DOMAIN", "acme.localhost")
    with pytest.raises(TenantError, match=r"acme\.localhost"):
        tenants.ensure_public()
