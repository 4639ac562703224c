"""An agent's console: follows every open chat that it hears of, answers, and closes what it has seen to the end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx

from .client import Client

PAUSE = 0.3
"""Seconds that an agente thinks at most."""


class Desk(Client):
    """Number `index` of `desks`: a chat is mostly answered by one of them, at times by all."""

    path = "/ws/soporte/"

    def __init__(self, *args: Any, prefix: str, index: int, desks: int, closes: float = 0.1, **options: Any) -> None:
        super().__init__(*args, host="localhost", **options)
        self._nodes: Sequence[int] = args[3]
        self._prefix, self._index, self._desks, self._closes = prefix, index, desks, closes
        self.chats: dict[int, int] = {}
        """How far each open chat is shown."""
        self.is_talking = True
        self._busy: set[asyncio.Task[None]] = set()
        self._http = httpx.AsyncClient(
            headers={"Host": "localhost", "Authorization": f"Bearer {self.token}"}, timeout=3, verify=False
        )

    def query(self) -> tuple[str, dict[str, Any]]:
        return "", {}

    def places(self) -> list[dict[str, Any]]:
        # Without a chat: what the inbox lacks.
        return [{}, *({"chat_id": chat_id, "seq": seq} for chat_id, seq in self.chats.items())]

    def settled(self) -> None:
        self.history.write(self.name, self.connection, "settled", chats={str(c): seq for c, seq in self.chats.items()})

    async def receive(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "ready" if frame["chat_id"] is None:
                for chat_id, seq in self.chats.items():
                    await self.send("subscribe", chat_id=chat_id, despues=seq)
                self._do(self._look_into_the_inbox())
            case "inbox":
                await self._hear_of(frame["chat"])
            case "chat_message" | "ack" if frame["chat_id"] in self.chats:
                if frame["seq"] == self.chats[frame["chat_id"]] + 1:
                    self.chats[frame["chat_id"]] = frame["seq"]
                    if frame["type"] == "chat_message" and frame["autor"]["tipo"] == "cliente" and self.is_talking:
                        self._do(self._answer(frame["chat_id"]))
            case "chat_closed":
                self.chats.pop(frame["chat_id"], None)
                await self.send("unsubscribe", chat_id=frame["chat_id"])

    async def close(self, chat_id: int, *, visto_hasta: int) -> None:
        body = {"visto_hasta": visto_hasta, "razon_cierre": "resuelto"}
        status = 0
        try:
            port = self.rng.choice(self._nodes)
            answer = await self._http.post(f"http://127.0.0.1:{port}/api/chat/{chat_id}/cerrar/", json=body)
            status = answer.status_code
        except httpx.HTTPError:
            pass
        finally:
            self.history.write(
                self.name, 0, "call", call="close", chat_id=chat_id, visto_hasta=visto_hasta, status=status
            )

    async def end(self) -> None:
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        await self._http.aclose()

    # --- inside -------------------------------------------------------------------------------------------

    def _do(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _look_into_the_inbox(self) -> None:
        """What came while no one was connected, newest first; asked again until there is an answer."""
        number, cursor = self.connection, ""
        while self.connection == number and self.is_ready.is_set():
            try:
                port = self.rng.choice(self._nodes)
                query = {"estado": "abierto", **({"cursor": cursor} if cursor else {})}
                answer = await self._http.get(f"http://127.0.0.1:{port}/api/soporte/bandeja/", params=query)
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
                continue
            if answer.status_code != 200:
                await asyncio.sleep(0.2)
                continue
            page = answer.json()
            for row in page["resultados"]:
                await self._hear_of(row)
            cursor = page["siguiente"]
            if not cursor or not any(str(row["cliente"]["id"]).startswith(self._prefix) for row in page["resultados"]):
                return

    async def _hear_of(self, row: dict[str, Any]) -> None:
        is_ours = str(row["cliente"]["id"]).startswith(self._prefix)
        if is_ours and row["id"] not in self.chats and not row["cerrado"] and row["ultimo_seq"]:
            self.chats[row["id"]] = 0
            await self.send("subscribe", chat_id=row["id"], despues=0)

    async def _answer(self, chat_id: int) -> None:
        luck = self.rng.random()
        is_mine = chat_id % self._desks == self._index
        if luck > (0.6 if is_mine else 0.1):
            return
        await asyncio.sleep(self.rng.random() * PAUSE)
        seen = self.chats.get(chat_id)
        if seen is None or not self.is_talking:
            return
        if self.rng.random() < self._closes:
            await asyncio.sleep(self.rng.random() * PAUSE)
            await self.close(chat_id, visto_hasta=seen)
        else:
            self.say(f"{self.name} responde a {chat_id}/{seen}", chat_id=chat_id)
