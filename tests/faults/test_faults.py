"""The short form of the fault campaign (`make faults` is the long one): the most telling, for seconds each."""

from __future__ import annotations

import pytest

from .campaign import run
from .faults import FAULTS
from .machines import Place

SECONDS = 4.0
SEED = 7


@pytest.mark.parametrize("name", ["worker_killed", "rolling_upgrade", "node_frozen", "postgres_killed"])
async def test_nothing_is_lost_doubled_or_out_of_order(name: str, installation: Place) -> None:
    row = await run(FAULTS[name], installation, seconds=SECONDS, seed=SEED)
    assert row.violations == []
    assert row.late == []
    assert row.acked > 50
