"""The rules of a conversation as a state machine: whatever people do in whatever order, these stay true."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ventanilla.chat.errors import Blocked, ChatClosed, NotFound, Stale
from ventanilla.chat.ledger import Bloqueo, Closed, Entry, Ledger, Opened, Said, agente_author
from ventanilla.chat.people import PERMISOS, AgenteCaller, Profile

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
ana = AgenteCaller(id=1, usuario="ana", nombre="Ana Ruiz", permisos=PERMISOS)
bea = AgenteCaller(id=2, usuario="bea", nombre="Bea Campos", permisos=PERMISOS)


def new_ledger() -> Ledger:
    return Ledger("5", START, Profile(nombre="Eva"), fresh_ids=itertools.count(1))


def say(ledger: Ledger, texto: str = "hola", *, uid: uuid.UUID | None = None, into: int | None = None) -> Entry:
    entry, _, _ = ledger.say(uid=uid or uuid.uuid4(), texto=texto, contexto=None, into=into)
    return entry


def reply(ledger: Ledger, chat_id: int, *, uid: uuid.UUID | None = None, by: AgenteCaller = ana) -> Entry:
    entry, _, _ = ledger.reply(
        chat_id, by=by, uid=uid or uuid.uuid4(), texto="dime", contexto=None, connection="console"
    )
    return entry


def close(ledger: Ledger, chat_id: int, *, seen_up_to: int | None = None, razon: str | None = "resuelto") -> bool:
    _, closed_now = ledger.close(chat_id, author=agente_author(ana), razon=razon, mensaje="", seen_up_to=seen_up_to)
    return closed_now


class Conversation(RuleBasedStateMachine):
    """One cliente with two tabs, two agents, repeated uids and a clock that may be set back."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = new_ledger()
        self.sent: dict[uuid.UUID, Entry] = {}
        self.frozen: dict[int, int] = {}

    @property
    def chat_ids(self) -> list[int]:
        return list(self.ledger.chats)

    @rule()
    def opens(self) -> None:
        before = self.ledger.abierto
        chat, is_new = self.ledger.open(contexto=None)
        assert not chat.cerrado
        assert is_new == (before is None)

    @rule()
    def says(self) -> None:
        was_open = self.ledger.abierto
        entry = say(self.ledger)
        self.sent[entry.uid] = entry
        if was_open:
            assert entry.chat_id == was_open.id

    @precondition(lambda self: self.sent)
    @rule(pick=st.randoms(use_true_random=False))
    def says_again(self, pick: object) -> None:
        uid = pick.choice(sorted(self.sent))  # type: ignore[attr-defined]
        count = len(self.ledger.said)
        first = self.sent[uid]
        if first.author.tipo == "cliente":
            assert say(self.ledger, "otra cosa", uid=uid) == first
        else:
            assert reply(self.ledger, first.chat_id, uid=uid, by=bea) == first
        assert len(self.ledger.said) == count

    @precondition(lambda self: self.chat_ids)
    @rule(pick=st.randoms(use_true_random=False))
    def replies(self, pick: object) -> None:
        chat_id = pick.choice(self.chat_ids)  # type: ignore[attr-defined]
        if self.ledger.chats[chat_id].cerrado:
            with pytest.raises(ChatClosed):
                reply(self.ledger, chat_id)
        else:
            entry = reply(self.ledger, chat_id, by=bea)
            self.sent[entry.uid] = entry
            assert self.ledger.chats[chat_id].espera_desde is None

    @precondition(lambda self: self.chat_ids)
    @rule(pick=st.randoms(use_true_random=False), seen=st.one_of(st.none(), st.integers(0, 5)))
    def closes(self, pick: object, seen: int | None) -> None:
        chat_id = pick.choice(self.chat_ids)  # type: ignore[attr-defined]
        chat = self.ledger.chats[chat_id]
        if not chat.cerrado and seen is not None and chat.ultimo_seq_cliente > seen:
            with pytest.raises(Stale):
                close(self.ledger, chat_id, seen_up_to=seen)
            assert not chat.cerrado
            return
        first_time = not chat.cerrado
        assert close(self.ledger, chat_id, seen_up_to=seen) == first_time
        self.frozen.setdefault(chat_id, chat.ultimo_seq)

    @precondition(lambda self: self.chat_ids)
    @rule(pick=st.randoms(use_true_random=False), seq=st.integers(0, 9), side=st.sampled_from(["cliente", "soporte"]))
    def reads(self, pick: object, seq: int, side: str) -> None:
        chat = self.ledger.chats[pick.choice(self.chat_ids)]  # type: ignore[attr-defined]
        before = chat.leido_cliente if side == "cliente" else chat.leido_soporte
        after = self.ledger.read(chat.id, lector=side, seq=seq)  # type: ignore[arg-type]
        assert (after.leido_cliente if side == "cliente" else after.leido_soporte) >= before

    @rule(seconds=st.integers(-60, 60))
    def time_goes_on(self, seconds: int) -> None:
        self.ledger.now += timedelta(seconds=seconds)

    @invariant()
    def at_most_one_chat_is_open(self) -> None:
        assert sum(not chat.cerrado for chat in self.ledger.chats.values()) <= 1

    @invariant()
    def logs_have_no_gaps_and_time_does_not_fall(self) -> None:
        for chat in self.ledger.chats.values():
            log = [entry for entry in self.ledger.said if entry.chat_id == chat.id]
            assert [entry.seq for entry in log] == list(range(1, chat.ultimo_seq + 1))
            assert [e.creado_en for e in log] == sorted(e.creado_en for e in log)

    @invariant()
    def closed_logs_are_frozen(self) -> None:
        for chat_id, last in self.frozen.items():
            assert self.ledger.chats[chat_id].ultimo_seq == last

    @invariant()
    def each_chat_closes_once_and_opens_once(self) -> None:
        closed = [event.chat.id for event in self.ledger.events if isinstance(event, Closed)]
        opened = [event.chat.id for event in self.ledger.events if isinstance(event, Opened)]
        assert len(closed) == len(set(closed))
        assert opened == sorted(set(self.ledger.chats))

    @invariant()
    def unread_counts_are_what_one_would_count(self) -> None:
        for chat in self.ledger.chats.values():
            log = [entry for entry in self.ledger.said if entry.chat_id == chat.id]
            by_cliente = [e.seq for e in log if e.author.tipo == "cliente"]
            by_soporte = [e.seq for e in log if e.author.tipo == "soporte"]
            assert chat.sin_leer_soporte == sum(seq > chat.leido_soporte for seq in by_cliente)
            assert chat.sin_leer_cliente == sum(seq > chat.leido_cliente for seq in by_soporte)


