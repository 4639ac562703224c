"""What a session asks its driver to do. Values, so that the protocol is tested as data.

Structs of msgspec, as those of the wire: a frozen dataclass takes four times as long to make, and one is made for every
frame to every reader.
"""

from __future__ import annotations

from msgspec import Struct

from .. import wire


class Send(Struct, frozen=True, gc=False):
    """A frame, and whether it may be dropped where the reader is slow (typing)."""

    frame: str
    ephemeral: bool = False


class CatchUp(Struct, frozen=True):
    """Read what this connection has not seen of a chat; None = whatever chat the cliente has open."""

    chat_id: int | None
    after: int | None
    reason: str


class Say(Struct, frozen=True):
    frame: wire.SayFrame


class MarkRead(Struct, frozen=True):
    chat_id: int
    seq: int


class TellTyping(Struct, frozen=True):
    chat_id: int
    activo: bool


class LookAt(Struct, frozen=True):
    """The agente looks at that chat, or at none."""

    chat_id: int | None


class FetchNote(Struct, frozen=True):
    """A note was written that is too long for the bus."""

    nota_id: int


class SetStatus(Struct, frozen=True):
    """The agente is in line or away: by their own word, or because nobody touches the console."""

    away: bool
    automatic: bool


class Pong(Struct, frozen=True):
    """Answer a ping: first the messages after `seq` where it is behind the log, then `pong`."""

    chat_id: int | None
    seq: int | None


class Unsubscribe(Struct, frozen=True):
    chat_id: int


class Hang(Struct, frozen=True):
    """Close the connection."""

    code: int
    reason: str


Action = Send | CatchUp | Say | MarkRead | TellTyping | LookAt | FetchNote | SetStatus | Pong | Unsubscribe | Hang
