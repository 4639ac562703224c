"""Each state of the panel, light and dark, large and small, in both languages: clean for axe, and a picture to look at.

Pictures are `panel-SIZE-SCHEME-NN-STATE.png` under test-artifacts/e2e; they sort in the order of the story.
"""

from __future__ import annotations

import json
import re
from typing import Literal

import pytest
from playwright.async_api import WebSocketRoute, expect

from .axe import is_clean
from .cable import Cable
from .demo import Demo, somebody
from .house import Casa, Home, home_of
from .panel import Idioma, Panel
from .test_phone import PHONE
from .watch import LINE_DOWN, Watch

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = {"desktop": {"viewport": {"width": 1280, "height": 800}}, "phone": PHONE}
SAID = (
    "Buenas, no encuentro la factura de marzo.",
    "Está en https://acme.example/facturas, ¿la ves?",
    "La veo, pero el total no cuadra con el del pedido 4187: pone 1.204,50 € y debería poner 1.024,50 €.",
    "Lo miro ahora mismo.",
)

WORDS = {
    "es": {"retry": "Reintentar", "refused": "Tu sesión terminó", "close": "Cerrar el panel", "slow": "Sin conexión"},
    "en": {"retry": "Try again", "refused": "Your session", "close": "Close the panel", "slow": "No connection"},
}


class Album:
    """Takes the states one after the other."""

    def __init__(self, home: Home, name: str) -> None:
        self._page = home.page
        self._name = name
        self._number = 0

    async def takes(self, state: str) -> None:
        """By day and by night."""
        self._number += 1
        for scheme in SCHEMES:
            await self._page.emulate_media(color_scheme=scheme)
            await is_clean(self._page, f"{self._name}-{scheme}-{self._number:02}-{state}")
        assert await self._page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state


async def refuse_what_is_bad(socket: WebSocketRoute) -> None:
    """A server that stores no message that says «mala»."""
    server = socket.connect_to_server()

    def said(frame: str | bytes) -> None:
        message = json.loads(frame)
        if "mala" in message.get("texto", ""):
            refusal = {"type": "error", "uid": message["uid"], "codigo": "datos_invalidos", "detail": "No."}
            socket.send(json.dumps(refusal))
        else:
            server.send(frame)

    socket.on_message(said)


@pytest.mark.parametrize(("size", "idioma"), [("desktop", "es"), ("phone", "en")])
async def test_every_state(size: str, idioma: Idioma, casa: Casa, cable: Cable, demo: Demo, watch: Watch):
    watch.expect_errors(*LINE_DOWN, r"status of 401 ")
    berta, words = somebody("Berta Ruiz"), WORDS[idioma]
    watch.on_each_context(lambda context: context.route_web_socket("**/ws/**", refuse_what_is_bad))
    context = await watch.context(**SIZES[size])
    servidor = demo.origin("globex", port=cable.port)
    home = await home_of(context, casa.at(), berta, idioma=idioma, servidor=servidor)
    page, panel = home.page, home.panel
    await page.clock.install()
    album = Album(home, f"panel-{size}")
    await album.takes("folded")
    await panel.open()
    await album.takes("empty")
    chat_id = demo.say(berta, SAID[0])
    demo.reply(chat_id, SAID[1])
    await panel.has_once(SAID[0])
    await panel.say(SAID[2])
    await panel.has_once(SAID[2])
    demo.reply(chat_id, SAID[3])
    await panel.has_once(SAID[3])
    await panel.composer.fill("Y otra cosa, cuando puedas:\nel albarán de abril")
    await album.takes("talking")
    await panel.say("Es una mala idea")
    await expect(panel.log.get_by_role("alert")).to_be_visible()
    await album.takes("failed")

    await cable.cut()
    await expect(panel.status).to_have_text(re.compile(r"\d/6$"))
    await panel.say("Escrito sin línea")
    await album.takes("reconnecting")
    for _ in range(12):
        await page.clock.fast_forward(30_000)
    await expect(panel.status).to_have_text(words["slow"])
    await album.takes("offline")
    casa.door.life_s[berta.cliente_id] = -60
    await cable.mend()
    await panel.box.get_by_role("button", name=words["retry"]).first.click()
    for _ in range(6):
        await page.clock.fast_forward(5_000)
    await expect(panel.box.get_by_text(words["refused"])).to_be_visible()
    await album.takes("refused")
    del casa.door.life_s[berta.cliente_id]
    await panel.box.get_by_role("button", name=words["retry"]).first.click()
    await panel.is_live()
    await panel.has_once("Escrito sin línea")

    demo.hang_up(berta)
    await expect(panel.box).to_have_count(0)
    await expect(panel.toasts).to_have_count(1)
    await album.takes("closed-toast")
    await panel.launcher.click()
    await expect(panel.composer).to_be_visible()
    await album.takes("closed")
    await panel.history.click()
    row = panel.box.get_by_role("listitem").get_by_role("button")
    await expect(row).to_have_count(1)
    await album.takes("history")
    await row.click()
    await expect(panel.box.get_by_text(SAID[3])).to_be_visible()
    await album.takes("earlier-chat")
    await panel.box.get_by_role("button", name=words["close"]).click()
    await expect(panel.box).to_have_count(0)

    demo.reply(demo.say(berta, "Una más"), "Aquí estoy")
    await expect(panel.launcher).to_have_accessible_name(re.compile(r"1 (mensaje|unread)"))
    await album.takes("unread")
    await home.shows("Pedido")
    beside = Panel(page, "region", idioma)
    await expect(beside.composer).to_be_visible()
    await beside.say("Sobre este pedido")
    await beside.has_once("Sobre este pedido")
    await album.takes("beside-a-record")
