"""What is told to whom after a commit: hints for hub and bus, and the log lines that operators look for."""

from __future__ import annotations

from typing import Any

import structlog

from .. import wire
from ..bus import Hint
from ..conf import MENSAJE_CIERRE
from ..tenancy import Tenant
from . import shapes
from .journal import Committed
from .ledger import Closed, Event, Opened, Said, Seen

log = structlog.get_logger("ventanilla.chat")


def hints(committed: Committed, tenants: dict[str, Tenant]) -> list[Hint]:
    """In the order in which things happened; the inbox after the chats."""
    told = [_hint(tenant, cliente_id, event) for tenant, cliente_id, event in committed.events]
    happened: dict[int, list[Event]] = {}
    for _, _, event in committed.events:
        happened.setdefault(_chat_id(event), []).append(event)
    for row in committed.rows:
        if row["ultimo_seq"]:
            told += _inbox(row, tenants[row["schema_name"]], happened.get(row["chat_id"], []))
    return told


def log_lines(committed: Committed) -> None:
    for tenant, _, event in committed.events:
        match event:
            case Opened(chat):
                log.info(f"Chat creado en tenant {tenant.slug}: chat_id={chat.id}", tenant=tenant.slug, chat=chat.id)
            case Closed(chat):
                log.info(
                    f"Chat {chat.id} cerrado y notificado vía WebSocket al grupo chat_{chat.id}",
                    tenant=tenant.slug,
                    chat=chat.id,
                    razon=chat.razon_cierre,
                )
            case _:
                pass


def closed_frame(chat: Any) -> wire.ChatClosed:
    return wire.ChatClosed(
        chat_id=chat.id,
        mensaje=chat.mensaje_cierre or MENSAJE_CIERRE,
        razon_cierre=chat.razon_cierre,
        cerrado_en=chat.cerrado_en,
        ultimo_seq=chat.ultimo_seq,
    )


def _chat_id(event: Event) -> int:
    return event.entry.chat_id if isinstance(event, Said) else event.chat.id


def _hint(tenant: Tenant, cliente_id: str, event: Event) -> Hint:
    match event:
        case Said(entry, connection):
            frame = wire.chat_message(shapes.mensaje(entry))
            return _made("chat_message", tenant, cliente_id, entry.chat_id, entry.seq, frame, connection, str(entry.uid))
        case Closed(chat):
            return _made("chat_closed", tenant, cliente_id, chat.id, chat.ultimo_seq, closed_frame(chat))
        case Opened(chat):
            opened = wire.ChatOpened(chat.id, chat.anterior)
            return _made("chat_opened", tenant, cliente_id, chat.id, 0, opened, anterior=chat.anterior)
        case Seen(chat, lector, seq, connection):
            return _made("read", tenant, cliente_id, chat.id, seq, wire.Read(chat.id, lector, seq), connection)


def _made(
    kind: str,
    tenant: Tenant,
    cliente_id: str,
    chat_id: int,
    seq: int,
    frame: Any,
    author: str = "",
    uid: str = "",
    *,
    anterior: int | None = None,
) -> Hint:
    text = wire.encode(frame).decode()
    return Hint(kind, tenant.schema, cliente_id, chat_id, seq, text, author, uid, anterior)


def _inbox(row: Any, tenant: Tenant, events: list[Event]) -> list[Hint]:
    """One frame for each kind of thing that happened to the chat, each with the row as it is now."""
    fila = shapes.fila(row, tenant)
    kinds: list[str] = []
    for event in events:
        match event:
            case Said(entry):
                kind = "chat_opened" if entry.seq == 1 else "chat_message"
            case Closed():
                kind = "chat_closed"
            case Seen():
                kind = "read"
            case Opened():
                continue
        if kind not in kinds:
            kinds.append(kind)
    return [
        _made(
            "inbox",
            tenant,
            row["cliente_id"],
            row["chat_id"],
            row["ultimo_seq"],
            wire.Inbox(kind, fila.reapertura if kind == "chat_opened" else False, fila),  # type: ignore[arg-type]
        )
        for kind in kinds
    ]
