"""A cliente who looks elsewhere is told that soporte has written: title, sound, notification, launcher."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from . import ears
from .demo import Demo, somebody
from .house import Casa, Home, home_of
from .panel import Panel
from .watch import Watch, picture

pytestmark = pytest.mark.browser

SOUND, BROWSER = "Sonido al recibir un mensaje", "Avisos del navegador"
UNREAD = "Escribir a soporte, {} sin leer"


@pytest.fixture(autouse=True)
def stood_in(watch: Watch) -> None:
    watch.on_each_context(ears.stand_in)


async def talking(casa: Casa, watch: Watch, texto: str) -> Home:
    """In a chat, with the panel open."""
    home = await home_of(await watch.context(), casa.at(), somebody("Berta Ruiz"))
    await home.panel.open()
    await home.panel.say(texto)
    await home.panel.has_once(texto)
    return home


async def switch(panel: Panel, name: str, **options: Any) -> Any:
    """In the panel's choices, which are opened where they are not."""
    bell = panel.box.get_by_role("button", name="Avisos", exact=True)
    if await bell.get_attribute("aria-expanded") == "false":
        await bell.click()
    return panel.box.get_by_role("switch", name=name)


async def test_the_title_counts_what_nobody_has_seen(casa: Casa, demo: Demo, watch: Watch):
    home = await talking(casa, watch, "Cuenta conmigo")
    page, chat_id = home.page, demo.chat_of(home.persona)
    before = await page.title()
    assert before
    await ears.looks_elsewhere(page)
    demo.reply(chat_id, "Uno")
    await expect(page).to_have_title(f"(1) {before}")
    demo.reply(chat_id, "Dos")
    await expect(page).to_have_title(f"(2) {before}")
    # The page goes to another screen meanwhile: its title is its own.
    await page.evaluate("document.title = 'Pedidos'")
    demo.reply(chat_id, "Tres")
    await expect(page).to_have_title("(3) Pedidos")
    await page.evaluate("document.title = '(7) Facturas'")
    await ears.looks(page)
    await expect(page).to_have_title("(7) Facturas")
    await page.evaluate("document.title = 'Facturas'")
    demo.reply(chat_id, "A la vista")
    await home.panel.has_once("A la vista")
    await ears.looks_elsewhere(page)
    demo.reply(chat_id, "Cinco")
    await expect(page).to_have_title("(1) Facturas")
    await ears.looks(page)
    await expect(page).to_have_title("Facturas")


async def test_the_sound_is_chosen_once_and_one_of_two_tabs_rings(casa: Casa, demo: Demo, watch: Watch):
    home = await talking(casa, watch, "Que suene")
    page, chat_id = home.page, demo.chat_of(home.persona)
    sound = await switch(home.panel, SOUND)
    await expect(sound).not_to_be_checked()
    await sound.check()
    assert await ears.rung(page) == 1  # so that one hears what one has chosen
    await picture(page, "alerts-settings")
    await page.reload()
    await home.panel.open()
    await expect(await switch(home.panel, SOUND)).to_be_checked()

    other = await page.context.new_page()
    await other.goto(page.url)
    await Panel(other).open()
    await both_are_told(demo, chat_id, "Suena una vez", page, other)
    assert await ears.rung(page, other) == 1
    for tab in (page, other):
        await ears.looks(tab)
    await sound.uncheck()
    await expect(await switch(Panel(other), SOUND)).not_to_be_checked()
    await both_are_told(demo, chat_id, "En silencio", page, other)
    assert await ears.rung(page, other) == 1


async def both_are_told(demo: Demo, chat_id: int, texto: str, *tabs: Page) -> None:
    """Nobody looks at any of them, and each has counted what came."""
    for tab in tabs:
        await ears.looks_elsewhere(tab)
    demo.reply(chat_id, texto)
    for tab in tabs:
        await expect(tab).to_have_title("(1) La casa de al lado")


@pytest.mark.whole_browser
async def test_a_notification_that_is_pressed_opens_the_panel(casa: Casa, demo: Demo, watch: Watch):
    home = await talking(casa, watch, "Avísame")
    page, panel = home.page, home.panel
    await page.context.grant_permissions(["notifications"])
    browser = await switch(panel, BROWSER)
    await browser.click()
    await expect(browser).to_be_checked()
    await page.keyboard.press("Escape")  # the choices
    await expect(browser).to_have_count(0)
    await panel.composer.press("Escape")
    await expect(panel.box).to_have_count(0)
    await ears.looks_elsewhere(page)
    demo.reply(demo.chat_of(home.persona), "Ya está resuelto")
    await page.wait_for_function("notified.length > 0")
    assert await page.evaluate("notified.map(({ title, body }) => [title, body])") == [["Ana Ruiz", "Ya está resuelto"]]
    await ears.looks(page)
    await page.evaluate("notified[0].shown.onclick()")
    await panel.has_once("Ya está resuelto")
    await expect(page).to_have_title("La casa de al lado")


async def test_a_browser_that_forbids_notifications_is_said(casa: Casa, demo: Demo, watch: Watch):
    home = await talking(casa, watch, "No me avises")
    await ears.forbid_notifications(home.page)
    browser = await switch(home.panel, BROWSER)
    await expect(browser).to_be_disabled()
    await expect(browser).not_to_be_checked()
    await expect(home.panel.box.get_by_text("Tu navegador los tiene bloqueados para esta página.")).to_be_visible()
    await ears.looks_elsewhere(home.page)
    demo.reply(demo.chat_of(home.persona), "Aun así")
    await expect(home.page).to_have_title("(1) La casa de al lado")
    assert await home.page.evaluate("notified") == []


@pytest.mark.parametrize("host", ["react", "script-tag"])
async def test_a_tab_that_never_opened_its_panel_shows_what_another_one_counts(
    host: str, casa: Casa, tienda: str, demo: Demo, watch: Watch
):
    persona = somebody("Berta Ruiz", "globex" if host == "react" else "acme")
    context = await watch.context()
    home = await home_of(context, casa.at(), persona) if host == "react" else None
    page = home.page if home else await context.new_page()
    if not home:
        await page.goto(f"{tienda}/{persona.cliente_id}")
    panel, other = Panel(page), Panel(await context.new_page())
    await panel.open()
    await panel.say("¿Y la otra pestaña?")
    await panel.has_once("¿Y la otra pestaña?")
    await other.page.goto(page.url)
    await expect(other.launcher).to_have_accessible_name("Escribir a soporte")
    await ears.looks_elsewhere(page)
    demo.reply(demo.chat_of(persona), "Uno")
    await expect(other.launcher).to_have_accessible_name(UNREAD.format("1 mensaje"))
    demo.reply(demo.chat_of(persona), "Dos")
    await expect(other.launcher).to_have_accessible_name(UNREAD.format("2 mensajes"))
    await expect(other.launcher).to_have_text("2")
    await picture(other.page, f"alerts-launcher-{host}")
    await ears.looks(page)
    await expect(other.launcher).to_have_accessible_name("Escribir a soporte")
    await expect(other.launcher).to_have_text("")
