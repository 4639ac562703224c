"""The line goes down, an ack is lost, a page is loaded again: what was written arrives, and once."""

from __future__ import annotations

import re
from asyncio import gather

import pytest
from playwright.async_api import expect

from .cable import Cable
from .conftest import Sit, Visit
from .demo import IVAN, Demo
from .watch import LINE_DOWN, Watch, picture

pytestmark = pytest.mark.browser

RECONNECTING = re.compile(r"^Reconectando, intento [1-6]/6$")


async def test_what_is_written_with_the_line_down_arrives_once_it_is_back(
    cable: Cable, watch: Watch, visit: Visit, sit: Sit, demo: Demo
):
    watch.expect_errors(*LINE_DOWN)
    ana, ivan = await gather(sit(), visit(IVAN, port=cable.port))
    await ivan.open()
    await ivan.say("Antes del corte")
    chat_id = await ana.open(IVAN.nombre, "Antes del corte")

    await cable.cut()
    await ivan.page.context.set_offline(True)
    await expect(ivan.status).to_have_text(RECONNECTING)
    await ivan.say("Durante el corte")
    await ivan.say("Y otra durante el corte")
    await expect(ivan.log.get_by_text("Se enviará al volver la conexión").last).to_be_visible()
    await expect(ivan.status).to_have_text(re.compile(r"^Reconectando, intento [2-6]/6$"))
    await picture(ivan.page, "line-down")
    await ana.answer("¿Sigues ahí?")

    await cable.mend()
    await ivan.page.context.set_offline(False)
    await expect(ivan.status).to_have_text("En línea")
    everything = ["Antes del corte", "¿Sigues ahí?", "Durante el corte", "Y otra durante el corte"]
    await ivan.has_once(*everything)
    await ana.has_once(*everything)
    assert demo.texts_in(IVAN, chat_id) == everything
    await picture(ivan.page, "line-back")


async def test_a_message_whose_ack_is_lost_is_stored_once(
    cable: Cable, watch: Watch, visit: Visit, sit: Sit, demo: Demo
):
    watch.expect_errors(*LINE_DOWN)
    ana, ivan = await gather(sit(), visit(IVAN, port=cable.port))
    await ivan.open()
    await ivan.say("Uno")
    chat_id = await ana.open(IVAN.nombre, "Uno")

    cable.swallow("down")
    await ivan.say("Dos")
    await ana.has_once("Dos")  # it is stored, and its author can't know
    await expect(ivan.log.get_by_text("Enviando", exact=True)).to_be_visible()
    await cable.cut()
    await expect(ivan.status).to_have_text(RECONNECTING)
    await cable.mend()

    await expect(ivan.status).to_have_text("En línea")
    await ivan.has_once("Uno", "Dos")
    await ivan.say("Tres")
    await ana.has_once("Uno", "Dos", "Tres")
    assert demo.texts_in(IVAN, chat_id) == ["Uno", "Dos", "Tres"]


async def test_a_message_that_waits_is_kept_over_a_reload(
    cable: Cable, watch: Watch, visit: Visit, sit: Sit, demo: Demo
):
    watch.expect_errors(*LINE_DOWN)
    ana, ivan = await gather(sit(), visit(IVAN, port=cable.port))
    await ivan.open()
    await ivan.say("Ya estaba")
    chat_id = await ana.open(IVAN.nombre, "Ya estaba")

    cable.swallow("up", "down")
    await ivan.say("Escrito antes de recargar")
    await expect(ivan.log.get_by_text("Enviando", exact=True)).to_be_visible()
    assert len((await ivan.stored())["queues"]) == 1
    await ivan.page.reload()
    await ivan.launcher.click()
    await expect(ivan.log.get_by_text("Escrito antes de recargar", exact=True)).to_have_count(1)
    await picture(ivan.page, "line-reloaded")
    assert demo.texts_in(IVAN, chat_id) == ["Ya estaba"]

    cable.stop_swallowing()
    await ivan.has_once("Ya estaba", "Escrito antes de recargar")
    await ana.has_once("Ya estaba", "Escrito antes de recargar")
    assert demo.texts_in(IVAN, chat_id) == ["Ya estaba", "Escrito antes de recargar"]
    assert (await ivan.stored())["queues"] == []
