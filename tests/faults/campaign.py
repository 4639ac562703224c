"""`make faults`: every fault, twenty seconds or more of load each, and a table: what was acked, and what went wrong.

python -m tests.faults.campaign [--seconds 25] [--seed N] [--only NAME]… [--keep]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from tests.bus.cluster import ClusterNode, cluster
from tests.nginx import NGINX, nginx

from .apart import Apart
from .faults import FAULTS, Fault, Stage
from .load import Crowd
from .machines import Node, Place, Redis, place
from .record import Waits
from .trial import Outcome, trial

KINDS = {
    "lost": r"not stored|never acked|ends at",
    "not shown": r"shows chat|does not show",
    "doubled": r"double|twice|times",
    "out of order": r"a gap|came before|after the close|its log is|is before that",
}
"""What each violation counts as; any other one is `other`."""


@dataclass(frozen=True)
class Row:
    fault: Fault
    acked: int
    counts: Counter[str]
    reconnects: int
    longest: float
    back: float
    violations: list[str]
    late: list[str]

    @property
    def is_good(self) -> bool:
        return not self.violations and not self.late

    def __str__(self) -> str:
        c = self.counts
        return (
            f"| {self.fault.name.replace('_', ' ')} | {self.fault.what} | {self.acked} | {c['lost']} | {c['doubled']}"
            f" | {c['out of order']} | {c['not shown']} | {c['other']} | {self.reconnects}"
            f" | {self.longest:.1f} | {self.back:.1f} |"
        )


HEAD = (
    "| fault | what happens | acked | lost | doubled | out of order | not shown | other | reconnects"
    " | longest wait, s | s to recover |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


async def run(fault: Fault, at: Place, *, seconds: float, seed: int, keeps: bool = False) -> Row:
    """One fault under load, on nodes of its own."""
    async with AsyncExitStack() as stack:
        redis = apart = None
        if fault.is_apart:
            apart = Apart()
            apart.make()
            stack.callback(apart.destroy)
        members: list[ClusterNode] = []
        bus = ""
        if fault.needs_cluster:
            members = stack.enter_context(cluster(at.data.parent))
            bus = ",".join(member.url for member in members)
        elif fault.needs_redis:
            redis = Redis(at)
            redis.start(*([apart.bus] if apart else []))
            stack.callback(redis.stop)
            bus = redis.url
        nodes = _nodes(fault, at, bus, apart)
        for node in nodes:
            stack.push_async_callback(node.destroy)
            node.start()
        for node in nodes:
            await node.ready()
        ports, front = [port for node in nodes for port in node.ports], None
        if fault.is_behind_nginx:
            addresses = [f"{node.host}:{port}" for node in nodes for port in node.ports]
            upstreams = dict(zip((8001, 8002), addresses, strict=True))
            front = stack.enter_context(nginx("nodes", at.data.parent, upstreams))
            ports = [front]
        ended, failed = 0.0, list[str]()

        async def strike(crowd: Crowd) -> None:
            nonlocal ended
            stage = Stage(at, nodes, crowd, random.Random(seed), seconds, redis, members, apart, front, failed)
            await fault.do(stage)
            ended = time.monotonic()

        outcome = await trial(
            at,
            ports,
            fault.size,
            seconds=seconds,
            seed=seed,
            prefix=f"{fault.name}-{seed}-",
            fault=strike,
            settles_within=60,
            keeps=keeps,
        )
        outcome.violations[:0] = [f"{count} failed sends: {why}" for why, count in Counter(failed).items()]
        return _row(fault, outcome, ended)


def _nodes(fault: Fault, at: Place, bus: str, apart: Apart | None) -> list[Node]:
    if fault.variant:
        return [Node.variant(at, fault.variant)]
    environment = {"REDIS_URL": bus} if bus else {}
    if fault.is_behind_nginx:
        environment["VENTANILLA_TRUST_FORWARDED"] = "1"
    if apart is not None:
        elsewhere = {**environment, "REDIS_URL": bus.replace("127.0.0.1", apart.bus)}
        return [Node.serving_in(apart, at, **elsewhere), Node.serving(at, **environment)]
    first = Node.serving(at, "--workers", str(fault.workers), **environment)
    return [first, *(Node.serving(at, **environment) for _ in range(fault.nodes - 1))]


def _row(fault: Fault, outcome: Outcome, ended: float) -> Row:
    counts: Counter[str] = Counter()
    for violation in outcome.violations:
        counts[next((kind for kind, words in KINDS.items() if re.search(words, violation)), "other")] += 1
    waits = Waits.after(outcome.history, ended)
    opened = sum(1 for _ in outcome.history.of("open"))
    return Row(
        fault,
        waits.acked,
        counts,
        opened - len(outcome.history.people),
        waits.longest,
        waits.back,
        outcome.violations,
        outcome.late,
    )


async def campaign(names: Sequence[str], *, seconds: float, seed: int, keeps: bool) -> list[Row]:
    rows = []
    with place(durable=True) as at:
        for number, name in enumerate(names):
            fault = FAULTS[name]
            if fault.needs_redis and not Redis.is_installed():
                print(f"{name}: skipped, redis-server is not installed", flush=True)
                continue
            if fault.is_behind_nginx and NGINX is None:
                print(f"{name}: skipped, nginx is not installed", flush=True)
                continue
            if fault.is_apart and not Apart.is_possible():
                print(f"{name}: skipped, this machine makes no network of its own", flush=True)
                continue
            print(f"{name} (seed {seed + number}): {fault.what}", flush=True)
            row = await run(fault, at, seconds=seconds, seed=seed + number, keeps=keeps)
            for violation in row.violations[:10]:
                print(f"    {violation}", flush=True)
            if row.late:
                print(f"    did not come to rest: {', '.join(row.late)}", flush=True)
            rows.append(row)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=25, help="of load for each fault")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--only", action="append", choices=sorted(FAULTS), help="this fault (may be repeated)")
    parser.add_argument("--keep", action="store_true", help="the histories, also where nothing was wrong")
    asked = parser.parse_args()
    names = asked.only or list(FAULTS)
    rows = asyncio.run(campaign(names, seconds=asked.seconds, seed=asked.seed, keeps=asked.keep))
    print(f"\nSeed {asked.seed}, {asked.seconds:g} s of load for each fault.\n\n{HEAD}", *rows, sep="\n")
    acked, bad = sum(row.acked for row in rows), [row for row in rows if not row.is_good]
    print(f"\n{acked} messages acked; {len(rows) - len(bad)} of {len(rows)} faults without a violation.")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
