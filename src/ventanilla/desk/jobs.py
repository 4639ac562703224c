"""Everything that is done now and then."""

from __future__ import annotations

from . import audit, autoclose, routing, unattended
from .rounds import Job

JOBS: list[Job] = [*routing.JOBS, *unattended.JOBS, *autoclose.JOBS, *audit.JOBS]
