"""axe-core finds nothing serious on any screen, light or dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from .conftest import Sit, Visit
from .demo import EVA, PEDRO, Demo
from .watch import Watch, picture

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
RUN = """async (rules) => {
  const { violations, passes } = await axe.run(document, {
    runOnly: rules, resultTypes: ['violations'], elementRef: false,
  });
  return {
    checked: passes.length,
    found: violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id}: ${JSON.stringify(target)} ${failureSummary.replace(/\\s+/g, ' ')}`)),
  };
}"""

Scheme = Literal["light", "dark"]
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@cache
def axe() -> str:
    assert AXE.exists(), "axe-core is not installed: make setup"
    return AXE.read_text()


async def is_clean(page: Page, name: str) -> None:
    """The page has nothing serious, its shadow roots included."""
    await page.evaluate(f"() => {{ {axe()} }}")
    result = await page.evaluate(RUN, RULES)
    await picture(page, f"axe-{name}")
    assert result["checked"] > 5, "axe looked at nothing"
    assert result["found"] == []


@both_schemes
async def test_the_front_page_and_the_door(scheme: Scheme, demo: Demo, watch: Watch):
    page = await (await watch.context(color_scheme=scheme)).new_page()
    await page.goto(demo.origin())
    await expect(page.get_by_text("ventanilla-ana")).to_be_visible()
    await is_clean(page, f"front-{scheme}")
    await page.goto(demo.console())
    await expect(page.get_by_label("Usuario")).to_be_visible()
    await is_clean(page, f"login-{scheme}")


@both_schemes
async def test_the_panel_on_a_page_of_acme(scheme: Scheme, demo: Demo, visit: Visit):
    eva = await visit(EVA, color_scheme=scheme)
    await eva.open()
    await eva.say("¿Se lee bien?")
    await eva.has_once("¿Se lee bien?")
    chat_id = demo.history_of(EVA)[0]["id"]
    demo.reply(chat_id, "Se lee bien.")
    await eva.has_once("Se lee bien.")
    await is_clean(eva.page, f"panel-{scheme}")
    await eva.history.click()
    await expect(eva.box.get_by_role("listitem").first).to_be_visible()
    await is_clean(eva.page, f"panel-history-{scheme}")
    demo.hang_up(EVA)
    await eva.folds_away()
    await is_clean(eva.page, f"panel-toast-{scheme}")


@both_schemes
async def test_the_console_with_a_chat_and_its_dialog(scheme: Scheme, demo: Demo, sit: Sit):
    demo.hang_up(PEDRO)
    demo.say(PEDRO, "¿Y de noche?")
    ana = await sit(color_scheme=scheme)
    await expect(ana.row("¿Y de noche?")).to_be_visible()
    await is_clean(ana.page, f"inbox-{scheme}")
    await ana.open(PEDRO.nombre, "¿Y de noche?")
    await ana.answer("También.")
    await is_clean(ana.page, f"chat-{scheme}")
    await ana.close_button.click()
    await expect(ana.dialog).to_be_visible()
    await is_clean(ana.page, f"dialog-{scheme}")
    await ana.page.keyboard.press("Escape")
    await ana.close("resuelto")
    await is_clean(ana.page, f"closed-{scheme}")
