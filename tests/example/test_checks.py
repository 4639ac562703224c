"""What is set up wrongly in a host's project is said, each by its own words, and what is right is not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ventanilla import checks

from ..installation import free_port
from .saas import Saas

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
WRONG: dict[str, dict[str, Any]] = {
    "E010": {"SHARED_APPS": ["ventanilla.desk", "django.contrib.auth"]},
    "E011": {"TENANT_APPS": []},
    "E012": {"SHARED_APPS": ["ventanilla", "django.contrib.auth"]},
    "E013": {"TENANT_APPS": ["ventanilla", "ventanilla.desk"]},
    "E015": {"DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}}},
    "W016": {"DATABASES": {"default": {"ENGINE": "django_tenants.postgresql_backend", "CONN_MAX_AGE": 60}}},
    "E017": {"DATABASE_ROUTERS": []},
    "W018": {"MIDDLEWARE": ["django.middleware.security.SecurityMiddleware"]},
    "W019": {"WSGI_APPLICATION": "saas.wsgi.application"},
    "E021": {"PUBLIC_SCHEMA_URLCONF": "django.contrib.auth.urls"},
    "E022": {"SHARED_APPS": ["ventanilla", "ventanilla.desk"]},
    "E023": {"VENTANILLA": {"CLIENTE_DE_SESION": "nowhere.to_be_found"}},
}


def found() -> list[str]:
    return [str(message.id).removeprefix("ventanilla.") for message in checks.check_host()]


def test_nothing_is_said_of_what_is_right() -> None:
    assert found() == []


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from ventanilla.conf import conf

    for name, value in WRONG[wrong].items():
        monkeypatch.setattr(settings, name, value)
    conf.cache_clear()
    try:
        assert found() == [wrong]
    finally:
        monkeypatch.undo()
        conf.cache_clear()


def test_an_app_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: name != "django.contrib.sessions")
    assert found() == ["E014"]


def test_the_page_tells_of_all_of_them() -> None:
    from .saas import ROOT

    page = (ROOT / "docs" / "install-app.md").read_text()
    assert [each for each in [*WRONG, "E014", "E020"] if each not in page] == []


def test_the_example_is_set_up_rightly(in_schemas: Saas) -> None:
    done = in_schemas.manage("check", "--database", "default", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("mode", "refused"), [("transaction", True), ("session", False)])
def test_a_pooler_is_seen_by_what_it_does(mode: str, refused: bool, in_schemas: Saas) -> None:
    if PGBOUNCER is None:
        pytest.skip("no PgBouncer on this machine: apt-get install pgbouncer")
    with pooled(in_schemas, mode) as behind:
        done = behind.manage("check", "--database", "default")
    assert ("ventanilla.E020" in done.stderr) is refused, done.stderr
    assert (done.returncode != 0) is refused, done.stderr


@contextmanager
def pooled(made: Saas, mode: str) -> Iterator[Saas]:
    """The same project with PgBouncer between it and its database. It refuses to be root: it is who the database is."""
    port, theirs = free_port(), made.environment
    upstream = f"host={theirs['PGHOST']} user={theirs['PGUSER']}" + (
        f" port={theirs['PGPORT']}" if "PGPORT" in theirs else ""
    )
    owner = Path(theirs["PGHOST"]).owner() if os.getuid() == 0 and Path(theirs["PGHOST"]).exists() else ""
    with tempfile.TemporaryDirectory() as made_here:
        folder = Path(made_here)
        folder.chmod(0o755)
        conf = folder / "pgbouncer.ini"
        conf.write_text(
            f"[databases]\n* = {upstream}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
            f"auth_type = any\npool_mode = {mode}\nunix_socket_dir =\n"
        )
        process = subprocess.Popen([PGBOUNCER, *(["-u", owner] if owner else []), str(conf)])  # type: ignore[list-item]
        try:
            yield Saas({**theirs, "PGHOST": "127.0.0.1", "PGPORT": str(port)}, made.folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)
