"""What an agente hears and sees of a chat that they do not look at: title, sound, the browser's notification, push."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.push_service import PushService, push_service

from .conftest import PATIENCE_MS, Sit
from .demo import Demo, somebody
from .desk import Desk, desk_of
from .ears import stand_in
from .house import Casa, home_of
from .panel import Panel
from .watch import Watch, picture

pytestmark = pytest.mark.browser

HAS_FOCUS = "(has) => { document.hasFocus = () => has; }"
# How many things this page has had its turn to tell of, or was told that another page does.
COUNT_TURNS = """
  window.turns = 0;
  const request = navigator.locks?.request;
  if (request) LockManager.prototype.request = function (name, options, run) {
    if (!name.startsWith('ventanilla.aviso.')) return request.call(this, name, options, run);
    return request.call(this, name, options, (lock) => {
      const done = run(lock);
      window.turns += 1;
      return done;
    });
  };
"""
WATCHES = "performance.getEntriesByType('resource').some(({ name }) => /\\/Watch-/.test(name))"
# A browser without a screen has no push service: one of ours stands in for it.
SUBSCRIBES = """(subscription) => {
  let made = null;
  const { endpoint, p256dh, auth } = subscription;
  PushManager.prototype.getSubscription = async () => made;
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    window.asked = { userVisibleOnly, applicationServerKey };
    return (made = {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => { made = null; return true; },
    });
  };
}"""


async def writes(casa: Casa, watch: Watch, demo: Demo, texto: str, nombre: str = "De Casa") -> Panel:
    """Somebody new has written to soporte, and has the panel open."""
    home = await home_of(await watch.context(), casa.at(), somebody(nombre), servidor=demo.origin("globex"))
    await home.panel.open()
    await home.panel.say(texto)
    await home.panel.has_once(texto)
    return home.panel


async def listens(sit: Sit, watch: Watch) -> Desk:
    """ana, whose pages count what they do to be noticed, and who has allowed notifications."""

    async def prepare(context: Any) -> None:
        await stand_in(context)
        await context.add_init_script(COUNT_TURNS)
        await context.grant_permissions(["notifications"])

    watch.on_each_context(prepare)
    desk = await sit()
    await ready(desk.page)
    return desk


async def ready(page: Page) -> None:
    await comes_true(page, WATCHES)
    # And what it asks first has been answered.
    await page.wait_for_load_state("networkidle")


async def comes_true(page: Page, what: str) -> None:
    """As `wait_for_function`, which evaluates a text in the page: its Content-Security-Policy refuses that."""
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while not await page.evaluate(what):
            await asyncio.sleep(0.05)


async def notes(*pages: Page) -> list[int]:
    return [await page.evaluate("notes") for page in pages]


async def test_the_title_and_the_mark_count_what_is_unread(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    ana = await sit()
    before = int((re.match(r"\((\d+)\)", await ana.page.title()) or [0, 0])[1])
    await writes(casa, watch, demo, "¿Me cuentan en el título?")
    await expect(ana.page).to_have_title(f"({before + 1}) Bandeja · Ventanilla")
    icon = ana.page.locator('link[rel="icon"]')
    await expect(icon).to_have_attribute("href", re.compile(r"/mark-unread\.svg$"))
    await ana.open("¿Me cuentan en el título?")
    count = f"({before}) " if before else ""
    await expect(ana.page).to_have_title(f"{count}De Casa · Ventanilla")


@pytest.mark.whole_browser
async def test_of_two_tabs_one_sounds_and_says_who_wrote(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    ana = await listens(sit, watch)
    other = await desk_of(ana.page.context, demo)
    await ready(other.page)
    for page in (ana.page, other.page):
        await page.evaluate(HAS_FOCUS, False)
    await writes(casa, watch, demo, "¿A quién le suena esto?")
    for page in (ana.page, other.page):
        await comes_true(page, "turns === 1")
    assert sorted(await notes(ana.page, other.page)) == [0, 2]
    said = "notified.map(({ title, body, tag }) => [title, body, tag])"
    told = [await page.evaluate(said) for page in (ana.page, other.page)]
    [[[title, body, tag]]] = [each for each in told if each]
    assert (title, body) == ("Nuevo chat de Globex Salud", "¿A quién le suena esto?")
    [speaker] = [page for page, each in zip((ana.page, other.page), told, strict=True) if each]
    await speaker.evaluate("notified[0].shown.onclick()")
    await expect(speaker).to_have_url(re.compile(rf"/soporte/chats/{tag.removeprefix('chat-')}"))


async def test_nothing_sounds_for_the_chat_that_one_reads(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    ana = await listens(sit, watch)
    panel = await writes(casa, watch, demo, "Te leo")
    await ana.open("Te leo")
    await ana.answer("Y yo a ti")
    [before] = await notes(ana.page)
    assert before > 0
    await panel.say("Pues eso")
    await ana.has_once("Pues eso")
    await comes_true(ana.page, "turns === 2")
    assert await notes(ana.page) == [before]
    assert await ana.page.evaluate("notified.length") == 0


async def test_the_settings_are_kept_and_heard(demo: Demo, watch: Watch, sit: Sit):
    ana = await listens(sit, watch)
    page = ana.page
    await page.goto(f"{demo.console()}ajustes/notificaciones")
    silent = page.get_by_role("checkbox", name="Te mencionan en una nota: Sonido")
    await expect(silent).to_be_checked()
    await page.get_by_role("button", name="Escuchar: Escala").click()
    await comes_true(page, "notes === 3")
    async with page.expect_response(lambda answer: answer.request.method == "PUT"):
        await silent.uncheck()
    await page.reload()
    await expect(silent).not_to_be_checked()
    await expect(page.get_by_role("button", name="Escuchar: Escala")).to_be_disabled()
    await picture(page, "notifications")
    async with page.expect_response(lambda answer: answer.request.method == "PUT"):
        await silent.check()


@pytest.mark.whole_browser
async def test_a_browser_that_subscribes_gets_pushes_and_shows_them(demo: Demo, watch: Watch, sit: Sit):
    with push_service() as service:
        ana = await listens(sit, watch)
        await _subscribes_and_stops(ana.page, demo, service)


async def _subscribes_and_stops(page: Page, demo: Demo, service: PushService) -> None:
    browser = service.browser()
    await page.goto(f"{demo.console()}ajustes/notificaciones")
    await page.evaluate(SUBSCRIBES, browser.subscription)
    await page.get_by_role("button", name="Activar", exact=True).click()
    await expect(page.get_by_text("Llegan aquí cuando estás ausente")).to_be_visible()
    asked = await page.evaluate("asked")
    assert asked["userVisibleOnly"] is True
    assert len(asked["applicationServerKey"]) == 87
    script = "navigator.serviceWorker.getRegistration('/soporte/').then(({ active }) => active.scriptURL)"
    assert (await page.evaluate(script)).endswith("/soporte/avisos.js")
    await page.get_by_role("button", name="Probar").click()
    push = await browser.push(clase="prueba")

    shown = "navigator.serviceWorker.getRegistration('/soporte/').then((here) => here.getNotifications())"
    is_shown = f"{shown}.then((all) => all.some(({{ title }}) => title === '{push['titulo']}'))"
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while not await page.evaluate(is_shown):
            # The tools drop it where the worker is just falling asleep; a second one takes the first one's place.
            await delivers(page, demo, push)
            await page.wait_for_timeout(1500)
    await page.get_by_role("button", name="Desactivar").click()
    await expect(page.get_by_role("button", name="Activar", exact=True)).to_be_visible()
    answer = await page.evaluate("fetch('/api/soporte/push/').then((answer) => answer.json())")
    assert answer["resultados"] == []


async def delivers(page: Page, demo: Demo, push: dict[str, Any]) -> None:
    """The browser wakes the service worker with that push."""
    tools = await page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    await tools.send("ServiceWorker.enable")
    while not registrations:
        await page.wait_for_timeout(20)
    await tools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": demo.console().removesuffix("/soporte/"),
            "registrationId": registrations[0]["registrationId"],
            "data": json.dumps(push),
        },
    )
