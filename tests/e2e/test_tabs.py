"""Two tabs of one cliente see the same chat, and go into the next one together."""

from __future__ import annotations

from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import ROSA, Demo
from .panel import panel_of
from .watch import picture

pytestmark = pytest.mark.browser


async def test_two_tabs_of_one_cliente_follow_into_the_new_chat(demo: Demo, visit: Visit, sit: Sit):
    ana, one = await gather(sit(), visit(ROSA))
    other = await panel_of(one.page.context, demo, ROSA)
    for tab in (one, other):
        await tab.open()

    await one.say("¿Está la factura F-2291?")
    await other.has_once("¿Está la factura F-2291?")
    await ana.open(ROSA.nombre, "¿Está la factura F-2291?")
    await ana.answer("Está, enviada ayer.")
    for tab in (one, other):
        await tab.has_once("Está, enviada ayer.")

    await ana.close("resuelto")
    for tab in (one, other):
        await tab.folds_away()

    await one.page.bring_to_front()
    await one.open()
    await one.say("¿Y la de marzo?")
    await one.has_once("¿Y la de marzo?")
    await one.page.keyboard.press("Escape")
    await ana.open(ROSA.nombre, "¿Y la de marzo?")
    await ana.answer("También.")
    # Both were told, folded away as they are; read in one is read in the other.
    for tab in (one, other):
        await expect(tab.launcher).to_have_accessible_name("Escribir a soporte, 1 mensaje sin leer")
    await one.open()
    await one.has_once("También.")
    await expect(other.launcher).to_have_accessible_name("Escribir a soporte")
    await other.open()
    for tab in (one, other):
        await tab.has_once("¿Y la de marzo?", "También.")
    await other.say("Gracias, Ana")
    await one.has_once("Gracias, Ana")
    await ana.has_once("¿Y la de marzo?", "También.", "Gracias, Ana")
    await picture(other.page, "tabs-other")
    assert demo.texts_in(ROSA, ana.chat_id) == ["¿Y la de marzo?", "También.", "Gracias, Ana"]
