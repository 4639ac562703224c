"""The browser and the demo of the browser tests, for the pages that docs/embed.md shows."""

from __future__ import annotations

from ..e2e.conftest import browsers, chromium, demo, installed_demo, pytest_runtest_makereport, watch

__all__ = ["browsers", "chromium", "demo", "installed_demo", "pytest_runtest_makereport", "watch"]
