"""The line of any ASGI server: reads in the ASGI call itself, writes in a task while there is something to write."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

import structlog

from .connection import Connection
from .line import HIGH_WATER, LOW_WATER

log = structlog.get_logger(__name__)

LAST_WORDS_S = 2.0
"""Seconds that what was sent, and then the close, may take to go out."""

Receive = Callable[[], Any]
Transmit = Callable[[dict[str, Any]], Any]


class PlainLine:
    def __init__(self, connection: Connection, receive: Receive, transmit: Transmit) -> None:
        self.is_writable = True
        self._connection = connection
        self._receive = receive
        self._transmit = transmit
        self._waiting: deque[str] = deque()
        self._held = 0
        self._sender: asyncio.Task[None] | None = None
        self._may_read = asyncio.Event()
        self._may_read.set()
        self._reading = asyncio.timeout(None)
        self._is_over = False
        self._close: dict[str, Any] | None = None

    async def run(self, gone: Callable[[Connection], None]) -> None:
        """The connection is open until the socket ends or `close` is called, and it is lost when this returns."""
        try:
            async with self._reading:
                self._connection.open(self, gone)
                await self._read()
        except TimeoutError:
            pass  # `_stop` woke it up.
        except Exception as error:
            self._is_over = True
            self._connection.failed(error)
        finally:
            self._is_over = True
            await self._last_words()
            self._connection.lost()

    def send(self, text: str) -> None:
        self._waiting.append(text)
        self._held += len(text)
        if self._held > HIGH_WATER:
            self.is_writable = False
        if self._sender is None:
            self._sender = asyncio.create_task(self._write())

    def close(self, code: int, reason: str) -> None:
        self._close = {"type": "websocket.close", "code": code, "reason": reason}
        self._stop()

    def pause_reading(self) -> None:
        self._may_read.clear()

    def resume_reading(self) -> None:
        self._may_read.set()

    async def _read(self) -> None:
        while True:
            await self._may_read.wait()
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            if message.get("bytes") is not None:
                self._connection.received_bytes()
            else:
                self._connection.received(message["text"])

    async def _write(self) -> None:
        try:
            while self._waiting:
                text = self._waiting.popleft()
                await self._transmit({"type": "websocket.send", "text": text})
                self._held -= len(text)
                if not self.is_writable and self._held <= LOW_WATER:
                    self.is_writable = True
                    self._connection.can_write()
            self._sender = None
        except OSError:  # The other side has gone, in a tunnel or for good: no error of ours.
            self._close = None
            self._stop()
        except Exception as error:
            self._connection.failed(error)

    def _stop(self) -> None:
        """`run` reads no longer."""
        if not self._is_over:
            self._is_over = True
            self._reading.reschedule(0)

    async def _last_words(self) -> None:
        try:
            async with asyncio.timeout(LAST_WORDS_S):
                if self._close is not None:
                    if self._sender is not None:
                        await self._sender
                    await self._transmit(self._close)
        except Exception:  # The other side may have gone first.
            log.debug("close was not sent", connection=self._connection.id)
        finally:
            if self._sender is not None:
                self._sender.cancel()
