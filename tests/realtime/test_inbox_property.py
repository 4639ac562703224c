"""The inbox after any events is the inbox read afresh: state before + events = state after, and nothing of others.

Two consoles keep their rows from what their sockets tell, as `live/inbox-store.ts` does: a row of a higher version
takes the place of a lower one, and a filter holds what its row says. After whatever happened, lines that broke
included, each filter holds what the server answers, and counts are its lengths.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.desk_people import Colleague, colleague, made_tenant
from tests.installation import Server
from tests.people import Agente, Cliente, Socket, new_uid
from ventanilla.chat.people import PERMISOS

TAGS = ("rojo", "azul")
Row = dict[str, Any]
FILTERS: dict[str, tuple[dict[str, Any], Callable[[Row, int], bool]]] = {
    "open": ({}, lambda row, me: not row["cerrado"]),
    "mine": ({"asignado": "yo"}, lambda row, me: not row["cerrado"] and row["asignado_a"] == me),
    "unassigned": ({"asignado": "nadie"}, lambda row, me: not row["cerrado"] and row["asignado_a"] is None),
    "waiting": ({"espera": 1}, lambda row, me: not row["cerrado"] and row["espera_desde"] is not None),
    "tagged": ({"etiqueta": TAGS[0]}, lambda row, me: not row["cerrado"] and TAGS[0] in row["etiquetas"]),
    "come back": ({"reapertura": 1}, lambda row, me: not row["cerrado"] and row["reapertura"]),
    "closed": ({"estado": "cerrado"}, lambda row, me: row["cerrado"]),
    "all": ({"estado": "todos"}, lambda row, me: True),
}


@dataclass
class Console:
    """An agente's inbox, kept by what its socket tells."""

    agente: Agente
    id: int
    slugs: list[str]
    rows: dict[int, Row] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    socket: Socket | None = None
    line: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def connect(self) -> None:
        """What was told while there was no line is read: once the line is there, so that nothing falls between."""
        self.socket = await self.line.enter_async_context(self.agente.connect("/ws/soporte/"))
        await self.socket.expect("ready")
        for row in await self.read("all"):
            self.take(row)

    async def drop(self) -> None:
        await self.listen()
        self.socket = None
        await self.line.aclose()

    async def listen(self) -> None:
        if self.socket is None:
            return
        before = len(self.socket.frames)
        frames = (await self.socket.settle())[before:]
        self.heard += [json.dumps(frame) for frame in frames]
        for frame in frames:
            if frame["type"] == "inbox":
                self.take(frame["chat"])

    def take(self, row: Row) -> None:
        known = self.rows.get(row["id"])
        if row["tenant"]["slug"] in self.slugs and (known is None or known["version"] < row["version"]):
            self.rows[row["id"]] = row

    def kept(self, name: str) -> list[Row]:
        holds = FILTERS[name][1]
        found = [row for row in self.rows.values() if holds(row, self.id)]
        return sorted(found, key=lambda row: (row["ultima_actividad"], row["id"]), reverse=True)

    async def read(self, name: str) -> list[Row]:
        query = {**FILTERS[name][0], "tenant": ",".join(self.slugs), "limite": 100}
        answer = await self.agente.http.get("/api/soporte/bandeja/", params=query)
        assert answer.status_code == 200, answer.text
        found: list[Row] = answer.json()["resultados"]
        return found

    async def check(self) -> None:
        await self.listen()
        for name in FILTERS:
            assert self.kept(name) == await self.read(name), f"{name}: kept against read"
        counted = (await self.agente.http.get("/api/soporte/bandeja/cuentas/")).json()["por_tenant"]
        for slug in self.slugs:
            here = [row for row in self.kept("open") if row["tenant"]["slug"] == slug]
            waiting = [row for row in here if row["espera_desde"] is not None]
            told = counted.get(slug, {"abiertos": 0, "esperan": 0})
            assert (told["abiertos"], told["esperan"]) == (len(here), len(waiting)), f"counts of {slug}"


