"""The quick line reads as the library does: the same texts, the same answers, the same close, however bytes are cut."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uvicorn import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Close

from ventanilla.server import line as lines
from ventanilla.server.judge import PIECES
from ventanilla.server.line import DirectLine
from ventanilla.server.sockets import EARLY, Socket

LIMIT = 65_536
CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
REQUEST = (
    b"GET /ws/ HTTP/1.1\r\nHost: acme.localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def frame(
    payload: bytes | str = b"",
    opcode: int = TEXT,
    *,
    fin: bool = True,
    rsv: int = 0,
    mask: bytes | None = b"\x01\x02\x03\x04",
    size: int | None = None,
) -> bytes:
    """As a client writes it, or as none should. `size` is what the header says, where that is a lie."""
    payload = payload.encode() if isinstance(payload, str) else payload
    size = len(payload) if size is None else size
    head = bytes([fin << 7 | rsv << 4 | opcode])
    masked = 0x80 if mask else 0
    if size < 126:
        head += bytes([masked | size])
    elif size < LIMIT:
        head += struct.pack("!BH", masked | 126, size)
    else:
        head += struct.pack("!BQ", masked | 127, size)
    if not mask:
        return head + payload
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


def close_code(written: bytes) -> int | None:
    """Of the close frame with which it ends."""
    at = 0
    while at < len(written):
        size, head = written[at + 1], 2
        if size == 126:
            size, head = struct.unpack("!H", written[at + 2 : at + 4])[0], 4
        payload = written[at + head : at + head + size]
        if written[at] & 0x0F == CLOSE:
            return Close.parse(payload).code
        at += head + size
    return None


class Transport(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.writes = 0
        self.is_reading = True
        self.closed = self.aborted = False

    def write(self, data: Any) -> None:
        assert not self.closed
        self.writes += bool(data)
        self.written += data

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = self.aborted = True

    def is_closing(self) -> bool:
        return self.closed

    def pause_reading(self) -> None:
        self.is_reading = False

    def resume_reading(self) -> None:
        self.is_reading = True

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None: ...

    def set_protocol(self, protocol: Any) -> None:
        self.protocol = protocol


class Ear:
    """In the place of a connection: what it was told."""

    def __init__(self) -> None:
        self.told: list[str | bool] = []
        self.losses = 0
        self.allowed = 10**9
        self.line: Any = None

    def open(self, line: Any, gone: Any) -> None:
        self.line = line

    def received(self, text: str) -> None:
        self.told.append(text)

    def received_bytes(self) -> None:
        self.told.append(True)

    def allows_a_frame(self) -> bool:
        self.allowed -= 1
        return self.allowed >= 0

    def can_write(self) -> None: ...

    def lost(self) -> None:
        self.losses += 1


def config(**options: Any) -> Config:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        if hand_over := scope["extensions"].get("ventanilla.line"):
            hand_over(scope["state"]["ear"], None)
        else:
            await asyncio.get_running_loop().create_future()

    made = Config(app, log_config=None, ws_max_size=LIMIT, ws_per_message_deflate=False, **options)
    made.load()
    return made


@contextmanager
def opened(ear: Any = None, **options: Any) -> Iterator[tuple[DirectLine, Ear, Transport]]:
    ear, transport = ear or Ear(), Transport()
    line = DirectLine(ear, transport, config(**options), set())
    line.open(lambda _: None, b"")
    yield line, ear, transport
    line.connection_lost(None)


async def as_the_library_reads(data: bytes) -> tuple[list[str | bool], bytes, bool]:
    """uvicorn's own protocol, a byte at a time: where the second frame of a chunk is broken it forgets the first."""
    transport = Transport()
    protocol = WebSocketsSansIOProtocol(config(), ServerState(), {})
    protocol.connection_made(transport)
    protocol.data_received(REQUEST)
    while not protocol.handshake_complete:
        await asyncio.sleep(0)
    transport.written.clear()
    for at in range(len(data)):
        if transport.closed:
            break
        protocol.data_received(data[at : at + 1])
    protocol.stop_keepalive()
    for task in protocol.tasks:
        task.cancel()
    told: list[str | bool] = []
    while not protocol.queue.empty():
        event: Any = protocol.queue.get_nowait()
        if event["type"] == "websocket.receive":
            told.append(event.get("text", True))
    return told, bytes(transport.written), transport.closed


