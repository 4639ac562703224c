"""`journal_alone.py VARIANT TENANTS BATCH SECONDS PID_OF_POSTGRES`, run by Ventanilla's own Python.

One writer of the journal stores messages in open chats, a batch after the other, without sockets: 1,000 people spread
over the tenants. Prints messages a second and what each side used of a core.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
import uuid
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from harness import costs
from ventanilla.server import installation

PEOPLE = 1000


def main() -> None:
    variant, tenants, batch, seconds, postgres = sys.argv[1], *map(int, sys.argv[2:])
    with installation.opened(migrates=False):
        print(json.dumps(asyncio.run(measure(variant, tenants, batch, seconds, postgres))))


async def measure(variant: str, tenants: int, batch: int, seconds: int, postgres: int) -> dict[str, float]:
    from harness import statements
    from ventanilla.chat import chats, journal, store
    from ventanilla.chat.people import ClienteCaller, Profile
    from ventanilla.chat.verbs import Op
    from ventanilla.tenancy import Tenant

    shape, driver = variant.split("-")
    loop = asyncio.get_running_loop()
    writer = journal.Writer(lambda *_: None, room=PEOPLE)
    people = []
    for number in range(PEOPLE):
        slug = f"t{number % tenants + 1:04}"
        people.append(ClienteCaller(Tenant(slug, slug, slug), f"j{number}", Profile(nombre=f"Persona {number}")))

    def say(caller: ClienteCaller) -> Op[Any]:
        op = chats.saying(caller, uid=uuid.uuid4(), texto="¿Me podéis decir qué pasa con el pedido 4711? " * 3)
        op.done = loop.create_future()
        return op

    async def store_all(callers: list[ClienteCaller]) -> None:
        if shape == "append":
            await writer._commit([say(caller) for caller in callers])
        else:
            await writer._transact([say(caller) for caller in callers], again=False)

    for first in range(0, PEOPLE, 100):
        await writer._commit([say(caller) for caller in people[first : first + 100]])
    if driver == "psycopg":
        writer._connection = await psycopg_connection()
    if shape == "statements":
        store.load, store.write = statements.load, statements.write
    rng = random.Random(7)
    for _ in range(max(3, 3 * PEOPLE // batch)):  # Every schema's plans are there.
        await store_all(rng.sample(people, batch))
    done, began = 0, time.monotonic()
    ours, theirs = time.process_time(), costs.cpu_seconds(postgres)
    while time.monotonic() - began < seconds:
        await store_all(rng.sample(people, batch))
        done += batch
    took = time.monotonic() - began
    return {
        "done_per_second": done / took,
        "cores": {
            "server": (time.process_time() - ours) / took,
            "postgres": (costs.cpu_seconds(postgres) - theirs) / took,
        },
    }


async def psycopg_connection() -> Any:
    """asyncpg's few methods that the journal uses, over psycopg."""
    import re

    import psycopg
    from psycopg.rows import dict_row

    from ventanilla import db

    arguments = db.connect_arguments()
    arguments["dbname"] = arguments.pop("database")
    planner = " ".join(f"-c {name}={value}" for name, value in db.BY_KEY.items())
    connection = await psycopg.AsyncConnection.connect(
        **arguments, options=f"{planner} -c timezone=UTC", autocommit=True, row_factory=dict_row, prepare_threshold=1
    )

    class Rows(dict[str, Any]):
        def __getitem__(self, name: Any) -> Any:
            return next(iter(self.values())) if name == 0 else super().__getitem__(name)

    class Adapter:
        def is_closed(self) -> bool:
            return connection.closed

        async def fetch(self, query: str, *arguments: Any) -> list[Any]:
            done = await connection.execute(re.sub(r"\$\d+", "%s", query), [_listed(one) for one in arguments])
            return [Rows(row) for row in await done.fetchall()]

        @asynccontextmanager
        async def transaction(self) -> Any:
            async with connection.transaction():
                yield

    return Adapter()


def _listed(argument: Any) -> Any:
    return list(argument) if isinstance(argument, tuple) else argument


main()
