"""The checker proves something only if it finds what is broken: each mutant of the engine must make it speak, and the
real engine, under the same load and without the database's guards, must not."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import asyncpg
import pytest

from .load import Crowd, Size
from .machines import Node, Place
from .trial import Fault, nothing, trial, trial_until_found

SMALL = Size(clientes=9, desks=2, pause=0.25, closes=0.4, latido=0.5)
RESTLESS = replace(SMALL, restless=0.2)


@contextlib.asynccontextmanager
async def variant(installation: Place, database: str, *names: str) -> AsyncIterator[list[int]]:
    node = Node.variant(installation, *names, database=database)
    node.start()
    try:
        await node.ready()
        yield node.ports
    finally:
        await node.destroy()


def killing_commits(installation: Place, database: str) -> Fault:
    """Backends of the journal die in the middle of whatever they do, for half a second."""

    async def kill(_: Crowd) -> None:
        connection = await asyncpg.connect(installation.address(database))
        for _ in range(8):
            await asyncio.sleep(0.06)
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'ventanilla journal' AND datname = current_database() AND state <> 'idle'"
            )
        await connection.close()

    return kill


# What a broken variant shows depends on chance: it has its rounds, and is no part of `make test`.
pytestmark = pytest.mark.campaign


@dataclass(frozen=True)
class Mutant:
    names: str
    says: str
    """What one of the violations must say (an expression)."""
    size: Size = SMALL
    kills: bool = False
    settles_within: float = 0.2
    """What shows only once all is quiet needs longer."""


MUTANTS = [
    Mutant("ack_before_commit+slow_commits", "not stored", kills=True),
    Mutant("no_dedup", "times", RESTLESS),
    Mutant("dedup_in_memory_of_each_node", "times", RESTLESS),
    Mutant("bus_as_truth", "a gap"),
    Mutant(
        "no_lock",
        "was open|open beside|it is not|after the close|otherwise than it is stored",
        replace(SMALL, closes=1.0),
    ),
    Mutant("read_then_subscribe", "a gap", RESTLESS),
    Mutant("resume_by_time", "shows chat", RESTLESS, settles_within=2),
    Mutant("client_names_the_chat", "open beside", replace(RESTLESS, closes=1.0)),
    Mutant("close_unseen", "had seen", replace(SMALL, closes=1.0)),
    Mutant("into_a_closed_chat+slow_commits", "after its close", replace(SMALL, closes=0.5)),
    Mutant("topics_without_the_tenant", "a stranger's"),
    Mutant("clock_of_the_node", "the time of"),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.names)
async def test_the_checker_finds(mutant: Mutant, installation: Place, unguarded: str) -> None:
    fault = killing_commits(installation, unguarded) if mutant.kills else nothing
    async with variant(installation, unguarded, *mutant.names.split("+")) as ports:
        found = await trial_until_found(
            installation,
            ports,
            mutant.size,
            mutant.says,
            rounds=6,
            seed=100 * MUTANTS.index(mutant),  # its own people, and its own uids
            fault=fault,
            database=unguarded,
            settles_within=mutant.settles_within,
        )
    assert any(re.search(mutant.says, violation) for violation in found), found


@pytest.mark.parametrize(
    ("names", "size", "kills"),
    [
        ("real", RESTLESS, False),
        ("slow_commits+faulty_bus+overloaded", RESTLESS, True),
    ],
)
async def test_and_nothing_in_the_real_engine(
    names: str, size: Size, kills: bool, installation: Place, unguarded: str
) -> None:
    fault = killing_commits(installation, unguarded) if kills else nothing
    async with variant(installation, unguarded, *names.split("+")) as ports:
        outcome = await trial(
            installation, ports, size, seconds=3, seed=1, prefix=f"{names}-", fault=fault, database=unguarded
        )
    assert outcome.violations == []
    assert outcome.late == []
    assert len(outcome.database.mensajes) > 5


async def test_it_finds_a_client_that_has_two_messages_in_flight(installation: Place, unguarded: str) -> None:
    """The first is refused, the second is stored, the first is sent again: rule R14."""
    async with variant(installation, unguarded, "overloaded") as ports:
        found = await trial_until_found(
            installation,
            ports,
            replace(SMALL, window=4, pause=0.1),
            "what was sent after",
            rounds=6,
            seed=9000,
            fault=nothing,
            database=unguarded,
            settles_within=0.2,
        )
    assert any("what was sent after" in violation for violation in found)


async def test_a_subscription_that_comes_late_stays_hidden(installation: Place, unguarded: str) -> None:
    """Of all mutants this one does no harm by itself: seq shows what was left out, and the next hint or ping brings it.
    Without that (`read_then_subscribe`) it is found."""
    async with variant(installation, unguarded, "subscribe_late") as ports:
        outcome = await trial(installation, ports, RESTLESS, seconds=3, seed=2, prefix="late-", database=unguarded)
    assert outcome.violations == []
