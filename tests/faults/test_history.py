"""The checker by itself: a short story in which all is well, and the same story with one thing wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.history import check

from .record import History, Line, Person, Waits
from .stored import Database, StoredChat, StoredMensaje

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at(second: int) -> str:
    return (NOON + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")


@dataclass
class Story:
    """eva says `a` and `b` in a tab, a second tab sees them; ana answers `c` and closes; eva says `d`: chat 2."""

    history: History = field(default_factory=History)
    database: Database = field(default_factory=Database)

    def told(self, who: str, way: Any, connection: int = 1, **body: Any) -> None:
        self.history.write(who, connection, way, **body)

    def frame(self, chat_id: int, seq: int) -> dict[str, Any]:
        m = self.database.mensajes[chat_id][seq - 1]
        author = {"tipo": m.autor_tipo, "id": m.autor_id}
        when = m.creado_en.isoformat()
        return {"type": "chat_message", "chat_id": chat_id, "seq": seq, "uid": m.uid, "texto": m.texto, "autor": author,
                "creado_en": when}  # fmt: skip

    def lines(self, who: str, type_: str) -> list[int]:
        return [n for n, line in enumerate(self.history.lines) if line.who == who and line.body.get("type") == type_]

    def change(self, who: str, type_: str, which: int = 0, **body: Any) -> None:
        number = self.lines(who, type_)[which]
        line = self.history.lines[number]
        self.history.lines[number] = Line(line.at, line.who, line.connection, line.way, {**line.body, **body})

    def remove(self, who: str, type_: str, which: int = 0) -> None:
        del self.history.lines[self.lines(who, type_)[which]]

    def repeat(self, who: str, type_: str, which: int = 0) -> None:
        number = self.lines(who, type_)[which]
        self.history.lines.insert(number + 1, self.history.lines[number])

    def stored(self, chat_id: int, number: int, **fields: Any) -> None:
        log = self.database.mensajes[chat_id]
        log[number - 1] = replace(log[number - 1], **fields)

    def chat(self, chat_id: int, **fields: Any) -> None:
        self.database.chats[chat_id] = replace(self.database.chats[chat_id], **fields)


def story() -> Story:
    s = Story()
    s.history.people = {
        "eva1": Person("cliente", "acme", "eva"),
        "eva2": Person("cliente", "acme", "eva"),
        "ana": Person("soporte", "", "1"),
    }
    log = [
        StoredMensaje("acme", 1, 1, "a", "cliente", "eva", "hola", NOON),
        StoredMensaje("acme", 1, 2, "b", "cliente", "eva", "¿hay alguien?", NOON + timedelta(seconds=1)),
        StoredMensaje("acme", 1, 3, "c", "soporte", "1", "dime", NOON + timedelta(seconds=2)),
    ]
    s.database.mensajes = {
        1: log,
        2: [StoredMensaje("acme", 2, 1, "d", "cliente", "eva", "otra", NOON + timedelta(seconds=9))],
    }
    closed = NOON + timedelta(seconds=3)
    s.database.chats = {
        1: StoredChat("acme", 1, "eva", True, 3, NOON, closed, "1"),
        2: StoredChat("acme", 2, "eva", False, 1, NOON + timedelta(seconds=9)),
    }
    for tab in ("eva1", "eva2"):
        s.told(tab, "open", despues=0)
        s.told(tab, "in", type="ready", chat_id=None, ultimo_seq=0)
    s.told("ana", "open")
    s.told("ana", "in", type="ready", chat_id=None, ultimo_seq=0)

    for uid, texto in (("a", "hola"), ("b", "¿hay alguien?")):
        s.told("eva1", "out", type="chat_message", uid=uid, texto=texto)
    _opened(s, 1)
    for seq, uid in ((1, "a"), (2, "b")):
        s.told("eva1", "in", type="ack", uid=uid, chat_id=1, seq=seq, creado_en=at(seq - 1))
        s.told("eva2", "in", **s.frame(1, seq))
    s.told("ana", "out", type="subscribe", chat_id=1, despues=0)
    s.told("ana", "in", type="ready", chat_id=1, ultimo_seq=2)
    s.told("ana", "in", **s.frame(1, 1))
    s.told("ana", "in", **s.frame(1, 2))
    s.told("ana", "out", type="chat_message", uid="c", texto="dime", chat_id=1)
    s.told("ana", "in", type="ack", uid="c", chat_id=1, seq=3, creado_en=at(2))
    s.told("ana", "call", 0, call="close", chat_id=1, visto_hasta=2, status=200)
    for who in ("eva1", "eva2", "ana"):
        if who != "ana":
            s.told(who, "in", **s.frame(1, 3))
        s.told(who, "in", type="chat_closed", chat_id=1, cerrado_en=closed.isoformat(), ultimo_seq=3)

    s.told("eva2", "out", type="chat_message", uid="d", texto="otra")
    _opened(s, 2)
    when = s.database.mensajes[2][0].creado_en.isoformat()
    s.told("eva2", "in", type="ack", uid="d", chat_id=2, seq=1, creado_en=when)
    s.told("eva1", "in", **s.frame(2, 1))
    for tab in ("eva1", "eva2"):
        s.told(tab, "settled", chats={"2": 1})
    s.told("ana", "settled", chats={"2": 1})
    return s


def _opened(s: Story, chat_id: int) -> None:
    for tab in ("eva1", "eva2"):
        s.told(tab, "in", type="chat_opened", chat_id=chat_id)
        s.told(tab, "in", type="ready", chat_id=chat_id, ultimo_seq=0)


def test_a_good_story_has_no_violation(tmp_path: Path) -> None:
    s = story()
    assert check(s.history, s.database) == []
    s.history.save(tmp_path / "story.jsonl")
    again = History.load(tmp_path / "story.jsonl")
    assert (again.people, again.lines) == (s.history.people, s.history.lines)


WRONG: dict[str, tuple[Callable[[Story], object], str]] = {
    "an acked message is gone": (lambda s: (s.database.mensajes[1].pop(), s.chat(1, ultimo_seq=2)), "not stored"),
    "it is stored elsewhere": (lambda s: s.change("eva1", "ack", 1, seq=3), "stored as 1/2"),
    "it was acked and never sent": (lambda s: s.remove("eva1", "chat_message"), "never sent"),
    "nobody sent it": (lambda s: s.stored(2, 1, uid="z"), "nobody sent it"),
    "its text has changed": (lambda s: s.stored(1, 1, texto="hola "), "not the text"),
    "a uid is stored twice": (lambda s: s.stored(1, 2, uid="a"), "stored 2 times"),
    "the log has a gap": (lambda s: s.stored(1, 2, seq=4), "its log is"),
    "times fall": (lambda s: s.stored(1, 3, creado_en=NOON), "the time of 3"),
    "a message is after the close": (lambda s: s.stored(1, 3, creado_en=NOON + timedelta(hours=1)), "after its close"),
    "a chat is empty": (lambda s: (s.database.mensajes.pop(2), s.chat(2, ultimo_seq=0)), "no message"),
    "two chats are open": (lambda s: s.chat(1, cerrado=False, cerrado_en=None), "open beside 2"),
    "two chats were open": (lambda s: s.chat(2, creado_en=NOON), "began while 1 was open"),
    "a view has a gap": (lambda s: s.remove("eva2", "chat_message", 0), "a gap"),
    "a view has a double": (lambda s: s.repeat("eva2", "chat_message", 1), "a double"),
    "an ack comes twice": (lambda s: s.repeat("eva1", "ack", 1), "a double"),
    "a view has what is not stored": (lambda s: s.change("eva2", "chat_message", 0, texto="adiós"), "otherwise"),
    "the close comes too early": (lambda s: s.change("eva2", "chat_closed", 0, ultimo_seq=4), "close of chat 1 at 4"),
    "the close is told twice": (lambda s: s.repeat("eva2", "chat_closed"), "told twice"),
    "the close is never told": (lambda s: s.remove("eva2", "chat_closed"), "was never told"),
    "a chat is not announced": (lambda s: s.remove("eva2", "chat_opened", 1), "nobody has announced"),
    "a chat is a stranger's": (lambda s: s.chat(2, cliente_id="iván"), "a stranger's"),
    "a chat is another tenant's": (lambda s: s.chat(2, tenant="globex"), "a stranger's"),
    "a question died unseen": (lambda s: s.stored(1, 3, autor_tipo="cliente"), "had seen 2"),
    "a close was answered and is not stored": (lambda s: s.chat(1, cerrado=False), "and it is not"),
    "a view ends too early": (lambda s: s.told("eva1", "settled", chats={"2": 0}), "shows chat 2 up to 0"),
    "frames come before ready": (lambda s: s.remove("eva2", "ready", 0), "before the first ready"),
    "a message is never acked": (
        lambda s: s.told("eva1", "out", type="chat_message", uid="e", texto="?"),
        "never acked",
    ),
    "a client names a place that it has not reached": (
        lambda s: s.told("eva1", "open", 2, chat_id=2, despues=7),
        "had not reached",
    ),
    "a later message came first": (
        lambda s: (s.change("eva1", "ack", 0, uid="b"), s.change("eva1", "ack", 1, uid="a")),
        "came before it",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_and_with_one_thing_wrong_it_says_so(what: str) -> None:
    s = story()
    spoil, words = WRONG[what]
    spoil(s)
    found = check(s.history, s.database)
    assert any(words in violation for violation in found), found


def test_what_a_ping_asks_for_may_come_once_more() -> None:
    s = story()
    s.told("eva2", "out", type="ping", seq=0)
    s.told("eva2", "in", **s.frame(2, 1))
    s.told("eva2", "in", type="pong", chat_id=2, ultimo_seq=1)
    assert check(s.history, s.database) == []
    s.told("eva2", "in", **s.frame(2, 1))
    assert any("a double" in violation for violation in check(s.history, s.database))


def test_a_message_that_is_sent_again_is_acked_again() -> None:
    s = story()
    s.told("eva2", "end", code=1006)
    s.told("eva2", "open", 2, chat_id=2, despues=0)
    s.told("eva2", "in", 2, type="ready", chat_id=2, ultimo_seq=1)
    s.told("eva2", "in", 2, **s.frame(2, 1))
    s.told("eva2", "out", 2, type="chat_message", uid="d", texto="otra")
    when = s.database.mensajes[2][0].creado_en.isoformat()
    s.told("eva2", "in", 2, type="ack", uid="d", chat_id=2, seq=1, creado_en=when)
    assert check(s.history, s.database) == []


def test_waits_are_counted_from_the_first_attempt() -> None:
    s = History({"eva": Person("cliente", "acme", "eva")})
    for moment, way, body in (
        (1.0, "out", {"type": "chat_message", "uid": "a", "texto": ""}),
        (5.0, "out", {"type": "chat_message", "uid": "a", "texto": ""}),
        (6.0, "in", {"type": "ack", "uid": "a", "chat_id": 1, "seq": 1, "creado_en": at(0)}),
    ):
        s.lines.append(Line(moment, "eva", 1, way, body))  # type: ignore[arg-type]
    assert Waits.after(s, 4.0) == Waits(1, 5.0, 2.0)
    assert Waits.after(s, 5.5) == Waits(1, 5.0, 0.0)
