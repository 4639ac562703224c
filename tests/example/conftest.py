"""The example SaaS with each of its settings, and the browser of the browser tests."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..e2e.conftest import browsers, chromium, pytest_runtest_makereport, watch
from .saas import ROOT, Saas, saas

__all__ = ["browsers", "chromium", "pytest_runtest_makereport", "watch"]


@pytest.fixture(scope="session")
def frontend() -> None:
    done = subprocess.run([ROOT / "scripts" / "example"], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def in_schemas(frontend: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saas]:
    """Users are in the schema of their company."""
    yield from _standing("saas.settings", tmp_path_factory.mktemp("saas"))


@pytest.fixture(scope="session")
def in_public(frontend: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saas]:
    """Users are of the whole platform."""
    yield from _standing("saas.settings_public_users", tmp_path_factory.mktemp("saas"))


def _standing(settings: str, folder: Path) -> Iterator[Saas]:
    with saas(settings, folder) as made:
        yield made
