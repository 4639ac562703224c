"""How the console feels: frames while events pour in, and how long from one chat to the next.

    .venv/bin/python bench/console.py [--events 200] [--seconds 10] [--switches 40]

Needs `make setup` and a Chromium. A demo runs with one agente in a real page, and clientes of three tenants who write
by sockets, `--events` a second between them: each message is one event of the inbox. Frames are counted by the page's
own `requestAnimationFrame`, first while nothing happens and then while all of it does, so that the second figure is a
ratio to the first on this machine. A switch is from the click on a row until the chat's own words have been drawn: the
first time, when its messages are fetched (by the keyboard, and by a mouse whose button is down for `PRESS_MS` first),
and again, when they are known.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import websockets
from playwright.async_api import Page, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.conftest import FLAGS, NAMES  # noqa: E402
from tests.e2e.demo import Demo, Persona  # noqa: E402
from tests.e2e.desk import desk_of, log_in  # noqa: E402
from tests.installation import free_port  # noqa: E402

WRITERS = 40
TENANTS = ("acme", "globex", "public")
LONG_MS = 50
"""A frame that takes longer is one that somebody sees."""

FRAMES = """(seconds) => new Promise((done) => {
  const gaps = [];
  let before = performance.now();
  const end = before + seconds * 1000;
  const look = (now) => {
    gaps.push(now - before);
    before = now;
    if (now < end) requestAnimationFrame(look); else done(gaps);
  };
  requestAnimationFrame(look);
})"""

PRESS_MS = 80
"""Between the press of a mouse button and its release, which is the click."""
SWITCH = """([chat, words, press]) => new Promise((done) => {
  const row = document.querySelector(`a[data-chat="${chat}"]`);
  let began;
  const isThere = () => document.querySelector('[role=log]')?.textContent.includes(words);
  const drawn = () => done(performance.now() - began);
  const look = () => requestAnimationFrame(isThere() ? drawn : look);
  const click = () => {
    began = performance.now();
    row.click();
    look();
  };
  if (!press) return click();
  row.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse", button: 0 }));
  setTimeout(click, press);
})"""


async def main() -> None:
    options = arguments()
    chromium = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(free_port(), Path(folder) / "data")
        demo.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-ES")
                page = await context.new_page()
                await page.goto(demo.console())
                await log_in(page)
                await page.locator("a[data-chat]").first.wait_for()
                await page.close()
                desk = await desk_of(context, demo)
                people = [Persona(TENANTS[n % 3], f"bench-{n}", f"Persona {n}") for n in range(WRITERS)]
                words = {person: f"Empieza {person.nombre}." for person in people}
                chats = {demo.say(person, words[person]): words[person] for person in people}
                await desk.row(words[people[-1]]).wait_for()
                report_switches(await switches(desk.page, chats, options.switches))
                await desk.page.goto(demo.console())
                await desk.rows.first.wait_for()
                idle = await desk.page.evaluate(FRAMES, options.seconds)
                busy, sent = await under_load(desk.page, demo, people, options)
                report_frames(idle, busy, sent / options.seconds)
        finally:
            demo.interrupt()
            demo.remove()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--switches", type=int, default=40)
    return parser.parse_args()


async def switches(page: Page, chats: dict[int, str], count: int) -> dict[str, list[float]]:
    """Milliseconds: to chats that were not looked at yet, and to some that were."""
    shown = [
        int(found) for found in await page.eval_on_selector_all("a[data-chat]", "all => all.map(a => a.dataset.chat)")
    ]
    keyed, pressed = [chat for chat in shown if chat in chats][:5], [chat for chat in shown if chat in chats][5:10]
    known = [*keyed, *pressed]
    return {
        "first time, by the keyboard": [await page.evaluate(SWITCH, [chat, chats[chat], 0]) for chat in keyed],
        "first time, by the mouse": [await page.evaluate(SWITCH, [chat, chats[chat], PRESS_MS]) for chat in pressed],
        "to one that was looked at": [
            await page.evaluate(SWITCH, [chat, chats[chat], 0]) for chat in (known * count)[:count]
        ],
    }


async def under_load(page: Page, demo: Demo, people: list[Persona], options: Any) -> tuple[list[float], int]:
    async with AsyncExitStack() as lines:
        sockets = [await lines.enter_async_context(await line_of(demo, person)) for person in people]
        for socket in sockets:
            lines.callback(asyncio.create_task(drain(socket)).cancel)
        pouring = asyncio.create_task(pour(sockets, options.events, options.seconds + 1))
        await asyncio.sleep(1)
        gaps: list[float] = await page.evaluate(FRAMES, options.seconds)
        sent = await pouring
    return gaps, sent * options.seconds // (options.seconds + 1)


async def line_of(demo: Demo, person: Persona) -> Any:
    host = "localhost" if person.tenant == "public" else f"{person.tenant}.localhost"
    protocols = ["ventanilla.v1", f"token.{demo.token_of(person)}"]
    address = f"ws://{host}:{demo.port}/ws/chat/soporte/"
    return websockets.connect(address, host="127.0.0.1", subprotocols=protocols, max_queue=None)  # type: ignore[arg-type]


async def drain(socket: Any) -> None:
    async for _ in socket:
        pass


async def pour(sockets: list[Any], events: int, seconds: int) -> int:
    """So many a second, evenly, from everyone in turn; how many were sent."""
    began, sent = time.monotonic(), 0
    while (passed := time.monotonic() - began) < seconds:
        while sent < passed * events:
            frame = f'{{"type":"chat_message","uid":"{uuid4()}","texto":"Mensaje {sent}"}}'
            await sockets[sent % len(sockets)].send(frame)
            sent += 1
        await asyncio.sleep(0.005)
    return sent


def report_switches(switches: dict[str, list[float]]) -> None:
    for name, took in switches.items():
        print(f"{name:<30} p50 {statistics.median(took):5.0f} ms   worst {max(took):5.0f} ms   of {len(took)}")


def report_frames(idle: list[float], busy: list[float], rate: float) -> None:
    for name, gaps in (("nothing happens", idle), (f"{rate:.0f} events a second", busy)):
        per_second = 1000 * len(gaps) / sum(gaps)
        p99 = sorted(gaps)[int(len(gaps) * 0.99)]
        late = sum(gap > LONG_MS for gap in gaps)
        print(f"{name:<30} {per_second:5.1f} frames/s   p99 {p99:5.1f} ms   over {LONG_MS} ms: {late}")
    print(f"{'ratio of the frames':<30} {(len(busy) / sum(busy)) / (len(idle) / sum(idle)):5.2f}")


if __name__ == "__main__":
    asyncio.run(main())
