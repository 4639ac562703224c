"""The cliente's protocol as data: frames, hints and reads go in, frames come out. No socket, no clock, no sleep."""

from __future__ import annotations

import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla import wire
from ventanilla.bus import Hint
from ventanilla.realtime.actions import CatchUp, MarkRead, Pong, Say, TellTyping
from ventanilla.realtime.session import HINTS_WAITING, ClienteSession

from .world import AROUND, View, World


def connected(world: World, *, chat_id: int | None = None, after: int | None = None) -> tuple[ClienteSession, View]:
    session = ClienteSession("me", AROUND)
    view = View(world, session)
    view.take(session.begin(chat_id=chat_id, after=after))
    view.read_all()
    return session, view


def test_the_first_frame_is_ready_also_where_there_is_no_chat() -> None:
    _, view = connected(World())
    assert view.frames == [view.frames[0]]
    assert (view.frames[0]["type"], view.frames[0]["chat_id"], view.frames[0]["anterior"]) == ("ready", None, None)


def test_without_despues_only_what_is_new_is_sent() -> None:
    world = World()
    world.say()
    _, view = connected(world)
    view.hear(world.reply())
    assert view.types() == ["ready", "chat_message"]
    assert view.frames[0]["ultimo_seq"] == 1
    assert view.seqs(1) == [2]


def test_resuming_brings_what_was_missed_before_what_is_new_over_several_pages() -> None:
    world = World()
    for _ in range(8):
        world.say()
    session = ClienteSession("me", AROUND)
    view = View(world, session)
    view.take(session.begin(chat_id=1, after=2))
    view.hear(world.reply())  # stored while the read is under way
    view.read_all()
    assert view.types()[0] == "ready"
    assert view.seqs(1) == [3, 4, 5, 6, 7, 8, 9]


def test_a_chat_closed_meanwhile_is_told_and_then_the_newer_one_from_its_start() -> None:
    world = World()
    world.say()
    world.say()
    world.close()
    world.say()
    world.reply()
    _, view = connected(world, chat_id=1, after=1)
    assert view.types() == [
        "ready",
        "chat_message",
        "chat_closed",
        "chat_opened",
        "ready",
        "chat_message",
        "chat_message",
    ]
    assert (view.frames[3]["chat_id"], view.frames[3]["anterior"]) == (2, 1)
    assert view.seqs(2) == [1, 2]


def test_whoever_connects_to_a_closed_chat_is_told_so() -> None:
    world = World()
    world.say()
    world.close()
    _, view = connected(world, chat_id=1)
    assert view.types() == ["ready", "chat_closed"]
    assert view.frames[0]["cerrado"]


def test_ones_own_message_comes_back_as_an_ack_in_its_place() -> None:
    world = World()
    session, view = connected(world)
    uid = uuid.uuid4()
    [action] = session.receive(wire.SayFrame(uid=uid, texto="hola"))
    assert isinstance(action, Say)
    entry, hints = world.say(uid=uid, connection="me")
    view.hear(hints)
    view.take(session.said(uid, entry))
    assert view.types() == ["ready", "chat_opened", "ready", "ack"]
    assert view.frames[-1] == {
        "type": "ack",
        "uid": str(uid),
        "chat_id": 1,
        "seq": 1,
        "creado_en": "2026-11-23T09:00:00Z",
    }


def test_a_repeated_uid_is_acked_again_with_the_first_values() -> None:
    world = World()
    session, view = connected(world)
    uid = uuid.uuid4()
    entry, hints = world.say(uid=uid)
    view.hear(hints)
    session.receive(wire.SayFrame(uid=uid, texto="hola"))
    view.take(session.said(uid, entry))
    assert view.frames[-1]["type"] == "ack"
    assert view.frames[-1]["seq"] == 1


def test_a_repeated_uid_that_another_node_stored_is_acked_in_its_place() -> None:
    """Sent on a node that died, sent again here: this node has not heard of it, nor of what came before it."""
    world = World()
    world.say()
    session, view = connected(world, chat_id=1, after=0)
    world.reply()
    uid = uuid.uuid4()
    entry, _ = world.say(uid=uid)
    session.receive(wire.SayFrame(uid=uid, texto="hola"))
    view.take(session.said(uid, entry))
    view.read_all()
    assert view.types() == ["ready", "chat_message", "chat_message", "ack"]
    assert view.seqs(1) == [1, 2, 3]


def test_an_ack_in_a_chat_that_was_closed_before_its_opening_was_heard_of_comes_in_its_place() -> None:
    world = World()
    session, view = connected(world)
    _, late = world.say()  # in another tab, and its hint is slow
    uid = uuid.uuid4()
    session.receive(wire.SayFrame(uid=uid, texto="hola"))
    entry, hints = world.say(uid=uid, connection="me")
    view.hear(hints)
    view.take(session.said(uid, entry))
    view.hear(world.close())
    view.hear(late)
    view.read_all()
    assert view.types() == ["ready", "chat_opened", "ready", "chat_message", "ack", "chat_closed"]
    assert view.seqs(1) == [1, 2]


def test_an_ack_waits_for_what_is_read_before_it_and_comes_once() -> None:
    world = World()
    world.say()
    session = ClienteSession("me", AROUND)
    view = View(world, session)
    view.take(session.begin(chat_id=1, after=0))
    uid = uuid.uuid4()
    session.receive(wire.SayFrame(uid=uid, texto="hola"))
    entry, hints = world.say(uid=uid, connection="me")
    view.hear(hints)
    view.take(session.said(uid, entry))
    assert view.frames == []
    view.read_all()
    assert view.types() == ["ready", "chat_message", "ack"]
    assert view.seqs(1) == [1, 2]


