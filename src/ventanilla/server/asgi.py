"""The ASGI application of the standalone server: the app's own, in a process that is its alone."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

from ventanilla.asgi import application as ventanilla

from . import telemetry
from .workers import end_with_supervisor

end_with_supervisor()
_send_the_last_spans = telemetry.start()

YOUNG = 50_000
"""Objects made before the collector looks at the young ones. Python's 2,000 had it run several times in each commit
group, and walk every connection: an eighth of the server's time under load."""


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        send = _settled(send)
    await ventanilla(scope, receive, send)


def _settled(send: Any) -> Any:
    async def settling(message: Any) -> None:
        if message["type"] == "lifespan.startup.complete":
            # What was loaded stays: the collector need not walk it again.
            gc.collect()
            gc.freeze()
            gc.set_threshold(YOUNG, 20, 50)
        elif message["type"] == "lifespan.shutdown.complete":
            await asyncio.to_thread(_send_the_last_spans)
        await send(message)

    return settling
