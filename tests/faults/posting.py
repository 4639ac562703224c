"""Servers of tenants that write for their people over HTTP and try nothing twice: every answer but a 201 is a failed
send."""

from __future__ import annotations

import asyncio
import random
import uuid

import httpx

from .load import Cast, Crowd
from .record import NO_CONNECTION, Person


class Poster:
    """`failed` says what came instead of an answer that it is stored."""

    def __init__(self, cast: Cast, crowd: Crowd, port: int, *, tenant: str, number: int) -> None:
        cliente_id = f"{crowd.prefix}post{number}"
        self.name = f"{tenant}/{cliente_id}"
        self.failed: list[str] = []
        self.sent = 0
        self._is_over = False
        self._history, self._rng = crowd.history, random.Random(crowd.rng.getrandbits(64))
        self._history.people[self.name] = Person("cliente", tenant, cliente_id)
        host = "localhost" if tenant == "public" else f"{tenant}.localhost"
        self._http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Host": host, "Authorization": f"Bearer {cast.token(tenant, cliente_id)}"},
            timeout=20,
            verify=False,
        )

    async def post_until_the_end(self) -> None:
        async with self._http:
            while not self._is_over:
                await self._post()
                await asyncio.sleep(self._rng.random() * 0.1)

    def end(self) -> None:
        """What is on its way is waited for."""
        self._is_over = True

    async def _post(self) -> None:
        self.sent += 1
        uid = str(uuid.UUID(int=self._rng.getrandbits(128), version=4))
        body = {"uid": uid, "texto": f"{self.name} {self.sent}"}
        self._history.write(self.name, NO_CONNECTION, "out", type="chat_message", **body)
        try:
            answer = await self._http.post("/api/chat/soporte/mensajes/", json=body)
        except httpx.HTTPError as error:
            self.failed.append(type(error).__name__)
            return
        if answer.status_code != 201:
            self.failed.append(f"{answer.status_code} {answer.text[:200]}")
            return
        stored = answer.json()["mensaje"]
        place = {name: stored[name] for name in ("chat_id", "seq", "creado_en")}
        self._history.write(self.name, NO_CONNECTION, "in", type="ack", uid=uid, **place)
