"""An installation that the tests of commands start from."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ventanilla.server.postgres import running

from .machine import ventanilla


@pytest.fixture(scope="session")
def installed() -> Iterator[Path]:
    """A data directory with everything migrated, acme and ana in it, to be copied: making one takes seconds."""
    place = Path(tempfile.mkdtemp(prefix="vt-serve-")) / "data"
    with running(place, durable=False):
        assert ventanilla(place, "tenant", "create", "acme", "--name", "Acme Logística").returncode == 0
        ana = ventanilla(place, "agent", "create", "ana", "--password-stdin", says="la-ventanilla-de-ana\n")
        assert ana.returncode == 0, ana.stderr
    yield place
    shutil.rmtree(place.parent)