async def as_the_line_reads(data: bytes, cuts: list[int]) -> tuple[list[str | bool], bytes, bool]:
    with opened() as (line, ear, transport):
        places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
        for start, stop in pairwise(places):
            if not transport.closed:
                line.data_received(data[start:stop])
        assert ear.losses == transport.closed
        return ear.told, bytes(transport.written), transport.closed


masks = st.binary(min_size=4, max_size=4).filter(any)
texts = st.text(max_size=40) | st.sampled_from(["", "hola", "ñ" * 70, "x" * 125, "x" * 126, "y" * 500])
good = st.builds(frame, texts, mask=masks)
control = st.builds(frame, st.binary(max_size=125), st.sampled_from([PING, PONG]), mask=masks)
pieces = st.builds(
    frame, st.binary(max_size=20) | texts, st.sampled_from([CONT, TEXT, BINARY]), fin=st.booleans(), mask=masks
)
closes = st.builds(
    frame,
    st.sampled_from([b"", b"\x03", b"\x03\xe8", b"\x03\xe9adios", b"\x03\xed", b"\x03\xe8\xff", b"\x0f\xa0"]),
    st.just(CLOSE),
    mask=masks,
)
any_opcode = st.sampled_from([TEXT, CONT, PING]) | st.integers(0, 15)
broken = (
    st.builds(frame, st.binary(max_size=130), any_opcode, fin=st.booleans(), rsv=st.integers(0, 7), mask=masks)
    | st.builds(frame, texts, rsv=st.integers(1, 7), mask=masks)
    | st.builds(frame, texts, any_opcode, mask=st.none())
    | st.builds(frame, texts, any_opcode, size=st.sampled_from([0, 3, 126, 200, LIMIT, LIMIT + 1, 2**40, 2**64 - 1]))
)


@given(
    frames=st.lists(good | good | control | pieces | closes | broken, max_size=8),
    rest=st.integers(0, 10),
    cuts=st.lists(st.integers(0, 2_000), max_size=12),
)
@settings(max_examples=400, deadline=None)
def test_whatever_comes_it_reads_as_the_library_does(frames: list[bytes], rest: int, cuts: list[int]) -> None:
    data = b"".join(frames)
    data = data[: len(data) - rest]

    async def both() -> None:
        assert await as_the_line_reads(data, cuts) == await as_the_library_reads(data)

    asyncio.run(both())


@given(
    sizes=st.lists(st.sampled_from([1, 125, 126, 30_000, 65_000, LIMIT - 2, LIMIT - 1, LIMIT, LIMIT + 1]), max_size=4),
    parts=st.integers(1, 3),
    cuts=st.lists(st.integers(0, 200_000), max_size=6),
)
@settings(max_examples=30, deadline=None)
def test_sizes_are_judged_as_the_library_does(sizes: list[int], parts: int, cuts: list[int]) -> None:
    frames = [
        frame(b"x" * size, TEXT if part == 0 else CONT, fin=part == parts - 1)
        for size in sizes
        for part in range(parts)
    ]

    async def both() -> None:
        data = b"".join(frames)
        assert await as_the_line_reads(data, cuts) == await as_the_library_reads(data)

    asyncio.run(both())


@pytest.mark.parametrize(
    ("data", "told", "code"),
    [
        (frame("hola") + frame("¿qué?"), ["hola", "¿qué?"], None),
        (frame("ho", fin=False) + frame("la", CONT), ["hola"], None),
        (frame(b"\xc3", fin=False) + frame(b"\xb1", CONT), ["ñ"], None),
        (frame("ho", fin=False) + frame("?", PING) + frame("la", CONT) + frame("y"), ["hola", "y"], None),
        (frame(b"a", BINARY), [True], None),
        (frame(b"a", BINARY, fin=False) + frame(b"b", CONT), [True], None),
        (frame("antes") + frame(b"\xff"), ["antes"], 1007),
        (frame(b"\xed\xa0\x80"), [], 1007),
        (frame(b"\xc3", fin=False) + frame(b"(", CONT), [], 1007),
        (frame("antes") + frame("x", mask=None), ["antes"], 1002),
        (frame("x", rsv=4), [], 1002),
        (frame("x", rsv=1), [], 1002),
        (frame("x", 3), [], 1002),
        (frame("x", 11), [], 1002),
        (frame("x", CONT), [], 1002),
        (frame("a", fin=False) + frame("b"), [], 1002),
        (frame("x", PING, fin=False), [], 1002),
        (frame("x" * 126, PING), [], 1002),
        (frame(b"\x03", CLOSE), [], 1002),
        (frame("a", fin=False) + frame(b"\x03\xe8", CLOSE), [], 1002),
        (frame("antes") + frame(b"\x03\xe8", CLOSE) + frame("después"), ["antes"], 1000),
        (frame("x" * LIMIT), ["x" * LIMIT], None),
        (frame("x" * (LIMIT + 1)), [], 1009),
        (frame("", size=2**63), [], 1009),
        (frame("x" * 40_000, fin=False) + frame("x" * 40_000, CONT), [], 1009),
    ],
    ids=lambda value: None if isinstance(value, bytes | list) else str(value),
)
async def test_what_a_client_may_not_do_ends_it(data: bytes, told: list[str | bool], code: int | None) -> None:
    for cuts in ([], list(range(0, len(data), 7)) if len(data) < 1_000 else [1, 3, 9, 20_000]):
        heard, written, is_closed = await as_the_line_reads(data, cuts)
        assert (heard, close_code(written), is_closed) == (told, code, code is not None)


