"""`ventanilla demo`: everything on one machine, with something to look at."""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from .. import installation, serving
from .serve import start


def run(host: str, port: int) -> None:
    """Serves the demo until it is told to stop. What people wrote in it is there the next time."""
    listening = serving.listen(host, port)
    os.environ["VENTANILLA_DEMO"] = "1"
    progress = Console(stderr=True, highlight=False)
    with (
        listening,
        installation.opened(say=lambda line: progress.print(f"· {line}"), pooled=True, migrates=True) as found,
    ):
        from ..demo.content import content
        from ..demo.seed import plant

        plant(content())
        start(
            listening,
            workers=1,
            trust_forwarded=found.trust_forwarded,
            banner=_banner(found.public_domain, port),
        )


def _banner(domain: str, port: int) -> str:
    from ..demo.content import content

    def url(prefix: str = "", path: str = "") -> str:
        return f"http://{prefix}{domain}:{port}/{path}"

    rows = Table.grid(padding=(0, 3))
    rows.add_row("Empieza aquí", url())
    for empresa in content().tenants:
        if empresa.slug == "public":
            rows.add_row(f"Clientes de {empresa.nombre}", url(path="cuenta/"))
        else:
            rows.add_row(f"Clientes de {empresa.nombre}", url(f"{empresa.slug}."))
    rows.add_row("Consola de soporte", url(path="soporte/"))
    rows.add_row("", "  ·  ".join(f"{agente.usuario} / {agente.contrasena}" for agente in content().agentes))
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 100)
    with console.capture() as drawn:
        console.print(Panel(rows, title="Ventanilla", subtitle="Ctrl-C para parar", expand=False, padding=(1, 3)))
    return drawn.get()