Conversation.TestCase.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
TestConversation = Conversation.TestCase


def test_anterior_names_the_closed_chat_before() -> None:
    ledger = new_ledger()
    first = say(ledger).chat_id
    close(ledger, first)
    second = say(ledger).chat_id
    assert ledger.chats[second].anterior == first
    assert [type(event) for event in ledger.events] == [Opened, Said, Closed, Opened, Said]


def test_a_strict_message_into_a_closed_chat_is_refused_and_changes_nothing() -> None:
    ledger = new_ledger()
    first = say(ledger).chat_id
    close(ledger, first)
    before = len(ledger.events)
    with pytest.raises(ChatClosed):
        say(ledger, into=first)
    assert len(ledger.events) == before
    assert ledger.abierto is None


def test_naming_a_chat_that_is_not_the_clientes_is_naming_nothing() -> None:
    with pytest.raises(NotFound):
        say(new_ledger(), into=99)


def test_what_a_token_leaves_out_stays() -> None:
    ledger = new_ledger()
    ledger.know(Profile(email="eva@acme.example"))
    assert ledger.profile == Profile(nombre="Eva", email="eva@acme.example")
    assert ledger.profile_changed


def test_waiting_since_is_the_first_unanswered_message() -> None:
    ledger = new_ledger()
    chat_id = say(ledger).chat_id
    since = ledger.chats[chat_id].espera_desde
    ledger.now += timedelta(minutes=5)
    say(ledger)
    assert ledger.chats[chat_id].espera_desde == since
    reply(ledger, chat_id)
    assert ledger.chats[chat_id].espera_desde is None


def test_after_an_unanswered_commit_what_is_found_done_is_told_again() -> None:
    ledger = new_ledger()
    entry = say(ledger)
    chat = ledger.chats[entry.chat_id]
    retry = Ledger("5", START, again=True, chats={chat.id: chat}, stored={(entry.uid, "cliente", "5"): entry})
    assert say(retry, uid=entry.uid) == entry
    assert [event.entry for event in retry.events if isinstance(event, Said)] == [entry]
    assert retry.said == []


def test_who_is_blocked_says_nothing_and_opens_nothing() -> None:
    ledger = new_ledger()
    first = say(ledger)
    assert ledger.block(Bloqueo(True, ana.id, "insultos", first.chat_id))
    for into in (None, first.chat_id):
        with pytest.raises(Blocked):
            say(ledger, into=into)
    assert say(ledger, uid=first.uid) == first, "what was stored is stored"
    chat, is_new = ledger.open(contexto={"pantalla": "otra"})
    assert (chat.id, chat.contexto, is_new) == (first.chat_id, None, False)
    ledger.know(Profile(nombre="Un insulto"))
    assert ledger.profile == Profile(nombre="Eva")
    reply(ledger, first.chat_id)
    close(ledger, first.chat_id)
    with pytest.raises(Blocked):
        ledger.open(contexto=None)
    assert not ledger.block(Bloqueo(True, bea.id, "", first.chat_id)), "twice is once"
    assert ledger.bloqueo is not None
    assert ledger.bloqueo.por == ana.id
    assert ledger.block(Bloqueo(False, bea.id, "", first.chat_id))
    assert say(ledger).chat_id > first.chat_id


def test_soporte_goes_on_in_the_open_chat_or_in_the_next_one() -> None:
    ledger = new_ledger()
    first = say(ledger)
    close(ledger, first.chat_id)
    uid = uuid.uuid4()
    entry, chat, is_new = ledger.resume(first.chat_id, by=ana, uid=uid, texto="Seguimos")
    assert (chat.anterior, entry.seq, chat.sin_leer_cliente, is_new) == (first.chat_id, 1, 1, True)
    again, _, is_new_again = ledger.resume(first.chat_id, by=ana, uid=uid, texto="Seguimos")
    assert (again, is_new_again) == (entry, False)
    more, there, opened = ledger.resume(first.chat_id, by=bea, uid=uuid.uuid4(), texto="Y yo")
    assert (there.id, more.seq, opened) == (chat.id, 2, False)
    with pytest.raises(NotFound):
        ledger.resume(999, by=ana, uid=uuid.uuid4(), texto="¿Quién?")
