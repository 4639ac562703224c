"""Several processes on one database: whoever is connected where, all see the same."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from tests.installation import Server, serving
from tests.people import Agente, Cliente


async def test_tabs_on_different_workers_follow_one_conversation(server: Server) -> None:
    """Eight tabs and four consoles, spread over two workers by the kernel."""
    with serving("--workers", "2") as both:
        eva, ana = Cliente(both, "acme"), Agente(both)
        async with AsyncExitStack() as sockets:
            tabs = [await sockets.enter_async_context(eva.connect("/ws/chat/soporte/")) for _ in range(8)]
            desks = [await sockets.enter_async_context(ana.connect("/ws/soporte/")) for _ in range(4)]
            await asyncio.gather(*(socket.expect("ready") for socket in [*tabs, *desks]))
            for number, tab in enumerate(tabs):
                await tab.expect("ack", uid=await tab.say(f"desde la pestaña {number}"))
            chat_id = (await eva.open())["id"]
            rows = await asyncio.gather(*(desk.expect("inbox", evento="chat_opened") for desk in desks))
            assert {row["chat"]["id"] for row in rows} == {chat_id}
            for desk in desks:
                await desk.send("subscribe", chat_id=chat_id, despues=0)
            await asyncio.gather(*(desk.expect("chat_message", seq=8) for desk in desks))
            await desks[0].expect("ack", uid=await desks[0].say("Hola", chat_id=chat_id))
            assert (await ana.close(chat_id)).status_code == 200
            await asyncio.gather(*(tab.expect("chat_closed") for tab in tabs))
            await tabs[3].say("otra")
            opened = await asyncio.gather(*(tab.expect("chat_opened", anterior=chat_id) for tab in tabs))
            assert len({frame["chat_id"] for frame in opened}) == 1
            others = [tab for tab in tabs if tab is not tabs[3]]
            await asyncio.gather(*(tab.expect("chat_message", texto="otra") for tab in others))
            for tab in tabs:
                seqs = [f["seq"] for f in tab.frames if f["type"] in ("chat_message", "ack") and f["chat_id"] == chat_id]
                assert seqs == list(range(1, 10))