@pytest.mark.parametrize("before", [b"", frame("x" * 30_000, fin=False)])
async def test_a_frame_that_announces_too_much_is_not_waited_for(before: bytes) -> None:
    with opened() as (line, _, transport):
        line.data_received(before + frame("", CONT if before else TEXT, size=40_000 if before else LIMIT + 1)[:10])
        assert close_code(bytes(transport.written)) == 1009


async def test_a_message_of_too_many_pieces_ends_it() -> None:
    with opened() as (line, ear, transport):
        line.data_received(frame("", fin=False))
        for _ in range(PIECES - 1):
            line.data_received(frame("", CONT, fin=False))
        assert not transport.closed
        line.data_received(frame("", CONT, fin=False))
        assert (close_code(bytes(transport.written)), ear.told) == (1009, [])


async def test_pieces_and_pings_count_as_frames() -> None:
    for data in (frame("?", PING) * 3, frame("", PONG) * 3, frame("", fin=False) + frame("", CONT, fin=False) * 2):
        ear = Ear()
        ear.allowed = 2
        with opened(ear) as (line, _, transport):
            line.data_received(data)
            assert ear.allowed == -1
            assert len(transport.written) in (0, 2 * len(b"\x8a\x01?")), "the third got no answer"


@pytest.mark.parametrize(
    "start", [b"\x81", frame("x" * 200)[:9], frame("x", fin=False), frame("x", fin=False) + b"\x80"]
)
async def test_a_message_that_is_never_finished_ends_it(start: bytes) -> None:
    with opened(ws_ping_interval=0.02, ws_ping_timeout=10) as (line, ear, transport):
        line.data_received(start)
        async with asyncio.timeout(5):
            while not transport.closed:
                await asyncio.sleep(0.005)
        assert (close_code(bytes(transport.written)), ear.told) == (1008, [])


async def test_who_finishes_one_message_and_begins_another_stays() -> None:
    with opened(ws_ping_interval=0.02, ws_ping_timeout=10) as (line, ear, transport):
        whole = frame("hola")
        line.data_received(whole[:3])
        for count in range(1, 8):
            async with asyncio.timeout(5):
                while len(bytes(transport.written)) < 6:
                    await asyncio.sleep(0.002)
            pinged = bytes(transport.written)
            transport.written.clear()
            line.data_received(whole[3:] + frame(pinged[2:6], PONG) + whole[:3])
            assert len(ear.told) == count
        assert not transport.closed


async def test_who_answers_no_ping_has_gone() -> None:
    with opened(ws_ping_interval=0.02, ws_ping_timeout=0.02) as (_, ear, transport):
        async with asyncio.timeout(5):
            while not transport.closed:
                await asyncio.sleep(0.005)
        assert transport.written.startswith(b"\x89\x04")
        assert (close_code(bytes(transport.written)), ear.losses) == (1011, 1)


async def test_what_is_sent_in_one_turn_is_one_write() -> None:
    with opened() as (line, _, transport):
        for number in range(400):
            line.send(json.dumps({"n": number}))
        assert transport.writes == 0
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert transport.writes == 1
        line.send("x" * 100_000)
        assert transport.writes == 2, "so much does not wait"


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
async def test_what_is_sent_reads_as_it_was(size: int) -> None:
    with opened() as (line, _, transport):
        line.send("x" * size)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        head = struct.pack("!BB", 0x81, size) if size < 126 else struct.pack("!BBH", 0x81, 126, size & 0xFFFF)
        head = head if size < 65_536 else struct.pack("!BBQ", 0x81, 127, size)
        assert transport.written == head + b"x" * size


