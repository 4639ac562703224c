"""Out of its hours soporte says when it is back; one writes all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import MARTA, Demo
from .watch import picture

pytestmark = pytest.mark.browser

NEVER = {"zona": "Europe/Madrid", "dias": {}}


@pytest.fixture
def closed_desk(demo: Demo) -> Iterator[None]:
    """Nobody is there at any hour, as long as the test runs."""
    before = ajustes(demo)
    ajustes(demo, {**before, "horario": NEVER})
    yield
    ajustes(demo, before)


def ajustes(demo: Demo, wanted: dict[str, Any] | None = None) -> dict[str, Any]:
    method, body = ("PUT", {"json": wanted}) if wanted is not None else ("GET", {})
    answer = demo.ask(method, "/api/soporte/ajustes/", token=demo.agent_token(), **body)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.usefixtures("closed_desk")
async def test_out_of_hours_it_is_said_and_one_may_write(demo: Demo, visit: Visit, sit: Sit) -> None:
    marta = await visit(MARTA)
    await marta.open()
    said = marta.box.get_by_text("Ahora estamos fuera de horario. Escribe y te respondemos aquí.")
    await expect(said).to_be_visible()
    await picture(marta.page, "out-of-hours")
    await marta.say("Os escribo de noche")
    await marta.has_once("Os escribo de noche")
    # Somebody is there after all.
    await sit()
    await expect(said).to_have_count(0)