def test_a_hint_too_large_for_the_bus_is_read_from_the_database() -> None:
    world = World()
    world.say()
    _, view = connected(world)
    view.hear([replace_frame(hint) for hint in world.reply()])
    view.read_all()
    assert view.seqs(1) == [2]


def test_a_close_is_told_once_however_often_the_bus_says_so() -> None:
    world = World()
    world.say()
    _, view = connected(world)
    hints = world.close()
    view.hear(hints * 3)
    assert view.types() == ["ready", "chat_closed"]


def test_frames_become_actions_about_the_followed_chat() -> None:
    world = World()
    session, _ = connected(world)
    assert session.receive(wire.ReadFrame(seq=1)) == []
    assert session.receive(wire.TypingFrame(activo=True)) == []
    assert session.receive(wire.PingFrame(seq=3)) == [Pong(None, 3)]
    world.say()
    session, _ = connected(world)
    assert session.receive(wire.ReadFrame(seq=1)) == [MarkRead(1, 1)]
    assert session.receive(wire.TypingFrame(activo=True)) == [TellTyping(1, True)]


def test_what_one_did_oneself_is_not_told_back() -> None:
    world = World()
    world.say()
    _, view = connected(world)
    before = len(view.frames)
    view.hear(
        [Hint("typing", "acme", "5", 1, frame='{"type":"typing"}', person=who) for who in ("cliente", "agente:1")]
    )
    assert len(view.frames) == before + 1


def test_too_many_hints_while_reading_make_it_read_again() -> None:
    world = World()
    world.say()
    session = ClienteSession("me", AROUND)
    view = View(world, session)
    view.take(session.begin(chat_id=1, after=0))
    for _ in range(HINTS_WAITING + 5):
        view.hear(world.reply())
    view.read_all()
    assert view.seqs(1) == list(range(1, HINTS_WAITING + 7))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "own", "reply", "close", "read", "ping"]),
        st.sampled_from(["deliver", "lose", "double", "later"]),
    ),
    max_size=60,
)


@settings(max_examples=400, deadline=None)
@given(steps=STEPS, history=st.integers(0, 8), after=st.one_of(st.none(), st.integers(0, 8)))
def test_whatever_the_bus_does_every_view_is_a_prefix_and_ends_whole(
    steps: list[tuple[str, str]], history: int, after: int | None
) -> None:
    """The bus loses, doubles and reorders; reads come late. No gap, no double, and a ping repairs it all."""
    world = World()
    for _ in range(history):
        world.say()
    session = ClienteSession("me", AROUND)
    view = View(world, session)
    view.take(session.begin(chat_id=1 if history else None, after=after))
    late: list[Hint] = []
    acked_expected = 0
    for verb, fate in steps:
        hints: list[Hint] = []
        stored = None
        match verb:
            case "say":
                _, hints = world.say()
            case "own":
                if not any(frame["type"] == "ready" for frame in view.frames):
                    continue
                uid = uuid.uuid4()
                session.receive(wire.SayFrame(uid=uid, texto="hola"))
                entry, hints = world.say(uid=uid, connection="me")
                stored = (uid, entry)
                acked_expected += 1
            case "reply":
                hints = world.reply()
            case "close":
                hints = world.close()
            case "read":
                view.read_all()
            case "ping":
                view.read_all()
                view.take(session.repair("ping"))
        luck = "deliver" if stored else fate  # one's own node always hears its own commit
        if luck == "later":
            late += hints
        elif luck != "lose":
            view.hear(hints * (2 if luck == "double" else 1))
        if stored:
            view.take(session.said(*stored))
        if luck == "double" and late:
            view.hear(late[::-1])
            late.clear()
    view.read_all()
    view.take(session.repair("ping"))
    view.read_all()

    assert view.types()[0] == "ready"
    # A chat that opened and closed while this connection could not know is history: it is not walked through.
    for chat_id in {frame["chat_id"] for frame in view.frames if frame["type"] == "ready" and frame["chat_id"]}:
        seqs = view.seqs(chat_id)
        if seqs:
            assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    acks = [frame["uid"] for frame in view.frames if frame["type"] == "ack"]
    assert len(acks) == len(set(acks)) == acked_expected
    last = max(world.ledger.chats, default=None)
    if last is not None and session.follow is not None and world.ledger.abierto is not None:
        assert session.follow.chat_id == last
        assert session.follow.seq == world.ledger.chats[last].ultimo_seq
    for chat_id in {frame["chat_id"] for frame in view.frames if frame["type"] == "chat_closed"}:
        closed_at = [i for i, f in enumerate(view.frames) if f["type"] == "chat_closed" and f["chat_id"] == chat_id]
        assert len(closed_at) == 1
        later = [f for f in view.frames[closed_at[0] :] if f["type"] == "chat_message" and f["chat_id"] == chat_id]
        assert later == []


def replace_frame(hint: Hint) -> Hint:
    return Hint(hint.kind, hint.schema, hint.cliente_id, hint.chat_id, hint.seq)


def test_a_catch_up_names_its_place_and_reason() -> None:
    session = ClienteSession("me", AROUND)
    assert session.begin(chat_id=7, after=3) == [CatchUp(7, 3, "connect")]
