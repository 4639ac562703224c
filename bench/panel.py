"""What the widget costs a page: time until it can be used on a slow phone, bytes, and memory with a long chat.

    .venv/bin/python bench/panel.py [--rounds 5] [--messages 2000]

Needs `make setup` and a Chromium. The phone is a profile: 390 × 844, a processor four times slower than this one, and a
line of 1.6 Mbit/s with 150 ms to each request (Lighthouse's "slow 4G"). Each round is a browser context of its own, so
that nothing is cached. Memory is measured after a forced collection, in the same page before and after.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.conftest import FLAGS as BROWSER  # noqa: E402
from tests.e2e.conftest import NAMES  # noqa: E402
from tests.e2e.demo import EVA, Demo  # noqa: E402
from tests.installation import free_port  # noqa: E402

# The page is made up by this program, which a browser takes for one from the open network.
FLAGS = [*BROWSER, "--disable-features=LocalNetworkAccessChecks"]
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4

PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Una página</title><p>Una página.</p>
<script>
  window.Ventanilla = function () {{ (Ventanilla.q = Ventanilla.q || []).push(arguments) }};
  Ventanilla("init", {{ idioma: "es", token: () => {token} }});
</script>
<script async src="/widget.js"></script>"""

# What the person waits for, by the page's own clock.
WATCH = """() => {
  const inside = (selector) => document.querySelector("chat-soporte")?.shadowRoot?.querySelector(selector);
  const until = (ready) => new Promise((done) => {
    const look = () => (ready() ? done(performance.now()) : requestAnimationFrame(look));
    look();
  });
  const script = () => performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/widget.js"));
  return (async () => {
    const launcher = await until(() => inside(".launcher"));
    const pressed = performance.now();
    inside(".launcher").click();
    const panel = await until(() => inside("textarea"));
    const live = await until(() => /En línea|Ahora no/.test(inside(".head")?.textContent ?? ""));
    const { startTime, responseEnd } = script();
    const sizes = performance.getEntriesByType("resource").filter(({ name }) => /\\/widget/.test(name));
    return {
      fetched: responseEnd - startTime, launcher: launcher - startTime, panel: panel - pressed, live: live - pressed,
      folded: sizes.find(({ name }) => name.endsWith("/widget.js")).encodedBodySize,
      opened: sizes.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  })();
}"""


async def main() -> None:
    options = arguments()
    chromium = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(free_port(), Path(folder) / "data")
        demo.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                report_phone([await on_a_slow_phone(browser, demo) for _ in range(options.rounds)])
                report_memory(await with_a_long_chat(browser, demo, options.messages))
        finally:
            demo.interrupt()
            demo.remove()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=2000)
    return parser.parse_args()


async def on_a_slow_phone(browser: Browser, demo: Demo) -> dict[str, float]:
    context = await browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="es-ES"
    )
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    await devtools.send("Network.emulateNetworkConditions", LINE)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await open_page(page, demo)
    measured: dict[str, float] = await page.evaluate(WATCH)
    await context.close()
    return measured


async def with_a_long_chat(browser: Browser, demo: Demo, messages: int) -> list[dict[str, float]]:
    """The same page: with the newest page of messages, and with all of them drawn."""
    demo.hang_up(EVA)
    chat = demo.say(EVA, "Hola")
    for n in range(messages - 1):
        demo.reply(chat, f"Mensaje {n + 2}. " + "Con algo de texto, como lo escribe la gente. " * (1 + n % 3))
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-ES")
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Performance.enable")
    await open_page(page, demo)
    folded = await weight(page, devtools)
    await page.get_by_role("button", name="Escribir a soporte").click()
    await page.get_by_text(f"Mensaje {messages}.").wait_for()
    newest = await weight(page, devtools)
    while await page.get_by_role("button", name="Ver mensajes anteriores").count():  # one page of 50 each time
        await page.get_by_role("button", name="Ver mensajes anteriores").click()
        await page.wait_for_timeout(50)
    everything = await weight(page, devtools)
    await context.close()
    return [{"messages": 0, **folded}, {"messages": 50, **newest}, {"messages": messages, **everything}]


async def open_page(page: Page, demo: Demo) -> None:
    """A page of acme's own, which the test makes; the script and all that it fetches come over the line."""
    address = f"{demo.origin('acme')}/una-pagina/"
    html = PAGE.format(token=json.dumps(demo.token_of(EVA)))
    await page.route(address, lambda route: route.fulfill(content_type="text/html", body=html))
    await page.goto(address)


async def weight(page: Page, devtools: CDPSession) -> dict[str, float]:
    await page.wait_for_timeout(1000)
    await devtools.send("HeapProfiler.collectGarbage")
    found: dict[str, Any] = {m["name"]: m["value"] for m in (await devtools.send("Performance.getMetrics"))["metrics"]}
    return {"heap": found["JSHeapUsedSize"], "nodes": found["Nodes"]}


def report_phone(rounds: list[dict[str, float]]) -> None:
    def middle(what: str) -> str:
        values = [each[what] for each in rounds]
        return f"{statistics.median(values):,.0f} [{min(values):,.0f}…{max(values):,.0f}]"

    print(f"\nA slow phone, median of {len(rounds)} rounds [smallest…largest], ms")
    print(f"  script fetched                      {middle('fetched')}")
    print(f"  launcher drawn, from the request on {middle('launcher')}")
    print(f"  pressed: one can type after         {middle('panel')}")
    print(f"  pressed: the line is live after     {middle('live')}")
    print(f"Bytes over the line: folded {middle('folded')}, opened {middle('opened')}")


def report_memory(states: list[dict[str, float]]) -> None:
    print("\nmessages drawn   heap MB   DOM nodes")
    for state in states:
        print(f"{state['messages']:>14,.0f}   {state['heap'] / 1e6:>7.1f}   {state['nodes']:>9,.0f}")


if __name__ == "__main__":
    asyncio.run(main())
