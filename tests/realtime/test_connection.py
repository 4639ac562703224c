"""The I/O around the protocol: one thing at a time, readers that are slow or only busy, and clients that leave."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Coroutine, Iterator
from typing import Any
from unittest import mock

import pytest

from tests.people import new_id, new_uid
from ventanilla import wire
from ventanilla.bus import Hint
from ventanilla.chat import chats, history
from ventanilla.chat.engine import Engine
from ventanilla.chat.errors import ChatError, Invalid, Unavailable
from ventanilla.chat.people import PERMISOS, AgenteCaller, ClienteCaller
from ventanilla.conf import Conf
from ventanilla.realtime import allowance, outgoing
from ventanilla.realtime.actions import Action, Hang, MarkRead, Pong, Send, TellTyping
from ventanilla.realtime.attendance import Attendance
from ventanilla.realtime.cliente_connection import ClienteConnection
from ventanilla.realtime.connection import FRAMES_WAITING, STRIKES, Connection
from ventanilla.realtime.desk_connection import DeskConnection
from ventanilla.realtime.hub import ClienteKey, Hub, Listener
from ventanilla.realtime.outbox import BURST, CHARACTERS, FRAMES
from ventanilla.realtime.plain import PlainLine
from ventanilla.realtime.viewing import Viewing

from .world import AROUND


class Line:
    """What a connection did with its line. It takes writes, or not, as the test says."""

    def __init__(self) -> None:
        self.is_writable = True
        self.is_reading = True
        self.sent: list[str] = []
        self.closed: tuple[int, str] | None = None

    def send(self, text: str) -> None:
        assert self.is_writable
        assert not self.closed
        self.sent.append(text)

    def close(self, code: int, reason: str) -> None:
        assert not self.closed
        self.closed = code, reason

    def pause_reading(self) -> None:
        assert self.is_reading
        self.is_reading = False

    def resume_reading(self) -> None:
        assert not self.is_reading
        self.is_reading = True

    @property
    def frames(self) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.sent]

    @property
    def code(self) -> int | None:
        return self.closed[0] if self.closed else None


class Script:
    """A session that does what a frame says: `{"send": 1}`, `{"slow": 1}`, `{"fail": 1}`, …"""

    def receive(self, frame: Any) -> list[Action]:
        match frame:
            case {"send": what}:
                return [Send(str(what))]
            case {"slow": number}:
                return [MarkRead(number, 0)]
            case {"quick": number}:
                return [TellTyping(number, activo=True)]
            case {"fail": number}:
                return [Pong(number, None)]
            case {"hang": code}:
                return [Send("adiós"), Hang(code, "x")]
            case _:
                raise Invalid("", "No es del guion.")

    def hear(self, hint: Hint) -> list[Action]:
        return [Send(hint.frame, ephemeral=hint.kind == "typing")]

    def said(self, uid: Any, entry: Any) -> list[Action]: ...  # type: ignore[empty-body]
    def refused(self, uid: Any) -> None: ...


class Scripted(Connection):
    """Without an engine. Slow work ends when the test says so."""

    def __init__(self) -> None:
        super().__init__(None, expires=None)  # type: ignore[arg-type]
        self._session = Script()
        self.told: list[str] = []
        self.may_end = asyncio.Semaphore(0)

    def join(self) -> None:
        self.told.append("join")

    def leave(self) -> None:
        self.told.append("leave")

    def begin(self) -> None:
        self.told.append("begin")

    def decode(self, text: str) -> Any:
        return json.loads(text)

    def session_repair(self) -> list[Action]:
        return [MarkRead(0, 0)]

    def saying(self, frame: wire.SayFrame) -> Any: ...
    async def say(self, frame: wire.SayFrame) -> Any: ...
    def refuse_message(self, error: ChatError, frame: wire.SayFrame) -> None: ...

    def carry_out(self, action: Action) -> Coroutine[Any, Any, object] | None:
        match action:
            case MarkRead(number):
                return self._slowly(number)
            case TellTyping(number):
                self.told.append(f"quick {number}")
            case Pong(number):
                if number == 0:
                    raise Unavailable
                raise ZeroDivisionError("secreto")
        return None

    async def _slowly(self, number: int) -> None:
        self.told.append(f"slow {number}")
        await self.may_end.acquire()
        self.told.append(f"done {number}")


@pytest.fixture
async def line() -> Line:
    return Line()


@pytest.fixture
async def connection(line: Line) -> Scripted:
    """Whoever closes it is told as `gone`."""
    made = Scripted()
    made.open(line, lambda _: made.told.append("gone"))
    made.told.clear()
    return made


@pytest.fixture
def moment() -> Iterator[float]:
    with mock.patch.object(outgoing, "MOMENT", 0.05):
        yield 0.05


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


# --- one thing at a time (R14) --------------------------------------------------------------------------------------


async def test_it_reads_first_and_hears_then_and_leaves_once(line: Line) -> None:
    connection = Scripted()
    connection.open(line, lambda _: connection.told.append("gone"))
    connection.hang(4401, "caducado")
    connection.hang(1001, "otra vez")
    connection.lost()
    connection.lost()
    assert connection.told == ["begin", "join", "leave", "gone"]
    assert line.closed == (4401, "caducado")


async def test_what_needs_no_reading_is_answered_at_once_and_in_order(connection: Scripted, line: Line) -> None:
    for number in range(3):
        connection.received(json.dumps({"send": number}))
        connection.received(json.dumps({"quick": number}))
    assert line.sent == ["0", "1", "2"]
    assert connection.told == ["quick 0", "quick 1", "quick 2"]


async def test_behind_slow_work_frames_wait_in_their_order(connection: Scripted, line: Line) -> None:
    for frame in ({"slow": 1}, {"send": "a"}, {"slow": 2}, {"quick": 3}, {"slow": 4}, {"send": "b"}):
        connection.received(json.dumps(frame))
    await turns()
    assert (connection.told, line.sent) == (["slow 1"], [])
    connection.may_end.release()
    await turns()
    assert (connection.told, line.sent) == (["slow 1", "done 1", "slow 2"], ["a"])
    connection.may_end.release()
    await turns()
    assert connection.told[3:] == ["done 2", "quick 3", "slow 4"]
    connection.may_end.release()
    await turns()
    assert line.sent == ["a", "b"]


async def test_a_repair_comes_before_the_frames_that_wait(connection: Scripted) -> None:
    connection.received('{"slow": 1}')
    connection.received('{"quick": 2}')
    connection.repair()
    connection.may_end.release()
    connection.may_end.release()
    await turns(8)
    assert connection.told == ["slow 1", "done 1", "slow 0", "done 0", "quick 2"]


async def test_who_sends_faster_than_things_are_done_is_not_read_for_a_while(connection: Scripted, line: Line) -> None:
    connection.received('{"slow": 0}')
    for number in range(FRAMES_WAITING):
        assert line.is_reading
        connection.received(json.dumps({"slow": number + 1}))
    assert not line.is_reading
    connection.received(json.dumps({"slow": 65}))
    connection.may_end.release()
    await turns()
    assert not line.is_reading, "as many wait as may"
    connection.may_end.release()
    await turns()
    assert line.is_reading
    for _ in range(64):
        connection.may_end.release()
    await turns(200)
    assert connection.told == [f"{what} {number}" for number in range(66) for what in ("slow", "done")]


async def test_what_is_refused_stays_open_and_what_breaks_does_not(
    connection: Scripted, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    connection.received('{"fail": 0}')
    assert [frame["codigo"] for frame in line.frames] == ["no_disponible"]
    connection.received('{"fail": 1}')
    connection.received('{"send": "después"}')
    assert (line.code, len(line.sent)) == (1013, 1)
    assert connection.told == ["leave"]
    assert "ZeroDivisionError" in caplog.text


async def test_slow_work_that_breaks_ends_it_too(connection: Scripted, line: Line) -> None:
    with mock.patch.object(connection, "_session", Script()), mock.patch.object(Scripted, "_slowly", _break):
        connection.received('{"slow": 1}')
        connection.received('{"send": "después"}')
        await turns()
    assert (line.code, line.sent) == (1013, [])


async def _break(_self: Any, _number: int) -> None:
    raise ZeroDivisionError


async def test_slow_work_ends_with_its_connection(connection: Scripted, line: Line) -> None:
    connection.received('{"slow": 1}')
    connection.received('{"quick": 2}')
    await turns()
    connection.lost()
    connection.may_end.release()
    await turns()
    connection.received('{"quick": 3}')
    connection.hear(Hint("typing", "", "", frame="tarde"))
    connection.repair()
    await turns()
    assert connection.told == ["slow 1", "leave", "gone"]
    assert line.sent == []


async def test_what_is_no_frame_ends_it_at_last(connection: Scripted, line: Line) -> None:
    for _ in range(STRIKES + 5):
        connection.received('{"nada": 1}')
    assert (line.code, len(line.sent)) == (4400, STRIKES)
    assert {frame["codigo"] for frame in line.frames} == {"datos_invalidos"}


@pytest.mark.parametrize("text", ["x" * 65_537, "ñ" * 32_769, "😀" * 16_385])
async def test_too_large_a_frame_ends_it_whatever_the_line_lets_through(
    connection: Scripted, line: Line, text: str
) -> None:
    connection.received(json.dumps({"quick": "ñ" * 10_000}, ensure_ascii=False))
    assert line.code is None
    connection.received(text)
    assert line.code == 1009


async def test_bytes_end_it(connection: Scripted, line: Line) -> None:
    connection.received_bytes()
    assert line.code == 4400


async def test_too_many_frames_end_it(line: Line) -> None:
    with mock.patch.object(allowance, "conf", return_value=Conf(rate_limit=10)):
        connection = Scripted()
    connection.open(line, lambda _: None)
    connection.told.clear()
    for number in range(600):
        connection.received(json.dumps({"quick": number}))
    assert line.code == 4429
    assert 500 <= len(connection.told) <= 510


# --- readers, slow or only busy (R17) -----------------------------------------------------------------------------


def tell(connection: Scripted, count: int, *, characters: int = 10) -> None:
    for number in range(count):
        connection.hear(Hint("chat_message", "", "", frame=f"{number}".ljust(characters)))


async def test_what_a_line_does_not_take_waits_in_order(connection: Scripted, line: Line) -> None:
    tell(connection, 3)
    line.is_writable = False
    tell(connection, 5)
    assert len(line.sent) == 3
    line.is_writable = True
    connection.hear(Hint("chat_message", "", "", frame="no overtaking"))
    assert len(line.sent) == 3
    connection.can_write()
    assert [text.strip() for text in line.sent] == ["0", "1", "2", "0", "1", "2", "3", "4", "no overtaking"]


async def test_who_drains_a_commit_group_before_the_next_is_never_cut(
    connection: Scripted, line: Line, moment: float
) -> None:
    """At any moment that one looks, too much waits; and yet it is a healthy reader."""
    loop = asyncio.get_running_loop()
    end = loop.time() + 6 * moment
    while loop.time() < end:
        line.is_writable = False
        tell(connection, FRAMES + 100)
        await asyncio.sleep(moment / 3)
        line.is_writable = True
        connection.can_write()
    assert line.code is None
    assert len(line.sent) >= 10 * FRAMES


@pytest.mark.parametrize(("count", "characters"), [(FRAMES + 50, 10), (3, CHARACTERS // 2)])
async def test_who_has_too_much_waiting_for_a_whole_moment_is_cut(
    connection: Scripted, line: Line, moment: float, count: int, characters: int
) -> None:
    line.is_writable = False
    tell(connection, count, characters=characters)
    assert line.code is None
    loop = asyncio.get_running_loop()
    since = loop.time()
    while line.code is None and loop.time() - since < 5:
        # It does read, but it never gets below.
        await asyncio.sleep(moment / 10)
        if count > 10 and line.code is None:
            line.is_writable = True
            line.send = lambda text: setattr(line, "is_writable", False)  # type: ignore[method-assign]
            connection.can_write()
            tell(connection, 1)
    assert line.closed == (1013, "demasiado lento")
    assert loop.time() - since >= moment * 0.9


async def test_who_is_far_behind_is_cut_at_once(connection: Scripted, line: Line) -> None:
    line.is_writable = False
    tell(connection, FRAMES * BURST)
    assert line.code is None
    tell(connection, 1)
    assert line.code == 1013
    tell(connection, 1)


async def test_typing_is_dropped_for_a_slow_reader(connection: Scripted, line: Line) -> None:
    line.is_writable = False
    for _ in range(FRAMES):
        connection.hear(Hint("typing", "", "", frame="typing"))
    tell(connection, FRAMES // 2 + 1)
    line.is_writable = True
    connection.can_write()
    assert line.sent.count("typing") == 0
    assert len(line.sent) == FRAMES // 2 + 1


async def test_a_catch_up_waits_for_its_reader(connection: Scripted, line: Line) -> None:
    await asyncio.wait_for(connection.flushed(), 1)
    line.is_writable = False
    tell(connection, 2)
    waiting = asyncio.create_task(connection.flushed())
    await turns()
    assert not waiting.done()
    line.is_writable = True
    connection.can_write()
    await asyncio.wait_for(waiting, 1)


# --- on an engine ---------------------------------------------------------------------------------------------------


class EagerHub(Hub):
    """Tells a connection something in the very moment that it joins."""

    def __init__(self, hints: list[Hint]) -> None:
        super().__init__()
        self.hints = hints

    def join_cliente(self, key: ClienteKey, listener: Listener) -> None:
        super().join_cliente(key, listener)
        for hint in self.hints:
            listener.hear(hint)


def of_cliente(engine: Engine, eva: ClienteCaller, hub: Hub) -> ClienteConnection:
    return ClienteConnection(engine, hub=hub, caller=eva, around=AROUND, chat_id=None, after=0)


async def someone(engine: Engine, tenant: str = "acme") -> ClienteCaller:
    found = await engine.directory.of_slug(tenant)
    assert found is not None
    return ClienteCaller(found, new_id())


async def until(line: Line, count: int) -> None:
    async with asyncio.timeout(5):
        while len(line.sent) < count:
            await asyncio.sleep(0.005)


async def test_what_is_heard_while_joining_waits_for_ready(engine: Engine, line: Line) -> None:
    eva = await someone(engine)
    entry, _, _ = await chats.say(engine, eva, uid=uuid.uuid4(), texto="hola")
    opened = Hint("chat_opened", "acme", eva.cliente_id, entry.chat_id, frame='{"type":"chat_opened"}')
    message = Hint("chat_message", "acme", eva.cliente_id, entry.chat_id, 1, '{"type":"chat_message","seq":1}')
    connection = of_cliente(engine, eva, EagerHub([opened, message]))
    connection.open(line, lambda _: None)
    await until(line, 2)
    connection.lost()
    assert [(frame["type"], frame.get("seq")) for frame in line.frames] == [("ready", None), ("chat_message", 1)]


@pytest.mark.parametrize("how", ["lost", "hang"])
async def test_a_message_in_flight_is_stored_whatever_becomes_of_its_socket(
    engine: Engine, line: Line, how: str
) -> None:
    eva, uid = await someone(engine), new_uid()
    connection = of_cliente(engine, eva, Hub())
    connection.open(line, lambda _: None)
    await until(line, 1)
    while connection._in_flight is not None:
        await asyncio.sleep(0)
    connection.received(json.dumps({"type": "chat_message", "uid": uid, "texto": "en vuelo"}))
    if how == "lost":
        connection.lost()
    else:
        connection.hang(1001, "el servidor se va")
    async with asyncio.timeout(5):
        while (chat := await history.open_chat(engine, eva)) is None:
            await asyncio.sleep(0.005)
    entries, _ = await history.messages(engine, eva.tenant, chat.id, after=0)
    assert [(str(entry.uid), entry.texto) for entry in entries] == [(uid, "en vuelo")]
    assert len(line.sent) == 1, "its ack has nowhere to go"


async def test_a_reply_finds_its_chat_remembered_or_not(engine: Engine, line: Line) -> None:
    async def look() -> None:
        """Nothing is missing."""

    ana = AgenteCaller(id=1, usuario="ana", nombre="Ana Ruiz", permisos=PERMISOS)
    chat_ids = []
    for tenant in ("acme", "globex"):
        entry, _, _ = await chats.say(engine, await someone(engine, tenant), uid=uuid.uuid4(), texto="hola")
        chat_ids.append(entry.chat_id)
    viewing = Viewing(engine.bus, tell=lambda _: None)
    desk = DeskConnection(
        engine,
        hub=Hub(),
        caller=ana,
        around=AROUND,
        attendance=Attendance(engine, announce=lambda: None),
        look=look,
        viewing=viewing,
    )
    desk.open(line, lambda _: None)
    engine._homes.clear()
    for chat_id, uid in ((chat_ids[0], UIDS[0]), (chat_ids[0], UIDS[1]), (chat_ids[1], UIDS[0])):
        before = len(line.sent)
        desk.received(json.dumps({"type": "chat_message", "chat_id": chat_id, "uid": uid, "texto": "dime"}))
        await until(line, before + 1)
    desk.lost()
    acks = [(frame["uid"], frame["chat_id"], frame["seq"]) for frame in line.frames if frame["type"] == "ack"]
    assert acks == [(UIDS[0], chat_ids[0], 2), (UIDS[1], chat_ids[0], 3), (UIDS[0], chat_ids[0], 2)], (
        "the last one was stored already, in another tenant's chat"
    )


UIDS = [new_uid(), new_uid()]


# --- the line of any server ------------------------------------------------------------------------------------------


class Server:
    """The two ends of a socket that a server would give; `send` may fail as it does when the client has gone."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: list[dict[str, Any]] = []
        self.is_gone = False
        self.takes = asyncio.Event()
        self.takes.set()

    async def receive(self) -> dict[str, Any]:
        return await self.incoming.get()

    async def send(self, message: dict[str, Any]) -> None:
        if self.is_gone:
            raise OSError("the client has gone")
        await self.takes.wait()
        self.sent.append(message)

    def tell(self, **frame: Any) -> None:
        self.incoming.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})

    def run(self, connection: Connection) -> asyncio.Task[None]:
        line = PlainLine(connection, self.receive, self.send)
        return asyncio.create_task(line.run(lambda _: connection.told.append("gone")))  # type: ignore[attr-defined]


