"""A client that follows docs/protocol.md and never gives up: resume by seq, an outbox by uid, then the next node."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import random
import socket
import uuid
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from .record import TRANSIENT, History, Person

PATIENCE = 3.0
"""Seconds for a handshake, a pong, or an answer to a message; then the connection counts as dead."""
RECORDED = frozenset({"ready", "chat_message", "ack", "chat_closed", "chat_opened", "read", "pong", "error", "inbox"})
AT_ONCE = frozenset({1001, 1012})
GONE = (OSError, TimeoutError, EOFError, websockets.WebSocketException)


@dataclass(slots=True)
class Outgoing:
    uid: str
    texto: str
    chat_id: int | None = None
    sent_on: int = 0
    """The connection that it is in flight on."""


class Client(ABC):
    """`ports` are the nodes, in the order in which they are tried. `restless`: how likely a connection is dropped right
    after a message was sent. `window`: messages in flight; more than one breaks rule R14, for the sake of a test.
    `receive_buffer`: bytes that the kernel holds for this client; 0 = as many as it likes."""

    path: str

    def __init__(
        self,
        name: str,
        person: Person,
        history: History,
        ports: Sequence[int],
        *,
        host: str,
        token: str,
        rng: random.Random,
        latido: float = 1.0,
        restless: float = 0.0,
        window: int = 1,
        receive_buffer: int = 0,
    ) -> None:
        self.name, self.person, self.host, self.token = name, person, host, token
        self.history, self.rng, self._receive_buffer = history, rng, receive_buffer
        self.latido, self.restless, self.window = latido, restless, window
        history.people[name] = person
        self.outbox: deque[Outgoing] = deque()
        self.connection = 0
        self.is_ready = asyncio.Event()
        self.may_read = asyncio.Event()
        self.may_read.set()
        self._ports = itertools.cycle(ports)
        self._line: ClientConnection | None = None
        self._wake = asyncio.Event()
        self._pongs_due = 0
        self._pong = asyncio.Event()
        self._paused_until = 0.0

    # --- what a kind of client brings -----------------------------------------------------------------

    @abstractmethod
    def query(self) -> tuple[str, dict[str, Any]]:
        """What the next connection asks for: the query, and what is written down of it."""

    @abstractmethod
    async def receive(self, frame: dict[str, Any]) -> None: ...

    @abstractmethod
    def places(self) -> list[dict[str, Any]]:
        """What a ping names: a place in each chat."""

    # --- what a person does ------------------------------------------------------------------------------

    def say(self, texto: str, *, chat_id: int | None = None) -> str:
        outgoing = Outgoing(str(uuid.UUID(int=self.rng.getrandbits(128), version=4)), texto, chat_id)
        self.outbox.append(outgoing)
        self._wake.set()
        return outgoing.uid

    async def send(self, type_: str, **fields: Any) -> None:
        """Nothing where there is no connection."""
        if self._line is not None:
            self.history.write(self.name, self.connection, "out", type=type_, **fields)
            with contextlib.suppress(*GONE):
                await self._line.send(json.dumps({"type": type_, **fields}, ensure_ascii=False))

    def drop(self) -> None:
        """The connection is gone, as when a train enters a tunnel."""
        if self._line is not None:
            self._line.transport.abort()

    async def stop_reading(self, seconds: float) -> None:
        self.may_read.clear()
        await asyncio.sleep(seconds)
        self.may_read.set()

    async def up_to_date(self) -> None:
        """Returns once everything was acked and a ping has brought whatever was missing."""
        while True:
            await self.is_ready.wait()
            number = self.connection
            if not self.outbox and self.may_read.is_set():
                self._pong.clear()
                await self._ping()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE):
                        while self._pongs_due and self.connection == number:
                            await self._pong.wait()
                            self._pong.clear()
                if not self._pongs_due and self.connection == number and self.is_ready.is_set() and not self.outbox:
                    return
            await asyncio.sleep(0.05)

    # --- the life of its connections ------------------------------------------------------------------------

    async def run(self) -> None:
        pause = 0.05
        while True:
            was_ready, code = await self._connect(next(self._ports))
            pause = 0.05 if was_ready else min(pause * 2, 1.0)
            if code not in AT_ONCE:
                await asyncio.sleep(pause * (0.5 + self.rng.random()))

    async def _connect(self, port: int) -> tuple[bool, int]:
        query, asked = self.query()
        line, code, was_ready = None, 0, False
        tasks: list[asyncio.Task[None]] = []
        try:
            line = await websockets.connect(
                f"ws://{self.host}:{port}{self.path}{query}",
                sock=await self._plug(port),
                subprotocols=["ventanilla.v1", f"token.{self.token}"],  # type: ignore[list-item]
                open_timeout=PATIENCE,
                close_timeout=1,
                ping_interval=None,
                compression=None,
                max_queue=64,
            )
            self._begin(line, port, asked)
            tasks = [asyncio.create_task(part()) for part in (self._write, self._keep_alive)]
            while True:
                await self.may_read.wait()
                frame = json.loads(await line.recv())
                if frame["type"] in RECORDED:
                    self.history.write(self.name, self.connection, "in", **frame)
                await self._receive(frame)
        except GONE:
            code = (line.close_code if line is not None else 0) or 0
        finally:
            was_ready = self.is_ready.is_set()
            self._line = None
            self.is_ready.clear()
            self._pong.set()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if line is not None:
                line.transport.abort()
                self.history.write(self.name, self.connection, "end", code=code)
        return was_ready, code

    async def _plug(self, port: int) -> socket.socket:
        plug = socket.socket()
        plug.setblocking(False)
        if self._receive_buffer:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._receive_buffer)
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.get_running_loop().sock_connect(plug, ("127.0.0.1", port))
        except BaseException:
            plug.close()
            raise
        return plug

    def _begin(self, line: ClientConnection, port: int, asked: dict[str, Any]) -> None:
        self._line = line
        self.connection += 1
        self._pongs_due = 0
        self.history.write(self.name, self.connection, "open", port=port, **asked)

    async def _receive(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "ready":
                self.is_ready.set()
                self._wake.set()
            case "ack":
                self._settle(frame["uid"])
            case "error" if "uid" in frame:
                if frame["codigo"] in TRANSIENT:
                    self._send_again(frame["uid"], after=min(frame.get("reintentar_en", 0.2), 0.5))
                else:
                    self._settle(frame["uid"])
            case "pong":
                self._pongs_due -= 1
                self._pong.set()
        await self.receive(frame)

    def _settle(self, uid: str) -> None:
        for outgoing in list(self.outbox):
            if outgoing.uid == uid:
                self.outbox.remove(outgoing)
        self._wake.set()

    def _send_again(self, uid: str, *, after: float) -> None:
        for outgoing in self.outbox:
            if outgoing.uid == uid:
                outgoing.sent_on = 0
        loop = asyncio.get_running_loop()
        self._paused_until = loop.time() + after
        loop.call_later(after, self._wake.set)

    async def _write(self) -> None:
        """The outbox, in order: the first message until it is acked, then the next."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            self._wake.clear()
            if not self.is_ready.is_set() or loop.time() < self._paused_until:
                continue
            for outgoing in list(itertools.islice(self.outbox, self.window)):
                if outgoing.sent_on == self.connection:
                    continue
                outgoing.sent_on = self.connection
                chat = {} if outgoing.chat_id is None else {"chat_id": outgoing.chat_id}
                await self.send("chat_message", uid=outgoing.uid, texto=outgoing.texto, **chat)
                if self.rng.random() < self.restless:
                    await asyncio.sleep(self.rng.random() * 0.02)
                    self.drop()

    async def _keep_alive(self) -> None:
        """A ping each latido; a server that answers nothing counts as gone. A client that does not read waits."""
        await self.is_ready.wait()
        while True:
            await asyncio.sleep(self.latido)
            await self._ping()
            try:
                async with asyncio.timeout(PATIENCE):
                    while self._pongs_due > 0:
                        self._pong.clear()
                        await self._pong.wait()
            except TimeoutError:
                if self.may_read.is_set():
                    self.drop()
                await self.may_read.wait()

    async def _ping(self) -> None:
        for place in self.places():
            self._pongs_due += 1
            await self.send("ping", **place)


class Tab(Client):
    """A cliente's page: it shows one chat, and once that is closed the next one."""

    path = "/ws/chat/soporte/"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.chat_id: int | None = None
        self.seq = 0

    def query(self) -> tuple[str, dict[str, Any]]:
        if self.chat_id is None:
            return "?despues=0", {"despues": 0}
        return f"?chat={self.chat_id}&despues={self.seq}", {"chat_id": self.chat_id, "despues": self.seq}

    def places(self) -> list[dict[str, Any]]:
        return [{"seq": self.seq}]

    async def receive(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "ready" if frame["chat_id"] and frame["chat_id"] != self.chat_id:
                self.chat_id, self.seq = frame["chat_id"], 0
            case "chat_message" | "ack" if frame["chat_id"] == self.chat_id:
                if frame["seq"] == self.seq + 1:
                    self.seq = frame["seq"]
                if frame["type"] == "chat_message" and self.rng.random() < 0.2:
                    await self.send("read", seq=self.seq)

    def settled(self) -> None:
        shown = {str(self.chat_id): self.seq} if self.chat_id else {}
        self.history.write(self.name, self.connection, "settled", chats=shown)
