"""The script tag on somebody else's site: under its styles, its policy, and from its origin."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, expect

from .conftest import Sit
from .demo import GUS, Demo, somebody
from .desk import Desk
from .house import COUNT_VIOLATIONS
from .panel import CLOSED_BY_SOPORTE, Panel
from .watch import Watch, picture

pytestmark = pytest.mark.browser

STYLES = """(element) => {
  const { fontSize, letterSpacing, textTransform, direction, color, backgroundColor } = getComputedStyle(element);
  return { fontSize, letterSpacing, textTransform, direction, color, backgroundColor };
}"""

# Faster than any frame: the text is there as soon as the field is, and Enter before the page is drawn.
TYPES_AT_ONCE = """(texto) => new Promise((done) => {
  const root = document.querySelector('chat-soporte').shadowRoot;
  const write = () => {
    const field = root.querySelector('textarea');
    if (!field) return;
    looks.disconnect();
    field.value = texto;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    setTimeout(() => {
      const enter = { key: 'Enter', bubbles: true, composed: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', enter));
      done();
    });
  };
  const looks = new MutationObserver(write);
  looks.observe(root, { childList: true, subtree: true });
  root.querySelector('.launcher').click();
})"""


async def test_the_script_tag_works_on_a_hostile_page_of_another_origin(
    tienda: str, demo: Demo, watch: Watch, sit: Sit
):
    tomas, ana = somebody("Tomás", "acme"), await sit()
    watch.on_each_context(lambda context: context.add_init_script(COUNT_VIOLATIONS))
    page = await (await watch.context()).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    await page.goto(f"{tienda}/{tomas.cliente_id}")
    await nothing_is_asked_before_it_is_opened(page, asked)
    await they_talk_and_talk_again(Panel(page), ana)
    assert await page.evaluate("violations") == []
    assert demo.texts_of(tomas) == [["Escribo desde la tienda", "Te leo desde aquí"], ["Lo que falta", "Aquí estamos"]]


async def nothing_is_asked_before_it_is_opened(page: Page, asked: list[str]) -> None:
    tomas = Panel(page)
    await expect(page.get_by_role("heading", name="La tienda de al lado")).to_have_css("font-size", "40px")
    await expect(tomas.launcher).to_have_count(1)
    await expect(tomas.launcher).to_be_in_viewport(ratio=1)
    assert "/widget.js" in asked
    assert not [path for path in asked if path.startswith(("/api/", "/token/"))]
    await picture(page, "widget-1-folded")


async def they_talk_and_talk_again(tomas: Panel, ana: Desk) -> None:
    page = tomas.page
    await tomas.open()
    await tomas.say("Escribo desde la tienda")
    await tomas.has_once("Escribo desde la tienda")
    await it_looks_as_it_should(tomas)
    await picture(page, "widget-2-open")
    await ana.open("Escribo desde la tienda")
    await ana.answer("Te leo desde aquí")
    await tomas.has_once("Te leo desde aquí")

    await tomas.composer.fill("Lo que falta")
    await ana.close("resuelto")
    await expect(tomas.box).to_have_count(0)
    await expect(page.get_by_text(CLOSED_BY_SOPORTE, exact=True)).to_have_count(1)
    await expect(page.get_by_text(CLOSED_BY_SOPORTE, exact=True)).to_be_visible()
    await expect(tomas.launcher).to_be_focused()
    await picture(page, "widget-3-closed")

    await page.keyboard.press("Enter")
    await expect(tomas.composer).to_have_value("Lo que falta")
    await tomas.composer.press("Enter")
    await tomas.has_once("Lo que falta")
    await expect(page.get_by_text(CLOSED_BY_SOPORTE, exact=True)).to_have_count(0)
    await ana.open("Vuelve tras el cierre", "Lo que falta")
    await ana.answer("Aquí estamos")
    await tomas.has_once("Aquí estamos")
    await picture(page, "widget-4-again")
    await page.keyboard.press("Escape")
    await expect(tomas.launcher).to_be_focused()


async def it_looks_as_it_should(panel: Panel) -> None:
    """As it would on a page of its own."""
    composer = await panel.composer.evaluate(STYLES)
    assert (composer["fontSize"], composer["letterSpacing"], composer["textTransform"]) == ("16px", "normal", "none")
    said = await panel.log.get_by_text("Escribo desde la tienda").evaluate(STYLES)
    assert (said["fontSize"], said["textTransform"]) == ("15px", "none")
    assert said["color"] != "rgb(255, 0, 0)"
    assert composer["direction"] == "ltr"
    assert composer["backgroundColor"] != "rgb(255, 255, 0)"
    box, button = await panel.box.bounding_box(), await panel.corner.bounding_box()
    assert box
    assert button
    assert 340 < box["width"] < 480
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 1440
    assert 44 <= button["width"] <= 72
    assert button["x"] + button["width"] > 1340
    assert button["y"] + button["height"] > 800


async def test_a_token_of_another_tenant_is_refused_in_words(tienda: str, watch: Watch):
    watch.expect_errors(r"status of 401 .*/api/chat/ticket/", r"WebSocket connection to .* failed")
    page = await (await watch.context()).new_page()
    await page.goto(f"{tienda}/{GUS.cliente_id}@{GUS.tenant}")
    panel = Panel(page)
    await panel.launcher.click()
    await expect(panel.box.get_by_text("Tu sesión terminó. Vuelve a entrar para seguir.")).to_be_visible()
    await picture(page, "widget-refused")


async def test_a_panel_that_came_at_the_second_try_has_its_later_parts(tienda: str, watch: Watch):
    watch.expect_errors(r"net::ERR_FAILED")
    page = await (await watch.context()).new_page()
    await page.route("**/widget/panel-*.js", lambda route: route.abort(), times=1)
    await page.goto(f"{tienda}/{somebody('Tomás', 'acme').cliente_id}")
    panel = Panel(page)
    # By key: a finger's touch fetches before it has pressed.
    await panel.launcher.press("Enter")
    await page.get_by_role("button", name="No pudimos abrir el chat. Pulsa para reintentar.").press("Enter")
    await panel.is_live()
    await panel.box.get_by_role("button", name="Avisos", exact=True).click()
    await expect(panel.box.get_by_role("switch", name="Sonido al recibir un mensaje")).to_be_focused()


async def test_what_is_typed_the_moment_it_opens_is_sent(tienda: str, demo: Demo, watch: Watch):
    tomas = somebody("Tomás", "acme")
    page = await (await watch.context()).new_page()
    await page.goto(f"{tienda}/{tomas.cliente_id}")
    panel = Panel(page)
    await panel.open()
    await page.keyboard.press("Escape")
    await expect(panel.box).to_have_count(0)
    await page.evaluate(TYPES_AT_ONCE, "Con prisa")
    await expect(panel.composer).to_have_value("")
    await panel.has_once("Con prisa")
    assert demo.texts_of(tomas) == [["Con prisa"]]
