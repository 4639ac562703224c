"""The handshake of a WebSocket is uvicorn's, as it is; once it is accepted, the transport gets a line of our own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode
from websockets.http11 import Request

from ..realtime.connection import Connection
from ..realtime.line import HAND_OVER
from .line import DirectLine

EARLY = 64 * 1024
"""Bytes that a client may send before it is accepted; past it, it is not read."""


class Socket(WebSocketsSansIOProtocol):
    """uvicorn's protocol up to the handshake. What its ASGI application does not take over goes on as uvicorn has it,
    but for the last word: 1001, going away. (uvicorn says 1012, which clients read as a fault.)"""

    early: bytearray | None = None
    """What came between the request and its answer: the library sees it once it is known who reads it."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.early = bytearray()
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), HAND_OVER: self.hand_over}  # type: ignore[dict-item]

    def data_received(self, data: bytes) -> None:
        if self.early is None:
            super().data_received(data)
            return
        self.early += data
        if len(self.early) > EARLY:
            self.transport.pause_reading()

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.accept":
            self.loop.call_soon(self._go_on_with_asgi)

    def hand_over(self, connection: Connection, gone: Callable[[Connection], None]) -> None:
        """The transport is the connection's. This object has done its work, and so has the ASGI call."""
        transport, early, self.early = self.transport, self.early, None
        self.transport = _Gone()
        self.stop_keepalive()
        self.connections.discard(self)
        line = DirectLine(connection, transport, self.config, self.connections)
        transport.set_protocol(line)
        transport.resume_reading()
        line.open(gone, bytes(early or b""))

    def shutdown(self) -> None:
        if self.close_sent or not self.handshake_complete:
            super().shutdown()
            return
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": CloseCode.GOING_AWAY})
        self.conn.send_close(CloseCode.GOING_AWAY)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.transport.close()

    def _go_on_with_asgi(self) -> None:
        early, self.early = self.early, None
        if early is not None and not self.transport.is_closing():
            self.transport.resume_reading()
            if early:
                self.data_received(bytes(early))


class _Gone(asyncio.Transport):
    """In the place of a transport that somebody else has now: uvicorn closes it when the ASGI call returns."""

    def is_closing(self) -> bool:
        return True

    def close(self) -> None: ...
