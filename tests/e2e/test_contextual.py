"""The chat beside a record: soporte sees from which one the cliente writes."""

from __future__ import annotations

import re
from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import EVA
from .panel import Panel
from .watch import picture

pytestmark = pytest.mark.browser


async def test_what_is_written_beside_a_pedido_comes_with_it(visit: Visit, sit: Sit):
    ana, eva = await gather(sit(), visit(EVA))
    page = eva.page
    await page.get_by_role("link", name="Pedidos").click()
    await page.get_by_role("link", name="4187").click()
    beside = Panel(page, "region")
    await expect(beside.composer).to_be_visible()
    await expect(beside.box.get_by_text("Pedido 4187").first).to_be_visible()
    await beside.say("Sigue como entregado")
    await beside.has_once("Sigue como entregado")
    await picture(page, "contextual-eva")

    await ana.open(EVA.nombre, "Sigue como entregado")
    await expect(ana.log.get_by_text("Desde Pedido 4187 en Pedidos")).to_be_visible()
    await expect(ana.log.get_by_role("link", name="Abrir")).to_have_attribute("href", re.compile("#/pedidos/4187$"))
    await picture(ana.page, "contextual-ana")
    await ana.answer("Lo miro")
    await beside.has_once("Lo miro")


async def test_both_panels_of_a_page_show_one_chat_and_one_toast(visit: Visit, sit: Sit):
    ana, eva = await gather(sit(), visit(EVA))
    await eva.page.goto(f"{eva.page.url.split('#')[0]}#/pedidos/4187")
    beside = Panel(eva.page, "region")
    await eva.open()
    await eva.say("Desde la esquina")
    await beside.has_once("Desde la esquina")
    await beside.say("Desde el pedido")
    await eva.has_once("Desde la esquina", "Desde el pedido")
    await beside.composer.fill("A medias")

    await ana.open(EVA.nombre, "Desde el pedido")
    await ana.close("resuelto")
    # The one in the corner folds away; the one beside the record stays in its place, with what is being typed.
    await expect(eva.box).to_have_count(0)
    await expect(beside.log.get_by_text("Soporte cerró este chat, resuelto")).to_be_visible()
    await expect(beside.composer).to_have_value("A medias")
    await beside.composer.press("Enter")
    await beside.has_once("A medias")
    await expect(ana.row(EVA.nombre, "Vuelve tras el cierre", "A medias")).to_have_count(1)
    assert len(await eva.toasts_ever_shown()) == 1
    await picture(eva.page, "contextual-after-close")
