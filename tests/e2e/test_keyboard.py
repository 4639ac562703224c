"""With the keyboard alone: everything can be reached, one always sees where one is, and the focus is never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from .demo import Demo, somebody
from .house import Casa, home_of
from .panel import CLOSED_BY_SOPORTE
from .watch import Watch, picture

pytestmark = pytest.mark.browser

# What has the focus, through shadow roots, and whether one sees that.
FOCUSED = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const ring = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  return { tag: element.localName, name: element.ariaLabel || element.textContent.trim().slice(0, 40), ring,
           visibly: element.matches(':focus-visible') };
}"""


async def focused(page: Page) -> dict[str, Any]:
    """It is somewhere, and one sees where."""
    found: dict[str, Any] = await page.evaluate(FOCUSED)
    assert found["tag"] != "body", found
    assert found["ring"], found
    return found


async def tab_to(page: Page, name: str, *, key: str = "Tab") -> None:
    """Where the focus is there already, nothing is pressed."""
    for _ in range(20):
        at = await page.evaluate(FOCUSED)
        if at["tag"] != "body" and re.search(name, (await focused(page))["name"]):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached by {key}")


async def test_one_writes_reads_and_leaves_without_a_pointer(casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    demo.reply(demo.say(berta, "Lo de ayer"), "Hecho")
    demo.hang_up(berta)
    home = await home_of(await watch.context(), casa.at(), berta)
    page, panel, keys = home.page, home.panel, home.page.keyboard
    await tab_to(page, "^Escribir a soporte")
    await keys.press("Enter")
    await expect(panel.composer).to_be_focused()
    await keys.type("Sin ratón")
    await keys.press("Enter")
    await panel.has_once("Sin ratón")
    await expect(panel.composer).to_be_focused()

    await tab_to(page, "^Chats anteriores", key="Shift+Tab")
    await picture(page, "keyboard-history-link")
    await keys.press("Enter")
    await expect(panel.box.get_by_role("listitem")).to_have_count(1)
    await tab_to(page, "^Lo de ayer")
    await keys.press("Enter")
    past = panel.box.get_by_role("region", name="Mensajes con soporte")
    await expect(past.get_by_text("Hecho")).to_be_visible()
    await tab_to(page, "^Volver a la lista")
    await keys.press("Enter")
    await expect(panel.box.get_by_role("listitem")).to_have_count(1)
    await tab_to(page, "^Volver al chat")
    await keys.press("Enter")
    await expect(panel.composer).to_be_focused()
    await keys.press("Escape")
    await expect(panel.box).to_have_count(0)
    await expect(panel.launcher).to_be_focused()
    await focused(page)


async def test_the_focus_goes_along_to_the_earlier_chats(casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    demo.say(berta, "Lo de ayer")
    demo.hang_up(berta)
    home = await home_of(await watch.context(), casa.at(), berta)
    panel = home.panel
    await panel.open()
    for step in (panel.history, panel.box.get_by_role("listitem").get_by_role("button")):
        await step.focus()
        await home.page.keyboard.press("Enter")
        await expect(step).to_have_count(0)
        assert await panel.box.evaluate("(box) => box.contains(box.getRootNode().activeElement)")


async def test_soporte_closes_while_one_types(casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    home = await home_of(await watch.context(), casa.at(), berta)
    page, panel, keys = home.page, home.panel, home.page.keyboard
    await tab_to(page, "^Escribir a soporte")
    await keys.press("Enter")
    await expect(panel.composer).to_be_focused()
    await keys.type("Primero")
    await keys.press("Enter")
    await panel.has_once("Primero")
    await keys.type("Estaba escribien")
    demo.hang_up(berta)
    await panel.folds_away()
    await focused(page)
    await keys.press("Enter")
    await expect(panel.composer).to_be_focused()
    await expect(panel.composer).to_have_value("Estaba escribien")
    await keys.press("End")
    await keys.type("do esto")
    await keys.press("Enter")
    await panel.has_once("Estaba escribiendo esto")
    assert demo.texts_of(berta) == [["Primero"], ["Estaba escribiendo esto"]]


async def test_one_goes_on_typing_where_one_was(casa: Casa, demo: Demo, watch: Watch):
    home = await home_of(await watch.context(), casa.at(), somebody("Berta Ruiz"))
    await home.panel.open()
    await home.page.keyboard.type("Estaba escribien")
    await home.page.keyboard.press("Escape")
    await home.page.keyboard.press("Enter")
    await expect(home.panel.composer).to_be_focused()
    await home.page.keyboard.type("do esto")
    assert await home.panel.composer.input_value() == "Estaba escribiendo esto"


async def test_soporte_closes_while_one_is_elsewhere_on_the_page(casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    home = await home_of(await watch.context(), casa.at(), berta)
    page, panel = home.page, home.panel
    await panel.open()
    await panel.say("Primero")
    await panel.has_once("Primero")
    search = page.get_by_label("Buscar")
    await search.click()
    await page.keyboard.type("albará")
    demo.hang_up(berta)
    await expect(panel.box).to_have_count(0)
    await expect(panel.toasts).to_have_text([CLOSED_BY_SOPORTE])
    await page.keyboard.type("n 12")
    await expect(search).to_be_focused()
    await expect(search).to_have_value("albarán 12")
