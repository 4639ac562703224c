"""The cast: acme's eva and iván, globex's gus, agents ana and bea. gus must never see anything of acme."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection

from .installation import Server

PATIENCE = 5.0
"""Seconds that a frame may take; a test waits for a condition and never sleeps."""

# httpcore asks for it at each call: said once that it isn't there, no import searches the disk again.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]

_numbers = itertools.count(1)
_run = uuid.uuid4().hex[:6]


def new_id() -> str:
    """A cliente_id that no other test uses."""
    return f"{_run}-{next(_numbers)}"


def new_uid() -> str:
    return str(uuid.uuid4())


class Socket:
    """A WebSocket that remembers every frame it got, and hands them out by what they are."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.frames: list[dict[str, Any]] = []
        self._next = 0

    async def send(self, type_: str, **fields: Any) -> None:
        # As a browser writes it: escaped, ten thousand emoji would not fit into a frame.
        await self.connection.send(json.dumps({"type": type_, **fields}, ensure_ascii=False))

    async def say(self, texto: str, **fields: Any) -> str:
        uid = fields.pop("uid", None) or new_uid()
        await self.send("chat_message", uid=uid, texto=texto, **fields)
        return uid

    async def say_many(self, count: int, texto: str, **fields: Any) -> None:
        """That many messages, each acked."""
        uids = [await self.say(texto, **fields) for _ in range(count)]
        for uid in uids:
            await self.expect("ack", uid=uid, within=30)

    async def receive(self, *, within: float = PATIENCE) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await asyncio.wait_for(self.connection.recv(), within))
        self.frames.append(frame)
        return frame

    async def expect(self, type_: str, *, within: float = PATIENCE, **fields: Any) -> dict[str, Any]:
        """The next frame, after those that were handed out, of that type with those fields; what lies between is kept
        in `frames`."""
        async with asyncio.timeout(within):
            while True:
                while self._next < len(self.frames):
                    frame = self.frames[self._next]
                    self._next += 1
                    if frame["type"] == type_ and all(frame.get(name) == value for name, value in fields.items()):
                        return frame
                await self.receive(within=within)

    async def settle(self) -> list[dict[str, Any]]:
        """Everything that the server had to send so far: a ping goes through the same queues."""
        await self.send("ping")
        await self.expect("pong")
        return self.frames

    def of_type(self, type_: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == type_]

    async def closed(self, *, within: float = PATIENCE) -> int:
        """The close code, once it is closed."""
        async with asyncio.timeout(within):
            while True:
                try:
                    await self.receive(within=within)
                except websockets.ConnectionClosed:
                    return self.connection.close_code or 0


class Person:
    """Somebody with a token at a domain."""

    def __init__(self, server: Server, host: str, token: str) -> None:
        self.server = server
        self.host = host
        self.token = token
        self.http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{server.port}",
            headers={"Host": host, **({"Authorization": f"Bearer {token}"} if token else {})},
            timeout=20,
            verify=False,  # no TLS here, and loading the system's certificates takes longer than most tests
        )

    @asynccontextmanager
    async def connect(self, path: str, **options: Any) -> AsyncIterator[Socket]:
        """With the token as subprotocol, unless the options say otherwise.

        What nobody reads is taken in all the same: a full queue would let the end of the connection wait.
        """
        options.setdefault("subprotocols", ["ventanilla.v1", f"token.{self.token}"])
        options.setdefault("host", "127.0.0.1")
        async with websockets.connect(
            f"ws://{self.host}:{self.server.port}{path}", open_timeout=PATIENCE, max_queue=None, **options
        ) as connection:
            yield Socket(connection)

    async def send_file(self, path: str, content: bytes, nombre: str = "nota.txt", **headers: str) -> httpx.Response:
        return await self.http.post(path, files={"archivo": (nombre, content)}, headers=headers)

    async def upload(
        self, content: bytes = b"hola", nombre: str = "nota.txt", *, chat_id: int | None = None
    ) -> dict[str, Any]:
        """What was kept: a cliente's for their next message, or in that chat."""
        answer = await self.send_file(self.upload_path(chat_id), content, nombre)
        assert answer.status_code == 201, answer.text
        adjunto: dict[str, Any] = answer.json()
        return adjunto

    def upload_path(self, chat_id: int | None = None) -> str:
        return f"/api/chat/{chat_id or 'soporte'}/adjuntos/"

    async def handshake_status(self, path: str, **options: Any) -> int:
        """101, or the HTTP status with which the handshake was refused."""
        try:
            async with self.connect(path, **options):
                return 101
        except websockets.InvalidStatus as refusal:
            return refusal.response.status_code


