"""Running uvicorn: one process or several on one listening socket, until it is told to stop."""

from __future__ import annotations

import errno
import socket
import sys
import time
from collections.abc import Callable

from .workers import announce_supervisor

APPLICATION = "ventanilla.server.asgi:application"
BACKLOG = 2048
LARGEST_FRAME = 65_536
LET_FINISH_S = 10
LET_GO_S = 2.0
"""How long a port in use is asked for again: the workers of a server that was killed let go of it a moment later."""


class PortError(Exception):
    """The address can't be listened on; the text says why."""


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to that address. Bound before anything else starts: that a port is in use is said soon."""
    until = time.monotonic() + LET_GO_S
    while True:
        try:
            return _bound(host, port)
        except socket.gaierror:
            raise PortError(f"«{host}» no es una dirección de esta máquina") from None
        except OSError as error:
            is_in_use = error.errno == errno.EADDRINUSE
            if not is_in_use or time.monotonic() > until:
                why = "ya está en uso" if is_in_use else error.strerror
                raise PortError(f"no se puede escuchar en {host}:{port}: {why}") from None
        time.sleep(0.1)


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    listening.set_inheritable(True)
    return listening


def serve(listening: socket.socket, *, workers: int, ready: Callable[[], None], trust_forwarded: bool) -> bool:
    """Serves until a signal ends it; `ready` is called once connections are taken. False where it could not start."""
    from uvicorn import Config, Server
    from uvicorn.config import STARTUP_FAILURE
    from uvicorn.supervisors import Multiprocess

    class Announcing(Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    config = Config(
        APPLICATION,
        workers=workers,
        loop="uvloop" if _has_uvloop() else "asyncio",
        http="ventanilla.server.lingering:LingeringHttp",
        ws="ventanilla.server.sockets:Socket",
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        lifespan="on",
        # Tokens may stand in a query: no line of uvicorn's names a URL.
        access_log=False,
        log_config=None,
        proxy_headers=trust_forwarded,
        forwarded_allow_ips="*" if trust_forwarded else "",
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=LET_FINISH_S,
        timeout_keep_alive=75,
    )
    if workers > 1:
        announce_supervisor()
        # The workers are still starting, but whoever connects now is kept waiting, not refused.
        listening.listen(BACKLOG)
        ready()
        supervisor = Multiprocess(config, sockets=[listening])
        supervisor.run()
        return all(worker.exitcode != STARTUP_FAILURE for worker in supervisor.processes)
    server = Announcing(config)
    try:
        server.run(sockets=[listening])
    except SystemExit as end:
        if end.code != STARTUP_FAILURE:
            raise
    return server.started


def _has_uvloop() -> bool:
    return sys.platform != "win32" and sys.implementation.name == "cpython"
