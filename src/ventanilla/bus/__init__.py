"""Hints between nodes: something was stored, or somebody types.

A hint is never the store. Whoever misses one reads the database: a gap in seq shows it, and so does the next
ping. Every hint names its tenant. Publishing never waits and never fails.
"""

from .hint import Bus, Hint
from .network import PAYLOAD_LIMIT, NetworkBus
from .postgres import PostgresBus
from .redis import RedisBus

__all__ = ["PAYLOAD_LIMIT", "Bus", "Hint", "NetworkBus", "PostgresBus", "RedisBus", "chosen_bus"]


def chosen_bus(redis_url: str) -> NetworkBus:
    """The bus of this installation: Redis where an address is given, else the database itself."""
    return RedisBus(redis_url) if redis_url else PostgresBus()
