"""An agent's socket: carries out what the agent's session asks."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from .. import tracing, wire
from ..bus import Hint
from ..chat import chats, history, shapes
from ..chat.engine import Engine
from ..chat.errors import ChatError, NotFound
from ..chat.ledger import Author
from ..chat.people import AgenteCaller
from ..chat.reading import decode
from ..chat.verbs import Op
from ..desk import audit, notes
from ..tenancy import Tenant
from .actions import Action, CatchUp, FetchNote, LookAt, MarkRead, Pong, SetStatus, TellTyping, Unsubscribe
from .attendance import Attendance
from .connection import Connection, Said, catching_up
from .desk_session import DeskSession
from .follow import Follow
from .hub import Hub
from .session import Surroundings
from .viewing import Viewing

_decode = wire.decoder(wire.FromAgente)


class DeskConnection(Connection):
    __slots__ = ("_attendance", "_hub", "_look", "_looking", "_viewing", "caller")
    _session: DeskSession

    def __init__(
        self,
        engine: Engine,
        *,
        hub: Hub,
        caller: AgenteCaller,
        around: Surroundings,
        attendance: Attendance,
        look: Callable[[], Awaitable[None]],
        viewing: Viewing,
    ) -> None:
        super().__init__(engine, expires=caller.expires)
        self._hub = hub
        self.caller = caller
        self._attendance = attendance
        self._look = look
        self._viewing = viewing
        self._looking: set[asyncio.Task[None]] = set()
        self._session = DeskSession(self.id, around, person=f"agente:{caller.id}")

    def join(self) -> None:
        self._hub.join_desk(self)
        self._attendance.join(self, self.caller.id)

    def leave(self) -> None:
        for task in self._looking:
            task.cancel()
        self._hub.leave_desk(self, list(self._session.feeds))
        self._viewing.leave(self)
        self._attendance.leave(self)

    def hear(self, hint: Hint) -> None:
        """Nothing of a tenant that the agente may not see, nothing that is for another agente."""
        if hint.kind in ("inbox", "desk"):
            if hint.schema and not self.caller.sees(hint.schema):
                return
            if hint.kind == "desk" and hint.person and hint.person != self._session.person:
                return
        super().hear(hint)

    def begin(self) -> None:
        self.act(self._session.begin())

    def decode(self, text: str) -> Any:
        return decode(_decode, text)

    def session_repair(self) -> list[Action]:
        return [action for chat_id in self._session.feeds for action in self._session.repair(chat_id, "bus")]

    def saying(self, frame: wire.SayFrame) -> Op[Said] | None:
        assert frame.chat_id is not None
        return chats.replying(
            self.engine,
            self.caller,
            frame.chat_id,
            uid=frame.uid,
            texto=frame.texto,
            contexto=frame.contexto,
            connection=self.id,
        )

    async def say(self, frame: wire.SayFrame) -> Said:
        assert frame.chat_id is not None
        return await chats.reply(
            self.engine,
            self.caller,
            frame.chat_id,
            uid=frame.uid,
            texto=frame.texto,
            contexto=frame.contexto,
            connection=self.id,
            adjuntos=frame.adjuntos,
        )

    def refuse_message(self, error: ChatError, frame: wire.SayFrame) -> None:
        self.refuse(error, uid=frame.uid, chat_id=frame.chat_id)

    def carry_out(self, action: Action) -> Coroutine[Any, Any, object] | None:
        match action:
            case CatchUp(chat_id):
                assert chat_id is not None
                return self._catch_up(chat_id, action)
            case Unsubscribe(chat_id):
                self._hub.leave_chat(chat_id, self)
            case MarkRead(chat_id, seq):
                return chats.read(self.engine, self.caller, chat_id, seq=seq, connection=self.id)
            case TellTyping(chat_id, activo):
                return self._tell_typing(chat_id, activo)
            case LookAt(chat_id):
                return self._look_at(chat_id)
            case FetchNote(nota_id):
                return self._fetch_note(nota_id)
            case SetStatus(away, automatic=True):
                self._attendance.touch(self, idle=away)
            case SetStatus(away):
                return self._attendance.switch(self.caller.id, available=not away)
            case Pong(None):
                # Apart: a look waits for its turn, and the agent's next answer must not wait with it.
                task = asyncio.create_task(self._pong_of_inbox())
                self._looking.add(task)
                task.add_done_callback(self._looking.discard)
            case Pong(chat_id, seq):
                return self._pong(chat_id, seq)
        return None

    async def _pong_of_inbox(self) -> None:
        """First the rows that a lost hint left out, then the pong."""
        try:
            await self._look()
        except ChatError as error:
            self.refuse(error)
        else:
            self.send(wire.Pong(None, 0))

    async def _catch_up(self, chat_id: int, request: CatchUp) -> None:
        # Subscribe, then read: what is stored in between is heard, and seq says that it is known.
        self._hub.join_chat(chat_id, self)
        try:
            tenant, missed = await self._missed(chat_id, request)
        except NotFound as error:
            self._hub.leave_chat(chat_id, self)
            self._session.gone(chat_id)
            self.refuse(error, chat_id=chat_id)
        except ChatError:
            self.hang(1013, "vuelve a conectar")
        else:
            self.act(self._session.caught_up(missed))
            if request.reason == "subscribe":
                audit.looks.saw(self.engine, self.caller, "ver", schema=tenant.schema, chat_id=chat_id)
            if request.reason == "subscribe" and (agents := self._viewing.at(chat_id)):
                self.send(wire.Viewing(chat_id, agents))

    async def _missed(self, chat_id: int, request: CatchUp) -> tuple[Tenant, history.Missed]:
        """Raises NotFound, also where the chat has no message yet; Unavailable."""
        with catching_up(request):
            await self.flushed()
            tenant, _ = await self.engine.home_for(self.caller, chat_id)
            tracing.tell(tenant=tenant.schema)
            missed = await history.missed(self.engine, tenant, chat_id, after=request.after)
            if missed.chat.ultimo_seq == 0:
                raise NotFound
            return tenant, missed

    def _look_at(self, chat_id: int | None) -> Coroutine[Any, Any, None] | None:
        if chat_id is None:
            self._viewing.look(self, self._myself(), None)
            return None
        if (home := self.engine.known_home_for(self.caller, chat_id)) is None:
            return self._find_home_and_look_at(chat_id)
        self._viewing.look(self, self._myself(), (chat_id, home[0].schema))
        return None

    async def _find_home_and_look_at(self, chat_id: int) -> None:
        tenant, _ = await self.engine.home_for(self.caller, chat_id)
        if not self._is_over:
            self._viewing.look(self, self._myself(), (chat_id, tenant.schema))

    def _myself(self) -> wire.AgenteRef:
        return wire.AgenteRef(self.caller.id, self.caller.usuario, self.caller.nombre)

    async def _fetch_note(self, nota_id: int) -> None:
        with contextlib.suppress(NotFound):
            self.send(wire.Note(await notes.one(self.engine, self.caller, nota_id)))

    def _tell_typing(self, chat_id: int, activo: bool) -> Coroutine[Any, Any, None] | None:
        if (home := self.engine.known_home_for(self.caller, chat_id)) is None:
            return self._find_home_and_tell_typing(chat_id, activo)
        self._publish_typing(home, chat_id, activo)
        return None

    async def _find_home_and_tell_typing(self, chat_id: int, activo: bool) -> None:
        self._publish_typing(await self.engine.home_for(self.caller, chat_id), chat_id, activo)

    def _publish_typing(self, home: tuple[Tenant, str], chat_id: int, activo: bool) -> None:
        tenant, cliente_id = home
        autor = shapes.autor(Author("soporte", str(self.caller.id), self.caller.nombre, self.caller.avatar))
        frame = wire.encode(wire.Typing(chat_id, autor, activo)).decode()
        hint = Hint("typing", tenant.schema, cliente_id, chat_id, frame=frame, person=self._session.person)
        self.engine.bus.publish([hint])

    def _pong(self, chat_id: int | None, seq: int | None) -> Coroutine[Any, Any, None] | None:
        feed = self._session.feeds.get(chat_id) if chat_id is not None else None
        if chat_id is None or feed is None or feed.follow is None:
            self.send(wire.Pong(chat_id, 0))
            return None
        return self._repair_and_pong(chat_id, feed.follow, seq)

    async def _repair_and_pong(self, chat_id: int, follow: Follow, seq: int | None) -> None:
        before = follow.seq
        if seq is not None and seq < before:
            tenant, _ = await self.engine.home_for(self.caller, chat_id)
            while seq < before:
                entries, _ = await history.messages(
                    self.engine, tenant, chat_id, after=seq, before=before + 1, limit=history.MAX_PAGE
                )
                if not entries:
                    break
                await self.flushed()
                entries = history.within(entries, history.PAGE_CHARACTERS)
                for entry in entries:
                    self.send(shapes.chat_message(entry))
                seq = entries[-1].seq
        self.act(self._session.repair(chat_id, "ping"))
        while (request := self.take_read(chat_id)) is not None:
            await self._catch_up(chat_id, request)
        self.send(wire.Pong(chat_id, follow.seq))
