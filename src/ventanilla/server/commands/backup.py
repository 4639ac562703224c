"""`ventanilla backup`, `ventanilla restore`."""

from __future__ import annotations

import sys
from pathlib import Path

from .. import installation
from ..problems import CommandError


def make(into: Path | None) -> None:
    """Prints where it is, and nothing else: scripts take it from here."""
    # As it is: what a new version is about to change is what one wants a backup of.
    with installation.opened(migrates=False) as environment:
        from ..backups import taking

        folder, manifest = taking.take((into or environment.data_dir / "backups").expanduser().absolute())
    if missing := manifest.counts.files_missing:
        print(f"{missing} adjuntos no estaban en el almacén: la copia va sin ellos", file=sys.stderr)
    print(folder)


def restore(folder: Path, *, yes: bool, replace: str | None, drill: bool) -> None:
    if yes != (replace is not None):
        raise CommandError("--yes y --replace NOMBRE van juntos: se pierde lo que haya en esa base de datos", code=2)
    with installation.opened(migrates=False):
        from ..backups import restoring

        restored = restoring.restore(folder.expanduser().absolute(), replace=replace, drill=drill)
    counts = restored.manifest.counts
    print(
        f"Restaurada la copia del {restored.manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC: {counts.tenants} tenants,"
        f" {counts.chats} chats, {counts.messages} mensajes, {restored.files} archivos puestos. Época {restored.epoch}."
    )
    print("Lo que se borró, revocó o suspendió después de esa copia vuelve a estar como estaba: repásalo.")
    if restored.is_behind:
        print("Es de una versión anterior: ejecuta «ventanilla migrate».")
