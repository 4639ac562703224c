"""Everything that is done now and then."""

from __future__ import annotations

from . import audit, autoclose, calling, digest, indexing, push, routing, unattended
from .rounds import Job

JOBS: list[Job] = [
    *routing.JOBS,
    *unattended.JOBS,
    *autoclose.JOBS,
    *indexing.JOBS,
    *calling.JOBS,
    *push.JOBS,
    *digest.JOBS,
    *audit.JOBS,
]
