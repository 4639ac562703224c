"""Who looks at which chat, over all nodes: each tells of its own agents, again and again, and is believed for a while.

Hints, nothing more: what is lost is told again, and who is gone is forgotten, within seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from .. import wire
from ..bus import Bus, Hint
from .hub import Listener

RENEW = 4.0
LEASE = 10.0
"""Seconds that a node's word on a chat holds."""
LOOK = 30.0
"""Seconds that an agente's own word holds: the console repeats it, and one whose line is dead no longer looks."""

_decode = msgspec.json.Decoder(list[wire.AgenteRef]).decode


@dataclass(slots=True)
class _Look:
    chat_id: int
    schema: str
    agente: wire.AgenteRef
    until: float


class Viewing:
    def __init__(self, bus: Bus, *, tell: Callable[[Hint], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._bus = bus
        self._tell = tell
        self._clock = clock
        self._here: dict[Listener, _Look] = {}
        self._leases: dict[int, dict[str, tuple[Sequence[wire.AgenteRef], float]]] = {}
        """By chat and node."""
        self._schemas: dict[int, str] = {}
        self._told: dict[int, list[int]] = {}
        self._renewed = clock()

    def look(self, listener: Listener, agente: wire.AgenteRef, chat: tuple[int, str] | None) -> None:
        """That connection's agente looks at that chat (its id and schema) from now on, or at none."""
        before = self._here.pop(listener, None)
        if chat is not None:
            self._here[listener] = _Look(*chat, agente, self._clock() + LOOK)
        if before is not None and (chat is None or before.chat_id != chat[0]):
            self._publish({before.chat_id: before.schema})
        if chat is not None and (before is None or before.chat_id != chat[0]):
            self._publish(dict([chat]))

    def leave(self, listener: Listener) -> None:
        look = self._here.pop(listener, None)
        if look is not None:
            self._publish({look.chat_id: look.schema})

    def hear(self, hint: Hint) -> None:
        """Who looks at a chat by one node, as it says itself."""
        agents = _decode(hint.frame) if hint.frame else []
        nodes = self._leases.setdefault(hint.chat_id, {})
        self._schemas[hint.chat_id] = hint.schema
        if agents:
            nodes[hint.cliente_id] = (agents, self._clock() + LEASE)
        else:
            nodes.pop(hint.cliente_id, None)
        self._say(hint.chat_id)

    def check(self) -> None:
        """Old words are forgotten, our own are told again where it is time. Once a second."""
        now = self._clock()
        for listener in [listener for listener, look in self._here.items() if look.until <= now]:
            self.leave(listener)
        if now - self._renewed >= RENEW:
            self.announce()
        for chat_id, nodes in list(self._leases.items()):
            fresh = {node: lease for node, lease in nodes.items() if lease[1] > now}
            if len(fresh) < len(nodes):
                self._leases[chat_id] = fresh
                self._say(chat_id)

    def announce(self) -> None:
        """All that this node knows of its own agents."""
        self._renewed = self._clock()
        self._publish({look.chat_id: look.schema for look in self._here.values()})

    def at(self, chat_id: int) -> list[wire.AgenteRef]:
        """Who looks at it, each once, by id."""
        found = {agente.id: agente for agents, _ in self._leases.get(chat_id, {}).values() for agente in agents}
        return [found[id_] for id_ in sorted(found)]

    def _publish(self, chats: dict[int, str]) -> None:
        self._bus.publish(
            [
                Hint("viewing", schema, self._bus.node, chat_id=chat_id, frame=self._text_of_ours(chat_id))
                for chat_id, schema in chats.items()
            ]
        )

    def _text_of_ours(self, chat_id: int) -> str:
        ours = {look.agente.id: look.agente for look in self._here.values() if look.chat_id == chat_id}
        return wire.encode([ours[id_] for id_ in sorted(ours)]).decode()

    def _say(self, chat_id: int) -> None:
        """The chat's followers are told where it is another set of agents now."""
        agents = self.at(chat_id)
        ids = [agente.id for agente in agents]
        schema = self._schemas[chat_id]
        if self._told.get(chat_id, []) != ids:
            self._told[chat_id] = ids
            frame = wire.encode(wire.Viewing(chat_id, agents)).decode()
            self._tell(Hint("desk_chat", schema, "", chat_id=chat_id, frame=frame))
        if not ids:
            for known in (self._leases, self._schemas, self._told):
                known.pop(chat_id, None)
