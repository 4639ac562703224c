"""A server that answers and passes nothing on looks alive: who hears neither itself nor others looks for another."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ventanilla.bus import Hint, PostgresBus, network, peers

from .cluster import cluster, needs_redis
from .test_redis_cluster import hint, listening, true


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "ECHO", 0.5)
    monkeypatch.setattr(network, "BEAT", 0.2)
    monkeypatch.setattr(peers, "SILENCE", 0.7)


class Muffled(PostgresBus):
    """What it sends goes nowhere, once."""

    looks, heard_nothing = 0, True

    def __init__(self) -> None:
        super().__init__()
        self.on_reconnect(self._look)

    async def _send(self, payloads: list[str]) -> None:
        if not self.heard_nothing:
            await super()._send(payloads)

    def _look(self) -> None:
        self.looks += 1


async def test_who_does_not_hear_itself_connects_anew_and_looks(database: None, hurried: None) -> None:
    bus = Muffled()
    await bus.start()
    try:
        await true(lambda: bus.looks == 1)
        bus.heard_nothing = False
        # What was swallowed may cost it one more connection; then it hears itself, and stays.
        async with asyncio.timeout(20):
            looks = -1
            while looks != bus.looks or not bus.is_connected:
                looks = bus.looks
                for number in range(20):
                    bus.publish([hint(number)])
                    await asyncio.sleep(0.1)
    finally:
        await bus.stop()


@needs_redis
async def test_the_lost_part_of_a_cluster_is_left(hurried: None, tmp_path: Path) -> None:
    with cluster(tmp_path) as nodes:
        lost, *rest = nodes
        async with (
            listening(lost.url, rest[0].url) as (bus, ear),
            listening(rest[1].url, rest[0].url) as (other, witness),
        ):
            await true(lambda: ear.looks == witness.looks == 1)
            for one in rest:
                one.ask("CLUSTER FORGET", lost.ask("CLUSTER MYID"))
                lost.ask("CLUSTER FORGET", one.ask("CLUSTER MYID"))
            other.publish([hint(1)])
            await true(lambda: ear.looks > 1 and bus.is_connected)
            await true(lambda: _heard_of_each_other(bus, other, ear.heard, witness.heard))


def _heard_of_each_other(bus: network.NetworkBus, other: network.NetworkBus, *heard: list[Hint]) -> bool:
    for number, one in ((7, bus), (8, other)):
        one.publish([hint(number)])
    return all(hint(7) in each and hint(8) in each for each in heard)
