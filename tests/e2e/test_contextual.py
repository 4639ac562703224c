"""The chat beside a record: soporte sees from which one the cliente writes."""

from __future__ import annotations

import re
from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import EVA, Demo, somebody
from .panel import Panel
from .watch import Watch, picture

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


async def test_two_records_of_one_chat_show_two_cards_that_lead_there(visit: Visit, sit: Sit):
    ana, eva = await gather(sit(), visit(EVA))
    page = eva.page
    beside = Panel(page, "region")
    for record, texto in (("4187", "Sobre uno"), ("4186", "Sobre otro"), ("4186", "Y otra vez")):
        await page.goto(f"{page.url.split('#')[0]}#/pedidos/{record}")
        await expect(beside.box.get_by_text(f"Sobre Pedido {record}")).to_be_visible()
        await beside.say(texto)
        await beside.has_once(texto)
    # The same one is told once; the screen stands under the record.
    cards = beside.log.get_by_role("link", name=re.compile("^Pedido"))
    await expect(cards).to_have_text(["Pedido 4187Pedidos", "Pedido 4186Pedidos"])
    await ana.open(EVA.nombre, "Y otra vez")
    await expect(ana.log.get_by_text(re.compile("^Desde Pedido"))).to_have_text(
        ["Desde Pedido 4187 en Pedidos", "Desde Pedido 4186 en Pedidos"]
    )
    await picture(page, "contextual-two-records")
    for link in (cards.first, ana.log.get_by_role("link", name="Abrir").first):
        async with link.page.context.expect_page() as opened:
            await link.click()
        record = await opened.value
        await expect(record).to_have_url(re.compile("#/pedidos/4187$"))
        # The page that it came from is out of its reach.
        assert await record.evaluate("opener") is None
        await record.close()


async def test_an_address_that_would_run_something_is_never_a_link(tienda: str, demo: Demo, watch: Watch, sit: Sit):
    ana = await sit()
    tomas = somebody("Tomás", "acme")
    page = await (await watch.context()).new_page()
    await page.goto(f"{tienda}/{tomas.cliente_id}")
    panel = Panel(page)
    await panel.open()
    for number, url in enumerate(("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "blob:null/1")):
        contexto = {"tipo": "trampa", "id": number, "titulo": f"Trampa {number}", "pantalla": "Tienda", "url": url}
        await page.evaluate("(contexto) => Ventanilla('context', contexto)", contexto)
        await expect(panel.box.get_by_text(f"Sobre Trampa {number}")).to_be_visible()
        await panel.say(f"Con la trampa {number}")
        await panel.has_once(f"Con la trampa {number}")
        await expect(panel.log.get_by_text(f"Trampa {number}", exact=True)).to_be_visible()
    await ana.open("Con la trampa 3")
    await expect(ana.log.get_by_text(re.compile("^Desde Trampa"))).to_have_count(4)
    for log in (panel.log, ana.log):
        await expect(log.get_by_role("link")).to_have_count(0)
        await expect(log.locator("a")).to_have_count(0)
