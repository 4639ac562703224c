"""A crowd that talks: clientes with two tabs each, the same ids in every tenant, and agents who answer and close."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import jwt

from .client import Client, Tab
from .desk import Desk
from .record import History, Person

WORDS = (
    "hola",
    "¿sigue ahí?",
    "el pedido 1042",
    "👩🏽‍💻",
    "gracias",
    "e\u0301",
    "no me deja entrar",
    "שלום",
    "  dos  ",
)


@dataclass(frozen=True)
class Cast:
    """Who there is in an installation: tenants with schema and secret, agents with id and token."""

    tenants: dict[str, dict[str, str]]
    agents: dict[str, dict[str, str]]

    @property
    def schemas(self) -> dict[str, str]:
        return {slug: tenant["schema"] for slug, tenant in self.tenants.items()}

    def token(self, tenant: str, cliente_id: str) -> str:
        claims = {"sub": cliente_id, "aud": tenant, "exp": int(time.time()) + 3600, "nombre": f"Eva {cliente_id}"}
        return jwt.encode(claims, self.tenants[tenant]["secreto"], algorithm="HS256")


@dataclass(frozen=True)
class Size:
    clientes: int = 18
    """Over all tenants."""
    tabs: int = 2
    desks: int = 3
    pause: float = 0.8
    """Seconds between two messages of a tab, on average."""
    closes: float = 0.1
    restless: float = 0.0
    latido: float = 1.0
    window: int = 1
    long_texts: bool = False
    receive_buffer: int = 0


@dataclass
class Crowd:
    history: History
    tabs: list[Tab] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    rng: random.Random = field(default_factory=random.Random)
    prefix: str = ""

    @property
    def clients(self) -> list[Client]:
        return [*self.tabs, *self.desks]

    async def ready(self, *, within: float = 20) -> None:
        async with asyncio.timeout(within):
            for client in self.clients:
                await client.is_ready.wait()

    async def talk(self, seconds: float, size: Size) -> None:
        """Everyone writes for a while. Whoever has five messages in the outbox waits."""
        for desk in self.desks:
            desk.is_talking = True
        ends = time.monotonic() + seconds
        pairs = [self.tabs[n : n + size.tabs] for n in range(0, len(self.tabs), size.tabs)]
        await asyncio.gather(*(self._talk(tabs, ends, size) for tabs in pairs))
        for desk in self.desks:
            desk.is_talking = False

    async def settle(self, *, within: float = 30) -> list[str]:
        """The outboxes empty themselves, a ping brings what is missing, and each client writes down what it shows.

        Who does not get there: still a history, with messages that were never acked."""
        late = []
        try:
            async with asyncio.timeout(within):
                for client in self.clients:
                    while client.outbox:
                        await asyncio.sleep(0.02)
                await asyncio.gather(*(client.up_to_date() for client in self.clients))
        except TimeoutError:
            late = [client.name for client in self.clients if client.outbox or not client.is_ready.is_set()]
        for client in self.clients:
            assert isinstance(client, Tab | Desk)
            client.settled()
        return late

    async def _talk(self, tabs: Sequence[Tab], ends: float, size: Size) -> None:
        rng, number = self.rng, 0
        while time.monotonic() < ends:
            await asyncio.sleep(rng.random() * 2 * size.pause / len(tabs))
            # Now and then all tabs at once: the races between them are what this is about.
            for tab in tabs if rng.random() < 0.3 else [rng.choice(tabs)]:
                if len(tab.outbox) < 5 and time.monotonic() < ends:
                    number += 1
                    tab.say(f"{tab.name} {number} {rng.choice(WORDS)}" + ("😀" * 9900 if size.long_texts else ""))


@contextlib.asynccontextmanager
async def crowd(cast: Cast, ports: Sequence[int], size: Size, *, seed: int, prefix: str) -> AsyncIterator[Crowd]:
    """Connected to the nodes in turn; all of their connections end with the block."""
    rng = random.Random(f"{prefix}{seed}")  # no two crowds share a uid
    found = Crowd(History(), rng=rng, prefix=prefix)
    slugs = list(cast.tenants)

    def options(number: int) -> dict[str, Any]:
        return {"rng": random.Random(rng.getrandbits(64)), "latido": size.latido * (1 + number % 7 / 20)}

    for number in range(size.clientes):
        tenant, cliente_id = slugs[number % len(slugs)], f"{prefix}{number // len(slugs)}"
        host = "localhost" if tenant == "public" else f"{tenant}.localhost"
        for tab in range(size.tabs):
            turn = (number + tab) % len(ports)
            found.tabs.append(
                Tab(
                    f"{tenant}/{cliente_id}#{tab}",
                    Person("cliente", tenant, cliente_id),
                    found.history,
                    [*ports[turn:], *ports[:turn]],
                    host=host,
                    token=cast.token(tenant, cliente_id),
                    restless=size.restless,
                    window=size.window,
                    receive_buffer=size.receive_buffer,
                    **options(number),
                )
            )
    agents = list(cast.agents.items())
    for number in range(size.desks):
        usuario, agent = agents[number % len(agents)]
        turn = number % len(ports)
        found.desks.append(
            Desk(
                f"{usuario}#{number}",
                Person("soporte", "", agent["id"]),
                found.history,
                [*ports[turn:], *ports[:turn]],
                token=agent["token"],
                prefix=prefix,
                index=number,
                desks=size.desks,
                closes=size.closes,
                restless=size.restless / 2,
                **options(number),
            )
        )
    tasks = [asyncio.create_task(client.run()) for client in found.clients]
    try:
        yield found
    finally:
        for desk in found.desks:
            await desk.end()
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result
