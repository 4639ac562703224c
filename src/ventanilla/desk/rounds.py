"""What has to be done now and then, by any one node: each job is a query for what is due, so nothing can be missed.

A job may run on two nodes at once where a node is slow: what it does, it does by statements that say for which state
they hold.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from django.db import Error as DatabaseError

from .. import tracing
from ..chat.engine import Engine
from ..chat.errors import ChatError
from ..db import AWAY

log = structlog.get_logger(__name__)

TICK = 1.0
"""Seconds between looks at what is due."""


@dataclass(frozen=True, slots=True)
class Job:
    nombre: str
    every: float
    """Seconds from one beginning to the next, whichever node it is on."""
    run: Callable[[Engine], Awaitable[None]]
    is_slow: bool = False
    """It waits for somebody outside, such as a mail server: the others do not wait for it."""


async def keep(engine: Engine, jobs: Sequence[Job]) -> None:
    """Runs what is due, for ever."""
    quick = [job for job in jobs if not job.is_slow]
    await asyncio.gather(_keep(engine, quick), *(_keep(engine, [job]) for job in jobs if job.is_slow))


async def _keep(engine: Engine, jobs: Sequence[Job]) -> None:
    while True:
        await asyncio.sleep(TICK)
        await once(engine, jobs)


async def once(engine: Engine, jobs: Sequence[Job]) -> None:
    """Each job that is due was begun by this node, or is another's. What fails is tried again when it is due again."""
    for job in jobs:
        try:
            if await _claim(engine, job):
                with tracing.span(f"job {job.nombre}"):
                    await job.run(engine)
        except (ChatError, DatabaseError, *AWAY):
            continue  # The database is away.
        except Exception:
            log.exception("a job failed", job=job.nombre)


async def _claim(engine: Engine, job: Job) -> bool:
    row = await engine.fetchrow(
        "INSERT INTO public.ventanilla_desk_ronda AS r (nombre, empezada_en) VALUES ($1, now())"
        " ON CONFLICT (nombre) DO UPDATE SET empezada_en = now()"
        " WHERE r.empezada_en < now() - make_interval(secs => $2) RETURNING 1",
        job.nombre,
        job.every - TICK / 2,
    )
    return row is not None
