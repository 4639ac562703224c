"""Two people of two tenants with the same cliente_id: each sees their own, the console sees both."""

from __future__ import annotations

from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit, Visit
from .demo import EVA, GUS
from .watch import picture

pytestmark = pytest.mark.browser


async def test_the_same_cliente_id_in_two_tenants_is_two_people(visit: Visit, sit: Sit):
    assert EVA.cliente_id == GUS.cliente_id
    ana, eva, gus = await gather(sit(), visit(EVA), visit(GUS))
    await eva.open()
    await gus.open()
    await gus.say("No puedo mover citas")
    await eva.say("Secreto de Acme")
    await expect(ana.row("Gustavo Peña", "Globex Salud", "No puedo mover citas")).to_have_count(1)
    await ana.open("Eva Montes", "Acme Logística", "Secreto de Acme")
    await ana.answer("Queda entre nosotras")
    await ana.open("Gustavo Peña", "No puedo mover citas")
    await expect(ana.log.get_by_text("Secreto de Acme")).to_have_count(0)
    await ana.answer("Prueba ahora")

    # What was said to eva came before this: had it been meant for gus, it would be here.
    await gus.has_once("No puedo mover citas", "Prueba ahora")
    for word in ("Secreto de Acme", "Queda entre nosotras", "Eva"):
        await expect(gus.box.get_by_text(word)).to_have_count(0)
    await eva.has_once("Secreto de Acme", "Queda entre nosotras")
    await expect(eva.box.get_by_text("Prueba ahora")).to_have_count(0)
    await gus.history.click()
    await expect(gus.box.get_by_role("listitem").first).to_be_visible()
    await expect(gus.box.get_by_text("4187")).to_have_count(0)
    await picture(gus.page, "tenants-gus-history")


async def test_the_console_narrows_to_one_tenant(visit: Visit, sit: Sit):
    ana, eva, gus = await gather(sit(), visit(EVA), visit(GUS))
    for panel, texto in ((eva, "Soy de Acme"), (gus, "Soy de Globex")):
        await panel.open()
        await panel.say(texto)
    for texto in ("Soy de Acme", "Soy de Globex"):
        await expect(ana.row(texto)).to_have_count(1)

    await ana.page.get_by_role("navigation", name="Menú").get_by_role("link", name="Globex Salud").click()
    await expect(ana.row("Soy de Globex")).to_have_count(1)
    await expect(ana.row("Acme Logística")).to_have_count(0)
    await picture(ana.page, "tenants-console-globex")