class Cliente(Person):
    def __init__(self, server: Server, tenant: str, cliente_id: str | int | None = None, **options: Any) -> None:
        self.tenant = tenant
        self.cliente_id = cliente_id if cliente_id is not None else new_id()
        self.nombre = options.pop("nombre", "Eva Montes")
        host = "localhost" if tenant == "public" else f"{tenant}.localhost"
        super().__init__(server, host, cliente_token(tenant, self.cliente_id, nombre=self.nombre, **options))

    async def open(self, **body: Any) -> dict[str, Any]:
        response = await self.http.post("/api/chat/soporte/", json=body)
        assert response.status_code == 200, response.text
        chat: dict[str, Any] = response.json()
        return chat

    async def say(self, texto: str, **body: Any) -> dict[str, Any]:
        """The pair {chat, mensaje}."""
        response = await self.http.post("/api/chat/soporte/mensajes/", json={"uid": new_uid(), "texto": texto, **body})
        assert response.status_code in (200, 201), response.text
        pair: dict[str, Any] = response.json()
        return pair

    async def say_many(self, count: int, texto: str = "Hola") -> None:
        """That many messages, quickly: over some sockets at once."""

        async def some(share: int) -> None:
            async with self.connect("/ws/chat/soporte/") as panel:
                await panel.say_many(share, texto)

        await asyncio.gather(*(some(len(range(n, count, 10))) for n in range(min(10, count))))

    async def messages(self, chat_id: int, **query: Any) -> list[dict[str, Any]]:
        response = await self.http.get(f"/api/chat/{chat_id}/mensajes/", params=query)
        assert response.status_code == 200, response.text
        page: list[dict[str, Any]] = response.json()["resultados"]
        return page


class Agente(Person):
    def __init__(self, server: Server, usuario: str = "ana", **options: Any) -> None:
        super().__init__(server, "localhost", agente_token(usuario, **options))

    def upload_path(self, chat_id: int | None = None) -> str:
        return f"/api/soporte/chats/{chat_id}/adjuntos/"

    async def close(self, chat_id: int, **body: Any) -> httpx.Response:
        return await self.http.post(f"/api/chat/{chat_id}/cerrar/", json=body)

    async def reply(self, chat_id: int, texto: str, **body: Any) -> httpx.Response:
        return await self.http.post(
            f"/api/soporte/chats/{chat_id}/mensajes/", json={"uid": new_uid(), "texto": texto, **body}
        )

    async def inbox(self, **query: Any) -> list[dict[str, Any]]:
        response = await self.http.get("/api/soporte/bandeja/", params=query)
        assert response.status_code == 200, response.text
        rows: list[dict[str, Any]] = response.json()["resultados"]
        return rows

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.http.post(f"/api/soporte/{path}", json=body)


def cliente_token(tenant: str, cliente_id: str | int, *, nombre: str = "", ttl_s: int = 3600) -> str:
    from ventanilla.chat.people import Profile
    from ventanilla.identity import sign_cliente_token

    return sign_cliente_token(_tenant(tenant), cliente_id, Profile(nombre=nombre), ttl_s=ttl_s)


@cache
def agente_token(usuario: str, *, ttl_s: int | None = None) -> str:
    """One for each agent and lifetime: a test that revokes a token issues its own."""
    from ventanilla.desk.agents import issue_token

    return str(_in_thread(issue_token, usuario, ttl_s=ttl_s))


@cache
def _tenant(slug: str) -> Any:
    """Looked up once: a test that changes a tenant's keys makes a tenant of its own, and signs by itself."""
    from ventanilla.tenancy import by_slug

    found = in_public(lambda: by_slug(slug))
    assert found is not None
    return found


def in_public(fn: Callable[[], Any]) -> Any:
    """What `fn` returns inside the public schema: for what only an operator does."""
    from ventanilla.tenancy import inside, public_schema

    return _in_thread(inside, public_schema(), fn)


def _in_thread(fn: Any, *args: Any, **kwargs: Any) -> Any:
    """Django refuses its ORM in a thread that runs an event loop."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(fn, *args, **kwargs).result()
