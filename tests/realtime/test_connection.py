"""The I/O around the protocol: what a connection does with a hub that speaks early and a client that leaves."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

from tests.people import new_id
from ventanilla.bus import Hint
from ventanilla.chat import chats
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import ClienteCaller
from ventanilla.realtime.cliente_connection import ClienteConnection
from ventanilla.realtime.hub import ClienteKey, Hub, Listener
from ventanilla.realtime.plain import PlainLine

from .world import AROUND


class Wire:
    """The two ends of a socket that a server would give; `send` may fail as it does when the client has gone."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: list[dict[str, Any]] = []
        self.is_gone = False

    async def receive(self) -> dict[str, Any]:
        return await self.incoming.get()

    async def send(self, message: dict[str, Any]) -> None:
        if self.is_gone:
            raise OSError("the client has gone")
        self.sent.append(message)

    @property
    def frames(self) -> list[dict[str, Any]]:
        return [json.loads(message["text"]) for message in self.sent if message["type"] == "websocket.send"]


class EagerHub(Hub):
    """Tells a connection something in the very moment that it joins."""

    def __init__(self, hints: list[Hint]) -> None:
        super().__init__()
        self.hints = hints

    def join_cliente(self, key: ClienteKey, listener: Listener) -> None:
        super().join_cliente(key, listener)
        for hint in self.hints:
            listener.hear(hint)


async def run(engine: Engine, wire: Wire, hub: Hub, eva: ClienteCaller) -> None:
    connection = ClienteConnection(engine, hub=hub, caller=eva, around=AROUND, chat_id=None, after=0)
    await PlainLine(connection, wire.receive, wire.send).run(lambda _: None)


async def someone(engine: Engine) -> ClienteCaller:
    acme = await engine.directory.of_slug("acme")
    assert acme is not None
    return ClienteCaller(acme, new_id())


async def test_what_is_heard_while_joining_waits_for_ready(engine: Engine) -> None:
    eva, wire = await someone(engine), Wire()
    entry, _, _ = await chats.say(engine, eva, uid=uuid.uuid4(), texto="hola")
    opened = Hint("chat_opened", "acme", eva.cliente_id, entry.chat_id, frame='{"type":"chat_opened"}')
    message = Hint("chat_message", "acme", eva.cliente_id, entry.chat_id, 1, '{"type":"chat_message","seq":1}')
    running = asyncio.create_task(run(engine, wire, EagerHub([opened, message]), eva))
    async with asyncio.timeout(5):
        while len(wire.frames) < 2:
            await asyncio.sleep(0.005)
    await wire.incoming.put({"type": "websocket.disconnect"})
    await running
    assert [(frame["type"], frame.get("seq")) for frame in wire.frames] == [("ready", None), ("chat_message", 1)]


async def test_a_client_that_has_gone_is_no_error(engine: Engine, capsys: Any) -> None:
    eva, wire = await someone(engine), Wire()
    wire.is_gone = True
    await run(engine, wire, Hub(), eva)
    assert wire.sent == []
    assert "connection failed" not in "".join(capsys.readouterr())
