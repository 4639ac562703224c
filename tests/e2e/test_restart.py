"""The server goes down in the middle of a chat and comes back: so do both sides, by themselves."""

from __future__ import annotations

import re
import signal
from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import MARTA, Demo, somebody
from .house import Casa, home_of
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


async def test_what_is_typed_into_a_dead_line_survives_the_tab_and_arrives_once(casa: Casa, demo: Demo, watch: Watch):
    watch.expect_errors(*LINE_DOWN, r"status of 50\d")
    berta = somebody("Berta Ruiz")
    context = await watch.context()
    first = await home_of(context, casa.at(), berta)
    await first.panel.open()
    await first.panel.say("Antes de parar")
    await first.panel.has_once("Antes de parar")
    assert demo.stop(signal.SIGKILL) != 0
    waiting = ["Uno en el vacío", "Dos en el vacío", "Tres en el vacío"]
    for texto in waiting:
        await first.panel.say(texto)
    await first.page.close()

    # The application has a server of its own, which is still there.
    again = await home_of(context, casa.at(), berta)
    await again.panel.launcher.click()
    for texto in waiting:
        await expect(again.panel.log.get_by_text(texto, exact=True)).to_have_count(1)
    await again.panel.say("Cuatro, en otra pestaña")
    await picture(again.page, "restart-reopened")
    demo.start()
    await again.panel.is_live(within=SLOW_TRY)
    everything = ["Antes de parar", *waiting, "Cuatro, en otra pestaña"]
    await again.panel.has_once(*everything)
    assert demo.texts_of(berta) == [everything]