async def test_frames_come_and_go_until_the_client_leaves() -> None:
    server, connection = Server(), Scripted()
    running = server.run(connection)
    for number in range(3):
        server.tell(send=number)
    await turns(10)
    server.incoming.put_nowait({"type": "websocket.disconnect", "code": 1005})
    await asyncio.wait_for(running, 1)
    assert server.sent == [{"type": "websocket.send", "text": f"{number}"} for number in range(3)]
    assert connection.told == ["begin", "join", "leave", "gone"]


async def test_the_last_words_go_out_before_the_close() -> None:
    server, connection = Server(), Scripted()
    running = server.run(connection)
    server.tell(hang=4429)
    server.tell(send="nobody's")
    await asyncio.wait_for(running, 1)
    assert [message.get("text") or message["code"] for message in server.sent] == ["adiós", 4429]
    assert connection.told[-2:] == ["leave", "gone"]


async def test_bytes_end_it_on_any_server() -> None:
    server, connection = Server(), Scripted()
    running = server.run(connection)
    server.incoming.put_nowait({"type": "websocket.receive", "bytes": b"x", "text": None})
    await asyncio.wait_for(running, 1)
    assert [message.get("code") for message in server.sent] == [4400]


async def test_a_client_that_has_gone_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    server, connection = Server(), Scripted()
    server.is_gone = True
    running = server.run(connection)
    server.tell(send=1)
    await asyncio.wait_for(running, 1)
    assert server.sent == []
    assert caplog.text == ""


