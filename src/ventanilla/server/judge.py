"""The `websockets` library on what is no plain frame of text: fragments, control frames, closes, what is broken."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from ..wire import MAX_FRAME

PIECES = 1024
"""Of one message: its size is bounded too, but a piece may be empty."""


@dataclass(frozen=True, slots=True)
class Pong:
    payload: bytes


class Judge:
    """Made between two messages, for the frame that comes. Once `is_idle` again it may be forgotten."""

    __slots__ = ("_is_text", "_pieces", "_protocol", "is_over")

    def __init__(self) -> None:
        self._protocol = ServerProtocol(state=OPEN, max_size=MAX_FRAME, logger=logging.getLogger("uvicorn.error"))
        self._pieces: list[bytes] = []
        self._is_text = False
        self.is_over = False
        """Both have said goodbye, or one of them broke the rules: nothing more is read."""

    @property
    def is_idle(self) -> bool:
        return self._protocol.state is OPEN and self._protocol.current_size is None

    @property
    def limit(self) -> int:
        """How long the next frame may be: what the pieces of a message leave."""
        return MAX_FRAME - (self._protocol.current_size or 0)

    def read(self, frame: bytes) -> str | bytes | Pong | None:
        """The message that is whole with this frame, or the pong that it is."""
        self._protocol.receive_data(frame)
        if self._protocol.parser_exc is not None:
            self.is_over = True
            return None
        events = self._protocol.events_received()
        return self._take(events[0]) if events and isinstance(events[0], Frame) else None

    def close(self, code: int, reason: str = "") -> None:
        """The close frame is in the answer, if none was before."""
        if self._protocol.state is OPEN:
            self._protocol.send_close(code, reason)

    def answer(self) -> bytes:
        """What the other side is owed now."""
        return b"".join(self._protocol.data_to_send())

    def _take(self, frame: Frame) -> str | bytes | Pong | None:
        match frame.opcode:
            case Opcode.PONG:
                return Pong(bytes(frame.data))
            case Opcode.CLOSE:
                self.is_over = True
            case Opcode.TEXT | Opcode.BINARY:
                self._pieces, self._is_text = [bytes(frame.data)], frame.opcode is Opcode.TEXT
                return self._message() if frame.fin else None
            case Opcode.CONT:
                self._pieces.append(bytes(frame.data))
                if frame.fin:
                    return self._message()
                if len(self._pieces) > PIECES:
                    self._refuse(CloseCode.MESSAGE_TOO_BIG, "demasiados trozos")
        return None

    def _message(self) -> str | bytes | None:
        whole, self._pieces = b"".join(self._pieces), []
        if not self._is_text:
            return whole
        try:
            return whole.decode()
        except UnicodeDecodeError:
            self._refuse(CloseCode.INVALID_DATA)
            return None

    def _refuse(self, code: int, reason: str = "") -> None:
        self.close(code, reason)
        self.is_over = True
