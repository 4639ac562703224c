"""Who hears what in one process: fan-out, bounded queues, presence, allowed origins."""

from __future__ import annotations

import pytest

from ventanilla.bus import PAYLOAD_LIMIT, Hint, PostgresBus
from ventanilla.realtime.actions import Send
from ventanilla.realtime.handshake import is_allowed_origin
from ventanilla.realtime.hub import Hub
from ventanilla.realtime.outbox import BURST, Outbox, TooSlow
from ventanilla.realtime.presence import GRACE, LEASE, Presence
from ventanilla.tenancy import normal_host


class Ear:
    def __init__(self) -> None:
        self.heard: list[Hint] = []

    def hear(self, hint: Hint) -> None:
        self.heard.append(hint)


def test_a_hint_reaches_its_own_cliente_and_the_agents_at_that_chat_alone() -> None:
    hub = Hub()
    eva, gus, desk, other = Ear(), Ear(), Ear(), Ear()
    hub.join_cliente(("acme", "5"), eva)
    hub.join_cliente(("globex", "5"), gus)
    hub.join_desk(desk)
    hub.join_chat(1, desk)
    hub.join_chat(2, other)
    hub.hear(Hint("chat_message", "acme", "5", 1, 1, "{}"))
    assert [len(ear.heard) for ear in (eva, gus, desk, other)] == [1, 0, 1, 0]
    hub.hear(Hint("inbox", "globex", "5", 9, 1, "{}"))
    assert [len(ear.heard) for ear in (eva, gus, desk, other)] == [1, 0, 2, 0]


def test_what_a_later_version_tells_reaches_nobody() -> None:
    hub, eva, desk = Hub(), Ear(), Ear()
    hub.join_cliente(("acme", "5"), eva)
    hub.join_desk(desk)
    hub.join_chat(1, desk)
    hub.hear(Hint("secret_of_the_team", "acme", "5", 1, 1, "{}"))
    assert (eva.heard, desk.heard) == ([], [])


def test_who_has_left_hears_nothing_and_leaves_nothing_behind() -> None:
    hub, eva, desk = Hub(), Ear(), Ear()
    hub.join_cliente(("acme", "5"), eva)
    hub.leave_cliente(("acme", "5"), eva)
    hub.join_desk(desk)
    hub.join_chat(1, desk)
    hub.leave_desk(desk, [1, 2])
    hub.hear(Hint("chat_message", "acme", "5", 1, 1, "{}"))
    assert (eva.heard, desk.heard) == ([], [])
    assert (dict(hub.clientes), dict(hub.chats), hub.agents) == ({}, {}, set())


def test_ephemera_are_dropped_first_and_a_slow_reader_is_cut() -> None:
    outbox = Outbox(frames=4, characters=1000)
    for frame in (Send("1"), Send("typing", ephemeral=True), Send("2"), Send("3"), Send("4")):
        outbox.put(frame)
    assert len(outbox) == 4
    assert not outbox.is_over
    outbox.put(Send("5"))
    assert outbox.is_over, "for a moment"
    for _ in range(4 * BURST - len(outbox)):
        outbox.put(Send("6"))
    with pytest.raises(TooSlow):
        outbox.put(Send("7"))


def test_a_reader_is_cut_by_the_size_of_what_waits_too() -> None:
    outbox = Outbox(frames=100, characters=10)
    outbox.put(Send("123456789"))
    assert not outbox.is_over
    outbox.put(Send("12"))
    assert outbox.is_over
    with pytest.raises(TooSlow):
        outbox.put(Send("x" * 10 * BURST))


def test_presence_is_told_when_it_changes_and_a_dead_nodes_word_ends() -> None:
    now = [0.0]
    told = Ear()
    presence = Presence(node="a", tell=told.hear, clock=lambda: now[0])
    presence.hear(Hint("agents", "public", "b", seq=1))
    presence.hear(Hint("agents", "public", "b", seq=2))
    assert [hint.kind for hint in told.heard] == ["presence"]
    assert presence.soporte == "en_linea"
    presence.hear(Hint("agents", "public", "b", seq=0))
    assert presence.soporte == "en_linea", "a reload of the console is no departure"
    now[0] += GRACE
    presence.check()
    assert presence.soporte == "ausente"
    presence.hear(Hint("agents", "public", "b", seq=1))
    now[0] += LEASE + 1
    presence.check()
    now[0] += GRACE
    presence.check()
    assert presence.soporte == "ausente"
    assert len(told.heard) == 4


def test_notifications_hold_every_hint_in_order_and_none_is_too_long() -> None:
    bus = PostgresBus()
    hints = [Hint("chat_message", "acme", "5", 1, n, "x" * (n * 97 % 9000)) for n in range(200)]
    payloads = bus._payloads(hints)
    assert all(len(payload.encode()) <= PAYLOAD_LIMIT for payload in payloads)
    heard = Ear()
    other = PostgresBus()
    other.subscribe(heard.hear)
    for payload in payloads:
        other._hear(payload)
    assert [hint.seq for hint in heard.heard] == list(range(200))
    assert any(hint.frame == "" for hint in heard.heard)
    bus.subscribe(heard.hear)
    bus._hear(payloads[0])
    assert len(heard.heard) == 200, "a node does not hear itself twice"


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("https://acme.example", "acme.example", True),
        ("http://acme.localhost:8000", "acme.localhost:8000", True),
        ("https://acme.example:443", "acme.example", True),
        ("https://ACME.example", "acme.example", True),
        ("https://acme.example:8443", "acme.example", False),
        ("https://acme.example.evil", "acme.example", False),
        ("https://globex.example", "acme.example", False),
        ("https://acme.example@evil", "acme.example", False),
        ("https://user@acme.example", "acme.example", False),
        ("https://acme.example:99999", "acme.example", False),
        ("null", "acme.example", False),
        ("", "acme.example", False),
        ("ftp://acme.example", "acme.example", False),
        ("https://app.acme.example", "acme.example", True),
    ],
)
def test_an_origin_is_the_hosts_own_or_one_that_the_tenant_lists(origin: str, host: str, *, allowed: bool) -> None:
    assert is_allowed_origin(origin, host, ("https://app.acme.example",)) is allowed


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("Acme.Localhost:8000", "acme.localhost"),
        ("acme.localhost.", "acme.localhost"),
        ("[::1]:8000", "[::1]"),
        ("acme.localhost:x", None),
        ("acme localhost", None),
        ("", None),
        ("../etc", None),
        ("acme..localhost", None),
    ],
)
def test_a_host_is_normal_or_nothing(host: str, name: str | None) -> None:
    assert normal_host(host) == name


def test_there_is_room_for_so_many_of_one_and_so_many_of_a_tenant() -> None:
    hub, eva, ivan, gus = Hub(), ("acme", "eva"), ("acme", "ivan"), ("globex", "gus")
    sockets = [Ear() for _ in range(3)]
    for socket in sockets[:2]:
        hub.join_cliente(eva, socket)
    assert not hub.has_room_for(eva, each=2, all_of_them=0)
    assert hub.has_room_for(eva, each=0, all_of_them=3)
    assert hub.has_room_for(ivan, each=2, all_of_them=3)
    hub.join_cliente(ivan, sockets[2])
    assert not hub.has_room_for(ivan, each=2, all_of_them=3)
    assert hub.has_room_for(gus, each=2, all_of_them=3)
    hub.leave_cliente(eva, sockets[0])
    assert hub.has_room_for(eva, each=2, all_of_them=3)
    hub.leave_cliente(eva, sockets[1])
    hub.leave_cliente(ivan, sockets[2])
    assert not hub.of_tenant
