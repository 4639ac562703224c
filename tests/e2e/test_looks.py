"""Each state of the panel, light and dark, large and small, in both languages: clean for axe, and a picture to look at.

Pictures are `panel-SIZE-SCHEME-NN-STATE.png` under test-artifacts/e2e; they sort in the order of the story.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, Route, WebSocketRoute, expect

from ..files import samples
from .axe import CONTRAST, RULES, is_clean
from .cable import Cable
from .demo import Demo, somebody
from .hand import TOO_BIG, Archivo, Tray
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
    "es": {
        "retry": "Reintentar",
        "refused": "Tu sesión terminó",
        "close": "Cerrar el panel",
        "slow": "Sin conexión",
        "image": "imagen foto.jpg",
        "close_image": "Cerrar la imagen",
        "real_size": "Tamaño real",
        "will_be_sent": "Se enviará al terminar de subir",
        "no_image": "No se pudo cargar",
        "alerts": "Avisos",
        "star": "4 de 5",
        "comment": "Enviar comentario",
        "thanks": "Gracias por contárnoslo.",
    },
    "en": {
        "retry": "Try again",
        "refused": "Your session",
        "close": "Close the panel",
        "slow": "No connection",
        "image": "image foto.jpg",
        "close_image": "Close the image",
        "real_size": "Actual size",
        "will_be_sent": "Will be sent when the upload is done",
        "no_image": "Could not be loaded",
        "alerts": "Alerts",
        "star": "4 of 5",
        "comment": "Send comment",
        "thanks": "Thank you for telling us.",
    },
}
BY_NIGHT = {"light": RULES, "dark": CONTRAST}
"""What is not said in colours is the same by night."""


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
            name = f"{self._name}-{scheme}-{self._number:02}-{state}"
            await is_clean(self._page, name, rules=BY_NIGHT[scheme])
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


async def passes(page: Page, *, until: Locator) -> None:
    """Time, second by second: a leap would look like a laptop that wakes up, and begin the tries anew."""
    for _ in range(120):
        if await until.is_visible():
            return
        await page.clock.run_for(1_000)
    await expect(until).to_be_visible()


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
    await passes(page, until=panel.status.get_by_text(words["slow"]))
    await album.takes("offline")
    casa.door.life_s[berta.cliente_id] = -60
    await cable.mend()
    await panel.box.get_by_role("button", name=words["retry"]).first.click()
    await passes(page, until=panel.box.get_by_text(words["refused"]))
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


PEDIDO = {
    "tipo": "pedido",
    "id": 4187,
    "titulo": "Pedido 4187, mesas de roble para la terraza de la planta baja",
    "pantalla": "Pedidos",
    "url": "https://acme.example/pedidos/4187",
}
LONG = "acta de la reunión con el proveedor de las mesas, versión 2 (firmada).pdf"


class Uploads:
    """Those of one name wait until they are let go."""

    def __init__(self, nombre: str) -> None:
        self._nombre = nombre.encode()
        self._free = asyncio.Event()

    async def pass_on(self, route: Route) -> None:
        if self._nombre in (route.request.post_data_buffer or b""):
            await self._free.wait()
        await route.continue_()

    def let_go(self) -> None:
        self._free.set()


@pytest.mark.parametrize(("size", "idioma"), [("desktop", "es"), ("phone", "en")])
async def test_every_state_of_files_cards_choices_and_rating(
    size: str, idioma: Idioma, casa: Casa, demo: Demo, watch: Watch
):
    watch.expect_errors(r"status of 422 .*/adjuntos/", r"net::ERR_FAILED .*/adjuntos/")
    berta, words = somebody("Berta Ruiz"), WORDS[idioma]
    home = await home_of(await watch.context(**SIZES[size]), casa.at(), berta, idioma=idioma)
    page, panel = home.page, home.panel
    tray, album = Tray(panel), Album(home, f"panel-{size}-more")
    chat_id = demo.say(berta, SAID[0], **PEDIDO)
    demo.reply(chat_id, "¿Es esta?", foto__jpg=samples.photo(scale=10), factura__pdf=samples.PDF)
    await panel.open()
    await expect(panel.log.locator(".picture.drawn")).to_be_visible()
    await album.takes("picture-and-file")
    await panel.log.get_by_role("img", name=words["image"]).click()
    viewer = panel.box.get_by_role("dialog", name=words["image"])
    await expect(viewer.locator("canvas")).to_have_attribute("height", "400")
    await album.takes("viewer")
    await viewer.get_by_role("button", name=words["real_size"]).click()
    await album.takes("viewer-real-size")
    await viewer.get_by_role("button", name=words["close_image"]).click()
    await expect(panel.log.get_by_text("Ana Ruiz,")).to_be_in_viewport(ratio=1)

    uploads = Uploads("acta")
    await page.route("**/api/chat/soporte/adjuntos/", uploads.pass_on)
    await tray.choose(
        Archivo("instalar.exe", samples.PROGRAM),
        Archivo("mesas.png", samples.image(size=(800, 500), color=(120, 84, 50)), "image/png"),
    )
    await expect(tray.rows.get_by_role("progressbar")).to_have_count(0)
    await tray.choose(Archivo(LONG, samples.PDF, "application/pdf"))
    await panel.composer.fill("Y el acta firmada")
    await expect(panel.log.get_by_text("Ana Ruiz,")).to_be_in_viewport(ratio=1)
    await album.takes("tray")
    await tray.paste(TOO_BIG)
    await panel.composer.press("Enter")
    await expect(panel.box.get_by_text(words["will_be_sent"])).to_be_visible()
    await album.takes("tray-asked")
    uploads.let_go()
    await panel.has_once("Y el acta firmada")
    await tray.rows.get_by_role("button").first.click()
    await tray.rows.get_by_role("button").first.click()
    await expect(tray.rows).to_have_count(0)
    await page.route("**/api/chat/*/adjuntos/*/", lambda route: route.abort())
    demo.reply(chat_id, "", foto__jpg=samples.photo(scale=11))
    await expect(panel.log.get_by_text(words["no_image"])).to_be_visible()
    await album.takes("sent-and-not-loaded")
    await panel.box.get_by_role("button", name=words["alerts"], exact=True).click()
    await expect(panel.box.get_by_role("switch").first).to_be_visible()
    await panel.box.get_by_role("switch").first.click()
    await album.takes("choices")
    await page.keyboard.press("Escape")

    demo.hang_up(berta, "resuelto")
    await expect(panel.box).to_have_count(0)
    await panel.open()
    star = panel.log.get_by_role("button", name=words["star"])
    # Nobody has to look for the question, nor for what may be said more.
    await expect(star).to_be_in_viewport(ratio=1)
    await album.takes("rating-asked")
    await star.focus()
    await page.keyboard.press("Enter")
    comment = panel.log.get_by_role("textbox")
    await expect(panel.log.get_by_role("button", name=words["comment"])).to_be_in_viewport(ratio=1)
    await comment.fill("Rápido y claro, aunque tuve que repetir el número del pedido.")
    await album.takes("rating-given")
    await panel.log.get_by_role("button", name=words["comment"]).click()
    await expect(panel.log.get_by_text(words["thanks"])).to_be_visible()
    await album.takes("rating-thanked")
    await panel.box.get_by_role("button", name=words["close"]).click()
    await home.shows("Pedido")
    beside = Panel(page, "region", idioma)
    await beside.say("Sobre este pedido")
    await beside.has_once("Sobre este pedido")
    await album.takes("card")
