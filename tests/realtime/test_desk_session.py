"""The agent's protocol as data: the inbox, and chats that are subscribed one by one."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla import wire
from ventanilla.bus import Hint
from ventanilla.chat.errors import Invalid
from ventanilla.realtime.actions import CatchUp, MarkRead, Say, Unsubscribe
from ventanilla.realtime.desk_session import CHATS, DeskSession

from .world import AROUND, View, World


class Desk(View):
    """Reads only the chat that was asked for: an agent's subscription does not move on."""

    def read_all(self) -> None:
        while self.owed:
            request = self.owed.pop(0)
            assert request.chat_id is not None
            self.take(self.session.caught_up(self.world.missed(request.chat_id, request.after)))


def opened(world: World) -> tuple[DeskSession, Desk]:
    session = DeskSession("me", AROUND)
    view = Desk(world, session)
    view.take(session.begin())
    return session, view


def subscribed(world: World, *, after: int | None) -> tuple[DeskSession, Desk]:
    session, view = opened(world)
    view.take(session.receive(wire.SubscribeFrame(chat_id=1, despues=after)))
    view.read_all()
    return session, view


def test_the_first_frame_is_ready_and_each_subscription_has_its_own() -> None:
    world = World()
    world.say()
    _, view = subscribed(world, after=0)
    assert [(f["type"], f["chat_id"]) for f in view.frames] == [("ready", None), ("ready", 1), ("chat_message", 1)]


def test_a_subscription_to_a_closed_chat_says_so_and_does_not_move_on() -> None:
    world = World()
    world.say()
    world.close()
    world.say()
    _, view = subscribed(world, after=0)
    assert view.types() == ["ready", "ready", "chat_message", "chat_closed"]


def test_a_chat_that_is_not_subscribed_is_not_heard() -> None:
    world = World()
    session, view = opened(world)
    _, hints = world.say()
    view.hear(hints)
    assert view.types() == ["ready"]
    view.hear([Hint("inbox", "acme", "5", 1, 1, '{"type":"inbox"}')])
    assert view.types() == ["ready", "inbox"]
    assert session.receive(wire.UnsubscribeFrame(chat_id=1)) == [Unsubscribe(1)]


def test_ones_own_answer_comes_back_as_an_ack_subscribed_or_not() -> None:
    for after in (0, None):
        world = World()
        world.say()
        session, view = subscribed(world, after=after) if after is not None else opened(world)
        uid = uuid.uuid4()
        [action] = session.receive(wire.SayFrame(uid=uid, texto="dime", chat_id=1))
        assert isinstance(action, Say)
        view.hear(world.reply(uid=uid, connection="me"))
        view.take(session.said(uid, world.log(1)[-1]))
        assert view.types()[-1] == "ack"
        assert view.types().count("ack") == 1


def test_an_ack_waits_for_its_own_chat_whatever_another_has_read() -> None:
    """Two chats are being read; the answer into one is acked in its place there, not when the other is done."""
    world, other = World(), World()
    world.say()
    session, view = opened(world)
    view.take(session.receive(wire.SubscribeFrame(chat_id=1, despues=0)))
    session.receive(wire.SubscribeFrame(chat_id=2, despues=0))
    other.ledger.fresh_ids = iter([2])
    other.say()
    uid = uuid.uuid4()
    session.receive(wire.SayFrame(uid=uid, texto="dime", chat_id=1))
    view.hear(world.reply(uid=uid, connection="me"))
    view.take(session.said(uid, world.log(1)[-1]))
    view.take(session.caught_up(other.missed(2, 0)))
    assert "ack" not in view.types()
    view.read_all()
    assert view.seqs(1) == [1, 2]
    assert view.types().count("ack") == 1


def test_frames_must_name_a_chat() -> None:
    session = DeskSession("me", AROUND)
    for frame in (wire.SayFrame(uid=uuid.uuid4(), texto="x"), wire.ReadFrame(seq=1), wire.TypingFrame(activo=True)):
        with pytest.raises(Invalid):
            session.receive(frame)
    assert session.receive(wire.ReadFrame(seq=2, chat_id=9)) == [MarkRead(9, 2)]


def test_subscriptions_are_bounded() -> None:
    session = DeskSession("me", AROUND)
    for chat_id in range(1, CHATS + 1):
        assert session.receive(wire.SubscribeFrame(chat_id=chat_id)) == [CatchUp(chat_id, None, "subscribe")]
    with pytest.raises(Invalid):
        session.receive(wire.SubscribeFrame(chat_id=CHATS + 1))


def test_a_chat_that_does_not_exist_is_forgotten() -> None:
    session = DeskSession("me", AROUND)
    session.receive(wire.SubscribeFrame(chat_id=9))
    session.gone(9)
    assert session.feeds == {}


@settings(max_examples=200, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["say", "reply", "read"]), st.sampled_from(["deliver", "lose", "double", "later"])),
        max_size=40,
    ),
    after=st.integers(0, 3),
)
def test_whatever_the_bus_does_the_transcript_is_a_prefix_and_ends_whole(
    steps: list[tuple[str, str]], after: int
) -> None:
    world = World()
    for _ in range(3):
        world.say()
    session, view = opened(world)
    view.take(session.receive(wire.SubscribeFrame(chat_id=1, despues=after)))
    late: list[Hint] = []
    for verb, luck in steps:
        hints: list[Hint] = []
        if verb == "say":
            _, hints = world.say()
        elif verb == "reply":
            hints = world.reply()
        else:
            view.read_all()
        if luck == "later":
            late += hints
        elif luck != "lose":
            view.hear(hints * (2 if luck == "double" else 1))
    view.hear(late[::-1])
    view.read_all()
    view.take(session.repair(1, "ping"))
    view.read_all()
    assert view.seqs(1) == list(range(after + 1, world.ledger.chats[1].ultimo_seq + 1))
