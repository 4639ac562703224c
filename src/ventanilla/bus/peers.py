"""Who else is on the bus, without I/O: where nobody is, no hint needs to travel.

A node says hello when it begins to listen, and then shows every so often that it is there. Who hears a node for the
first time welcomes it: from then on it gets the hints, and as it may have missed those before, it looks
(`on_reconnect`). Until a node has listened for a while without an answer it counts itself as one of many.
"""

from __future__ import annotations

import time
from collections.abc import Callable

BEAT = 10.0
"""Seconds between two signs of life."""
LEASE = 45.0
"""Seconds that one holds. A node that was frozen for longer is welcomed anew."""
SETTLED = 5.0
"""Seconds of silence after hello: whoever is there has answered by then."""

SILENCE = 2.5 * BEAT
"""Seconds after which those who were there should have said something."""


class Peers:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard: dict[str, float] = {}
        self._listening_since: float | None = None

    def listening(self) -> None:
        self._listening_since = self._clock()

    def deaf(self) -> None:
        """Who cannot hear does not know who is there."""
        self._listening_since = None

    def hear(self, node: str) -> bool:
        """Whether nothing was heard of that node, or nothing for too long."""
        now = self._clock()
        last, self._heard[node] = self._heard.get(node), now
        return last is None or now - last > LEASE

    @property
    def is_silent(self) -> bool:
        """Those who were there a moment ago say nothing: they have gone, or what they say does not come here."""
        if self._listening_since is None or not self._heard:
            return False
        now, last = self._clock(), max(self._heard.values())
        return now - last <= LEASE and now - max(last, self._listening_since) > SILENCE

    @property
    def is_alone(self) -> bool:
        now = self._clock()
        if self._listening_since is None or now - self._listening_since < SETTLED:
            return False
        if not self._heard:
            return True
        self._heard = {node: at for node, at in self._heard.items() if now - at <= LEASE}
        return not self._heard
