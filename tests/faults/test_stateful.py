"""The whole engine against a model: any sequence of what people do, in two tenants' tabs and at two agents' consoles,
on two nodes with a faulty bus between them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.history import check
from tests.people import agente_token, cliente_token, in_public, new_id, new_uid
from ventanilla.chat import chats
from ventanilla.chat.errors import Stale
from ventanilla.chat.people import AgenteCaller, ClienteCaller, Profile
from ventanilla.desk.agents import caller_of
from ventanilla.desk.models import Agente
from ventanilla.tenancy import Tenant

from .inside import Channel, Inside
from .model import Desk, Eva, ModelChat, Tab
from .record import History, Person
from .stored import read_database

T = TypeVar("T")
TENANTS = ("acme", "globex")
AGENTS = ("ana", "bea")
NO_LIMIT = 10**9
INSIDE = Inside()


TAB = st.integers(0, 3)
WHO = st.integers(0, 1)


class Conversation(RuleBasedStateMachine):
    """No rule has a precondition: how a race ends must not change what Hypothesis may choose next."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        # The same id in both tenants: two people who must never meet.
        self.cliente_id = f"{new_id()}e"
        self.evas: list[Eva] = []
        self.tabs: list[Tab] = []
        self.desks: list[Desk] = []
        for slug in TENANTS:
            eva = Eva(slug, ClienteCaller(_tenant(slug), self.cliente_id, Profile(nombre="Eva")))
            token = cliente_token(slug, self.cliente_id)
            self.evas.append(eva)
            self.tabs += [Tab(f"{slug}#{number}", eva, token) for number in range(2)]
        for number, usuario in enumerate(AGENTS):
            token, caller = agente_token(usuario), _agent(usuario)
            self.history.people[usuario] = Person("soporte", "", str(caller.id))
            channel = Channel(self.history, usuario, 1)
            do(self._sit_down(channel, number, token))
            self.desks.append(Desk(usuario, caller, channel))
        for tab in self.tabs:
            self.history.people[tab.name] = Person("cliente", tab.eva.slug, self.cliente_id)

    # --- a cliente -----------------------------------------------------------------------------------------

    @rule(tab=TAB, node=WHO)
    def connects(self, tab: int, node: int) -> None:
        """Once more, where the tab was connected: on any node."""
        do(self._connect(self.tabs[tab], node))

    @rule(tab=TAB)
    def loses_the_line(self, tab: int) -> None:
        do(self._drop(self.tabs[tab]))

    @rule(tab=TAB)
    def says(self, tab: int) -> None:
        do(self._say(self.tabs[tab], new_uid()))

    @rule(tab=TAB, which=st.integers(0, 9))
    def says_again(self, tab: int, which: int) -> None:
        """Something that was said before: the same uid."""
        if said := self.tabs[tab].eva.said:
            do(self._say(self.tabs[tab], said[which % len(said)]))

    @rule(tab=TAB, node=WHO, after=st.integers(0, 4))
    def says_and_loses_the_line(self, tab: int, node: int, after: int) -> None:
        """No ack came. It is sent again from elsewhere: stored once, whichever attempt it was."""
        do(self._say_and_drop(self.tabs[tab], node, after))

    @rule(who=WHO)
    def says_in_both_tabs_at_once(self, who: int) -> None:
        do(self._say_twice(self.evas[who], self.tabs[2 * who : 2 * who + 2]))

    @rule(who=WHO, node=WHO)
    def opens(self, who: int, node: int) -> None:
        do(self._open(self.evas[who], node))

    @rule(tab=TAB)
    def pings(self, tab: int) -> None:
        """And shows the whole chat, whatever the bus has lost."""
        do(self._ping(self.tabs[tab]))

    # --- soporte -------------------------------------------------------------------------------------------

    @rule(desk=WHO, who=WHO, again=st.booleans(), follows=st.booleans())
    def replies(self, desk: int, who: int, again: bool, follows: bool) -> None:
        if self.evas[who].is_talking:
            do(self._reply(self.desks[desk], self.evas[who], again=again, follows=follows))

    @rule(desk=WHO, who=WHO, has_seen_all=st.booleans())
    def closes(self, desk: int, who: int, has_seen_all: bool) -> None:
        if self.evas[who].chats and self.evas[who].chats[-1].uids:
            do(self._close(self.desks[desk], self.evas[who], has_seen_all=has_seen_all))

    @rule(desk=WHO, tab=TAB, looks=st.booleans())
    def closes_while_the_cliente_writes(self, desk: int, tab: int, looks: bool) -> None:
        if self.tabs[tab].eva.is_talking:
            do(self._race(self.desks[desk], self.tabs[tab], looks=looks))

    def teardown(self) -> None:
        assert do(self._end()) == []

    # --- how it is done ------------------------------------------------------------------------------------

    async def _sit_down(self, channel: Channel, node: int, token: str) -> None:
        channel.open(INSIDE.nodes[node], "/ws/soporte/", host="localhost", token=token)
        await channel.expect("ready")

    async def _connect(self, tab: Tab, node: int) -> Channel:
        await self._drop(tab)
        tab.connection += 1
        tab.channel = Channel(self.history, tab.name, tab.connection)
        asked = {"chat_id": tab.shown[0], "despues": tab.shown[1]} if tab.shown else {"despues": 0}
        query = f"chat={tab.shown[0]}&despues={tab.shown[1]}" if tab.shown else "despues=0"
        tab.channel.open(
            INSIDE.nodes[node],
            f"/ws/chat/soporte/?{query}",
            host=f"{tab.eva.slug}.localhost",
            token=tab.token,
            **asked,
        )
        await tab.channel.expect("ready")
        return tab.channel

    async def _drop(self, tab: Tab) -> None:
        if tab.channel is not None:
            await tab.channel.drop()
            tab.look()
            tab.channel = None

    async def _say(self, tab: Tab, uid: str) -> tuple[int, int]:
        """Where it is: where it was, if it had been said before; else the open chat's next place, or a new chat."""
        place = await (tab.channel or await self._connect(tab, 0)).say(uid)
        if tab.eva.place_of(uid) is None:
            tab.eva.store(uid, place[0])
        assert place == tab.eva.place_of(uid)
        return place

    async def _say_and_drop(self, tab: Tab, node: int, after: int) -> None:
        uid = new_uid()
        channel = tab.channel or await self._connect(tab, 1 - node)
        channel.send("chat_message", uid=uid, texto=uid)
        for _ in range(after):
            await asyncio.sleep(0.001)
        await self._connect(tab, node)
        await self._say(tab, uid)

    async def _say_twice(self, eva: Eva, tabs: Sequence[Tab]) -> None:
        channels = [tab.channel or await self._connect(tab, number) for number, tab in enumerate(tabs)]
        uids = [new_uid() for _ in tabs]
        places = await asyncio.gather(*(channel.say(uid) for channel, uid in zip(channels, uids, strict=True)))
        for place, uid in sorted(zip(places, uids, strict=True)):
            eva.store(uid, place[0])
            assert eva.place_of(uid) == place

    async def _open(self, eva: Eva, node: int) -> None:
        before = eva.abierto
        chat, is_new = await chats.open(INSIDE.nodes[node].engine, eva.caller)
        assert is_new == (before is None)
        self.history.write(f"{eva.slug}#0", 0, "call", call="open", chat_id=chat.id)
        if before is None:
            eva.chats.append(ModelChat(chat.id))
        assert eva.abierto
        assert eva.abierto.id == chat.id

    async def _ping(self, tab: Tab) -> None:
        channel = tab.channel or await self._connect(tab, 0)
        tab.look()
        await channel.whole(seq=tab.shown[1] if tab.shown else 0)
        tab.look()
        if chat := tab.eva.abierto:
            assert tab.shown == (chat.id, len(chat.uids))
        elif tab.shown:
            assert tab.shown in [(chat.id, len(chat.uids)) for chat in tab.eva.chats]

    async def _reply(self, desk: Desk, eva: Eva, *, again: bool, follows: bool) -> None:
        chat = eva.abierto
        assert chat is not None
        if follows and chat.id not in desk.follows:
            desk.follows.add(chat.id)
            desk.channel.send("subscribe", chat_id=chat.id, despues=0)
        uid, chat_id = desk.said.get(eva.slug, ("", 0))
        if not (again and uid):
            uid, chat_id = new_uid(), chat.id
        place = await desk.channel.say(uid, chat_id=chat_id)
        if eva.place_of(uid) is None:
            eva.store(uid, place[0], by_cliente=False)
        assert place == eva.place_of(uid)
        desk.said[eva.slug] = uid, chat_id

    async def _close(self, desk: Desk, eva: Eva, *, has_seen_all: bool) -> None:
        chat = eva.chats[-1]
        seen = len(chat.uids) if has_seen_all else max(0, chat.by_cliente - 1)
        is_closed = await self._try_to_close(desk, chat, seen)
        assert is_closed == (chat.cerrado or chat.by_cliente <= seen)
        chat.cerrado = is_closed

    async def _race(self, desk: Desk, tab: Tab, *, looks: bool) -> None:
        """Both orders are right: first the message, and a close that looks is refused; or first the close."""
        chat, uid = tab.eva.abierto, new_uid()
        assert chat is not None
        channel = tab.channel or await self._connect(tab, 0)
        seen = len(chat.uids) if looks else NO_LIMIT
        place, is_closed = await asyncio.gather(channel.say(uid), self._try_to_close(desk, chat, seen))
        if place[0] == chat.id:
            tab.eva.store(uid, chat.id)
            assert is_closed != looks
            chat.cerrado = is_closed
        else:
            assert is_closed
            chat.cerrado = True
            tab.eva.store(uid, place[0])
        assert place == tab.eva.place_of(uid)

    async def _try_to_close(self, desk: Desk, chat: ModelChat, seen: int) -> bool:
        engine = INSIDE.nodes[self.desks.index(desk)].engine
        status = 200
        try:
            await chats.close(engine, desk.caller, chat.id, seen_up_to=seen, razon="resuelto")
        except Stale:
            status = 409
        self.history.write(desk.name, 0, "call", call="close", chat_id=chat.id, visto_hasta=seen, status=status)
        return status == 200

    async def _end(self) -> list[str]:
        """Whatever the bus has done, every tab shows all; the database is the model; the checker finds nothing."""
        for tab in self.tabs:
            await self._ping(tab)
            shown = {str(tab.shown[0]): tab.shown[1]} if tab.shown else {}
            self.history.write(tab.name, tab.connection, "settled", chats=shown)
        for tab in self.tabs:
            await self._drop(tab)
        for desk in self.desks:
            await desk.channel.drop()
        schemas = {eva.slug: eva.caller.tenant.schema for eva in self.evas}
        stored = await read_database(os.environ["DATABASE_URL"], schemas, prefix=self.cliente_id)
        for eva in self.evas:
            theirs = [chat for chat in stored.chats.values() if chat.tenant == eva.slug]
            assert [(chat.id, chat.cerrado) for chat in theirs] == [(chat.id, chat.cerrado) for chat in eva.chats]
            for chat in eva.chats:
                assert [mensaje.uid for mensaje in stored.mensajes.get(chat.id, [])] == chat.uids
        return check(self.history, stored)


def do(work: Coroutine[Any, Any, T]) -> T:
    return INSIDE.do(work)


@cache
def _tenant(slug: str) -> Tenant:
    found = do(INSIDE.nodes[0].engine.directory.of_slug(slug))
    assert found is not None
    return found


@cache
def _agent(usuario: str) -> AgenteCaller:
    caller: AgenteCaller = in_public(
        lambda: caller_of(Agente.objects.select_related("user").get(user__username=usuario), credential="")
    )
    return caller


def test_the_engine_does_what_the_model_does(database: None) -> None:
    _tenant.cache_clear()
    with INSIDE.running():
        run_state_machine_as_test(
            Conversation,
            settings=settings(
                max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
