"""One Chromium and one demo for all tests of this folder; contexts, people and lines for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright, StorageState, async_playwright, expect

from ..installation import free_port
from .cable import Cable
from .demo import Demo, Persona
from .desk import Desk, desk_of, log_in
from .house import Casa, house
from .origins import allow
from .panel import Panel, panel_of
from .shop import shop
from .watch import Watch

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that a test hands out itself comes from no network at all, and would not be let near this machine's.
    "--disable-features=LocalNetworkAccessChecks,PreloadTopChromeWebUI,PaintHolding",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
"""Draws pages and nothing around them, a third less to do: but it has no notifications, and keeps no page for the way
back. A test of these is marked `whole_browser`."""
BUILT = Path(__file__).parents[2] / "src" / "ventanilla" / "static" / "ventanilla"

# A machine that builds something else meanwhile is slow; nothing waits longer than it has to.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A fixture can tell afterwards whether its test failed."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed  # type: ignore[attr-defined]
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Chromium on this machine: apt-get install chromium, or set CHROMIUM")
    return found


class Browsers:
    """Launched once each, when first asked for."""

    def __init__(self, chromium: str, playwright: Playwright) -> None:
        self._whole, self._shell = chromium, shutil.which(SHELL) or chromium
        self._playwright = playwright
        self._launched: dict[str, Browser] = {}

    async def one(self, *, whole: bool = False) -> Browser:
        path = self._whole if whole else self._shell
        if path not in self._launched:
            self._launched[path] = await self._playwright.chromium.launch(executable_path=path, args=FLAGS)
        return self._launched[path]

    async def close(self) -> None:
        for each in self._launched.values():
            await each.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browsers(chromium: str) -> AsyncIterator[Browsers]:
    async with async_playwright() as playwright:
        known = Browsers(chromium, playwright)
        yield known
        await known.close()


@pytest.fixture(scope="session")
def installed_demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    for page in ("console/index.html", "widget/widget.js", "demo/saas.html"):
        assert (BUILT / page).exists(), f"{page} is not built: make setup"
    installed = Demo(free_port(), tmp_path_factory.mktemp("demo") / "data")
    try:
        installed.start()
        yield installed
        code = installed.interrupt() if installed.process else 0
        assert code == 0, f"Ctrl-C ended the demo with {code}:\n{installed.log[-3000:]}"
        assert "Traceback" not in installed.log, installed.log[-5000:]
    finally:
        installed.remove()


@pytest.fixture
def demo(installed_demo: Demo) -> Demo:
    """Running, whatever an earlier test did to it."""
    if installed_demo.process is None:
        installed_demo.start()
    return installed_demo


@pytest_asyncio.fixture(loop_scope="session")
async def watch(browsers: Browsers, request: pytest.FixtureRequest) -> AsyncIterator[Watch]:
    """Fails the test afterwards where a page complained of anything that the test did not expect."""
    watched = Watch(await browsers.one(whole=request.node.get_closest_marker("whole_browser") is not None))
    yield watched
    if request.node.stash.get(FAILED, False):
        await watched.last_pictures(request.node.name)
    await watched.close()
    assert watched.unexpected() == []


@pytest_asyncio.fixture(loop_scope="session")
async def cable(demo: Demo) -> AsyncIterator[Cable]:
    line = Cable(demo.port)
    await line.mend()
    yield line
    await line.cut()


@pytest.fixture(scope="session")
def standing_casa(installed_demo: Demo) -> Iterator[Casa]:
    """globex lists its origin."""
    with house(installed_demo, "globex") as casa:
        allow(installed_demo, "globex", casa.origin)
        yield casa


@pytest.fixture
def casa(demo: Demo, standing_casa: Casa) -> Casa:
    """Others' applications, of globex's people, while the demo runs."""
    return standing_casa


@pytest.fixture(scope="session")
def standing_tienda(installed_demo: Demo) -> Iterator[str]:
    def token_of(quien: str) -> str:
        cliente_id, _, tenant = quien.partition("@")
        return installed_demo.token_of(Persona(tenant or "acme", cliente_id, "De Paso"))

    with shop(installed_demo.origin("acme"), token_of) as origin:
        allow(installed_demo, "acme", origin)
        yield origin


@pytest.fixture
def tienda(demo: Demo, standing_tienda: str) -> str:
    """A stranger's site with the script tag, at whose `/ID` that person of acme is signed in, and at `/ID@TENANT` by
    mistake one of another tenant, while the demo runs."""
    return standing_tienda


Visit = Callable[..., Awaitable[Panel]]
Sit = Callable[..., Awaitable[Desk]]


@pytest.fixture
def visit(demo: Demo, watch: Watch) -> Visit:
    """A person's page in a browser of their own, with no chat of theirs open."""

    async def visited(persona: Persona, *, port: int | None = None, **options: object) -> Panel:
        demo.hang_up(persona)
        return await panel_of(await watch.context(**options), demo, persona, port=port)

    return visited


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def session_of_ana(browsers: Browsers, installed_demo: Demo) -> StorageState:
    """She logs in once; where logging in itself is the story, a test does it again."""
    browser = await browsers.one()
    async with await browser.new_context(locale="es-ES") as context:
        page = await context.new_page()
        await page.goto(installed_demo.console())
        await log_in(page)
        await expect(Desk(page).rows.first).to_be_visible()
        return await context.storage_state()


@pytest.fixture
def sit(demo: Demo, watch: Watch, session_of_ana: StorageState) -> Sit:
    """ana's console in a browser of her own."""

    async def seated(*, port: int | None = None, **options: object) -> Desk:
        return await desk_of(await watch.context(storage_state=session_of_ana, **options), demo, port=port)

    return seated
