"""Small screens, large letters, forced colours, no motion, right to left: one still reads and writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import Locator, WebSocketRoute, expect

from .demo import Demo, somebody
from .house import Casa, Home, home_of
from .watch import Watch, picture

pytestmark = pytest.mark.browser

LONG = "Un texto largo con una palabra más larga: " + "x" * 120

# The last one is 1280 by 1024 at 400 %.
SCREENS = [(390, 844), (320, 568), (844, 390), (320, 256)]

# Buttons that stand in a line of text are excepted, as links are.
SMALL = """(box) => [...box.querySelectorAll('button')]
  .map((button) => ({ button, place: button.getBoundingClientRect() }))
  .filter(({ button, place }) => place.width > 0 && !button.classList.contains('link'))
  .filter(({ place }) => Math.min(place.width, place.height) < 44)
  .map(({ button, place }) => `${button.ariaLabel || button.textContent} ${place.width}x${place.height}`)"""
STICKS_OUT = """(box) => {
  const { left, right } = box.getBoundingClientRect();
  return [document.documentElement.scrollWidth > innerWidth ? 'the page' : '',
    ...[...box.querySelectorAll('*')]
      .filter((element) => { const r = element.getBoundingClientRect();
        return r.width > 1 && (r.left < left - 1 || r.right > right + 1); })
      .map((element) => element.outerHTML.slice(0, 80))].filter(Boolean);
}"""
MOVES = """(box) => box.getRootNode().getAnimations()
  .filter(({ playState, effect }) => playState === 'running' && effect.getComputedTiming().duration > 1)
  .map((animation) => animation.animationName || animation.transitionProperty)"""


async def talking(casa: Casa, demo: Demo, watch: Watch, **options: Any) -> Home:
    """In the middle of a chat, with an earlier one."""
    berta = somebody("Berta Ruiz")
    demo.say(berta, "Lo de ayer")
    demo.hang_up(berta)
    home = await home_of(await watch.context(**options), casa.at(), berta)
    await home.panel.open()
    await home.panel.say(LONG)
    await home.panel.has_once(LONG)
    demo.reply(demo.chat_of(berta), "Y la dirección: https://acme.example/" + "y" * 120)
    await expect(home.panel.log.get_by_text("Y la dirección")).to_be_visible()
    await expect(home.panel.history).to_be_visible()
    return home


async def faults(home: Home, name: str) -> list[str]:
    """What sticks out of the panel or of the screen, and what is too small for a thumb: nothing."""
    await picture(home.page, name)
    box = home.panel.box
    return [f"{name}: {what}" for script in (STICKS_OUT, SMALL) for what in await box.evaluate(script)]


async def is_wholly_on(screen: tuple[int, int], part: Locator) -> None:
    await expect(part).to_be_in_viewport(ratio=0.99)
    place = await part.bounding_box()
    assert place
    assert place["y"] + place["height"] <= screen[1]


async def test_the_panel_fits_on_every_screen(casa: Casa, demo: Demo, watch: Watch):
    home = await talking(casa, demo, watch, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page, panel = home.page, home.panel
    found: list[str] = []
    for width, height in SCREENS:
        await page.set_viewport_size({"width": width, "height": height})
        name = f"screen-{width}x{height}"
        await is_wholly_on((width, height), panel.composer)
        await is_wholly_on((width, height), panel.box.get_by_role("button", name="Enviar"))
        await is_wholly_on((width, height), panel.box.get_by_role("button", name="Cerrar el panel"))
        await expect(panel.composer).to_have_css("font-size", "16px")  # less, and iOS zooms in
        log = await panel.log.bounding_box()
        assert log
        assert log["height"] >= 40, f"no line of the chat is to be seen on {width}x{height}"
        found += await faults(home, name)
        await panel.history.click()
        await expect(panel.box.get_by_role("listitem")).to_have_count(1)
        found += await faults(home, f"{name}-history")
        await panel.box.get_by_role("button", name="Volver al chat").click()
        await expect(panel.composer).to_be_visible()
    assert found == []


async def test_the_launcher_is_there_on_every_screen(casa: Casa, watch: Watch):
    context = await watch.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    home = await home_of(context, casa.at(), somebody("Berta Ruiz"))
    for width, height in SCREENS:
        await home.page.set_viewport_size({"width": width, "height": height})
        await is_wholly_on((width, height), home.panel.launcher)
        place = await home.panel.launcher.bounding_box()
        assert place
        assert min(place["width"], place["height"]) >= 44


async def test_with_forced_colours_everything_has_an_edge(casa: Casa, demo: Demo, watch: Watch):
    home = await talking(casa, demo, watch, forced_colors="active")
    panel = home.panel
    await picture(home.page, "forced-colours")
    assert await home.page.evaluate("matchMedia('(forced-colors: active)').matches")
    for part in (panel.box, panel.composer, panel.box.get_by_role("button", name="Enviar"), panel.corner):
        assert await has_edge(part), await part.evaluate("(part) => part.outerHTML.slice(0, 90)")
    for texto in ("Un texto largo", "Y la dirección"):
        assert await has_edge(panel.log.locator("div").filter(has_text=texto).last), texto


async def has_edge(part: Locator) -> bool:
    """It, or what it lies in next, has a border or an outline that forced colours leave."""
    found: bool = await part.evaluate(
        """(part) => [part, part.parentElement].some((one) => { if (!one) return false;
             const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(one);
             return (borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0) || outlineStyle !== 'none'; })"""
    )
    return found


async def someone_types(socket: WebSocketRoute) -> None:
    """On the other side somebody is always writing."""
    server = socket.connect_to_server()

    def said(frame: str | bytes) -> None:
        socket.send(frame)
        ready = json.loads(frame)
        if ready["type"] == "ready":
            autor = {"tipo": "soporte", "id": 1, "nombre": "Ana Ruiz"}
            socket.send(json.dumps({"type": "typing", "chat_id": ready["chat_id"], "autor": autor, "activo": True}))

    server.on_message(said)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
async def test_nothing_moves_where_motion_is_not_wanted(motion: str, casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    demo.say(berta, "Hola")
    watch.on_each_context(lambda context: context.route_web_socket("**/ws/**", someone_types))
    home = await home_of(await watch.context(reduced_motion=motion), casa.at(), berta)
    await home.panel.launcher.click()
    await expect(home.panel.log.get_by_text("Ana Ruiz está escribiendo").first).to_be_attached()
    moving = await home.panel.box.evaluate(MOVES)
    assert bool(moving) is (motion == "no-preference"), moving


async def test_on_a_page_from_right_to_left_the_panel_stays_as_it_is(casa: Casa, demo: Demo, watch: Watch):
    turn = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });"
    watch.on_each_context(lambda context: context.add_init_script(turn))
    home = await talking(casa, demo, watch)
    page, panel = home.page, home.panel
    await picture(page, "right-to-left")
    await expect(page.get_by_role("heading", name="La casa de al lado")).to_have_css("direction", "rtl")
    box, button = await panel.box.bounding_box(), await panel.corner.bounding_box()
    assert box
    assert button
    assert box["x"] > 900
    assert button["x"] > 1300
    assert await panel.box.evaluate(STICKS_OUT) == []
    for part in (panel.composer, panel.log, panel.status):
        await expect(part).to_have_css("direction", "ltr")
    # Mine on the right, theirs on the left.
    mine = await panel.log.get_by_text("Un texto largo").bounding_box()
    theirs = await panel.log.get_by_text("Y la dirección").bounding_box()
    assert mine
    assert theirs
    assert mine["x"] > theirs["x"]
