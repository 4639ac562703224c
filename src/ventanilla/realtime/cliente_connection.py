"""A cliente's socket: carries out what the cliente's session asks."""

from __future__ import annotations

from typing import Any

from .. import wire
from ..bus import Hint
from ..chat import chats, history, shapes
from ..chat.errors import ChatError, Invalid
from ..chat.ledger import Author
from ..chat.people import ClienteCaller
from ..chat.reading import decode
from ..metrics import CATCH_UPS
from .actions import Action, CatchUp, MarkRead, Pong, Say, TellTyping
from .connection import Connection
from .hub import Hub
from .session import ClienteSession, Surroundings

_decode = wire.decoder(wire.FromCliente)


class ClienteConnection(Connection):
    """`chat_id` None follows the caller's open chat. `after` is the last seq that the client has seen."""

    def __init__(
        self,
        *args: Any,
        hub: Hub,
        caller: ClienteCaller,
        around: Surroundings,
        chat_id: int | None,
        after: int | None,
    ) -> None:
        super().__init__(*args, expires=caller.expires)
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

    def session_receive(self, frame: Any) -> list[Action]:
        return self._session.receive(frame)

    def session_repair(self) -> list[Action]:
        return self._session.repair("bus")

    def hear_hint(self, hint: Hint) -> list[Action]:
        return self._session.hear(hint)

    async def carry_out(self, action: Action) -> None:
        match action:
            case CatchUp():
                await self._catch_up(action)
            case Say(frame):
                await self._say(frame)
            case MarkRead(chat_id, seq):
                await chats.read(self.engine, self.caller, chat_id, seq=seq, connection=self.id)
            case TellTyping(chat_id, activo):
                self._tell_typing(chat_id, activo)
            case Pong(chat_id, seq):
                await self._pong(chat_id, seq)

    async def _catch_up(self, request: CatchUp) -> None:
        CATCH_UPS.labels(request.reason).inc()
        tenant = self.caller.tenant
        chat_id, newer, anterior = request.chat_id, None, None
        try:
            await self.flushed()
            if chat_id is None and (chat := await history.open_chat(self.engine, self.caller)):
                chat_id = chat.id
            missed = await history.missed(self.engine, tenant, chat_id, after=request.after) if chat_id else None
            if missed is None:
                anterior = await history.newest_closed(self.engine, self.caller)
            elif missed.chat.cerrado and not missed.more:
                chat = await history.open_chat(self.engine, self.caller)
                if chat is not None:
                    after = None if request.after is None else 0
                    newer = await history.missed(self.engine, tenant, chat.id, after=after)
        except ChatError:
            # Nothing may be sent past a hole: the client comes back and names its last seq.
            self.hang(1013, "vuelve a conectar")
            return
        self.act(self._session.caught_up(missed, newer, anterior=anterior))

    async def _say(self, frame: wire.SayFrame) -> None:
        try:
            if frame.adjuntos:
                raise Invalid("adjuntos", "Este servidor todavía no admite adjuntos.")
            entry, _, _ = await chats.say(
                self.engine,
                self.caller,
                uid=frame.uid,
                texto=frame.texto,
                contexto=frame.contexto,
                connection=self.id,
            )
        except ChatError as error:
            self._session.refused(frame.uid)
            self.refuse(error, uid=frame.uid)
        else:
            self.act(self._session.said(frame.uid, entry))

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
        for action in self._session.repair("ping"):
            if isinstance(action, CatchUp):
                await self._catch_up(action)
        place = self._session.follow
        self.send(wire.Pong(place.chat_id if place else None, place.seq if place else 0))
