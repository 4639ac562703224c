"""The bus over a Redis Cluster: any node passes a hint on to all, and where one is gone the next address serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from ventanilla.bus import Hint, RedisBus

from .cluster import ClusterNode, cluster, needs_redis


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ClusterNode]]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


class Ear:
    def __init__(self, bus: RedisBus) -> None:
        self.heard: list[Hint] = []
        self.looks = 0
        bus.subscribe(self.heard.append)
        bus.on_reconnect(self._count)

    def _count(self) -> None:
        self.looks += 1


@asynccontextmanager
async def listening(*addresses: str) -> AsyncIterator[tuple[RedisBus, Ear]]:
    bus = RedisBus(", ".join(addresses))
    ear = Ear(bus)
    await bus.start()
    try:
        await true(lambda: bus.is_connected)
        yield bus, ear
    finally:
        await bus.stop()


async def true(holds: Callable[[], bool], *, within: float = 10) -> None:
    async with asyncio.timeout(within):
        while not holds():
            await asyncio.sleep(0.01)


def hint(seq: int) -> Hint:
    return Hint("chat_message", "acme", "5", 1, seq, "{}")


@needs_redis
async def test_any_node_passes_a_hint_on_to_all_and_a_dead_one_is_left(nodes: list[ClusterNode]) -> None:
    first, second, third = (node.url for node in nodes)
    async with (
        listening(first, third) as (moving, ear),
        listening(third, first) as (sending, witness),
        listening(second) as (staying, other),
    ):
        # Each is welcomed by both others, and looks each time.
        await true(lambda: ear.looks == witness.looks == other.looks == 2)
        sending.publish([hint(0)])
        await true(lambda: other.heard == [hint(0)])
        staying.publish([hint(1)])
        await true(lambda: ear.heard == witness.heard == [hint(0), hint(1)])
        moving.publish([hint(2)])
        await true(lambda: ear.heard == witness.heard == other.heard == [hint(0), hint(1), hint(2)])

        nodes[0].kill()
        await true(lambda: ear.looks == 3 and moving.is_connected)
        for number, bus in enumerate((staying, moving, sending), 3):
            bus.publish([hint(number)])
            await true(lambda number=number: all(hint(number) in each.heard for each in (ear, witness, other)))
        assert ear.heard == witness.heard == other.heard == [hint(number) for number in range(6)]
        assert (witness.looks, other.looks) == (2, 2)
