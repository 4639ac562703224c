"""One trial: a crowd talks to some nodes while something is done to them; then all is quiet, and the checker looks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.history import check

from .load import Crowd, Size, crowd
from .machines import Place
from .record import History
from .stored import Database, read_database

KEPT = Path("test-artifacts")
"""Where histories are kept in which something was wrong."""


@dataclass
class Outcome:
    history: History
    database: Database
    violations: list[str]
    late: list[str] = field(default_factory=list)
    """The clients that did not come to rest."""


Fault = Callable[[Crowd], Awaitable[None]]


async def nothing(_: Crowd) -> None:
    """Happens."""


async def trial(
    place: Place,
    ports: Sequence[int],
    size: Size,
    *,
    seconds: float,
    seed: int,
    prefix: str,
    fault: Fault = nothing,
    database: str = "ventanilla",
    settles_within: float = 30,
    keeps: bool = False,
) -> Outcome:
    async with crowd(place.cast, ports, size, seed=seed, prefix=prefix) as people:
        await people.ready()
        async with asyncio.TaskGroup() as group:
            group.create_task(people.talk(seconds, size))
            group.create_task(fault(people))  # type: ignore[arg-type]
        late = await people.settle(within=settles_within)
    stored = await read_database(place.address(database), place.cast.schemas, prefix=prefix)
    violations = check(people.history, stored)
    if violations or keeps:
        KEPT.mkdir(exist_ok=True)
        people.history.save(KEPT / f"history-{prefix}{seed}.jsonl")
    return Outcome(people.history, stored, violations, late)


async def trial_until_found(
    place: Place,
    ports: Sequence[int],
    size: Size,
    says: str,
    *,
    rounds: int,
    seed: int,
    fault: Fault,
    database: str,
    settles_within: float,
) -> list[str]:
    """For an engine that is broken: rounds of a second until the checker says that; then all that it said."""
    found: list[str] = []
    for number in range(rounds):
        outcome = await trial(
            place,
            ports,
            size,
            seconds=1,
            seed=seed + number,
            prefix=f"m{seed + number}-",
            fault=fault,
            database=database,
            settles_within=settles_within,
        )
        found += outcome.violations
        if any(re.search(says, violation) for violation in found):
            break
    return found
