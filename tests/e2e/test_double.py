"""Pages that swap their body, load the script again, or take the element away and put it back."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, WebSocket, expect

from .demo import Demo, somebody
from .panel import Panel
from .watch import Watch

pytestmark = pytest.mark.browser

# What Turbo and pjax do with the next page: a new body, whose scripts run again.
NEXT_PAGE = """() => {
  const next = document.body.cloneNode(true);
  document.body.replaceWith(next);
  for (const old of next.querySelectorAll('script')) {
    const fresh = document.createElement('script');
    for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
    old.replaceWith(fresh);
  }
}"""
MOVE = """() => {
  const element = document.querySelector('chat-soporte');
  document.body.prepend(element);
}"""
TAKE_AWAY = "() => { window.kept = document.querySelector('chat-soporte'); kept.remove(); }"
PUT_BACK = "() => { document.body.append(kept); }"
LOAD_AGAIN = """() => new Promise((loaded) => {
  const script = document.createElement('script');
  script.src = document.querySelector('script[src$="widget.js"]').src;
  script.onload = loaded;
  document.body.append(script);
})"""


class Wires:
    """The sockets of a page."""

    def __init__(self) -> None:
        self.opened: list[WebSocket] = []

    def opens(self, socket: WebSocket) -> None:
        self.opened.append(socket)

    @property
    def live(self) -> int:
        return sum(not socket.is_closed() for socket in self.opened)


async def test_one_chat_survives_whatever_the_page_does_to_it(tienda: str, demo: Demo, watch: Watch):
    tomas = somebody("Tomás", "acme")
    page = await (await watch.context()).new_page()
    wires = Wires()
    page.on("websocket", wires.opens)
    await page.goto(f"{tienda}/{tomas.cliente_id}")
    panel = Panel(page)
    await panel.open()
    await panel.say("Uno")
    await panel.has_once("Uno")
    await panel.composer.fill("A medias")
    assert wires.live == 1

    # Moved within the page it goes on as it is.
    await page.evaluate(MOVE)
    await page.evaluate(LOAD_AGAIN)
    await expect(panel.composer).to_have_value("A medias")
    await expect(panel.corner).to_have_count(1)
    assert len(wires.opened) == 1

    for number, change in enumerate((leave_and_come_back, swap_the_body)):
        await change(page)
        await expect(panel.corner).to_have_count(1)
        await expect(panel.box).to_have_count(0)
        await panel.open()
        await expect(panel.composer).to_have_value("A medias")
        await panel.has_once("Uno")
        assert (len(wires.opened), wires.live) == (number + 2, 1)
    await panel.composer.press("Enter")
    await panel.has_once("Uno", "A medias")
    assert demo.texts_of(tomas) == [["Uno", "A medias"]]


async def leave_and_come_back(page: Page) -> None:
    await page.evaluate(TAKE_AWAY)
    await expect(Panel(page).corner).to_have_count(0)
    await page.evaluate(PUT_BACK)


async def swap_the_body(page: Page) -> None:
    await page.evaluate(NEXT_PAGE)
