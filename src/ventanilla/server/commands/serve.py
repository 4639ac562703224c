"""`ventanilla serve`."""

from __future__ import annotations

import os
import sys
from socket import socket

from .. import installation, measuring, serving
from ..problems import CommandError


def run(host: str, port: int, *, workers: int = 1) -> None:
    """Serves until it is told to stop."""
    # Whatever the shell had: the demo's doors, which hand out tokens, belong to `ventanilla demo` alone.
    os.environ.pop("VENTANILLA_DEMO", None)
    listening = serving.listen(host, port)
    with (
        listening,
        installation.opened(say=_say, pooled=True) as environment,
        measuring.together(environment.data_dir, workers=workers),
    ):
        start(
            listening,
            workers=workers,
            trust_forwarded=environment.trust_forwarded,
            banner=f"Ventanilla en http://{_shown(host, environment.public_domain)}:{port}  ·  consola: /soporte/",
        )


def start(listening: socket, *, workers: int, trust_forwarded: bool, banner: str) -> None:
    """Serves, says `banner` once it does, and returns when a signal has stopped it in good order."""
    served = False

    def ready() -> None:
        nonlocal served
        served = True
        print(banner, flush=True)

    try:
        began = serving.serve(listening, workers=workers, ready=ready, trust_forwarded=trust_forwarded)
    except (SystemExit, KeyboardInterrupt):
        # uvicorn raises the signal that ended it once more, when all is closed. Before it serves, a signal is news.
        if not served:
            raise
        began = True
    if not began:
        raise CommandError("el servidor no pudo arrancar: la causa está en las líneas de arriba")


def _shown(host: str, public_domain: str) -> str:
    return public_domain if host in ("127.0.0.1", "localhost", "0.0.0.0", "::", "::1") else host  # noqa: S104


def _say(line: str) -> None:
    print(f"Preparando la base de datos: {line}", file=sys.stderr, flush=True)
