"""A verb on its way through the journal: what must be loaded for it, and the ledger that it speaks to."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from ..tenancy import Tenant
from . import rows, store
from .errors import ChatError
from .ledger import Entry, Ledger, StoredElsewhere
from .people import Profile

T = TypeVar("T")
Key = tuple[str, str]
"""Schema and cliente_id: whose conversation."""


@dataclass(slots=True, eq=False)
class Op(Generic[T]):
    """A verb on its way: whose conversation, what must be loaded for it, and the rule to apply under the lock."""

    tenant: Tenant
    cliente_id: str
    perform: Callable[[Ledger], T]
    profile: Profile | None = None
    chat_ids: tuple[int, ...] = ()
    uid: UUID | None = None
    is_reply: bool = False
    may_open: bool = False
    closes: bool = False
    counts: rows.Cuenta | None = None
    """A read mark: how much of the chat stays unread for that side after that seq."""
    arrived: float = field(default_factory=time.perf_counter)
    appends: bool = False
    """A message and nothing else: it needs to know its chat's end, and that chat alone."""
    came_from: Any = None
    """The trace that it belongs to."""
    key: Key = field(init=False)
    done: asyncio.Future[T] = field(init=False)
    """Made by the journal, which knows its loop: to ask for the running one is a system call."""

    def __post_init__(self) -> None:
        self.key = self.tenant.schema, self.cliente_id

    @property
    def name(self) -> str:
        """Of what kind it is, in a trace."""
        if self.uid is not None:
            return "reply" if self.is_reply else "say"
        return "close" if self.closes else "read" if self.counts else "other"


async def load(connection: Any, batch: Sequence[Op[Any]], *, again: bool) -> dict[Key, Ledger]:
    """A ledger for each cliente whom a verb names; their rows are ours until the transaction ends."""
    loaded, sent = await store.load(
        connection,
        {schema: _wanted(ops) for schema, ops in _by_schema(batch).items()},
        [op.uid for op in batch if op.is_reply and op.uid],
    )
    sent_to = {(one.uid, one.agente_id): one.chat_id for one in sent}
    return {
        (schema, ledger.cliente_id): ledger
        for schema, part in loaded.items()
        for ledger in _ledgers(part, sent_to, again=again)
    }


def by_schema(ledgers: Mapping[Key, Ledger]) -> dict[str, list[Ledger]]:
    found: dict[str, list[Ledger]] = defaultdict(list)
    for (schema, _), ledger in ledgers.items():
        found[schema].append(ledger)
    return found


def perform(op: Op[Any], ledger: Ledger) -> Any:
    """The rule's result, or the refusal that it raised: a value, as its neighbours go on."""
    if op.profile is not None:
        ledger.know(op.profile)
    try:
        return op.perform(ledger)
    except (ChatError, StoredElsewhere) as refusal:
        return refusal


def _by_schema(batch: Iterable[Op[Any]]) -> dict[str, list[Op[Any]]]:
    found: dict[str, list[Op[Any]]] = defaultdict(list)
    for op in batch:
        found[op.tenant.schema].append(op)
    return found


def _wanted(ops: Sequence[Op[Any]]) -> rows.Wanted:
    """What these verbs must know of their schema."""
    clientes: dict[str, rows.WantedCliente] = {}
    uids: list[UUID] = []
    chats: set[int] = set()
    for op in ops:
        cliente = clientes.get(op.cliente_id)
        if cliente is None:
            cliente = clientes[op.cliente_id] = rows.WantedCliente(op.cliente_id)
        if (profile := op.profile) is not None:
            cliente.nombre, cliente.email = profile.nombre, profile.email
            cliente.avatar, cliente.atributos = profile.avatar, profile.atributos
        if op.may_open and cliente.abre < 0:
            cliente.abre = 0
        if op.uid is not None:
            uids.append(op.uid)
        chats.update(op.chat_ids)
    closes = Counter(op.cliente_id for op in ops if op.closes)
    for cliente_id, n in closes.items():
        # After each close the next message may open one more.
        if clientes[cliente_id].abre >= 0:
            clientes[cliente_id].abre += n
    cuentas = list({op.counts for op in ops if op.counts}) or None
    return rows.Wanted(list(clientes.values()), uids, list(chats), cuentas, cierra=bool(closes))


def _ledgers(loaded: rows.Loaded, sent: dict[tuple[UUID, str], int], *, again: bool) -> Iterable[Ledger]:
    """Of each cliente that was locked."""
    stored: dict[tuple[UUID, str, str], Entry] = {
        (entry.uid, entry.author.tipo, entry.author.id): entry for entry in loaded.stored or ()
    }
    unread = {(one.chat_id, one.lector, one.seq): one.n for one in loaded.unread or ()}
    ledgers = {
        one.cliente_id: Ledger(
            one.cliente_id,
            loaded.now,
            Profile(one.nombre, one.email, one.avatar, one.atributos),
            version=one.version,
            bloqueado=one.bloqueado,
            again=again,
            stored=dict(stored),
            sent=sent,
            unread=unread,
        )
        for one in loaded.clientes
    }
    for chat in loaded.chats or ():
        # A chat is seen by its own cliente's ledger alone: naming another's is naming nothing.
        if chat.cliente_id in ledgers:
            ledgers[chat.cliente_id].chats[chat.id] = chat
    for opening in loaded.openings or ():
        ledgers[opening.cliente_id].anterior = opening.anterior
        ledgers[opening.cliente_id].fresh_ids = iter(sorted(opening.ids))
    return ledgers.values()
