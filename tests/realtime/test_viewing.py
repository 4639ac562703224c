"""Who looks at a chat is told to who follows it, on every node, and forgotten within seconds when they are gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest

from tests import installation
from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, Socket
from ventanilla import wire
from ventanilla.bus import Hint
from ventanilla.chat.people import PERMISOS
from ventanilla.realtime.viewing import LEASE, LOOK, RENEW, Viewing

ANA, BEA = wire.AgenteRef(1, "ana", "Ana Ruiz"), wire.AgenteRef(2, "bea", "Bea Campos")


@pytest.fixture(scope="module")
def elsewhere(database: None) -> Iterator[Server]:
    with installation.serving() as running:
        yield running


async def follow(console: Socket, chat_id: int) -> None:
    await console.expect("ready")
    await console.send("subscribe", chat_id=chat_id)
    await console.expect("ready", chat_id=chat_id)


def who(frame: dict[str, Any]) -> list[str]:
    return [agente["usuario"] for agente in frame["agentes"]]


@pytest.mark.parametrize("there", ["server", "elsewhere"])
async def test_a_colleague_is_seen_coming_and_going(request: pytest.FixtureRequest, server: Server, there: str) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(request.getfixturevalue(there), "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with ana.connect("/ws/soporte/") as console, eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        await follow(console, chat_id)
        async with bea.connect("/ws/soporte/") as hers:
            await follow(hers, chat_id)
            await hers.send("viewing", chat_id=chat_id)
            assert who(await console.expect("viewing", chat_id=chat_id)) == ["bea"]
            await console.send("viewing", chat_id=chat_id)
            assert who(await hers.expect("viewing", agentes=_refs("ana", "bea"))) == ["ana", "bea"]
            await hers.send("viewing", chat_id=None)
            await console.expect("viewing", agentes=_refs("ana"))
            await hers.send("viewing", chat_id=chat_id)
            await console.expect("viewing", agentes=_refs("ana", "bea"))
        assert who(await console.expect("viewing")) == ["ana"], "who drops is gone"
        assert not [frame for frame in await panel.settle() if frame["type"] == "viewing"]


async def test_who_comes_to_follow_is_told_who_is_there(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with ana.connect("/ws/soporte/") as console, bea.connect("/ws/soporte/") as hers:
        await follow(console, chat_id)
        await console.send("viewing", chat_id=chat_id)
        await console.expect("viewing")
        await follow(hers, chat_id)
        assert who(await hers.expect("viewing")) == ["ana"]


async def test_a_chat_of_another_tenant_cannot_be_looked_at(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    other = colleague(server, PERMISOS, tenants=["globex"])
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with ana.connect("/ws/soporte/") as console, other.connect("/ws/soporte/") as theirs:
        await follow(console, chat_id)
        await theirs.expect("ready")
        await theirs.send("viewing", chat_id=chat_id)
        await theirs.expect("error", codigo="no_encontrado")
        assert not [frame for frame in await console.settle() if frame["type"] == "viewing"]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class World:
    """One node's Viewing, and what it told: to the bus, and to the followers."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.published: list[Hint] = []
        self.told: list[list[int]] = []
        bus = mock.Mock(node="here")
        bus.publish = self._publish
        self.viewing = Viewing(bus, tell=self._tell, clock=self.clock)

    def _publish(self, hints: list[Hint]) -> None:
        self.published += hints
        for hint in hints:
            self.viewing.hear(hint)

    def _tell(self, hint: Hint) -> None:
        assert (hint.kind, hint.schema) == ("desk_chat", "acme"), "of agents alone"
        self.told.append([one.id for one in _decoded(hint.frame).agentes])

    def pass_by(self, seconds: float) -> None:
        for _ in range(int(seconds)):
            self.clock.now += 1
            self.viewing.check()

    def hear(self, node: str, *agents: wire.AgenteRef) -> None:
        self.viewing.hear(Hint("viewing", "acme", node, chat_id=7, frame=wire.encode(list(agents)).decode()))


def test_a_node_that_died_is_forgotten() -> None:
    world = World()
    world.hear("there", BEA)
    world.pass_by(LEASE - 1)
    assert world.told == [[2]]
    world.pass_by(1)
    assert world.told == [[2], []]


def test_one_who_looks_is_told_of_again_and_again_for_as_long_as_their_console_says_so() -> None:
    world = World()
    listener = mock.Mock()
    for _ in range(5):
        world.viewing.look(listener, ANA, (7, "acme"))
        world.pass_by(LOOK - 1)
    assert world.told == [[1]], "told once"
    assert len(world.published) >= (LOOK - 1) * 5 / RENEW - 5, "and renewed"
    world.pass_by(1)
    assert world.told == [[1], []], "a console whose line is dead says nothing any more"


def test_an_agente_with_two_consoles_is_one_and_goes_with_the_last() -> None:
    world = World()
    first, second = mock.Mock(), mock.Mock()
    world.viewing.look(first, ANA, (7, "acme"))
    world.viewing.look(second, ANA, (7, "acme"))
    world.hear("there", ANA, BEA)
    world.viewing.leave(first)
    world.viewing.leave(first)
    world.hear("there", BEA)
    world.viewing.leave(second)
    assert world.told == [[1], [1, 2], [2]]


def test_who_turns_to_another_chat_leaves_the_first() -> None:
    world = World()
    listener = mock.Mock()
    world.viewing.look(listener, ANA, (7, "acme"))
    world.viewing.look(listener, ANA, (8, "acme"))
    assert (world.viewing.at(7), world.viewing.at(8)) == ([], [ANA])
    world.viewing.look(listener, ANA, None)
    assert world.viewing.at(8) == []
    assert (world.viewing._leases, world.viewing._told, world.viewing._schemas) == ({}, {}, {}), "nothing is kept"


def _decoded(frame: str) -> wire.Viewing:
    decoded = wire.decoder(wire.ToAgente)(frame)
    assert isinstance(decoded, wire.Viewing)
    return decoded


def _refs(*usuarios: str) -> list[dict[str, Any]]:
    from tests.desk_people import id_of

    nombres = {"ana": "Ana Ruiz", "bea": "Bea Campos"}
    return [{"id": id_of(one), "usuario": one, "nombre": nombres[one]} for one in usuarios]
