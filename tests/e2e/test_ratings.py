"""How it went: asked after a close, answered by keyboard, waved away, passed over, and tried again."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from ..server.machine import eventually
from .conftest import Sit
from .demo import Demo, somebody
from .house import Casa, Home, home_of
from .panel import Panel
from .watch import Watch, picture

pytestmark = pytest.mark.browser

RATINGS = "**/api/chat/*/valoracion/"
THANKS = "Gracias por contárnoslo."


class Question:
    """«¿Cómo fue?» in a panel."""

    def __init__(self, panel: Panel) -> None:
        self.box = panel.log.get_by_role("region", name="¿Cómo fue?")
        self.skip = self.box.get_by_role("button", name="Ahora no")
        self.comment = self.box.get_by_role("textbox", name="Qué fue bien, qué no")
        self.send = self.box.get_by_role("button", name="Enviar comentario")
        self.failed = self.box.get_by_role("alert")
        self.thanks = panel.log.get_by_text(THANKS)

    def star(self, score: int) -> Locator:
        return self.box.get_by_role("button", name=re.compile(f"^{score} de 5"))


async def answered(casa: Casa, demo: Demo, watch: Watch, texto: str) -> Home:
    """In the middle of a chat with soporte."""
    home = await home_of(await watch.context(), casa.at(), somebody("Berta Ruiz"))
    await home.panel.open()
    await home.panel.say(texto)
    await home.panel.has_once(texto)
    demo.reply(demo.chat_of(home.persona), "Hecho")
    await home.panel.has_once("Hecho")
    return home


async def asked(casa: Casa, demo: Demo, watch: Watch, texto: str) -> tuple[Home, Question]:
    """Soporte has closed the chat, and the panel is open again."""
    home = await answered(casa, demo, watch, texto)
    demo.hang_up(home.persona, "resuelto")
    await home.panel.folds_away()
    await home.panel.open()
    question = Question(home.panel)
    await expect(question.box).to_be_visible()
    return home, question


async def tab_to(target: Locator, key: str = "Tab") -> None:
    for _ in range(12):
        if await target.evaluate("(element) => element.getRootNode().activeElement === element"):
            return
        await target.page.keyboard.press(key)
    await expect(target).to_be_focused()


def rating_of(demo: Demo, home: Home) -> tuple[int, str | None] | None:
    """Of the first chat."""
    given = demo.history_of(home.persona)[-1]["valoracion"]
    return given and (given["puntuacion"], given["comentario"])


async def test_four_stars_and_a_comment_by_keyboard_are_seen_by_soporte(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    ana = await sit()
    home, question = await asked(casa, demo, watch, "¿Me subís el límite?")
    keyboard = home.page.keyboard
    await expect(home.panel.composer).to_be_focused()
    await tab_to(question.star(4), "Shift+Tab")
    await keyboard.press("Enter")
    await expect(question.star(4)).to_have_attribute("aria-pressed", "true")
    await expect(question.comment).to_be_visible()
    await picture(home.page, "rating-given")
    await tab_to(question.comment)
    await keyboard.type("Rápido, aunque tuve que repetirlo.")
    await tab_to(question.send)
    await keyboard.press("Enter")
    await expect(question.thanks).to_be_visible()
    await expect(question.box).to_have_count(0)
    await expect(home.panel.log).to_be_focused()
    assert rating_of(demo, home) == (4, "Rápido, aunque tuve que repetirlo.")

    await home.panel.say("Otra cosa distinta")
    await home.panel.has_once("Otra cosa distinta")
    await ana.open("Otra cosa distinta")
    earlier = ana.page.get_by_role("button", name=re.compile("¿Me subís el límite"))
    await expect(earlier).to_contain_text("4 de 5")
    await picture(ana.page, "rating-ana")


async def test_not_now_is_remembered_in_every_tab_and_over_a_reload(casa: Casa, demo: Demo, watch: Watch):
    home = await answered(casa, demo, watch, "Con dos pestañas")
    others = [await beside(home), await beside(home)]
    demo.hang_up(home.persona, "resuelto")
    # One has the question before it, one has yet to open its panel.
    for panel in (home.panel, others[0]):
        await expect(panel.box).to_have_count(0)
        await panel.open()
        await expect(Question(panel).box).to_be_visible()
    await Question(home.panel).skip.focus()
    await home.page.keyboard.press("Enter")
    await expect(home.panel.log).to_be_focused()
    for panel in (home.panel, others[0]):
        await expect(Question(panel).box).to_have_count(0)
    await others[1].open()
    await expect(others[1].log.get_by_text("Soporte cerró este chat, resuelto")).to_be_visible()
    await home.page.reload()
    await home.panel.open()
    # It would be drawn in the same moment as what is written next.
    for panel in (home.panel, others[1]):
        await expect(Question(panel).box).to_have_count(0)
    await home.panel.say("Sigo aquí")
    await others[1].has_once("Sigo aquí")
    for panel in (home.panel, *others):
        await expect(Question(panel).box).to_have_count(0)
    assert rating_of(demo, home) is None


async def beside(home: Home) -> Panel:
    """Another tab of the same person, with the same chat in view."""
    page: Page = await home.page.context.new_page()
    await page.goto(home.page.url)
    panel = Panel(page)
    await panel.open()
    await panel.has_once("Hecho")
    return panel


async def test_one_writes_on_without_an_answer_and_may_answer_later(casa: Casa, demo: Demo, watch: Watch):
    home, question = await asked(casa, demo, watch, "Una pregunta corta")
    await home.panel.say("Y sigo con otra")
    await home.panel.has_once("Y sigo con otra")
    assert demo.texts_of(home.persona) == [["Una pregunta corta", "Hecho"], ["Y sigo con otra"]]
    await question.star(5).click()
    await expect(question.comment).to_be_visible()
    # The star shows at once; the server has it soon.
    eventually(lambda: rating_of(demo, home) == (5, None))
    await expect(home.panel.composer).to_be_enabled()


async def test_what_could_not_be_kept_is_said_and_keeps_the_comment(casa: Casa, demo: Demo, watch: Watch):
    watch.expect_errors(r"net::ERR_FAILED")
    home, question = await asked(casa, demo, watch, "Sin línea al valorar")
    await home.page.route(RATINGS, lambda route: route.abort())
    await question.star(2).click()
    await expect(question.failed).to_contain_text("No pudimos guardarlo.")
    await question.comment.fill("Me tocó esperar.")
    await question.send.click()
    await expect(question.failed).to_contain_text("No pudimos guardarlo.")
    await expect(question.comment).to_have_value("Me tocó esperar.")
    await expect(question.thanks).to_have_count(0)
    assert rating_of(demo, home) is None
    await picture(home.page, "rating-failed")
    await home.page.unroute(RATINGS)
    await question.failed.get_by_role("button", name="Reintentar").click()
    await expect(question.thanks).to_be_visible()
    assert rating_of(demo, home) == (2, "Me tocó esperar.")
