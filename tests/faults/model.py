"""The model that the engine is held against: a cliente's chats as lists of uids, and what each tab has been shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from ventanilla.chat.people import AgenteCaller, ClienteCaller

from .inside import Channel


@dataclass
class ModelChat:
    """What the model knows of a chat: the uids in it, in order, and whose they are."""

    id: int
    uids: list[str] = field(default_factory=list)
    by_soporte: set[str] = field(default_factory=set)
    cerrado: bool = False

    @property
    def by_cliente(self) -> int:
        """The seq of the cliente's last message."""
        return max((seq for seq, uid in enumerate(self.uids, 1) if uid not in self.by_soporte), default=0)


@dataclass
class Eva:
    """A cliente: the model of her chats, and her two tabs."""

    slug: str
    caller: ClienteCaller
    chats: list[ModelChat] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """By her: soporte's uids are another author's."""
        return [uid for chat in self.chats for uid in chat.uids if uid not in chat.by_soporte]

    @property
    def is_talking(self) -> bool:
        return self.abierto is not None and bool(self.abierto.uids)

    @property
    def abierto(self) -> ModelChat | None:
        return self.chats[-1] if self.chats and not self.chats[-1].cerrado else None

    def place_of(self, uid: str) -> tuple[int, int] | None:
        return next(((chat.id, chat.uids.index(uid) + 1) for chat in self.chats if uid in chat.uids), None)

    def store(self, uid: str, chat_id: int, *, by_cliente: bool = True) -> None:
        """The model takes the message: into the open chat, or into a new one, which must be a new id."""
        chat = self.abierto
        if chat is None:
            assert chat_id > max((old.id for old in self.chats), default=0)
            chat = ModelChat(chat_id)
            self.chats.append(chat)
        assert chat.id == chat_id
        chat.uids.append(uid)
        if not by_cliente:
            chat.by_soporte.add(uid)


@dataclass
class Tab:
    name: str
    eva: Eva
    token: str
    channel: Channel | None = None
    connection: int = 0

    shown: tuple[int, int] | None = None
    """Chat and seq, over all of its connections."""

    def look(self) -> None:
        assert self.channel is not None
        for frame in self.channel.frames:
            if frame["type"] == "ready" and frame["chat_id"] and (not self.shown or frame["chat_id"] > self.shown[0]):
                self.shown = frame["chat_id"], 0
            elif frame["type"] in ("chat_message", "ack") and self.shown:
                place = frame["chat_id"], frame["seq"]
                self.shown = place if place == (self.shown[0], self.shown[1] + 1) else self.shown


@dataclass
class Desk:
    name: str
    caller: AgenteCaller
    channel: Channel
    follows: set[int] = field(default_factory=set)
    said: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The last message to each tenant's cliente, and its chat."""
