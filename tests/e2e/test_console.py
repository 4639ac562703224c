"""The agents' console: getting in and out, and everything by keyboard."""

from __future__ import annotations

import re
from asyncio import gather

import pytest
from playwright.async_api import Page, expect

from .conftest import Sit, Visit
from .demo import HUGO, Demo
from .desk import Desk, log_in
from .watch import Watch, picture

pytestmark = pytest.mark.browser

FIELDS = {"user": "Usuario", "password": "Contraseña"}


async def test_a_wrong_password_is_said_and_the_way_out_leads_back_to_the_door(demo: Demo, watch: Watch):
    watch.expect_errors(r"status of 400 .*/auth/login", r"status of 401 .*/auth/session")
    page = await (await watch.context()).new_page()
    await page.goto(demo.console())
    await log_in(page, password="no-es-esta")
    await expect(page.get_by_role("alert")).to_have_text("El usuario o la contraseña no son correctos.")
    await expect(page.get_by_label(FIELDS["password"])).to_be_focused()
    await picture(page, "console-wrong-password")

    await log_in(page)
    await expect(Desk(page).rows.first).to_be_visible()
    await page.get_by_role("button", name="Tu cuenta").click()
    await page.get_by_role("button", name="Salir").click()
    await expect(page.get_by_label(FIELDS["user"])).to_be_focused()
    # And nothing is left open behind it.
    await page.goto(f"{demo.console()}chats/1")
    await expect(page.get_by_label(FIELDS["user"])).to_be_visible()
    await expect(page.get_by_role("log")).to_have_count(0)


async def test_a_link_to_a_chat_leads_there_after_logging_in(demo: Demo, watch: Watch):
    chat_id = demo.say(HUGO, "Un enlace directo")
    page = await (await watch.context()).new_page()
    await page.goto(f"{demo.console()}chats/{chat_id}")
    await log_in(page)
    await expect(Desk(page).log.get_by_text("Un enlace directo").last).to_be_visible()


async def test_a_chat_from_the_door_to_its_end_by_keyboard_alone(demo: Demo, watch: Watch, visit: Visit):
    hugo = await visit(HUGO)
    await hugo.open()
    page = await (await watch.context()).new_page()
    await page.goto(demo.console())
    await expect(page.get_by_label(FIELDS["user"])).to_be_focused()
    await type_in(page, "ana", "Tab", "ventanilla-ana", "Enter")
    desk = Desk(page)
    await expect(desk.rows.first).to_be_visible()
    await hugo.say("¿Se puede sin ratón?")
    await expect(desk.row("¿Se puede sin ratón?")).to_have_count(1)

    await page.keyboard.press("j")
    await expect(desk.row("¿Se puede sin ratón?")).to_be_focused()
    await page.keyboard.press("j")
    await page.keyboard.press("k")
    await expect(desk.row("¿Se puede sin ratón?")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(desk.log.get_by_text("¿Se puede sin ratón?")).to_be_visible()
    await page.keyboard.press("r")
    await expect(desk.composer).to_be_focused()
    await type_in(page, "Se puede.", "Shift+Enter", "En dos líneas.", "Enter")
    await expect(hugo.log.get_by_text("Se puede.\nEn dos líneas.")).to_be_visible()

    await page.keyboard.press("Escape")
    await expect(desk.log).to_be_focused()
    await the_list_of_keys_comes_and_goes(page)
    await page.keyboard.press("r")
    await page.keyboard.press("Escape")
    await page.keyboard.press("e")
    await expect(desk.dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(desk.dialog).to_have_count(0)
    await expect(desk.close_button).to_be_visible()
    await expect(desk.log).to_be_focused()  # where it was
    await page.keyboard.press("e")
    await expect(desk.dialog.get_by_role("radio", name="resuelto")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(desk.dialog.get_by_role("radio", name="sin respuesta")).to_be_checked()
    await picture(page, "console-keyboard-dialog")
    await page.keyboard.press("Enter")
    await expect(desk.dialog).to_have_count(0)
    await expect(page.get_by_text("Cerrado, sin respuesta")).to_be_visible()
    await hugo.folds_away()
    # The focus is still there, and the way back is Escape.
    await expect(desk.log).to_be_focused()
    # While its row is in the list, Escape leads there first.
    await expect(page.locator(f'a[data-chat="{desk.chat_id}"]')).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(page).to_have_url(re.compile(r"/soporte/(\?.*)?$"))


async def the_list_of_keys_comes_and_goes(page: Page) -> None:
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Teclas")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.keyboard.press("/")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.press("Escape")


async def type_in(page: Page, *what: str) -> None:
    """Keys by their names, everything else letter by letter."""
    for each in what:
        if re.fullmatch(r"(Shift\+)?(Tab|Enter)", each):
            await page.keyboard.press(each)
        else:
            await page.keyboard.type(each)


async def test_what_was_being_written_when_the_chat_closed_goes_along(demo: Demo, visit: Visit, sit: Sit):
    """bea closes it while ana writes: ana's words stay, and can be taken to the new chat."""
    hugo, ana = await gather(visit(HUGO), sit())
    await hugo.open()
    await hugo.say("¿Quién me atiende?")
    chat_id = await ana.open(HUGO.nombre, "¿Quién me atiende?")
    await ana.composer.fill("Te lo cuento")
    demo.call("POST", f"/api/chat/{chat_id}/cerrar/", token=demo.agent_token(), razon_cierre="duplicado")
    await expect(ana.page.get_by_text("El chat se cerró y esto no se envió:")).to_be_visible()
    await hugo.folds_away()
    await hugo.open()
    await hugo.say("Sigo aquí")
    await ana.page.get_by_role("button", name="Llevarlo al chat nuevo").click()
    await expect(ana.page).not_to_have_url(re.compile(f"/chats/{chat_id}"))
    await expect(ana.composer).to_have_value("Te lo cuento")
    await ana.composer.press("Enter")
    await hugo.has_once("Sigo aquí", "Te lo cuento")