async def test_a_server_that_breaks_ends_it(caplog: pytest.LogCaptureFixture) -> None:
    server, connection = Server(), Scripted()
    with mock.patch.object(server, "receive", side_effect=ZeroDivisionError):
        await asyncio.wait_for(server.run(connection), 1)
    assert [message.get("code") for message in server.sent] == [1013]
    assert "connection failed" in caplog.text


async def test_a_server_that_takes_nothing_lets_frames_wait_and_then_has_them_all() -> None:
    server, connection = Server(), Scripted()
    running = server.run(connection)
    await turns()
    server.takes.clear()
    tell(connection, 40, characters=20_000)
    assert connection._outgoing._outbox is not None, "more than the line takes"
    waiting = asyncio.create_task(connection.flushed())
    await turns()
    assert not waiting.done()
    server.takes.set()
    await asyncio.wait_for(waiting, 1)
    await turns(50)
    assert [int(message["text"]) for message in server.sent] == list(range(40))
    connection.hang(1001, "el servidor se va")
    await asyncio.wait_for(running, 1)


async def test_while_it_has_enough_to_do_it_receives_nothing() -> None:
    server, connection = Server(), Scripted()
    running = server.run(connection)
    for number in range(FRAMES_WAITING + 10):
        server.tell(slow=number)
    await turns(200)
    assert server.incoming.qsize() == 9
    for _ in range(FRAMES_WAITING + 10):
        connection.may_end.release()
    async with asyncio.timeout(5):
        while f"done {FRAMES_WAITING + 9}" not in connection.told:
            await asyncio.sleep(0)
    connection.hang(1001, "el servidor se va")
    await asyncio.wait_for(running, 1)
