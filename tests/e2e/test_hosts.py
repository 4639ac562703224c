"""Others' applications with our components, on React 18 and 19: StrictMode, a server's markup, their own queries."""

from __future__ import annotations

import re
from asyncio import Event

import pytest
from playwright.async_api import Route, WebSocketRoute, expect

from .demo import Demo, somebody
from .house import Casa, home_of, markup
from .panel import CLOSED_BY_SOPORTE, Panel
from .watch import Watch, picture

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("react", ["18", "19"])]

LOOKS = """() => [...document.querySelectorAll('h1, button, input, nav a')]
  .filter((element) => !element.closest('[data-ventanilla], [data-sonner-toaster]'))
  .map((element) => { const { font, color, padding, border, backgroundColor } = getComputedStyle(element);
                      return { font, color, padding, border, backgroundColor }; })"""


async def test_one_opens_talks_is_closed_and_talks_again(react: str, casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    home = await home_of(await watch.context(), casa.at(react), berta)
    page, panel = home.page, home.panel
    # It is that React, and each effect runs twice; and its own query was read once.
    await expect(page.locator("html")).to_have_attribute("data-react", f"{react}.3.1")
    await expect(page.get_by_text("Leído 1 vez, montado 2")).to_be_visible()
    looks = await page.evaluate(LOOKS)
    assert (home.opening_calls, home.sockets) == ([], [])

    await panel.open()
    await panel.say("Hola desde casa")
    await panel.has_once("Hola desde casa")
    assert (len(home.opening_calls), len(home.sockets)) == (1, 1)
    await picture(page, f"host-{react}-talking")
    await panel.composer.fill("A medio escribir")
    demo.hang_up(berta)

    await panel.folds_away()
    await page.keyboard.press("Enter")
    await expect(panel.composer).to_have_value("A medio escribir")
    await panel.composer.press("Enter")
    await panel.has_once("A medio escribir")
    assert demo.texts_of(berta) == [["Hola desde casa"], ["A medio escribir"]]
    assert await panel.toasts_ever_shown() == [CLOSED_BY_SOPORTE]
    assert len(home.sockets) == 1
    # Whatever else the application holds was left alone.
    await expect(page.get_by_text("Leído 1 vez, montado 2")).to_be_visible()
    assert await page.evaluate(LOOKS) == looks


class Late:
    """What a server says over its socket, held back from the news of a chat's opening on until it is let go."""

    def __init__(self) -> None:
        self.held: list[str | bytes] = []
        self._socket: WebSocketRoute | None = None
        self._ready = Event()

    async def carry(self, socket: WebSocketRoute) -> None:
        self._socket = socket

        def said(frame: str | bytes) -> None:
            self._ready.set()
            if self.held or '"chat_opened"' in str(frame):
                self.held.append(frame)
            else:
                socket.send(frame)

        socket.connect_to_server().on_message(said)

    async def call(self, route: Route) -> None:
        """A call that waits for the socket, so that there is news to be held."""
        await self._ready.wait()
        await route.continue_()

    def let_go(self) -> None:
        assert self._socket
        held, self.held = self.held, []
        for frame in held:
            self._socket.send(frame)


async def test_news_of_ones_own_chat_is_no_second_opening_call(react: str, casa: Casa, demo: Demo, watch: Watch):
    news = Late()
    watch.on_each_context(lambda context: context.route_web_socket("**/ws/**", news.carry))
    watch.on_each_context(lambda context: context.route("**/api/chat/soporte/", news.call))
    home = await home_of(await watch.context(), casa.at(react), somebody("Berta Ruiz"))
    await home.shows("Sin cara")
    bare = home.page.get_by_role("form", name="Sin cara")
    await expect(bare.get_by_text(re.compile(r"chat \d+"))).to_be_visible()
    assert news.held
    news.let_go()
    # A second call would go out before this.
    await bare.get_by_label("Di").fill("¿Una llamada?")
    await bare.get_by_label("Di").press("Enter")
    await expect(bare.get_by_role("listitem")).to_have_text(["¿Una llamada?"])
    assert len(home.opening_calls) == 1


async def test_what_is_typed_outlives_its_component_and_the_socket_a_change_of_screen(
    react: str, casa: Casa, demo: Demo, watch: Watch
):
    home = await home_of(await watch.context(), casa.at(react), somebody("Berta Ruiz"))
    page, panel = home.page, home.panel
    await panel.open()
    await panel.composer.fill("Sin acabar")
    await home.shows("Pedido")
    await expect(Panel(page, "region").composer).to_be_visible()
    await home.shows("Inicio")
    await expect(panel.composer).to_have_value("Sin acabar")
    await panel.is_live()
    assert len(home.sockets) == 1

    await page.get_by_role("button", name="Quitar el chat").click()
    await expect(panel.corner).to_have_count(0)
    await page.get_by_role("button", name="Poner el chat").click()
    await panel.open()
    await expect(panel.composer).to_have_value("Sin acabar")
    assert len(home.opening_calls) == 1


async def test_soporte_sees_beside_which_record_it_was_written(react: str, casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    home = await home_of(await watch.context(), casa.at(react), berta)
    beside = Panel(home.page, "region")
    await home.shows("Pedido")
    await beside.say("Junto al pedido")
    await beside.has_once("Junto al pedido")
    await picture(home.page, f"host-{react}-beside")
    await home.shows("Factura")
    await home.panel.open()
    await home.panel.has_once("Junto al pedido")
    await home.panel.say("Junto a la factura")
    await home.panel.has_once("Junto a la factura")
    # And an application that draws it all itself, from the same chat.
    await home.shows("Sin cara")
    bare = home.page.get_by_role("form", name="Sin cara")
    await bare.get_by_label("Di").fill("Sin cara ninguna")
    await bare.get_by_label("Di").press("Enter")
    await expect(bare.get_by_role("listitem")).to_have_text(
        ["Junto al pedido", "Junto a la factura", "Sin cara ninguna"]
    )
    await expect(bare.get_by_text("open, 0 en camino")).to_be_visible()
    assert demo.contexts_in(demo.chat_of(berta)) == ["Pedido 4187", "Factura 9", ""]
    assert len(home.opening_calls) == 1


async def test_the_next_person_sees_nothing_of_the_one_before(react: str, casa: Casa, demo: Demo, watch: Watch):
    berta, celia = somebody("Berta Ruiz"), somebody("Celia Roca")
    home = await home_of(await watch.context(), casa.at(react), berta, celia)
    page, panel = home.page, home.panel
    await panel.open()
    await panel.say("Soy Berta")
    await panel.has_once("Soy Berta")
    await panel.composer.fill("Lo de Berta")
    await page.get_by_role("button", name="Cambiar de persona").click()
    await panel.open()
    await expect(panel.box.get_by_role("heading", name="¿En qué te ayudamos?")).to_be_visible()
    await expect(panel.log.get_by_text("Soy Berta")).to_have_count(0)
    await expect(panel.composer).to_have_value("")
    await panel.say("Soy Celia")
    await panel.has_once("Soy Celia")
    assert (demo.texts_of(berta), demo.texts_of(celia)) == ([["Soy Berta"]], [["Soy Celia"]])
    await page.get_by_role("button", name="Cambiar de persona").click()
    await panel.open()
    await panel.has_once("Soy Berta")
    await expect(panel.composer).to_have_value("Lo de Berta")


async def test_it_works_on_the_tenants_own_origin_through_the_hosts_axios(
    react: str, casa: Casa, demo: Demo, watch: Watch
):
    berta = somebody("Berta Ruiz")
    own = f"{demo.origin('globex')}/casa"
    near = casa.origin.replace("casa.localhost", "127.0.0.1")

    async def from_the_house(route: Route) -> None:
        await route.fulfill(response=await route.fetch(url=route.request.url.replace(own, near)))

    watch.on_each_context(lambda context: context.route(f"{own}/**", from_the_house))
    home = await home_of(await watch.context(), f"{own}/{react}", berta, servidor="", conAxios=True)
    panel = home.panel
    await panel.open()
    await panel.say("Desde la propia casa")
    await panel.has_once("Desde la propia casa")
    assert home.opening_calls == [f"{demo.origin('globex')}/api/chat/soporte/"]
    demo.hang_up(berta)
    await panel.folds_away()
    await panel.open()
    await panel.history.click()
    await expect(panel.box.get_by_role("listitem")).to_have_count(1)


async def test_a_hostile_page_under_a_strict_policy_changes_nothing(react: str, casa: Casa, demo: Demo, watch: Watch):
    home = await home_of(await watch.context(), casa.at(react), somebody("Berta Ruiz"), flags="&hostil&estricta")
    page, panel = home.page, home.panel
    await expect(page.get_by_role("heading", name="La casa de al lado")).to_have_css("font-size", "40px")
    await panel.open()
    await panel.say("¿Se lee?")
    await panel.has_once("¿Se lee?")
    await picture(page, f"host-{react}-hostile")
    await expect(panel.composer).to_have_css("font-size", "16px")
    await expect(panel.log.get_by_text("¿Se lee?", exact=True)).to_have_css("text-transform", "none")
    box = await panel.box.bounding_box()
    assert box
    assert 340 < box["width"] < 480
    assert box["x"] + box["width"] <= 1440
    assert await page.evaluate("violations") == []


def test_the_markup_comes_from_plain_node(react: str):
    assert "La casa de al lado" in markup(react)
    assert "data-ventanilla" not in markup(react)
