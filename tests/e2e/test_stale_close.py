"""Closing over a message that the agente has not seen: it is shown first, and asked."""

from __future__ import annotations

from asyncio import gather

import pytest
from playwright.async_api import expect

from .cable import Cable
from .conftest import Sit, Visit
from .demo import INES, Demo
from .panel import CLOSED_BY_SOPORTE
from .watch import LINE_DOWN, Watch, picture

pytestmark = pytest.mark.browser


async def test_a_message_that_nobody_saw_is_shown_before_the_chat_closes(
    cable: Cable, demo: Demo, watch: Watch, visit: Visit, sit: Sit
):
    watch.expect_errors(r"status of 409 .*/cerrar/", *LINE_DOWN)
    ana, ines = await gather(sit(port=cable.port), visit(INES))
    await ines.open()
    await ines.say("¿Me lo miras?")
    chat_id = await ana.open(INES.nombre, "¿Me lo miras?")
    await ana.answer("Mirado.")

    await ana.close_button.click()
    cable.swallow("down")  # on its way to ana, and not there yet
    await ines.say("Espera, falta una cosa")
    await ines.has_once("Espera, falta una cosa")
    await ana.dialog.get_by_role("button", name="Cerrar chat").click()
    dialog = ana.page.get_by_role("dialog", name="Inés ha escrito mientras cerrabas")
    await expect(dialog.get_by_text("Espera, falta una cosa")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Volver al chat")).to_be_focused()
    await picture(ana.page, "stale-close")
    assert demo.history_of(INES)[0]["cerrado"] is False

    await dialog.get_by_role("button", name="Cerrar de todos modos").click()
    await expect(ana.dialog).to_have_count(0)
    await ines.folds_away()
    assert await ines.toasts_ever_shown() == [CLOSED_BY_SOPORTE]
    cable.stop_swallowing()
    await ana.has_once("¿Me lo miras?", "Mirado.", "Espera, falta una cosa")
    assert demo.texts_in(INES, chat_id) == ["¿Me lo miras?", "Mirado.", "Espera, falta una cosa"]


async def test_going_back_leaves_the_chat_open(cable: Cable, watch: Watch, visit: Visit, sit: Sit):
    watch.expect_errors(r"status of 409 .*/cerrar/", *LINE_DOWN)
    ana, ines = await gather(sit(port=cable.port), visit(INES))
    await ines.open()
    await ines.say("Una pregunta")
    await ana.open(INES.nombre, "Una pregunta")
    await ana.close_button.click()
    cable.swallow("down")
    await ines.say("No cierres todavía")
    await ines.has_once("No cierres todavía")
    await ana.dialog.get_by_role("button", name="Cerrar chat").click()
    await ana.dialog.get_by_role("button", name="Volver al chat").click()
    await expect(ana.dialog).to_have_count(0)
    cable.stop_swallowing()
    await ana.has_once("Una pregunta", "No cierres todavía")
    await ana.answer("No cierro, dime")
    await ines.has_once("No cierro, dime")


async def test_a_message_that_comes_in_behind_the_dialog_is_shown_first(
    demo: Demo, watch: Watch, visit: Visit, sit: Sit
):
    watch.expect_errors(r"status of 409 .*/cerrar/")
    ana, ines = await gather(sit(), visit(INES))
    await ines.open()
    await ines.say("Una cosa")
    await ana.open(INES.nombre, "Una cosa")
    await ana.close_button.click()
    await ines.say("Y otra")
    await expect(ana.row(INES.nombre, "Y otra")).to_have_count(1)
    await expect(ana.log.get_by_text("Y otra")).to_have_count(1)  # it is there, and the dialog over it

    await ana.dialog.get_by_role("button", name="Cerrar chat").click()
    await expect(ana.dialog.get_by_text("Y otra")).to_be_visible(timeout=5_000)
    assert demo.history_of(INES)[0]["cerrado"] is False
