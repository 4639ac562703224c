"""390 by 844: the panel fills the screen, the console is one column."""

from __future__ import annotations

from asyncio import gather

import pytest
from playwright.async_api import Page, expect

from .conftest import Sit, Visit
from .demo import CARLA
from .watch import picture

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


async def fits(page: Page) -> bool:
    """Nothing sticks out to the side."""
    found: bool = await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return found


async def test_the_panel_fills_the_phone(visit: Visit, sit: Sit):
    ana, carla = await gather(sit(), visit(CARLA, **PHONE))
    assert await fits(carla.page)
    await picture(carla.page, "phone-launcher")
    await carla.launcher.tap()
    await expect(carla.box).to_have_attribute("aria-modal", "true")
    assert await carla.box.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    await carla.composer.fill("Escribo con el pulgar")
    send = carla.box.get_by_role("button", name="Enviar")
    size = await send.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44
    await send.tap()
    await carla.has_once("Escribo con el pulgar")
    await picture(carla.page, "phone-panel")
    await expect(carla.composer).to_have_css("font-size", "16px")  # less, and iOS zooms in

    await ana.open(CARLA.nombre, "Escribo con el pulgar")
    await ana.close("resuelto")
    await carla.folds_away()
    await picture(carla.page, "phone-toast")
    await carla.launcher.tap()
    await expect(carla.log.get_by_text("Soporte cerró este chat, resuelto")).to_be_visible()
    await carla.box.get_by_role("button", name="Cerrar el panel").tap()
    await expect(carla.box).to_have_count(0)


async def test_the_console_is_one_column_on_a_phone(visit: Visit, sit: Sit):
    ana, carla = await gather(sit(**PHONE), visit(CARLA))
    await carla.open()
    await carla.say("¿Hay alguien?")
    assert await fits(ana.page)
    await expect(ana.row("¿Hay alguien?")).to_be_visible()
    await expect(ana.log).to_have_count(0)
    await picture(ana.page, "phone-inbox")

    await ana.row("¿Hay alguien?").tap()
    await expect(ana.log.get_by_text("¿Hay alguien?")).to_be_visible()
    await expect(ana.rows).to_have_count(0)
    assert await fits(ana.page)
    await ana.answer("Aquí estoy")
    await picture(ana.page, "phone-chat")
    await ana.page.get_by_role("button", name="Detalles").tap()
    await expect(ana.dialog.get_by_text("Cliente carla en Marea")).to_be_visible()
    await picture(ana.page, "phone-details")
    await ana.dialog.get_by_role("button", name="Volver al chat").tap()
    await expect(ana.dialog).to_have_count(0)

    await ana.page.get_by_role("link", name="Volver a la bandeja").tap()
    await expect(ana.row("Tú: Aquí estoy")).to_be_visible()
    await expect(ana.log).to_have_count(0)
    await ana.page.go_back()
    await expect(ana.log.get_by_text("Aquí estoy")).to_be_visible()
