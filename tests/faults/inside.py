"""Two nodes of the real engine inside this process, on one event loop in a thread; sockets are ASGI calls.

The bus between the nodes is PostgreSQL's, and a faulty one. What connections send and see goes into a history.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import Coroutine, Iterator
from contextvars import ContextVar
from typing import Any, TypeVar
from unittest import mock

from ventanilla.bus import Bus
from ventanilla.chat.engine import Engine
from ventanilla.realtime import node as nodes
from ventanilla.realtime import socket

from .bus import FaultyBus
from .client import PATIENCE, RECORDED
from .record import History

T = TypeVar("T")
_node: ContextVar[nodes.Node] = ContextVar("node")


class Channel:
    """An open socket. `history` is told under the name of its client."""

    def __init__(self, history: History, who: str, connection: int) -> None:
        self.frames: list[dict[str, Any]] = []
        self._history, self._who, self._connection = history, who, connection
        self._to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._came = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.close_code: int | None = None

    def open(self, node: nodes.Node, path: str, *, host: str, token: str, **asked: Any) -> None:
        path, _, query = path.partition("?")
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", host.encode())],
            "subprotocols": ["ventanilla.v1", f"token.{token}"],
            "extensions": {"websocket.http.response": {}},
        }
        self._history.write(self._who, self._connection, "open", **asked)
        self._to_server.put_nowait({"type": "websocket.connect"})
        _node.set(node)
        self._task = asyncio.create_task(socket.serve(scope, self._to_server.get, self._take))

    def send(self, type_: str, **fields: Any) -> None:
        self._history.write(self._who, self._connection, "out", type=type_, **fields)
        frame = json.dumps({"type": type_, **fields}, ensure_ascii=False)
        self._to_server.put_nowait({"type": "websocket.receive", "text": frame})

    async def expect(self, *types: str, within: float = PATIENCE, **fields: Any) -> dict[str, Any]:
        """The first frame, from the connection's beginning, of one of these types with those fields."""
        async with asyncio.timeout(within):
            while True:
                for frame in self.frames:
                    if frame["type"] in types and all(frame.get(name) == value for name, value in fields.items()):
                        return frame
                self._came.clear()
                await self._came.wait()

    async def say(self, uid: str, **chat: int) -> tuple[int, int]:
        """Chat and seq of the ack. The text is the uid."""
        before = sum(frame["type"] == "ack" and frame["uid"] == uid for frame in self.frames)
        self.send("chat_message", uid=uid, texto=uid, **chat)
        async with asyncio.timeout(PATIENCE):
            while True:
                acks = [frame for frame in self.frames if frame["type"] == "ack" and frame["uid"] == uid]
                assert not [f for f in self.frames if f["type"] == "error" and f.get("uid") == uid]
                if len(acks) > before:
                    return acks[-1]["chat_id"], acks[-1]["seq"]
                self._came.clear()
                await self._came.wait()

    async def whole(self, **place: Any) -> None:
        """A ping and its pong: whatever was missing has come."""
        pongs = sum(frame["type"] == "pong" for frame in self.frames)
        self.send("ping", **place)
        async with asyncio.timeout(PATIENCE):
            while sum(frame["type"] == "pong" for frame in self.frames) == pongs:
                self._came.clear()
                await self._came.wait()

    async def drop(self) -> None:
        assert self._task is not None
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": 1006})
        await self._task
        self._history.write(self._who, self._connection, "end", code=1006)

    async def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "websocket.send":
                frame = json.loads(message["text"])
                self.frames.append(frame)
                if frame["type"] in RECORDED:
                    self._history.write(self._who, self._connection, "in", **frame)
            case "websocket.close":
                self.close_code = message["code"]
            case "websocket.http.response.start":
                self.close_code = message["status"]
        self._came.set()


async def started(bus: Bus) -> nodes.Node:
    engine = Engine()
    engine.bus = bus
    await engine.start()
    return nodes.Node(engine)


async def stopped(node: nodes.Node) -> None:
    await node.stop()
    await node.engine.stop()


def sockets_on_their_nodes() -> Any:
    """A channel is served by the node that it was opened on."""

    async def current() -> nodes.Node:
        return _node.get()

    return mock.patch.object(nodes, "current", current)


class Inside:
    """Started by `running`; `do` runs a coroutine on its loop and waits for it."""

    nodes: list[nodes.Node]

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    async def _start(self) -> None:
        self.nodes = [await started(FaultyBus(seed=seed)) for seed in (1, 2)]

    async def _stop(self) -> None:
        for node in self.nodes:
            await stopped(node)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        self._loop = asyncio.new_event_loop()
        thread = threading.Thread(target=self._loop.run_forever, name="inside")
        thread.start()

        try:
            with sockets_on_their_nodes():
                self.do(self._start())
                try:
                    yield
                finally:
                    self.do(self._stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()
