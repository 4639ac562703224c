"""What is told to whom after a commit: hints for hub and bus, and the log lines that operators look for."""

from __future__ import annotations

from functools import partial
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
    hint = partial(Hint, schema=tenant.schema, cliente_id=cliente_id)
    match event:
        case Said(entry, connection):
            return hint(
                "chat_message",
                chat_id=entry.chat_id,
                seq=entry.seq,
                frame=_text(shapes.chat_message(entry)),
                author=connection,
                uid=str(entry.uid),
                at=wire.instant(entry.creado_en),
            )
        case Closed(chat):
            return hint("chat_closed", chat_id=chat.id, seq=chat.ultimo_seq, frame=_text(closed_frame(chat)))
        case Opened(chat):
            frame = _text(wire.ChatOpened(chat.id, chat.anterior))
            return hint("chat_opened", chat_id=chat.id, frame=frame, anterior=chat.anterior)
        case Seen(chat, lector, seq, connection):
            frame = _text(wire.Read(chat.id, lector, seq))
            return hint("read", chat_id=chat.id, seq=seq, frame=frame, author=connection)


def _text(frame: object) -> str:
    return wire.encode(frame).decode()


def _inbox(row: Any, tenant: Tenant, events: list[Event]) -> list[Hint]:
    """One frame for each kind of thing that happened to the chat, each with the row as it is now."""
    fila = shapes.fila(row, tenant)
    kinds: list[wire.InboxEvento] = []
    kind: wire.InboxEvento
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
    # Soporte's own new chat is nobody's coming back.
    reapertura = fila.reapertura and not any(
        isinstance(event, Said) and event.entry.seq == 1 and event.entry.author.tipo == "soporte" for event in events
    )
    return [
        Hint(
            "inbox",
            tenant.schema,
            row["cliente_id"],
            chat_id=row["chat_id"],
            seq=row["ultimo_seq"],
            frame=_text(wire.Inbox(kind, reapertura and kind == "chat_opened", fila)),
            version=row["version"],
        )
        for kind in kinds
    ]
