"""Several processes on one database: whoever is connected where, all see the same, over either bus."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.installation import Server, free_port, serving
from tests.people import Agente, Cliente, Socket


class Redis:
    """A real redis-server that a test may stop, freeze and start again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


async def together(both: Server, tabs: int, desks: int, sockets: AsyncExitStack) -> tuple[list[Socket], list[Socket]]:
    """Sockets of one cliente and of ana, spread over the workers by the kernel."""
    eva, ana = Cliente(both, "acme"), Agente(both)
    open_tabs = [await sockets.enter_async_context(eva.connect("/ws/chat/soporte/")) for _ in range(tabs)]
    open_desks = [await sockets.enter_async_context(ana.connect("/ws/soporte/")) for _ in range(desks)]
    await asyncio.gather(*(socket.expect("ready") for socket in [*open_tabs, *open_desks]))
    return open_tabs, open_desks


async def converse(both: Server) -> None:
    """Eight tabs and four consoles live through a chat, its close, and the next one."""
    async with AsyncExitStack() as sockets:
        tabs, desks = await together(both, 8, 4, sockets)
        for number, tab in enumerate(tabs):
            ack = await tab.expect("ack", uid=await tab.say(f"desde la pestaña {number}"))
        chat_id = ack["chat_id"]
        rows = await asyncio.gather(*(desk.expect("inbox", evento="chat_opened") for desk in desks))
        assert {row["chat"]["id"] for row in rows} == {chat_id}
        for desk in desks:
            await desk.send("subscribe", chat_id=chat_id, despues=0)
        await asyncio.gather(*(desk.expect("chat_message", seq=8) for desk in desks))
        await desks[0].expect("ack", uid=await desks[0].say("Hola", chat_id=chat_id))
        assert (await Agente(both).close(chat_id)).status_code == 200
        await asyncio.gather(*(tab.expect("chat_closed") for tab in tabs))
        await tabs[3].say("otra")
        opened = await asyncio.gather(*(tab.expect("chat_opened", anterior=chat_id) for tab in tabs))
        assert len({frame["chat_id"] for frame in opened}) == 1
        others = [tab for tab in tabs if tab is not tabs[3]]
        await asyncio.gather(*(tab.expect("chat_message", texto="otra") for tab in others))
        for tab in tabs:
            seqs = [f["seq"] for f in tab.frames if f["type"] in ("chat_message", "ack") and f["chat_id"] == chat_id]
            assert seqs == list(range(1, 10))


async def test_tabs_on_different_workers_follow_one_conversation(server: Server) -> None:
    with serving("--workers", "2") as both:
        await converse(both)


async def test_they_do_over_redis_too(server: Server, redis: Redis) -> None:
    with serving("--workers", "2", REDIS_URL=redis.url) as both:
        await converse(both)


async def test_with_redis_dead_frozen_or_back_every_message_still_arrives(server: Server, redis: Redis) -> None:
    """The bus carries hints: without it a ping brings what is missing, and when it is back so are the hints."""
    with serving("--workers", "2", REDIS_URL=redis.url) as both:
        async with AsyncExitStack() as sockets:
            tabs, _ = await together(both, 6, 0, sockets)
            await tabs[0].say("con bus")
            await asyncio.gather(*(tab.expect("chat_message", texto="con bus") for tab in tabs[1:]))

            redis.signal(signal.SIGSTOP)
            await tabs[0].expect("ack", uid=await tabs[0].say("con el bus helado"))
            for tab in tabs[1:]:
                await tab.settle()
                assert "con el bus helado" in [frame["texto"] for frame in tab.of_type("chat_message")]
            redis.signal(signal.SIGCONT)

            redis.stop()
            await tabs[1].expect("ack", uid=await tabs[1].say("sin bus"))
            for tab in (tabs[0], *tabs[2:]):
                await tab.settle()
                assert "sin bus" in [frame["texto"] for frame in tab.of_type("chat_message")]

            redis.start()
            await until_the_bus_is_back(both)
            await tabs[2].expect("ack", uid=await tabs[2].say("de vuelta"))
            others = [tab for tab in tabs if tab is not tabs[2]]
            await asyncio.gather(*(tab.expect("chat_message", texto="de vuelta", within=15) for tab in others))
            for tab in tabs:
                seqs = [frame["seq"] for frame in tab.frames if frame["type"] in ("chat_message", "ack")]
                assert seqs == [1, 2, 3, 4]


async def until_the_bus_is_back(both: Server) -> None:
    """Each worker answers some of the calls: a row of good answers means that all are connected again."""
    client = Agente(both).http
    async with asyncio.timeout(20):
        good = 0
        while good < 12:
            with contextlib.suppress(OSError):
                # A new connection each time, so that the kernel picks the worker.
                answer = await client.get("/readyz", headers={"Connection": "close"})
                good = good + 1 if answer.status_code == 200 else 0
            await asyncio.sleep(0.02)