async def test_what_was_sent_goes_out_before_the_close_and_nothing_after_it() -> None:
    with opened() as (line, ear, transport):
        line.send("último")
        line.close(4401, "caducado")
        line.send("tarde")
        line.close(1001, "otra vez")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert transport.written == b"\x81\x07" + "último".encode() + b"\x88\x0a\x11\x31caducado"
        line.data_received(frame("x", fin=False) + frame("nadie lo lee", CONT))
        assert not transport.closed
        line.data_received(frame(b"\x11\x31", CLOSE))
        assert transport.closed
        assert ear.losses == 1


async def test_who_does_not_answer_a_close_is_cut_off() -> None:
    with mock.patch.object(lines, "CLOSING_S", 0.01), opened() as (line, _, transport):
        line.close(1013, "demasiado lento")
        async with asyncio.timeout(5):
            while not transport.aborted:
                await asyncio.sleep(0.005)


async def test_what_came_while_nobody_read_is_read_in_its_order() -> None:
    with opened() as (line, ear, transport):
        data = b"".join(frame(f"{n}") for n in range(10))

        def stop_at_three(text: str) -> None:
            Ear.received(ear, text)
            if len(ear.told) == 3:
                line.pause_reading()

        ear.received = stop_at_three  # type: ignore[method-assign]
        line.data_received(data[:40])
        line.data_received(data[40:50])
        assert (ear.told, transport.is_reading) == (["0", "1", "2"], False)
        line.resume_reading()
        assert len(ear.told) == 3, "not within the call"
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        line.data_received(data[50:])
        assert (ear.told, transport.is_reading) == ([f"{n}" for n in range(10)], True)


async def test_pongs_do_not_pile_up_for_who_does_not_read() -> None:
    with opened() as (line, _, transport):
        line.data_received(frame("a", PING))
        line.pause_writing()
        line.data_received(frame("b", PING) * 1_000)
        line.resume_writing()
        line.data_received(frame("c", PING))
        assert transport.written == b"\x8a\x01a\x8a\x01c"


# --- the handshake, and the hand-over ------------------------------------------------------------------------------


async def handshake(ear: Ear | None, *, early: bytes = b"") -> tuple[Socket, Transport]:
    transport = Transport()
    made = config()
    if ear is None:
        made.loaded_app = _without_hand_over(made.loaded_app)
    protocol = Socket(made, ServerState(), {"ear": ear})
    protocol.connection_made(transport)
    protocol.data_received(REQUEST)
    if early:
        protocol.data_received(early)
    while not protocol.handshake_complete:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return protocol, transport


def _without_hand_over(app: Any) -> Any:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "extensions": {}}, receive, send)

    return wrapped


async def test_the_transport_is_handed_over_and_the_asgi_call_ends() -> None:
    ear = Ear()
    protocol, transport = await handshake(ear)
    while protocol.tasks:
        await asyncio.sleep(0)
    line = transport.protocol
    assert protocol.connections == {line}
    assert not transport.closed
    line.data_received(frame("hola"))
    assert ear.told == ["hola"]
    line.shutdown()
    assert (close_code(bytes(transport.written[transport.written.index(b"\r\n\r\n") + 4 :])), ear.losses) == (1001, 1)
    line.connection_lost(None)
    assert protocol.connections == set()


EARLY_FRAMES = frame("x" * EARLY) + frame("otra")[:3], frame("otra")[3:]


async def test_what_came_before_the_answer_is_read_after_it() -> None:
    ear = Ear()
    _, transport = await handshake(ear, early=EARLY_FRAMES[0])
    transport.protocol.data_received(EARLY_FRAMES[1])
    assert ear.told == ["x" * EARLY, "otra"]
    assert transport.is_reading
    transport.protocol.connection_lost(None)


async def test_an_application_that_takes_nothing_over_is_served_as_by_uvicorn() -> None:
    protocol, _ = await handshake(None, early=EARLY_FRAMES[0])
    protocol.data_received(EARLY_FRAMES[1])
    queued: list[Any] = [protocol.queue.get_nowait() for _ in range(protocol.queue.qsize())]
    assert [event["text"] for event in queued] == ["x" * EARLY, "otra"]
    for task in protocol.tasks:
        task.cancel()
    protocol.connection_lost(None)
