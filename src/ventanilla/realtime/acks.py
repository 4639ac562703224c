"""A connection's own messages: each is acked once, in its place among the others, without I/O."""

from __future__ import annotations

from uuid import UUID

from .. import wire
from ..bus import Hint
from ..chat.ledger import Entry


class Acks:
    """uids that this connection sent and that nothing has answered yet."""

    def __init__(self, connection: str) -> None:
        self._connection = connection
        self._unacked: set[UUID] = set()
        self._stored: dict[UUID, wire.Ack] = {}

    def expect(self, uid: UUID) -> None:
        self._unacked.add(uid)

    def refused(self, uid: UUID) -> None:
        self._unacked.discard(uid)
        self._stored.pop(uid, None)

    def take(self, uid: UUID, entry: Entry) -> wire.Ack | None:
        """The ack, if it is still owed."""
        if uid not in self._unacked:
            return None
        self.refused(uid)
        return wire.Ack(uid, entry.chat_id, entry.seq, entry.creado_en)

    def keep(self, uid: UUID, entry: Entry) -> None:
        """Stored, but what comes before it is still being read: it may be answered in its place, else by `rest`."""
        if uid in self._unacked:
            self._stored[uid] = wire.Ack(uid, entry.chat_id, entry.seq, entry.creado_en)

    def first_beyond(self, chat_id: int, seq: int) -> wire.Ack | None:
        """The first one that is kept of what stands after that place."""
        beyond = [ack for ack in self._stored.values() if (ack.chat_id, ack.seq) > (chat_id, seq)]
        return min(beyond, key=lambda ack: (ack.chat_id, ack.seq), default=None)

    def rest(self, *, of: int | None = None) -> list[wire.Ack]:
        """The acks that no hint and no read has brought: of one chat, or of all."""
        acks = [ack for ack in self._stored.values() if of is None or ack.chat_id == of]
        for ack in acks:
            self.refused(ack.uid)
        return acks

    def is_own(self, hint: Hint) -> bool:
        return hint.kind == "chat_message" and hint.author == self._connection

    def in_place_of(self, hint: Hint) -> str | None:
        """The frame that answers the author in the place of the message itself; None where it was answered."""
        uid = UUID(hint.uid)
        if uid not in self._unacked:
            return None
        self.refused(uid)
        return f'{{"type":"ack","uid":"{hint.uid}","chat_id":{hint.chat_id},"seq":{hint.seq},"creado_en":"{hint.at}"}}'
