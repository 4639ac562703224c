"""A real Redis Cluster of three servers, for a test that takes one of them away."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.installation import free_port

SLOTS = 16_384
needs_redis = pytest.mark.skipif(
    not shutil.which("redis-server"), reason="redis-server is not installed: apt-get install redis-server"
)


class ClusterNode:
    def __init__(self, folder: Path) -> None:
        self.port, self.bus_port = free_port(), free_port()
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(folder)]
        command += ["--cluster-enabled", "yes", "--cluster-port", str(self.bus_port)]
        command += ["--cluster-config-file", f"nodes-{self.port}.conf", "--cluster-node-timeout", "2000"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def ask(self, *command: object) -> Any:
        from redis import Redis

        with Redis.from_url(self.url) as client:
            return client.execute_command(*command)  # type: ignore[no-untyped-call]

    def has_joined(self, all_of: int) -> bool:
        from redis.exceptions import RedisError

        with contextlib.suppress(RedisError):
            found: dict[str, str] = self.ask("CLUSTER INFO")
            return found["cluster_state"] == "ok" and found["cluster_known_nodes"] == str(all_of)
        return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[list[ClusterNode]]:
    nodes = [ClusterNode(folder) for _ in range(3)]
    try:
        eventually(lambda: all(_answers(node) for node in nodes))
        for number, node in enumerate(nodes):
            first, last = SLOTS * number // 3, SLOTS * (number + 1) // 3 - 1
            node.ask("CLUSTER ADDSLOTSRANGE", first, last)
            nodes[0].ask("CLUSTER MEET", "127.0.0.1", node.port, node.bus_port)
        eventually(lambda: all(node.has_joined(3) for node in nodes))
        yield nodes
    finally:
        for node in nodes:
            node.kill()


def _answers(node: ClusterNode) -> bool:
    from redis.exceptions import RedisError

    with contextlib.suppress(RedisError):
        return bool(node.ask("PING"))
    return False


def eventually(holds: Any, *, within: float = 20) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)
