"""The line between a browser and the demo, which can be cut, and can swallow what goes over it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Literal

Way = Literal["up", "down"]


class Cable:
    """A TCP proxy. Pages come through it at `port`; their WebSockets are told apart by their first bytes."""

    def __init__(self, to_port: int) -> None:
        self.port = 0
        self._to_port = to_port
        self._server: asyncio.Server | None = None
        self._ends: dict[asyncio.StreamWriter, bool] = {}
        self._swallows: set[Way] = set()
        self._dead: set[asyncio.StreamWriter] = set()
        self._loses = b""

    async def mend(self) -> None:
        """Connections are taken (again), and everything passes."""
        self._swallows.clear()
        self._loses = b""
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """All connections break, and new ones are refused."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._break(sockets_only=False)

    def swallow(self, *ways: Way) -> None:
        """What goes up or down its WebSockets from now on never arrives; pages and calls pass."""
        self._swallows.update(ways)

    def lose(self, call: bytes) -> None:
        """Calls that begin like this never arrive, and are never answered, until it is cut and mended."""
        self._loses = call

    def let_die(self) -> None:
        """Nothing passes over the sockets that there are, and nobody is told; new ones are as good as ever."""
        self._dead.update(end for end, is_socket in self._ends.items() if is_socket)

    def stop_swallowing(self) -> None:
        """Its sockets break: half of what was said on them is missing."""
        self._swallows.clear()
        self._break(sockets_only=True)

    def _break(self, *, sockets_only: bool) -> None:
        for end, is_socket in list(self._ends.items()):
            if is_socket or not sockets_only:
                end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.read(65536)
        is_socket = first.startswith(b"GET /ws/")
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        except OSError:
            writer.transport.abort()
            return
        self._ends |= {writer: is_socket, far_writer: is_socket}
        self._pass(first, far_writer, "up", is_socket)
        try:
            async with asyncio.TaskGroup() as pumps:
                pumps.create_task(self._pump(reader, far_writer, "up", is_socket))
                pumps.create_task(self._pump(far_reader, writer, "down", is_socket))
        finally:
            for end in (writer, far_writer):
                self._ends.pop(end, None)
                self._dead.discard(end)
                end.close()

    def _pass(self, data: bytes, writer: asyncio.StreamWriter, way: Way, is_socket: bool) -> None:
        if way == "up" and self._loses and data.startswith(self._loses):
            self._dead.add(writer)
        if writer not in self._dead and not (is_socket and way in self._swallows):
            writer.write(data)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way, is_socket: bool
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                self._pass(data, writer, way, is_socket)
                await writer.drain()
        # One side is done: the other one is told, and sends the rest of what it has.
        with suppress(OSError, RuntimeError):
            writer.write_eof()
