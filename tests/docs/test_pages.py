"""The pages that docs/embed.md shows, as a browser opens them: copied, with the demo's address in them."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from ..e2e.demo import Demo, somebody
from ..e2e.house import COUNT_VIOLATIONS
from ..e2e.panel import Panel
from ..e2e.watch import Watch, picture
from .page import snippet
from .site import django_site, site

pytestmark = pytest.mark.browser

SERVIDOR = "https://acme.soporte.example"


def copied(demo: Demo, text: str) -> str:
    """With the demo's acme in the place of the example's."""
    origin = demo.origin("acme")
    return text.replace(SERVIDOR, origin).replace(SERVIDOR.replace("https", "wss"), origin.replace("http", "ws"))


async def opened(watch: Watch, address: str) -> Panel:
    page = await (await watch.context()).new_page()
    await page.add_init_script(COUNT_VIOLATIONS)
    await page.goto(address)
    return Panel(page)


async def says(panel: Panel, texto: str) -> None:
    await panel.open()
    await panel.say(texto)
    await panel.has_once(texto)


async def test_the_plain_page_under_the_policy_of_the_page(demo: Demo, watch: Watch):
    eva = somebody("Eva De Prueba", "acme")
    policy = "default-src 'none'; " + snippet("Content-Security-Policy", "text").strip()
    page = copied(demo, snippet("One script tag", "html"))
    with site(demo, eva, page, policy=copied(demo, policy)) as address:
        panel = await opened(watch, address)
        await says(panel, "Desde una página cualquiera")
        await picture(panel.page, "docs-html")
        assert await panel.page.evaluate("violations") == []
    assert demo.texts_of(eva) == [["Desde una página cualquiera"]]


async def test_the_commands_that_wait_for_the_script(demo: Demo, watch: Watch):
    eva = somebody("Eva De Mando", "acme")
    chat = demo.say(eva, "Pregunta")
    page = "<!doctype html><title>Acme</title>" + copied(demo, snippet("Commands", "html"))
    with site(demo, eva, page) as address:
        panel = await opened(watch, address)
        demo.reply(chat, "Respuesta")
        await expect(panel.page.get_by_role("button", name="Ayuda (1)")).to_be_visible()
        await panel.page.get_by_role("button", name="Ayuda (1)").click()
        await panel.has_once("Pregunta", "Respuesta")
        await expect(panel.page.get_by_role("button", name="Ayuda", exact=True)).to_be_visible()
        await picture(panel.page, "docs-commands")
        await each_command_does_what_the_table_says(panel)


async def each_command_does_what_the_table_says(panel: Panel) -> None:
    page = panel.page
    await command(page, "newMessage", "Quería saber")
    await expect(panel.composer).to_have_value("Quería saber")
    await command(page, "context", {"titulo": "Pedido 4187"})
    await expect(panel.box.get_by_text("Pedido 4187")).to_be_visible()
    await command(page, "close")
    await expect(panel.box).to_have_count(0)
    await command(page, "toggle")
    await expect(panel.box).to_be_visible()
    await command(page, "hide")
    await expect(panel.corner).to_have_count(0)
    await command(page, "show")
    await expect(panel.launcher).to_be_visible()
    assert await page.evaluate("typeof Ventanilla('on', 'unread', () => {})") == "function"
    await command(page, "logout")
    await command(page, "open")
    await expect(panel.composer).to_have_value("")
    await command(page, "destroy")
    await expect(page.locator("chat-soporte")).to_have_count(0)


async def command(page: Page, *call: object) -> None:
    await page.evaluate("(call) => void Ventanilla(...call)", list(call))


async def test_the_django_template_and_its_view(demo: Demo, watch: Watch):
    eva = somebody("Eva De Plantilla", "acme")
    with django_site(demo, eva) as address:
        panel = await opened(watch, address)
        asked = []
        panel.page.on("request", lambda request: asked.append((request.method, request.headers.get("x-csrftoken"))))
        await says(panel, "Desde una plantilla")
        await picture(panel.page, "docs-django")
        assert any(method == "POST" and re.fullmatch(r"\w{32}", token or "") for method, token in asked)
    assert demo.texts_of(eva) == [["Desde una plantilla"]]
