"""A node among its equals: one that died, one that is new, one that was frozen."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from tests.faults.inside import Channel, sockets_on_their_nodes, started, stopped
from tests.faults.record import History
from tests.people import agente_token, cliente_token, new_id
from ventanilla.bus import PostgresBus
from ventanilla.chat import chats
from ventanilla.chat.people import ClienteCaller
from ventanilla.realtime import node as nodes
from ventanilla.realtime import presence


class LossyBus(PostgresBus):
    """Hears nothing of other nodes while it is `deaf`, and says nothing while it is `mute`."""

    is_deaf = is_mute = False

    def _hear(self, payload: str) -> None:
        if not self.is_deaf:
            super()._hear(payload)

    async def _send(self, payloads: list[str]) -> None:
        if not self.is_mute:
            await super()._send(payloads)


@asynccontextmanager
async def two_nodes() -> AsyncIterator[tuple[nodes.Node, nodes.Node]]:
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(2):
            made.append(await started(LossyBus()))
            stack.push_async_callback(stopped, made[-1])
        stack.enter_context(sockets_on_their_nodes())
        for node in made:
            await true(lambda node=node: node.engine.bus.is_connected)
        yield made[0], made[1]


@asynccontextmanager
async def connected(node: nodes.Node, path: str, host: str, token: str) -> AsyncIterator[Channel]:
    channel = Channel(History(), "someone", 1)
    channel.open(node, path, host=host, token=token)
    await channel.expect("ready")
    try:
        yield channel
    finally:
        await channel.drop()


def console(node: nodes.Node) -> Any:
    return connected(node, "/ws/soporte/", "localhost", agente_token("ana"))


def panel(node: nodes.Node, cliente_id: str) -> Any:
    return connected(node, "/ws/chat/soporte/", "acme.localhost", cliente_token("acme", cliente_id))


async def true(holds: Callable[[], bool], *, within: float = 5) -> None:
    async with asyncio.timeout(within):
        while not holds():
            await asyncio.sleep(0.01)


async def test_the_agents_of_a_node_that_died_are_there_for_a_lease_at_most(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "LEASE", 2.0)
    monkeypatch.setattr(presence, "GRACE", 0.5)
    async with two_nodes() as (dying, other), panel(other, new_id()) as eva, console(dying):
        await true(lambda: other.presence.soporte == "en_linea")
        assert (await eva.expect("presence"))["soporte"] == "en_linea"
        # As after kill -9: it says nothing more, not even that its agents have gone.
        dying.engine.bus.is_mute = True  # type: ignore[attr-defined]
        began = time.monotonic()
        await eva.expect("presence", soporte="ausente", within=6)
        assert time.monotonic() - began < 2.0 + 0.5 + 2


async def test_a_new_node_is_told_at_once_who_is_there(database: None) -> None:
    async with two_nodes() as (_, other), console(other):
        # It says nothing of its own accord any more.
        for task in other._tasks:
            task.cancel()
        late = await started(LossyBus())
        try:
            await true(lambda: late.presence.soporte == "en_linea")
        finally:
            await stopped(late)


async def test_a_node_that_was_frozen_looks_again_by_itself(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was said meanwhile, and however its bus came through it."""
    monkeypatch.setattr(nodes, "FROZEN", 0.2)
    async with two_nodes() as (frozen, other):
        acme = await other.engine.directory.of_slug("acme")
        assert acme is not None
        caller = ClienteCaller(acme, new_id())
        async with panel(frozen, caller.cliente_id) as eva, console(frozen) as ana:
            await ana.whole()
            heard = len(ana.frames)
            frozen.engine.bus.is_deaf = True  # type: ignore[attr-defined]
            entry, _, _ = await chats.say(other.engine, caller, uid=uuid.uuid4(), texto="hola")
            assert not {"chat_message", "inbox"} & {frame["type"] for frame in [*eva.frames, *ana.frames[heard:]]}
            time.sleep(1.5)  # The loop stands still, as a process does between SIGSTOP and SIGCONT.
            await eva.expect("chat_message", chat_id=entry.chat_id)
            await ana.expect("inbox", evento="chat_opened")
