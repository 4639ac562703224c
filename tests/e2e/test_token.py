"""A token runs out in the middle of a chat; or the host gives none, or none that is good, for a while."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from .demo import Demo, somebody
from .house import Casa, home_of
from .watch import Watch, picture

pytestmark = pytest.mark.browser

ENDED = "Tu sesión terminó. Vuelve a entrar para seguir."

# Panels draw in shadow roots; what their lines of status ever say is kept.
KEEP_STATUSES = """
  window.statuses = [];
  const look = (root) => {
    for (const status of root.querySelectorAll('[role=status]'))
      if (statuses.at(-1) !== status.textContent) statuses.push(status.textContent);
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    new MutationObserver(() => look(root)).observe(root, { childList: true, subtree: true, characterData: true });
    return root;
  };
"""


async def test_the_next_token_is_fetched_without_anybody_noticing(casa: Casa, demo: Demo, watch: Watch):
    watch.expect_errors(r"already in CLOSING or CLOSED state")  # said into the very moment; sent again afterwards
    berta = somebody("Berta Ruiz")
    casa.door.life_s[berta.cliente_id] = 2
    watch.on_each_context(lambda context: context.add_init_script(KEEP_STATUSES))
    home = await home_of(await watch.context(), casa.at(), berta)
    await home.panel.open()
    said: list[str] = []
    # Something is always on its way while one token after the other runs out.
    while len(home.sockets) < 3:
        await expect(home.panel.box.get_by_text(ENDED)).to_have_count(0)
        said.append(f"Mensaje {len(said)}")
        await home.panel.say(said[-1])
    await home.panel.has_once(*said)
    assert demo.texts_of(berta) == [said]
    assert len(said) > 3
    assert len(home.opening_calls) == 1


async def test_nothing_is_said_of_a_token_that_is_renewed(casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    casa.door.life_s[berta.cliente_id] = 2
    watch.on_each_context(lambda context: context.add_init_script(KEEP_STATUSES))
    home = await home_of(await watch.context(), casa.at(), berta)
    await home.panel.open()
    async with home.page.expect_websocket():
        del casa.door.life_s[berta.cliente_id]
    await home.panel.is_live()
    await home.panel.say("Con el nuevo")
    await home.panel.has_once("Con el nuevo")
    statuses: list[str] = await home.page.evaluate("statuses")
    assert [text for text in statuses if text.startswith(("Reconectando", "Tu sesión"))] == []


async def test_tokens_that_are_no_good_are_said_in_words_and_a_good_one_heals(casa: Casa, demo: Demo, watch: Watch):
    watch.expect_errors(r"status of 401 ", r"WebSocket connection to .* failed")
    berta = somebody("Berta Ruiz")
    home = await home_of(await watch.context(), casa.at(), berta)
    panel = home.panel
    casa.door.life_s[berta.cliente_id] = 2
    await panel.open()
    await panel.say("Con buen token")
    await panel.has_once("Con buen token")
    casa.door.life_s[berta.cliente_id] = -60
    await expect(panel.box.get_by_text(ENDED)).to_be_visible()
    await panel.say("Sin sesión")
    await picture(home.page, "token-ended")
    assert demo.texts_of(berta) == [["Con buen token"]]

    del casa.door.life_s[berta.cliente_id]
    await panel.box.get_by_role("button", name="Reintentar").click()
    await panel.is_live()
    await panel.has_once("Con buen token", "Sin sesión")
    await expect(panel.box.get_by_text(ENDED)).to_have_count(0)
    assert demo.texts_of(berta) == [["Con buen token", "Sin sesión"]]


async def test_a_host_that_gives_no_token_for_a_while_is_asked_again(casa: Casa, demo: Demo, watch: Watch):
    watch.expect_errors(r"status of 503 .*/token/")
    berta = somebody("Berta Ruiz")
    home = await home_of(await watch.context(), casa.at(), berta)
    panel = home.panel
    casa.door.life_s[berta.cliente_id] = 2
    await panel.open()
    await panel.say("Antes")
    await panel.has_once("Antes")
    casa.door.shut.add(berta.cliente_id)
    await expect(panel.status).to_have_text(re.compile("^Reconectando, intento [2-6]/6$"))
    await panel.say("Mientras")
    casa.door.shut.clear()
    casa.door.life_s.clear()
    await panel.is_live()
    await panel.has_once("Antes", "Mientras")
    assert demo.texts_of(berta) == [["Antes", "Mientras"]]
