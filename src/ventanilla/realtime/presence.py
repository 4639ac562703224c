"""Whether someone of soporte is there, over all nodes: each node tells how many agents it has, for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from .. import wire
from ..bus import Bus, Hint
from ..metrics import SOPORTE

RENEW = 15.0
LEASE = 45.0
"""Seconds that a node's word holds. A node that died leaves nobody behind for longer."""
GRACE = 2.0
"""Seconds before «ausente» is told: a reload of the console is no departure."""


class Presence:
    def __init__(self, *, node: str, tell: Callable[[Hint], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._node = node
        self._tell = tell
        self._clock = clock
        self._leases: dict[str, tuple[int, float]] = {}
        self._told: wire.Soporte = "ausente"
        self._since_empty: float | None = None

    @property
    def soporte(self) -> wire.Soporte:
        return self._told

    def announce(self, bus: Bus, agents: int) -> None:
        bus.publish([Hint("agents", "public", self._node, seq=agents)])

    def hear(self, hint: Hint) -> bool:
        """How many agents a node has, for a while. True where it is another node, of which nothing was known."""
        is_new = hint.cliente_id not in self._leases and hint.cliente_id != self._node
        self._leases[hint.cliente_id] = (hint.seq, self._clock() + LEASE)
        self.check()
        return is_new

    def check(self) -> None:
        """Clientes are told when soporte came or went."""
        now = self._clock()
        self._leases = {node: lease for node, lease in self._leases.items() if lease[1] > now}
        if any(count for count, _ in self._leases.values()):
            self._since_empty = None
            self._say("en_linea")
        elif self._told == "en_linea":
            self._since_empty = self._since_empty if self._since_empty is not None else now
            if now - self._since_empty >= GRACE:
                self._say("ausente")

    def _say(self, soporte: wire.Soporte) -> None:
        if soporte != self._told:
            self._told = soporte
            SOPORTE.set(soporte == "en_linea")
            frame = wire.encode(wire.Presence(soporte)).decode()
            self._tell(Hint("presence", "", "", frame=frame))
