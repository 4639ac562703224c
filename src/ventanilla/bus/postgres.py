"""The bus over LISTEN/NOTIFY: the default, with nothing to run besides the database."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from .. import db
from .network import CHANNEL, NetworkBus


class PostgresBus(NetworkBus):
    """One connection listens and one notifies. A group of hints is one statement, outside the hot transaction:
    a NOTIFY in it would serialise the commits of all nodes."""

    away = db.AWAY

    def __init__(self) -> None:
        super().__init__()
        self._sender: Any = None

    async def _listen_once(self) -> None:
        gone = asyncio.Event()
        connection = await db.connect(name="listen", statement_cache=0)
        try:
            connection.add_termination_listener(lambda _connection: gone.set())
            await connection.add_listener(CHANNEL, self._hear_notification)
            self._is_listening()
            await self._watch(connection, gone)
        finally:
            connection.terminate()

    async def _send(self, payloads: list[str]) -> None:
        if self._sender is None or self._sender.is_closed():
            self._sender = await db.connect(name="notify")
        await self._sender.execute("SELECT pg_notify($1, p) FROM unnest($2::text[]) p", CHANNEL, payloads, timeout=5)

    async def _hang_up(self) -> None:
        if self._sender is not None:
            self._sender.terminate()
            self._sender = None

    def _hear_notification(self, _connection: Any, _pid: int, _channel: str, payload: object) -> None:
        self._hear(str(payload))

    async def _watch(self, connection: Any, gone: asyncio.Event) -> None:
        """Returns when the connection is dead, also where no one says so."""
        while not gone.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(gone.wait(), timeout=10)
            if not gone.is_set():
                await connection.execute("SELECT 1", timeout=5)
