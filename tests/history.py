"""The history checker: what clients sent, were acked and saw, against what the database has. Offline.

`check(history, database)` holds the contract's promises against a whole run, whatever happened to the servers in it.
An ack stands in the place of one's own message. `settled=True`: all is quiet, so nothing may be missing any more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from .faults.record import TRANSIENT, History, Person
from .faults.stored import Database, StoredChat, StoredMensaje
from .faults.views import violations_of_view

Author = tuple[str, str, str]
Key = tuple[Author, str]
"""A message, wherever it is: its author and its uid."""


def check(history: History, database: Database, *, settled: bool = True) -> list[str]:
    """What is wrong, each in words; empty where every promise was kept."""
    found = [
        *_log(database, {line.body["chat_id"] for line in history.of("call") if line.body["call"] == "open"}),
        *_one_open_chat(database),
        *_sent_and_acked(history, database, settled=settled),
        *_order_of_each_sender(history),
        *_closings(history, database),
        *_resumptions(history),
    ]
    first = history.first_attempts()
    for who, lines in history.connections():
        name = f"{who}, connection {lines[0].connection}"
        found += [f"{name}: {violation}" for violation in violations_of_view(history, lines, database, first)]
    if settled:
        found += _whole_views(history, database)
    return found


def author_of(mensaje: StoredMensaje) -> Author:
    return mensaje.autor_tipo, mensaje.tenant if mensaje.autor_tipo == "cliente" else "", mensaje.autor_id


def _log(database: Database, opened: set[int]) -> Iterator[str]:
    """seq is dense, times never fall along it, nothing is after a close, a chat begins with a message."""
    for chat in database.chats.values():
        log = database.mensajes.get(chat.id, [])
        if [mensaje.seq for mensaje in log] != list(range(1, chat.ultimo_seq + 1)):
            yield f"chat {chat.id}: its log is {[m.seq for m in log]}, not 1 to {chat.ultimo_seq}"
        if not log and chat.id not in opened:
            yield f"chat {chat.id}: nobody asked for it, and it has no message"
        for earlier, later in pairwise(log):
            if later.creado_en < earlier.creado_en:
                yield f"chat {chat.id}: the time of {later.seq} is before that of {earlier.seq}"
        if chat.cerrado_en is not None and any(mensaje.creado_en > chat.cerrado_en for mensaje in log):
            yield f"chat {chat.id}: has a message from after its close"
    uids = Counter((author_of(mensaje), mensaje.uid) for log in database.mensajes.values() for mensaje in log)
    for (author, uid), times in uids.items():
        if times > 1:
            yield f"{author} {uid}: stored {times} times"


def _one_open_chat(database: Database) -> Iterator[str]:
    """Each chat of a cliente was closed before the next one began."""
    chats: dict[tuple[str, str], list[StoredChat]] = defaultdict(list)
    for chat in sorted(database.chats.values(), key=lambda chat: chat.id):
        chats[chat.tenant, chat.cliente_id].append(chat)
    for cliente, theirs in chats.items():
        for earlier, later in pairwise(theirs):
            if earlier.cerrado_en is None:
                yield f"{cliente}: chat {earlier.id} is open beside {later.id}"
            elif later.creado_en < earlier.cerrado_en:
                yield f"{cliente}: chat {later.id} began while {earlier.id} was open"


def _sent_and_acked(history: History, database: Database, *, settled: bool) -> Iterator[str]:
    """Acked = stored, as it was sent; what is stored was sent; and, once all is quiet, all is acked or refused."""
    stored = {(author_of(mensaje), mensaje.uid): mensaje for log in database.mensajes.values() for mensaje in log}
    sent: dict[Key, str] = {}
    acks: dict[Key, tuple[int, int, str]] = {}
    refused: dict[Key, str] = {}
    for line in history.lines:
        body, author = line.body, history.people[line.who].key
        key = author, str(body.get("uid"))
        if line.way == "out" and body["type"] == "chat_message":
            sent.setdefault(key, body["texto"])
        elif line.way == "in" and body["type"] == "error" and "uid" in body:
            refused[key] = body["codigo"]
        elif line.way == "in" and body["type"] == "ack":
            refused.pop(key, None)
            ack = body["chat_id"], body["seq"], body["creado_en"]
            if key not in sent:
                yield f"{line.who} {body['uid']}: acked and never sent"
            if acks.setdefault(key, ack) != ack:
                yield f"{line.who} {body['uid']}: acked as {acks[key]} and as {ack}"
    for key, (chat_id, seq, at) in acks.items():
        mensaje = stored.get(key)
        if mensaje is None:
            yield f"{key[0]} {key[1]}: acked as {chat_id}/{seq} and not stored"
        elif (mensaje.chat_id, mensaje.seq, mensaje.creado_en) != (chat_id, seq, datetime.fromisoformat(at)):
            yield f"{key[0]} {key[1]}: acked as {chat_id}/{seq} and stored as {mensaje.chat_id}/{mensaje.seq}"
    for key, mensaje in stored.items():
        if key not in sent:
            yield f"chat {mensaje.chat_id}/{mensaje.seq}: nobody sent it"
        elif sent[key] != mensaje.texto:
            yield f"chat {mensaje.chat_id}/{mensaje.seq}: it is not the text that was sent"
        elif key not in acks and refused.get(key, "no_disponible") not in TRANSIENT:
            yield f"chat {mensaje.chat_id}/{mensaje.seq}: it was refused ({refused[key]}), and is stored"
    if settled:
        for key in sent.keys() - acks.keys():
            if refused.get(key, "no_disponible") in TRANSIENT:
                yield f"{key[0]} {key[1]}: sent, and never acked"


def _order_of_each_sender(history: History) -> Iterator[str]:
    """What one client sent first comes first: a cliente's over all their chats, an agente's within each chat."""
    order: dict[tuple[str, int], list[str]] = defaultdict(list)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for line in history.first_attempts().values():
        order[line.who, line.body.get("chat_id", 0)].append(line.body["uid"])
    for line in history.of("in", "ack"):
        places[line.who, line.body["uid"]] = line.body["chat_id"], line.body["seq"]
    for (who, _), uids in order.items():
        acked = [places[who, uid] for uid in uids if (who, uid) in places]
        for earlier, later in pairwise(acked):
            if later <= earlier:
                yield f"{who}: what was sent after {earlier} came before it, as {later}"


def _closings(history: History, database: Database) -> Iterator[str]:
    """A close that was answered is stored, and no question died unseen in one that named what its agente had seen."""
    seen: dict[tuple[int, str], int] = {}
    for line in history.of("call"):
        body = line.body
        if body["call"] != "close" or body["status"] not in (0, 200):  # 0: no answer came, it may have happened
            continue
        chat = database.chats.get(body["chat_id"])
        if body["status"] == 200 and (chat is None or not chat.cerrado):
            yield f"chat {body['chat_id']}: {line.who} was told that it is closed, and it is not"
        by = body["chat_id"], history.people[line.who].id
        seen[by] = max(seen.get(by, 0), body["visto_hasta"])
    for chat in database.chats.values():
        if chat.cerrado and (chat.id, chat.cerrado_por or "") in seen:
            limit = seen[chat.id, chat.cerrado_por or ""]
            last = max((m.seq for m in database.mensajes.get(chat.id, []) if m.autor_tipo == "cliente"), default=0)
            if last > limit:
                yield f"chat {chat.id}: closed by someone who had seen {limit}, and the cliente had written {last}"


def _resumptions(history: History) -> Iterator[str]:
    """The clients' own part: none names a place that it has not reached, which would hide a gap."""
    reached: dict[tuple[str, int], int] = defaultdict(int)
    fresh: set[str] = set()
    for line in history.lines:
        body = line.body
        is_resumption = line.way == "open" or (line.way == "out" and body["type"] == "subscribe")
        if is_resumption and body.get("chat_id") and (body.get("despues") or 0) > reached[line.who, body["chat_id"]]:
            yield f"{line.who}: resumed chat {body['chat_id']} after {body['despues']}, which it had not reached"
        elif line.way == "in" and body["type"] in ("chat_message", "ack"):
            place = line.who, body["chat_id"]
            reached[place] = max(reached[place], body["seq"])
        elif line.way == "in" and body["type"] == "ready" and body["chat_id"] and line.who in fresh:
            # Without `despues` a view begins at the end.
            reached[line.who, body["chat_id"]] = body["ultimo_seq"]
        if line.way == "open":
            (fresh.discard if body.get("despues") is not None else fresh.add)(line.who)
        elif line.way == "in":
            fresh.discard(line.who)


def _whole_views(history: History, database: Database) -> Iterator[str]:
    """Each client that says it is up to date shows the open chat to its end."""
    for line in history.of("settled"):
        person, shown = history.people[line.who], {int(chat): seq for chat, seq in line.body["chats"].items()}
        for chat_id, seq in shown.items():
            chat = database.chats.get(chat_id)
            if chat is None or seq != chat.ultimo_seq:
                yield f"{line.who}: shows chat {chat_id} up to {seq}, and it goes to {chat and chat.ultimo_seq}"
        for chat in _followed(person, database):
            if chat.id not in shown:
                yield f"{line.who}: does not show the open chat {chat.id}"


def _followed(person: Person, database: Database) -> list[StoredChat]:
    """The chats that this client must have come to: a cliente's open one; all open ones, for soporte."""
    return [
        chat
        for chat in database.chats.values()
        if not chat.cerrado
        and chat.ultimo_seq
        and (person.tipo == "soporte" or (chat.tenant, chat.cliente_id) == (person.tenant, person.id))
    ]
