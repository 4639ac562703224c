"""Who listens in this process: connections by cliente, by chat, and the agents' inbox. It hears the bus."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Protocol

from ..bus import Hint
from ..metrics import CONNECTIONS

ClienteKey = tuple[str, str]
"""Schema and cliente_id: a key without the tenant does not exist."""


class Listener(Protocol):
    """A connection. `hear` never waits and never raises."""

    def hear(self, hint: Hint) -> None: ...


class Hub:
    """Local fan-out. A hint is encoded once, by who made it; here it is only handed on."""

    def __init__(self) -> None:
        self.clientes: dict[ClienteKey, set[Listener]] = defaultdict(set)
        self.chats: dict[int, set[Listener]] = defaultdict(set)
        self.agents: set[Listener] = set()
        self.of_tenant: Counter[str] = Counter()
        """Sockets of clientes, by schema."""

    def hear(self, hint: Hint) -> None:
        for listener in self._concerned(hint):
            listener.hear(hint)

    def join_cliente(self, key: ClienteKey, listener: Listener) -> None:
        self.clientes[key].add(listener)
        self.of_tenant[key[0]] += 1
        CONNECTIONS.labels("cliente").inc()

    def leave_cliente(self, key: ClienteKey, listener: Listener) -> None:
        self.clientes[key].discard(listener)
        if not self.clientes[key]:
            del self.clientes[key]
        self.of_tenant[key[0]] -= 1
        if not self.of_tenant[key[0]]:
            del self.of_tenant[key[0]]
        CONNECTIONS.labels("cliente").dec()

    def has_room_for(self, key: ClienteKey, *, each: int, all_of_them: int) -> bool:
        """Whether that cliente may open one more socket; 0 = no limit."""
        mine, ours = len(self.clientes.get(key, ())), self.of_tenant[key[0]]
        return (not each or mine < each) and (not all_of_them or ours < all_of_them)

    def join_desk(self, listener: Listener) -> None:
        self.agents.add(listener)
        CONNECTIONS.labels("agente").inc()

    def leave_desk(self, listener: Listener, chat_ids: list[int]) -> None:
        self.agents.discard(listener)
        for chat_id in chat_ids:
            self.leave_chat(chat_id, listener)
        CONNECTIONS.labels("agente").dec()

    def join_chat(self, chat_id: int, listener: Listener) -> None:
        self.chats[chat_id].add(listener)

    def leave_chat(self, chat_id: int, listener: Listener) -> None:
        listeners = self.chats.get(chat_id)
        if listeners is not None:
            listeners.discard(listener)
            if not listeners:
                del self.chats[chat_id]

    def _concerned(self, hint: Hint) -> list[Listener]:
        match hint.kind:
            case "inbox" | "desk":
                return list(self.agents)
            case "desk_chat":
                # Of agents alone: it must never reach a cliente.
                return list(self.chats.get(hint.chat_id, ()))
            case "presence":
                return [listener for listeners in self.clientes.values() for listener in listeners]
            case "chat_message" | "chat_closed" | "chat_opened" | "read" | "typing":
                own = self.clientes.get((hint.schema, hint.cliente_id), ())
                return [*own, *self.chats.get(hint.chat_id, ())]
            case _:
                # A later version's: whose eyes it is for, nobody here knows.
                return []
