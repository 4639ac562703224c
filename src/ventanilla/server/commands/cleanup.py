"""`ventanilla cleanup`: files that no message has."""

from __future__ import annotations

import asyncio

from .. import installation
from ..problems import CommandError


def run(*, dry_run: bool) -> None:
    with installation.opened():
        from ventanilla.chat import orphans
        from ventanilla.tenancy import Directory

        async def sweep() -> orphans.Swept | None:
            return await orphans.sweep(await Directory().everyone(), dry_run=dry_run)

        swept = asyncio.run(sweep())
    if swept is None:
        raise CommandError("un servidor lo está haciendo ahora mismo: vuelve a intentarlo dentro de un rato")
    what = f"{swept.rows} adjuntos sin mensaje ({swept.bytes} bytes) y {swept.files} archivos sin fila"
    print(f"Se quitarían {what}." if dry_run else f"Quitados {what}.")
