"""What a writer remembers of conversations, so that a message needs no look before it is appended.

It is a guess: the cliente's row counts its versions, and what was decided on an old one is not written (`store.append`)
but looked up and decided anew. Only a message into a known open chat goes this way.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ..tenancy import Tenant
from .ledger import ChatState, Event, Ledger
from .people import Profile
from .verbs import Key, Op, perform

REMEMBERED = 20_000
"""Conversations of one writer, about 2 kB each."""
BELIEVED = 20.0
"""Seconds that the database's clock is told by ours."""


@dataclass(frozen=True, slots=True)
class Remembered:
    version: int
    profile: Profile
    chat: ChatState
    bloqueado: bool


@dataclass(slots=True)
class Appending:
    """One cliente's message, decided on what is remembered."""

    tenant: Tenant
    ledger: Ledger
    results: dict[int, Any] = field(default_factory=dict)
    """By the verb's `id`."""

    @property
    def chat(self) -> ChatState:
        [chat] = self.ledger.chats.values()
        return chat

    @property
    def events(self) -> list[tuple[Tenant, str, Event]]:
        return [(self.tenant, self.ledger.cliente_id, event) for event in self.ledger.events]


class Memory:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._known: OrderedDict[Key, Remembered] = OrderedDict()
        self._clock = DatabaseClock(clock)

    def appending(self, batch: Iterable[Op[Any]]) -> dict[Key, Appending]:
        """The clientes of whom this batch holds one message into their known open chat and no more, decided."""
        now = self._clock.now()
        if now is None:
            return {}
        found: dict[Key, Appending | None] = {}
        for op in batch:
            key = op.key
            one = found[key] if key in found else self._begin(op, now)
            found[key] = one if one is not None and _speak(op, one) else None
        return {key: one for key, one in found.items() if one is not None}

    def learn(self, appending: Mapping[Key, Appending], stored: Collection[Key], *, now: datetime | None) -> None:
        """These were written; the others were decided on something old."""
        self._clock.hear(now)
        for key, one in appending.items():
            if key in stored:
                self._keep(key, _remembered(one.ledger, one.chat, one.ledger.version + 1))
            else:
                self._known.pop(key, None)

    def remember(self, ledgers: Mapping[Key, Ledger]) -> None:
        """What a transaction has left behind it."""
        for key, ledger in ledgers.items():
            chat = ledger.abierto
            if chat is None:
                self._known.pop(key, None)
            else:
                self._keep(key, _remembered(ledger, chat, ledger.version))
            self._clock.hear(ledger.now)

    def forget(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._known.pop(key, None)

    def _begin(self, op: Op[Any], now: datetime) -> Appending | None:
        known = self._known.get(op.key)
        if known is None:
            return None
        ledger = Ledger(
            op.cliente_id,
            now,
            known.profile,
            chats={known.chat.id: copy(known.chat)},
            version=known.version,
            bloqueado=known.bloqueado,
        )
        return Appending(op.tenant, ledger)

    def _keep(self, key: Key, known: Remembered) -> None:
        self._known[key] = known
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


class DatabaseClock:
    """The database's time, told by ours from when it last said it: never ahead of it, late by its answer's way."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at: datetime | None = None
        self._heard = 0.0

    def hear(self, at: datetime | None) -> None:
        """An answer that was under way for less time tells it better; an old one is no longer believed."""
        if at is not None and (self._at is None or self._is_old() or at > self._told()):
            self._at, self._heard = at, self._clock()

    def now(self) -> datetime | None:
        """None where the database has not said it for a while."""
        return None if self._at is None or self._is_old() else self._told()

    def _is_old(self) -> bool:
        return self._clock() - self._heard > BELIEVED

    def _told(self) -> datetime:
        assert self._at is not None
        return self._at + timedelta(seconds=self._clock() - self._heard)


def _remembered(ledger: Ledger, chat: ChatState, version: int) -> Remembered:
    return Remembered(version, ledger.profile, chat, ledger.bloqueado)


def _speak(op: Op[Any], to: Appending) -> bool:
    """Whether the verb could be decided on this alone."""
    if not op.appends or any(chat_id not in to.ledger.chats for chat_id in op.chat_ids):
        return False
    result = to.results[id(op)] = perform(op, to.ledger)
    return not isinstance(result, Exception) and not to.ledger.profile_changed and len(to.ledger.said) == 1
