"""System checks of what the settings say about files: `manage.py check`, `ventanilla doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.files.storage import FileSystemStorage
from PIL import features

from ..conf import conf
from .storage import storage

LONGEST_CLAIM = 3600
"""Seconds that no message takes between naming its files and being stored."""
FORMATS = ("jpg", "zlib", "webp")


def check_files(**_: Any) -> list[checks.CheckMessage]:
    limits = conf()
    found: list[checks.CheckMessage] = [
        checks.Error(f"VENTANILLA[{name.upper()!r}] tiene que ser 1 o más.", id="ventanilla.E001")
        for name in ("adjunto_max_bytes", "adjunto_max_pixels", "adjuntos_por_mensaje")
        if getattr(limits, name) < 1
    ]
    if limits.adjunto_huerfano_s < LONGEST_CLAIM:
        found.append(
            checks.Error(
                f"VENTANILLA['ADJUNTO_HUERFANO_S'] es menos de {LONGEST_CLAIM} segundos: "
                "se llevaría archivos cuyo mensaje aún está en camino.",
                id="ventanilla.E002",
            )
        )
    if any(name != name.lower() or name.startswith(".") for name in limits.adjunto_extensiones_rechazadas):
        found.append(
            checks.Error(
                "VENTANILLA['ADJUNTO_EXTENSIONES_RECHAZADAS'] va en minúsculas y sin punto.", id="ventanilla.E003"
            )
        )
    if missing := [name for name in FORMATS if not features.check(name)]:
        found.append(checks.Error(f"A Pillow le falta: {', '.join(missing)}.", id="ventanilla.E004"))
    return [*found, *_check_storage()]


def _check_storage() -> list[checks.CheckMessage]:
    try:
        kept = storage()
    except Exception as error:
        said = f"El almacén de adjuntos (STORAGES['adjuntos']) no vale: {error}"
        return [checks.Error(said, id="ventanilla.E005")]
    media = getattr(settings, "MEDIA_ROOT", "")
    if isinstance(kept, FileSystemStorage) and media and _is_inside(Path(kept.location), Path(media)):
        return [
            checks.Error(
                "Los adjuntos están dentro de MEDIA_ROOT: cualquiera podría pedirlos al servidor web.",
                id="ventanilla.E006",
            )
        ]
    return []


def _is_inside(path: Path, folder: Path) -> bool:
    return path.absolute().is_relative_to(folder.absolute())
