"""The primary dies under load, and its standby takes its place: what was acked is there."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from .load import Cast, Crowd, Size
from .machines import ROOT, Node, Place
from .standby import pair, programs
from .trial import Outcome, trial

pytestmark = pytest.mark.campaign

SECONDS = 5.0


def peopled(place: Place) -> Place:
    made = subprocess.run(
        [sys.executable, "-m", "tests.faults.cast"],
        cwd=ROOT,
        env=place.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    return Place(place.data, place.url, Cast(**json.loads(made.stdout.splitlines()[-1])))


async def failover(*, synchronous: bool, seed: int) -> tuple[Outcome, set[str]]:
    """The primary dies under load; an asynchronous standby has been held back for a while before. What came of it, and
    the epochs that clients were told."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip("no PostgreSQL of this machine's own: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-standby-"))
    folder.chmod(0o755)
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        primary, standby, address = await stack.enter_async_context(pair(folder, bin_, synchronous=synchronous))
        data = folder / "data"
        data.mkdir()
        url = f"postgresql://ventanilla@127.0.0.1:{address.port}/ventanilla?sslmode=disable"
        place = await asyncio.to_thread(peopled, Place(data, url, Cast({}, {})))
        nodes = [Node.serving(place), Node.serving(place)]
        for node in nodes:
            stack.push_async_callback(node.destroy)
            node.start()
        for node in nodes:
            await node.ready()

        async def primary_dies(_: Crowd) -> None:
            await asyncio.sleep(SECONDS * 0.2)
            if not synchronous:
                standby.hold_back()
            await asyncio.sleep(SECONDS * 0.3)
            primary.kill()
            await asyncio.to_thread(standby.promote)
            address.leads_to(standby.port)

        outcome = await trial(
            place,
            [port for node in nodes for port in node.ports],
            Size(),
            seconds=SECONDS,
            seed=seed,
            prefix=f"failover-{seed}-",
            fault=primary_dies,
            settles_within=60,
        )
    epochs = {str(line.body["epoca"]) for line in outcome.history.of("in", "ready")}
    assert sum(1 for _ in outcome.history.of("in", "ack")) > 50
    return outcome, epochs


async def test_with_a_synchronous_standby_nothing_that_was_acked_is_lost() -> None:
    outcome, epochs = await failover(synchronous=True, seed=11)
    assert outcome.violations == []
    assert outcome.late == []
    assert len(epochs) == 2, "nobody can know that nothing was lost: open views are loaded afresh"


async def test_with_an_asynchronous_one_the_loss_is_seen_and_told() -> None:
    outcome, epochs = await failover(synchronous=False, seed=12)
    assert any("not stored" in violation for violation in outcome.violations), "the checker finds what was lost"
    assert len(epochs) == 2
