"""Tenants brought up to date side by side: all of them but those that cannot, each wholly or not at all, and once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from ventanilla.server import migrating, schemas, tenants
from ventanilla.server.migrating import Report, Step, Unwatched
from ventanilla.server.models import Tenant

from .test_tenants import fetch, new_slug

pytestmark = pytest.mark.usefixtures("database")

COLUMN = Step(("ventanilla", "9001_probe"), ["ALTER TABLE ventanilla_chat ADD COLUMN probe integer DEFAULT 7"])
RENAMED = Step(("ventanilla", "9002_renamed"), ["ALTER TABLE ventanilla_chat RENAME COLUMN probe TO probed"])
BY_ITSELF = Step(
    ("ventanilla", "9003_index"), ["CREATE INDEX CONCURRENTLY probe_index ON ventanilla_chat (probed)"], atomic=False
)
STEPS = [COLUMN, RENAMED, BY_ITSELF]


@pytest.fixture(autouse=True)
def in_public() -> Iterator[None]:
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    yield
    connection.close()


@pytest.fixture
def three() -> Iterator[list[str]]:
    slugs = sorted(new_slug() for _ in range(3))
    for slug in slugs:
        tenants.create(slug, nombre="Umbra")
    yield slugs
    Tenant.objects.filter(slug__in=slugs).update(migrado=schemas._digest())


def bring_up(slugs: list[str], steps: list[Step] = STEPS, watcher: Any = None) -> Report:
    report = migrating.bring_up(
        schemas.connection_arguments(), slugs, steps, mark="next", watcher=watcher or Unwatched(), jobs=2
    )
    report.done.sort()
    return report


def columns(slug: str) -> set[str]:
    found = fetch("SELECT column_name FROM information_schema.columns WHERE table_schema = %s", slug)
    return {name for (name,) in found}


def marks(slug: str) -> list[str]:
    return [name for (name,) in fetch(f"SELECT name FROM {slug}.django_migrations WHERE name > '9'")]


def marked(slug: str) -> bool:
    return bool(Tenant.objects.filter(slug=slug, migrado="next").exists())


def test_each_gets_every_step_once_and_its_mark(three: list[str]) -> None:
    assert bring_up(three) == Report(done=three)
    for slug in three:
        assert "probed" in columns(slug)
        assert marks(slug) == ["9001_probe", "9002_renamed", "9003_index"]
        assert marked(slug)
    assert len(fetch("SELECT 1 FROM pg_indexes WHERE indexname = 'probe_index' AND schemaname = ANY(%s)", three)) == 3
    assert bring_up(three) == Report(done=three), "again, with nothing to do"


def test_one_that_fails_stops_no_other_is_left_as_it_was_and_goes_on_once_it_is_mended(three: list[str]) -> None:
    broken, *others = three
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {broken}.ventanilla_chat ADD COLUMN probed text")
    report = bring_up(three)
    assert report.done == others
    assert list(report.failed) == [broken]
    assert "probed" in report.failed[broken]
    assert "probe" not in columns(broken), "both steps are one transaction"
    assert (marks(broken), marked(broken)) == ([], False)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {broken}.ventanilla_chat DROP COLUMN probed")
    assert bring_up([broken]) == Report(done=[broken])
    assert marked(broken)


def test_one_whose_schema_is_gone_is_said(three: list[str]) -> None:
    lost, *others = three
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {lost} CASCADE")
    report = bring_up(three)
    Tenant.objects.filter(slug=lost).delete()
    assert report == Report(done=others, failed={lost: f"no existe el esquema «{lost}»"})


def test_what_was_cut_short_goes_on_where_it_was(three: list[str]) -> None:
    class PowerCut(Exception):
        pass

    class Cut(Unwatched):
        def done(self, schema: str) -> None:
            raise PowerCut

    with pytest.raises(PowerCut):
        bring_up(three, watcher=Cut())
    before = {slug: marks(slug) for slug in three}
    assert any(before.values())
    assert bring_up(three) == Report(done=three)
    assert all(marks(slug) == ["9001_probe", "9002_renamed", "9003_index"] for slug in three)


def test_a_table_that_somebody_reads_is_waited_for_without_holding_others_up(
    three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "LOCK_WAIT", "100ms")
    busy = three[0]
    with psycopg.connect(**schemas.connection_arguments()) as reader:
        reader.execute(f"SELECT count(*) FROM {busy}.ventanilla_chat")
        threading.Timer(0.8, reader.rollback).start()
        assert bring_up(three, [COLUMN]) == Report(done=three)
    assert "probe" in columns(busy)


def test_what_is_lacking_is_found_by_a_query_for_many(three: list[str]) -> None:
    one, *_ = three
    bring_up([one], [COLUMN])
    with psycopg.connect(**schemas.connection_arguments()) as asked:
        found = migrating.lacking(asked, [*three, "nobodys"], [COLUMN, RENAMED])
    expected = {slug: [COLUMN, RENAMED] for slug in [*three, "nobodys"]} | {one: [RENAMED]}
    assert found == expected


def test_the_plan_says_what_would_be_done_and_does_nothing(three: list[str]) -> None:
    assert schemas.plan() == []
    Tenant.objects.filter(slug=three[0]).update(migrado="of an earlier version")
    assert schemas.plan() == ["1 tenants: solo anotar que están al día"]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {three[0]}.django_migrations WHERE name = '0005_bloqueado'")
    assert schemas.plan() == ["1 tenants: ventanilla.0005_bloqueado"]
    assert schemas.pending() == ["1 tenants"]