@dataclass
class House:
    """Two tenants, three clientes, somebody who sees both tenants and somebody who sees one."""

    boss: Colleague
    limited: Colleague
    clientes: list[Cliente]
    consoles: list[Console]
    chats: dict[int, int] = field(default_factory=dict)
    """The last chat of each cliente, by their place."""

    async def do(self, act: str, who: int, which: int) -> None:
        await getattr(self, f"_{act}")(who, which)

    async def _say(self, who: int, which: int) -> None:
        body = {"uid": new_uid(), "texto": f"mensaje {which}"}
        answer = await self.clientes[who].http.post("/api/chat/soporte/mensajes/", json=body)
        if answer.status_code in (200, 201):
            self.chats[who] = answer.json()["chat"]["id"]
        else:
            assert answer.json()["codigo"] == "bloqueado", answer.text

    async def _reply(self, who: int, which: int) -> None:
        await self._post(who, f"chats/{self.chats.get(who)}/mensajes/", uid=new_uid(), texto="Sí")

    async def _close(self, who: int, which: int) -> None:
        if who in self.chats:
            await self.boss.close(self.chats[who])

    async def _assign(self, who: int, which: int) -> None:
        to = (None, self.boss.id, self.limited.id)[which % 3]
        await self._post(who, f"chats/{self.chats.get(who)}/asignar/", agente_id=to)

    async def _tag(self, who: int, which: int) -> None:
        await self._post(who, f"chats/{self.chats.get(who)}/etiquetas/", poner=[TAGS[which % 2]])

    async def _untag(self, who: int, which: int) -> None:
        await self._post(who, f"chats/{self.chats.get(who)}/etiquetas/", quitar=[TAGS[which % 2]])

    async def _read(self, who: int, which: int) -> None:
        await self._post(who, f"chats/{self.chats.get(who)}/leido/", seq=1)

    async def _note(self, who: int, which: int) -> None:
        await self._post(who, f"chats/{self.chats.get(who)}/notas/", texto="entre nosotros")

    async def _block(self, who: int, which: int) -> None:
        await self._post(who, f"chats/{self.chats.get(who)}/bloquear/", bloqueado=which % 2 == 0)

    async def _reopen(self, who: int, which: int) -> None:
        answer = await self._post(who, f"chats/{self.chats.get(who)}/reabrir/", uid=new_uid(), texto="Otra cosa")
        if answer is not None and answer.status_code == 201:
            self.chats[who] = answer.json()["chat"]["id"]

    async def _drop(self, who: int, which: int) -> None:
        console = self.consoles[which % 2]
        await (console.drop() if console.socket else console.connect())

    async def _look(self, who: int, which: int) -> None:
        """Somebody follows the chat: its frames come between those of the inbox."""
        socket = self.consoles[which % 2].socket
        if socket is not None and who in self.chats:
            await socket.send("subscribe", chat_id=self.chats[who])

    async def _post(self, who: int, path: str, **body: Any) -> Any:
        """Whatever the state allows; a refusal is one more thing that changes nothing."""
        if who not in self.chats:
            return None
        answer = await self.boss.http.post(f"/api/soporte/{path}", json=body)
        assert answer.status_code < 500, answer.text
        return answer


ACTS = [
    *("say", "say", "say", "reply", "close", "assign", "tag", "untag"),
    *("read", "note", "block", "reopen", "drop", "look"),
]
SEQUENCE = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 5)), min_size=12, max_size=30)


async def _happens(server: Server, acts: list[tuple[str, int, int]]) -> None:
    one, other = made_tenant(), made_tenant()
    boss, limited = colleague(server, PERMISOS), colleague(server, PERMISOS, tenants=[one])
    house = House(
        boss,
        limited,
        [Cliente(server, slug, nombre=f"De {slug}") for slug in (one, one, other)],
        [Console(boss, boss.id, [one, other]), Console(limited, limited.id, [one])],
    )
    async with AsyncExitStack() as open_lines:
        for console in house.consoles:
            open_lines.push_async_callback(console.line.aclose)
            await console.connect()
        for place, (act, who, which) in enumerate(acts):
            await house.do(act, who, which)
            if place % 8 == 7:
                await asyncio.gather(*(console.listen() for console in house.consoles))
        for console in house.consoles:
            if console.socket is None:
                await console.connect()
            await console.check()
    theirs = house.consoles[1].heard
    assert not any(other in text for text in theirs), "not a byte of a tenant that one may not see"


# Without shrinking: a failure is told within the minute; the campaign makes it small.
@settings(
    max_examples=3, phases=[Phase.explicit, Phase.generate], deadline=None, suppress_health_check=list(HealthCheck)
)
@given(acts=SEQUENCE)
async def test_the_inbox_after_any_events_is_the_inbox_read_afresh(
    server: Server, acts: list[tuple[str, int, int]]
) -> None:
    await _happens(server, acts)


@pytest.mark.campaign
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=SEQUENCE)
async def test_it_is_so_for_a_long_time(server: Server, acts: list[tuple[str, int, int]]) -> None:
    await _happens(server, acts)
