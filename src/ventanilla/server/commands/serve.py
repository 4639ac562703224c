"""`ventanilla serve`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
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


def run_host(settings: str, host: str, port: int, *, workers: int = 1) -> None:
    """The same inside a host's project: its Django, with the sockets in front of it."""
    sys.path.insert(0, str(Path.cwd()))
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    listening = serving.listen(host, port)
    with listening, tempfile.TemporaryDirectory(prefix="ventanilla-") as folder:
        trust_forwarded = _set_up_host(settings)
        with measuring.together(Path(folder), workers=workers):
            start(
                listening,
                workers=workers,
                trust_forwarded=trust_forwarded,
                banner=f"Ventanilla con {settings} en http://{_shown(host, host)}:{port}",
            )


def _set_up_host(settings: str) -> bool:
    """Whether the host trusts its proxy. Raises CommandError where it is set up wrongly."""
    import django
    from django.core import checks
    from django.core.exceptions import ImproperlyConfigured

    from ventanilla.conf import conf

    try:
        django.setup()
    except (ImportError, ImproperlyConfigured) as error:
        raise CommandError(f"no se puede usar {settings}: {error}") from error
    serious = [found for found in checks.run_checks() if found.is_serious() and not found.is_silenced()]
    for found in serious:
        print(f"{found.id}: {found.msg}{f' ({found.hint})' if found.hint else ''}", file=sys.stderr)
    if serious:
        raise CommandError(f"{settings} tiene {len(serious)} errores: los de arriba")
    return conf().trust_forwarded


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
