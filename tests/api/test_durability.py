"""An acked message survives the death of the process. What was not acked is sent again, and stored once."""

from __future__ import annotations

import asyncio
import contextlib
import signal

import httpx
import websockets

from tests import installation
from tests.installation import Server
from tests.people import Cliente, new_uid


async def test_what_was_acked_survives_a_kill_in_mid_traffic(database: None) -> None:
    with installation.serving() as doomed:
        writers = [_Writer(Cliente(doomed, ("acme", "globex")[n % 2])) for n in range(6)]
        talking = [asyncio.create_task(w.talk(by_socket=n % 3 == 0)) for n, w in enumerate(writers)]
        async with asyncio.timeout(20):
            while sum(len(writer.acked) for writer in writers) < 150:
                await asyncio.sleep(0)
        doomed.stop(signal.SIGKILL)
        await asyncio.gather(*talking)
    assert any(writer.unsure for writer in writers), "it died in mid-traffic"
    with installation.serving() as reborn:
        for writer in writers:
            await writer.check(reborn)


class _Writer:
    """Sends one message after the other until the server is gone."""

    def __init__(self, eva: Cliente) -> None:
        self.eva = eva
        self.acked: dict[str, int] = {}
        self.unsure: str | None = None

    async def talk(self, *, by_socket: bool) -> None:
        with contextlib.suppress(httpx.TransportError, websockets.ConnectionClosed):
            await (self._by_socket() if by_socket else self._by_http())

    async def _by_http(self) -> None:
        while True:
            self.unsure = new_uid()
            pair = await self.eva.say("durará", uid=self.unsure)
            self.acked[self.unsure] = pair["mensaje"]["seq"]

    async def _by_socket(self) -> None:
        async with self.eva.connect("/ws/chat/soporte/") as panel:
            while True:
                self.unsure = new_uid()
                ack = await panel.expect("ack", uid=await panel.say("durará", uid=self.unsure))
                self.acked[self.unsure] = ack["seq"]

    async def check(self, server: Server) -> None:
        eva = Cliente(server, self.eva.tenant, self.eva.cliente_id)
        assert self.unsure
        chat_id = (await eva.say("durará", uid=self.unsure))["chat"]["id"]
        stored: list[tuple[str, int]] = []
        while page := await eva.messages(chat_id, despues=len(stored), limite=200):
            stored += [(m["uid"], m["seq"]) for m in page]
        assert [seq for _, seq in stored] == list(range(1, len(stored) + 1))
        assert dict(stored).items() >= self.acked.items()
        assert {uid for uid, _ in stored} - self.acked.keys() == {self.unsure} - self.acked.keys()
