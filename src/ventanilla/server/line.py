"""The quick line: bytes go straight between the transport and a connection.

A frame of text as clients send it is cut and unmasked here. Everything else is for a judge, the `websockets` library,
who is called for such a frame, and stays while a message is in pieces or a close is under way.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Any

from uvicorn import Config
from websockets.frames import CloseCode, Opcode, apply_mask  # type: ignore[attr-defined]

from ..realtime.connection import Connection
from ..realtime.line import HIGH_WATER, LOW_WATER
from ..wire import MAX_FRAME
from .judge import Judge, Pong

GATHERED = 64 * 1024
"""Bytes that wait for the end of the turn; more goes out at once."""
HEARTBEAT_S = 20.0
"""Between two looks at a line, where uvicorn is told to send no pings."""
CLOSING_S = 10.0
"""For the other side to answer a close, and to take what was sent before it. Then the transport is cut off."""

TEXT = 0x80 | Opcode.TEXT
OPCODE, MASKED, WIDE = 0x0F, 0x80, {126: 2, 127: 8}
OPCODES = frozenset(Opcode)
SHORT = [bytes((TEXT, size)) for size in range(126)]
PING_HEADER = bytes((0x80 | Opcode.PING, 4))


class DirectLine(asyncio.Protocol):
    __slots__ = (
        "_config",
        "_connection",
        "_is_closing",
        "_is_late",
        "_is_reading",
        "_judge",
        "_kept",
        "_lines",
        "_loop",
        "_out",
        "_out_size",
        "_ping",
        "_timer",
        "_transport",
        "_unanswered",
        "_wanted",
        "is_writable",
    )

    def __init__(self, connection: Connection, transport: asyncio.Transport, config: Config, lines: set[Any]) -> None:
        self.is_writable = True
        self._connection = connection
        self._transport = transport
        self._config = config
        self._lines = lines
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._is_reading, self._is_closing = True, False
        # The beginning of a frame and how long that will be; or, while the connection does not read, whatever came.
        self._kept: bytes | bytearray = b""
        self._wanted = 0
        self._is_late = False
        self._judge: Judge | None = None
        self._out: list[bytes] | None = None
        self._out_size = 0
        self._ping = b""
        self._unanswered = 0

    # --- the life of a line ------------------------------------------------------------------------------------

    def open(self, gone: Callable[[Connection], None], early: bytes) -> None:
        """The connection is open; what came `early` is the first that it reads."""
        self._lines.add(self)
        self._transport.set_write_buffer_limits(HIGH_WATER, LOW_WATER)
        self._wait(self._config.ws_ping_interval or HEARTBEAT_S, self._beat)
        self._connection.open(self, gone)
        if early:
            self.data_received(early)

    def close(self, code: int, reason: str) -> None:
        """The other side is told, and has a while to answer."""
        if self._is_closing:
            return
        self._judge = self._judge or Judge()
        self._judge.close(code, reason)
        self._write_last(self._judge)
        self._wait(CLOSING_S, self._transport.abort)
        if not self._is_reading:
            self.resume_reading()

    def shutdown(self) -> None:
        """uvicorn's word that the server goes."""
        if self._is_closing:
            self._transport.close()
        else:
            self._fail(CloseCode.GOING_AWAY)

    def connection_lost(self, exc: Exception | None) -> None:
        self._lines.discard(self)
        self._is_closing, self._is_reading = True, False
        self._kept, self._out, self._judge = b"", None, None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._connection.lost()

    def _beat(self) -> None:
        """Every so often: a client that answers no ping has gone, one that never finishes a message may go."""
        interval, timeout = self._config.ws_ping_interval, self._config.ws_ping_timeout
        self._unanswered += bool(self._ping)
        if interval and timeout is not None and self._unanswered and self._unanswered * interval >= timeout:
            self._fail(CloseCode.INTERNAL_ERROR, "keepalive ping timeout")
        elif self._is_unfinished and self._is_late:
            self._fail(CloseCode.POLICY_VIOLATION, "mensaje a medias")
        else:
            self._is_late = self._is_unfinished
            self._wait(interval or HEARTBEAT_S, self._beat)
            if interval and not self._ping:
                self._ping = os.urandom(4)
                self._transport.write(PING_HEADER + self._ping)

    @property
    def _is_unfinished(self) -> bool:
        return self._is_reading and bool(self._kept or self._judge)

    def _fail(self, code: int, reason: str = "") -> None:
        judge = self._judge or Judge()
        judge.close(code, reason)
        self._end(judge)

    def _end(self, judge: Judge) -> None:
        """Nobody reads any more, and the transport closes once everything is out."""
        self._write_last(judge)
        self._is_reading = False
        self._transport.close()
        self._wait(CLOSING_S, self._transport.abort)
        self._connection.lost()

    def _write_last(self, judge: Judge) -> None:
        self.flush()
        self._is_closing = True
        if not self._transport.is_closing():
            self._transport.write(judge.answer())

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, then)

    # --- what goes out -----------------------------------------------------------------------------------------

    def send(self, text: str) -> None:
        """It goes out at the end of this turn of the loop. A write is a system call, and of a commit group an agent
        gets hundreds of frames: in one write they cost half."""
        if self._is_closing:
            return
        frame = _frame(text.encode())
        self._out_size += len(frame)
        if self._out is not None:
            self._out.append(frame)
        else:
            self._out = [frame]
            self._loop.call_soon(self.flush)
        if self._out_size > GATHERED:
            self.flush()

    def flush(self) -> None:
        out, self._out, self._out_size = self._out, None, 0
        if out and not self._transport.is_closing():
            self._transport.write(out[0] if len(out) == 1 else b"".join(out))

    def pause_writing(self) -> None:
        self.is_writable = False

    def resume_writing(self) -> None:
        self.is_writable = True
        self._connection.can_write()

    # --- what comes in -----------------------------------------------------------------------------------------

    def pause_reading(self) -> None:
        if not self._is_closing:
            self._is_reading = False
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        self._is_reading = True
        self._loop.call_soon(self._go_on)

    def data_received(self, data: bytes) -> None:
        if self._is_closing and not self._is_reading:
            return
        if self._kept or not self._is_reading:
            self._kept += data
            if len(self._kept) < self._wanted or not self._is_reading:
                return
            data, self._kept, self._is_late = bytes(self._kept), b"", False
        self._read(data)

    def _go_on(self) -> None:
        """What was kept comes before what the transport has."""
        if self._is_reading:
            self.data_received(b"")
        if self._is_reading and not self._transport.is_closing():
            self._transport.resume_reading()

    def _read(self, data: bytes) -> None:
        """Whole frames, one after the other; the rest is kept. What is broken, whatever may follow, is kept by nobody:
        the judge need not see its end."""
        at, end, wanted = 0, len(data), 0
        while at < end and self._is_reading:
            wanted = 2
            if end - at < wanted:
                break
            head, size = data[at], data[at + 1] - MASKED
            if size < 0 or (head != TEXT and head & OPCODE not in OPCODES):
                return self._ask_judge(data[at:])
            start = at + 6
            if size > 125:
                start += WIDE[size]
                wanted = start - at - 4
                if end - at < wanted:
                    break
                size = int.from_bytes(data[at + 2 : start - 4], "big")
            is_plain = head == TEXT and self._judge is None
            if size > (self._judge.limit if self._judge else MAX_FRAME):
                return self._ask_judge(data[at:])
            stop = start + size
            wanted = stop - at
            if stop > end:
                break
            if is_plain:
                self._read_text(data, start, stop)
            else:
                self._ask_judge(data[at:stop])
            at = stop
        if at < end and not self._transport.is_closing():
            self._kept, self._wanted = bytearray(data[at:]), wanted if self._is_reading else 0
        return None

    def _read_text(self, data: bytes, start: int, stop: int) -> None:
        try:
            text = apply_mask(data[start:stop], data[start - 4 : start]).decode()
        except UnicodeDecodeError:
            self._fail(CloseCode.INVALID_DATA)
        else:
            self._connection.received(text)

    def _ask_judge(self, frame: bytes) -> None:
        if not self._is_closing and not self._connection.allows_a_frame():
            return
        judge = self._judge = self._judge or Judge()
        found = judge.read(frame)
        if judge.is_over:
            self._end(judge)
            return
        # A pong that nobody takes need not wait: a later ping is as good.
        if (answer := judge.answer()) and self.is_writable and not self._transport.is_closing():
            self.flush()
            self._transport.write(answer)
        match found:
            case str():
                self._connection.received(found)
            case bytes():
                self._connection.received_bytes()
            case Pong(payload) if payload == self._ping:
                self._ping, self._unanswered = b"", 0
        if judge.is_idle:
            self._judge = None


def _frame(payload: bytes) -> bytes:
    """Of text, whole and unmasked, as a server sends it."""
    size = len(payload)
    if size < 126:
        return SHORT[size] + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload
