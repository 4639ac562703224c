"""The bus over Redis publish/subscribe: for many nodes, or where the database sits behind a pooler.

In a cluster any node passes a message on to all (and a message has no slot), so the addresses are simply tried in turn.
"""

from __future__ import annotations

import asyncio
from itertools import cycle
from typing import Any

from .network import CHANNEL, NetworkBus

WITHIN = 3.0
"""Seconds for a connection, or for an answer: a frozen server counts as gone."""


class RedisBus(NetworkBus):
    """`url` is redis://… or rediss://…, or several of them with commas."""

    def __init__(self, url: str) -> None:
        super().__init__()
        try:
            from redis.exceptions import RedisError
        except ImportError as error:
            raise RuntimeError("REDIS_URL está puesto y falta el paquete: pip install 'ventanilla[redis]'") from error
        self.away = (OSError, TimeoutError, RedisError)
        addresses = [address.strip() for address in url.split(",") if address.strip()]
        self.has_other_ways = len(addresses) > 1
        self._addresses = cycle(addresses)
        self._address = next(self._addresses)
        """Where it listens, and sends: between two parts of a broken cluster it would never hear itself."""
        self._sender: Any = None

    def _client(self) -> Any:
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        return Redis.from_url(
            self._address,
            socket_timeout=WITHIN,
            socket_connect_timeout=WITHIN,
            decode_responses=True,
            # Trying again is the bus's own business: it also has to tell who may have missed something.
            retry=Retry(NoBackoff(), 0),
            client_name="ventanilla",
        )

    async def _listen_once(self) -> None:
        client = self._client()
        pubsub = client.pubsub()
        try:
            await pubsub.subscribe(CHANNEL)
            if await pubsub.get_message(timeout=WITHIN) is None:
                raise TimeoutError  # A frozen server takes the connection, and says nothing.
            self._is_listening()
            quiet_since = asyncio.get_running_loop().time()
            while True:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=1)
                now = asyncio.get_running_loop().time()
                if message is not None:
                    quiet_since = now
                    if message["type"] == "message":
                        self._hear(message["data"])
                elif now - quiet_since > WITHIN:
                    # Nothing came, not even the answer to a ping: a connection that only looks alive.
                    if now - quiet_since > 3 * WITHIN:
                        raise TimeoutError
                    await pubsub.ping()
        finally:
            self._address = next(self._addresses)
            await pubsub.aclose()
            await client.aclose()

    async def _send(self, payloads: list[str]) -> None:
        if self._sender is None:
            self._sender = self._client()
        try:
            async with self._sender.pipeline(transaction=False) as pipeline:
                for payload in payloads:
                    pipeline.publish(CHANNEL, payload)
                await pipeline.execute()
        except self.away:
            self._address = next(self._addresses)
            raise

    async def _hang_up(self) -> None:
        if self._sender is not None:
            sender, self._sender = self._sender, None
            try:
                await sender.aclose()
            except self.away:
                return
