"""A cliente's socket: carries out what the cliente's session asks."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from .. import wire
from ..bus import Hint
from ..chat import chats, history, shapes
from ..chat.engine import Engine
from ..chat.errors import ChatError
from ..chat.ledger import Author
from ..chat.people import ClienteCaller
from ..chat.reading import decode
from ..chat.verbs import Op
from .actions import Action, CatchUp, MarkRead, Pong, TellTyping
from .connection import Connection, Said, catching_up
from .hub import Hub
from .session import ClienteSession, Surroundings

_decode = wire.decoder(wire.FromCliente)


class ClienteConnection(Connection):
    """`chat_id` None follows the caller's open chat. `after` is the last seq that the client has seen."""

    __slots__ = ("_hub", "_key", "_start", "caller")
    _session: ClienteSession

    def __init__(
        self,
        engine: Engine,
        *,
        hub: Hub,
        caller: ClienteCaller,
        around: Surroundings,
        chat_id: int | None,
        after: int | None,
    ) -> None:
        super().__init__(engine, expires=caller.expires)
        self._hub = hub
        self.caller = caller
        self._session = ClienteSession(self.id, around)
        self._start = (chat_id, after)
        self._key = (caller.tenant.schema, caller.cliente_id)

    def join(self) -> None:
        self._hub.join_cliente(self._key, self)

    def leave(self) -> None:
        self._hub.leave_cliente(self._key, self)

    def begin(self) -> None:
        chat_id, after = self._start
        self.act(self._session.begin(chat_id=chat_id, after=after))

    def decode(self, text: str) -> Any:
        return decode(_decode, text)

    def session_repair(self) -> list[Action]:
        return self._session.repair("bus")

    def saying(self, frame: wire.SayFrame) -> Op[Said]:
        return chats.saying(self.caller, uid=frame.uid, texto=frame.texto, contexto=frame.contexto, connection=self.id)

    async def say(self, frame: wire.SayFrame) -> Said:
        return await chats.say(
            self.engine,
            self.caller,
            uid=frame.uid,
            texto=frame.texto,
            contexto=frame.contexto,
            connection=self.id,
            adjuntos=frame.adjuntos,
        )

    def refuse_message(self, error: ChatError, frame: wire.SayFrame) -> None:
        self.refuse(error, uid=frame.uid)

    def carry_out(self, action: Action) -> Coroutine[Any, Any, object] | None:
        match action:
            case CatchUp():
                return self._catch_up(action)
            case MarkRead(chat_id, seq):
                return chats.read(self.engine, self.caller, chat_id, seq=seq, connection=self.id)
            case TellTyping(chat_id, activo):
                self._tell_typing(chat_id, activo)
            case Pong(chat_id, seq):
                return self._pong(chat_id, seq)
        return None

    async def _catch_up(self, request: CatchUp) -> None:
        tenant = self.caller.tenant
        missed, newer, anterior = None, None, None
        with catching_up(request, tenant=tenant.schema):
            try:
                await self.flushed()
                if request.chat_id is not None:
                    missed = await history.missed(self.engine, tenant, request.chat_id, after=request.after)
                elif chat := await history.open_chat(self.engine, self.caller):
                    missed = await history.missed_of(self.engine, tenant, chat, after=request.after)
                if missed is None:
                    anterior = await history.newest_closed(self.engine, self.caller)
                elif (
                    missed.chat.cerrado
                    and not missed.more
                    and (chat := await history.open_chat(self.engine, self.caller)) is not None
                ):
                    after = None if request.after is None else 0
                    newer = await history.missed_of(self.engine, tenant, chat, after=after)
            except ChatError:
                # Nothing may be sent past a hole: the client comes back and names its last seq.
                self.hang(1013, "vuelve a conectar")
                return
        self.act(self._session.caught_up(missed, newer, anterior=anterior))

    def _tell_typing(self, chat_id: int, activo: bool) -> None:
        caller = self.caller
        autor = shapes.autor(Author("cliente", caller.cliente_id, caller.profile.nombre, caller.profile.avatar))
        frame = wire.encode(wire.Typing(chat_id, autor, activo)).decode()
        self.engine.bus.publish(
            [
                Hint(
                    "typing",
                    caller.tenant.schema,
                    caller.cliente_id,
                    chat_id,
                    frame=frame,
                    author=self.id,
                    person="cliente",
                )
            ]
        )

    async def _pong(self, chat_id: int | None, seq: int | None) -> None:
        """First what the ping says it has not seen, then what a lost hint left out."""
        before = self._session.follow.seq if self._session.follow else 0
        while seq is not None and chat_id is not None and seq < before:
            entries, _ = await history.messages(
                self.engine, self.caller.tenant, chat_id, after=seq, before=before + 1, limit=history.MAX_PAGE
            )
            if not entries:
                break
            await self.flushed()
            entries = history.within(entries, history.PAGE_CHARACTERS)
            for entry in entries:
                self.send(shapes.chat_message(entry))
            seq = entries[-1].seq
        # A hint may have asked for a read meanwhile, and a read may take several pages: the pong comes after them.
        self.act(self._session.repair("ping"))
        while (request := self.take_read()) is not None:
            await self._catch_up(request)
        place = self._session.follow
        self.send(wire.Pong(place.chat_id if place else None, place.seq if place else 0))
