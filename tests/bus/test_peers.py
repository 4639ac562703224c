"""Who is on the bus: one that is alone sends nothing, and one that comes misses nothing that it does not look for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from ventanilla.bus import Hint, PostgresBus, postgres
from ventanilla.bus.peers import LEASE, SETTLED, SILENCE, Peers


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def listening() -> tuple[Peers, Clock]:
    clock = Clock()
    peers = Peers(clock=clock)
    peers.listening()
    return peers, clock


def test_who_has_just_come_counts_as_one_of_many() -> None:
    peers, clock = listening()
    assert not peers.is_alone
    clock.now = SETTLED
    assert peers.is_alone


def test_who_is_heard_is_there_for_a_lease() -> None:
    peers, clock = listening()
    assert peers.hear("b")
    assert not peers.hear("b"), "known"
    clock.now = LEASE
    assert not peers.is_alone
    clock.now += 0.1
    assert peers.hear("b"), "after so long it may have missed something"
    clock.now += LEASE + 0.1
    assert peers.is_alone


def test_who_is_deaf_does_not_know_and_is_not_alone() -> None:
    peers, clock = listening()
    clock.now = SETTLED
    peers.deaf()
    assert not peers.is_alone
    clock.now += 1000
    assert not peers.is_alone


def test_those_who_were_there_and_say_nothing_are_missed_until_they_count_as_gone() -> None:
    peers, clock = listening()
    clock.now = 1000
    assert not peers.is_silent, "nobody was ever there"
    peers.hear("b")
    clock.now += SILENCE
    assert not peers.is_silent
    clock.now += 0.1
    assert peers.is_silent
    peers.listening()
    assert not peers.is_silent, "elsewhere they get their time again"
    clock.now += SILENCE + 0.1
    assert not peers.is_silent, "they have gone"


class Listened(PostgresBus):
    """Counts what it sends, and believes itself alone at once."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []
        self.heard: list[int] = []
        self.looked_at: list[int] = []
        self.clock = Clock()
        self.peers = Peers(clock=self.clock)
        self.subscribe(lambda hint: self.heard.append(hint.seq))
        self.on_reconnect(lambda: self.looked_at.append(len(self.heard)))

    async def _send(self, payloads: list[str]) -> None:
        self.sent += payloads
        await super()._send(payloads)

    def grow_old(self) -> None:
        self.clock.now += SETTLED


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.005)


@pytest.mark.usefixtures("database")
async def test_one_that_is_alone_sends_nothing_and_one_that_comes_gets_all_from_its_look_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres, "CHANNEL", "apart")  # Other tests' servers are on the usual one.
    first, second = Listened(), Listened()
    published = 0

    async def publish_for_ever() -> None:
        nonlocal published
        while True:
            published += 1
            first.publish([Hint("typing", "acme", "eva", seq=published)])
            await asyncio.sleep(0.001)

    tasks: list[asyncio.Task[Any]] = []
    try:
        await first.start()
        await until(lambda: first.is_connected and bool(first.sent))
        first.grow_old()
        first.sent.clear()
        tasks.append(asyncio.create_task(publish_for_ever()))
        await until(lambda: published > 20)
        assert [payload for payload in first.sent if "typing" in payload] == []
        await second.start()
        await until(lambda: bool(second.looked_at))
        came = second.looked_at[0]
        seen = published
        await until(lambda: len(second.heard) > came + 20)
        heard = second.heard
        assert heard == list(range(heard[0], heard[-1] + 1)), "without a gap from the first on"
        assert heard[0] <= seen + 1, "what came before it is what it looks for"
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await first.stop()
        await second.stop()
