"""A laptop sleeps, a tab lies in the background, one leaves the page and comes back: all is there, and once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from ..server.machine import eventually
from .cable import Cable
from .conftest import FLAGS, Visit
from .demo import ROSA, Demo, Persona, somebody
from .house import Casa, home_of
from .panel import Panel
from .watch import LINE_DOWN, Watch

pytestmark = pytest.mark.browser

HIDE = """(state) => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
NOTE_RETURN = "addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });"


async def they_catch_up(panel: Panel, demo: Demo, persona: Persona, *missed: str) -> None:
    """What was said meanwhile is there, and what is typed now arrives; all once, in order."""
    await panel.has_once("Antes", *missed)
    await panel.say("Después")
    everything = ["Antes", *missed, "Después"]
    await panel.has_once(*everything)
    said = await panel.log.inner_text()
    places = [said.index(texto) for texto in everything]
    assert places == sorted(places)
    assert demo.texts_in(persona, demo.chat_of(persona)) == everything


async def test_a_page_whose_scripts_stood_still_catches_up(demo: Demo, visit: Visit):
    rosa = await visit(ROSA)
    await rosa.open()
    await rosa.say("Antes")
    await rosa.has_once("Antes")
    # A page that is in view can't be frozen; a debugger that holds it still comes to the same.
    tools = await rosa.page.context.new_cdp_session(rosa.page)
    stands = asyncio.Event()
    tools.on("Debugger.paused", lambda _: stands.set())
    await tools.send("Debugger.enable")
    await tools.send("Debugger.pause")
    next_step = asyncio.create_task(rosa.page.evaluate("1"))
    await stands.wait()
    for texto in ("Uno", "Dos"):
        demo.reply(demo.chat_of(ROSA), texto)
    assert not next_step.done()
    await tools.send("Debugger.disable")
    await next_step
    await they_catch_up(rosa, demo, ROSA, "Uno", "Dos")


async def test_a_laptop_wakes_up_to_a_socket_that_died_without_a_word(
    cable: Cable, demo: Demo, watch: Watch, visit: Visit
):
    watch.expect_errors(*LINE_DOWN)
    rosa = await visit(ROSA, port=cable.port)
    await rosa.page.clock.install()
    await rosa.open()
    await rosa.say("Antes")
    await rosa.has_once("Antes")
    sockets = sockets_from_now_on(rosa.page)
    cable.let_die()
    for texto in ("Uno", "Dos"):
        demo.reply(demo.chat_of(ROSA), texto)
    # Hours have passed when it wakes; what it asks of the old socket is never answered.
    await rosa.page.clock.fast_forward("03:00:00")
    await rosa.say("Al despertar")
    await rosa.page.clock.fast_forward("00:30")
    await they_catch_up(rosa, demo, ROSA, "Uno", "Dos", "Al despertar")
    assert sockets, "what it had on waking is no line any more"


def sockets_from_now_on(page: Page) -> list[str]:
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    return opened


async def test_what_comes_into_a_tab_in_the_background_is_unread_until_it_is_shown(demo: Demo, visit: Visit):
    rosa = await visit(ROSA)
    await rosa.open()
    await rosa.say("Antes")
    await rosa.has_once("Antes")
    chat_id = demo.chat_of(ROSA)
    await rosa.page.evaluate(HIDE, "hidden")
    for texto in ("Uno", "Dos"):
        demo.reply(chat_id, texto)
    await rosa.has_once("Uno", "Dos")
    assert demo.read_up_to(ROSA, chat_id) == 1
    await rosa.page.evaluate(HIDE, "visible")
    eventually(lambda: demo.read_up_to(ROSA, chat_id) == 3)
    await they_catch_up(rosa, demo, ROSA, "Uno", "Dos")


@pytest_asyncio.fixture(loop_scope="session")
async def remembering(chromium: str) -> AsyncIterator[Browser]:
    """A browser that keeps whole pages for the way back, which is switched off where pages are driven."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=chromium, args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
        )
        yield launched
        await launched.close()


async def test_going_back_to_a_page_that_was_kept_catches_up(casa: Casa, demo: Demo, remembering: Browser):
    berta = somebody("Berta Ruiz")
    async with await remembering.new_context(locale="es-ES") as context:
        await context.add_init_script(NOTE_RETURN)
        home = await home_of(context, casa.at(), berta)
        await home.panel.open()
        await home.panel.say("Antes")
        await home.panel.has_once("Antes")
        await home.page.goto(f"{casa.origin}/hostil.js")
        for texto in ("Uno", "Dos"):
            demo.reply(demo.chat_of(berta), texto)
        await home.page.go_back(wait_until="commit")
        assert await home.page.evaluate("window.persisted") is True
        await expect(home.panel.box).to_be_visible()
        await they_catch_up(home.panel, demo, berta, "Uno", "Dos")
