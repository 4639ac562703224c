"""The server goes down in the middle of a chat and comes back: so do both sides, by themselves."""

from __future__ import annotations

import re
import signal
from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import MARTA, Demo
from .watch import LINE_DOWN, Watch, picture

pytestmark = pytest.mark.browser

SLOW_TRY = 45_000


async def test_a_restart_loses_and_doubles_nothing(demo: Demo, watch: Watch, visit: Visit, sit: Sit):
    watch.expect_errors(*LINE_DOWN, r"status of 50\d")
    ana, marta = await gather(sit(), visit(MARTA))
    await marta.open()
    await marta.say("Antes de parar")
    chat_id = await ana.open(MARTA.nombre, "Antes de parar")
    await ana.answer("Te leo")
    await marta.has_once("Te leo")

    assert demo.stop(signal.SIGTERM) == 0
    await expect(marta.status).to_have_text(re.compile(r"^Reconectando, intento [1-6]/6$"))
    await expect(ana.page.get_by_text(re.compile(r"Reconectando, intento [1-6]/6"))).to_be_visible()
    await marta.say("Con el servidor parado")
    await ana.composer.fill("Yo también escribo")
    await ana.composer.press("Enter")
    await expect(ana.log.get_by_text("Enviando…")).to_be_visible()
    await picture(ana.page, "restart-console-down")
    demo.start()
    # By themselves, and on a slow machine not before the first of the slow tries.
    await expect(marta.status).to_have_text("En línea", timeout=SLOW_TRY)
    await expect(ana.page.get_by_text("Reconectando")).to_have_count(0, timeout=SLOW_TRY)
    await expect(ana.page.get_by_text("Seguimos intentándolo")).to_have_count(0, timeout=SLOW_TRY)

    everything = {"Antes de parar", "Te leo", "Con el servidor parado", "Yo también escribo"}
    await marta.has_once(*everything)
    await ana.has_once(*everything)
    stored = demo.texts_in(MARTA, chat_id)
    assert sorted(stored) == sorted(everything)
    # And it is live again, not only caught up.
    await ana.answer("Aquí seguimos")
    await marta.has_once("Aquí seguimos")
