"""A browser that refuses to keep anything, or never answers: one talks all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from .conftest import PATIENCE_MS
from .demo import Demo, somebody
from .house import Casa, home_of
from .panel import Panel
from .watch import Watch

pytestmark = pytest.mark.browser

REFUSE = "const refuse = () => { throw new DOMException('refused', 'SecurityError'); };"


def refuses(*names: str) -> str:
    """A script after which each of these throws when it is touched."""
    getters = "".join(f"Object.defineProperty({name}, {{ get: refuse, configurable: true }});" for name in names)
    return REFUSE + getters


NO_LOCAL = refuses("window, 'localStorage'", "window, 'sessionStorage'")
NO_DATABASE = refuses("window, 'indexedDB'")
NO_CHANNEL = REFUSE + "window.BroadcastChannel = class { constructor() { refuse(); } };"
# What a page without storage gets in Chromium, and what the strictest one does.
NO_LOCKS = REFUSE + "if (navigator.locks) LockManager.prototype.request = async () => refuse();"
LOCKS_THROW = refuses("navigator, 'locks'")
# As after a crash of the browser's database: no event ever comes.
HANGS = "IDBFactory.prototype.open = () => ({});"
IS_FULL = """
  const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
  Storage.prototype.setItem = full;
  IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = full;
"""

THROWS = "async () => { try { %s; return false; } catch { return true; } }"

WAYS = {
    "refuses-local-storage": (NO_LOCAL, "localStorage"),
    "refuses-databases": (NO_DATABASE, "indexedDB"),
    "refuses-channels": (NO_CHANNEL, "new BroadcastChannel('x')"),
    "refuses-locks": (NO_LOCKS, "await navigator.locks.request('x', () => {})"),
    "throws-at-locks": (LOCKS_THROW, "navigator.locks"),
    "hangs": (HANGS, "if (!indexedDB.open('x').readyState) throw 'no request'"),
    "is-full": (IS_FULL, "localStorage.setItem('x', 'x')"),
    "refuses-all": (
        "".join(f"{{ {script} }}" for script in (NO_LOCAL, NO_DATABASE, NO_CHANNEL, NO_LOCKS)),
        "indexedDB",
    ),
}
# The launcher is not drawn, the panel breaks, or what is sent stays «Enviando» for ever.


def each(*ways: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("way", ways)


def made(watch: Watch, way: str) -> None:
    """Browsers are that way from now on."""
    watch.on_each_context(lambda context: context.add_init_script(WAYS[way][0]))


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """What stands still here stands still for ever."""
    expect.set_options(timeout=4_000)
    yield
    expect.set_options(timeout=PATIENCE_MS)


@each(*WAYS)
async def test_one_talks_from_an_application(way: str, casa: Casa, demo: Demo, watch: Watch):
    berta = somebody("Berta Ruiz")
    made(watch, way)
    home = await home_of(await watch.context(), casa.at(), berta)
    assert await home.page.evaluate(THROWS % WAYS[way][1])
    await home.panel.open()
    await home.panel.say("Sin guardar nada")
    await home.panel.has_once("Sin guardar nada")
    demo.reply(demo.chat_of(berta), "Te leo")
    await home.panel.has_once("Te leo")
    await home.panel.composer.fill("A medias")
    demo.hang_up(berta)
    await home.panel.folds_away()
    await home.panel.open()
    await expect(home.panel.composer).to_have_value("A medias")
    await home.panel.composer.press("Enter")
    await home.panel.has_once("A medias")
    assert demo.texts_of(berta) == [["Sin guardar nada", "Te leo"], ["A medias"]]


@each("refuses-all", "hangs", "is-full")
async def test_one_talks_from_the_script_tag(way: str, tienda: str, demo: Demo, watch: Watch):
    tomas = somebody("Tomás", "acme")
    made(watch, way)
    page = await (await watch.context()).new_page()
    await page.goto(f"{tienda}/{tomas.cliente_id}")
    panel = Panel(page)
    await panel.open()
    await panel.say("Sin guardar nada")
    await panel.has_once("Sin guardar nada")
    demo.hang_up(tomas)
    await expect(panel.box).to_have_count(0)
    await panel.open()
    await panel.say("Otra vez")
    await panel.has_once("Otra vez")
    assert demo.texts_of(tomas) == [["Sin guardar nada"], ["Otra vez"]]
