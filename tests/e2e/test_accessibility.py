"""axe-core finds nothing on the front page and in the console, light or dark; the panel has test_looks."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import expect

from .axe import is_clean
from .conftest import Sit
from .demo import PEDRO, Demo
from .watch import Watch

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@both_schemes
async def test_the_front_page_and_the_door(scheme: Scheme, demo: Demo, watch: Watch):
    page = await (await watch.context(color_scheme=scheme)).new_page()
    await page.goto(demo.origin())
    await expect(page.get_by_text("ventanilla-ana")).to_be_visible()
    await is_clean(page, f"axe-front-{scheme}")
    await page.goto(demo.console())
    await expect(page.get_by_label("Usuario")).to_be_visible()
    await is_clean(page, f"axe-login-{scheme}")


@both_schemes
async def test_the_console_with_a_chat_and_its_dialog(scheme: Scheme, demo: Demo, sit: Sit):
    demo.hang_up(PEDRO)
    demo.say(PEDRO, "¿Y de noche?")
    ana = await sit(color_scheme=scheme)
    await expect(ana.row("¿Y de noche?")).to_be_visible()
    await is_clean(ana.page, f"axe-inbox-{scheme}")
    await ana.open(PEDRO.nombre, "¿Y de noche?")
    await ana.answer("También.")
    await is_clean(ana.page, f"axe-chat-{scheme}")
    await ana.close_button.click()
    await expect(ana.dialog).to_be_visible()
    await is_clean(ana.page, f"axe-dialog-{scheme}")
    await ana.page.keyboard.press("Escape")
    await ana.close("resuelto")
    await is_clean(ana.page, f"axe-closed-{scheme}")
