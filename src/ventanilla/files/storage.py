"""Where files are kept: Django's storage `adjuntos`, a private folder unless the settings say otherwise.

A file's name is random and begins with its schema. Nobody outside learns it: what is asked for is an Adjunto's id, and
each download is decided anew.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncGenerator, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from .intake import BLOCK, in_thread

ALIAS = "adjuntos"


class PrivateFiles(FileSystemStorage):
    """A folder that its owner alone can enter."""

    def __init__(self, location: str | Path | None = None) -> None:
        super().__init__(location=location or default_folder(), file_permissions_mode=0o600)
        self.directory_permissions_mode = 0o700

    def url(self, name: str | None) -> str:
        raise ValueError("these files have no address of their own")


def default_folder() -> Path:
    # Never MEDIA_ROOT: that is what web servers hand out to everyone.
    return Path(getattr(settings, "VENTANILLA_DATA_DIR", ".ventanilla")).absolute() / "adjuntos"


def storage() -> Storage:
    """Raises where what the settings say is no storage: another one in its place would hide every file."""
    return storages[ALIAS] if ALIAS in storages.backends else PrivateFiles()


def keep(schema: str, content: IO[bytes]) -> str:
    """The content is kept, under the name returned."""
    name = uuid.uuid4().hex
    return storage().save(f"{schema}/{name[:2]}/{name}", File(content))


def remove(name: str) -> None:
    """It is kept no more; it may have been gone before."""
    with contextlib.suppress(FileNotFoundError):
        storage().delete(name)


async def opened(name: str) -> IO[bytes] | None:
    """For `blocks`; None where it is not there."""
    try:
        file: Any = await in_thread(storage().open, name)
    except FileNotFoundError:
        return None
    return file  # type: ignore[no-any-return]


async def blocks(file: IO[bytes]) -> AsyncGenerator[bytes, None]:
    """The content, a quarter of a megabyte at a time; the file is closed when it ends, or when its reader goes."""
    try:
        while block := await in_thread(file.read, BLOCK):
            yield block
    finally:
        file.close()


def names_in(schema: str) -> Iterator[str]:
    """What is kept for that schema, whether a row knows of it or not."""
    for folder in _listed(schema, folders=True):
        for name in _listed(f"{schema}/{folder}", folders=False):
            yield f"{schema}/{folder}/{name}"


def changed_at(name: str) -> datetime | None:
    """When it was kept; None where it is gone."""
    with contextlib.suppress(FileNotFoundError):
        return storage().get_modified_time(name)
    return None


def _listed(path: str, *, folders: bool) -> list[str]:
    try:
        found = storage().listdir(path)
    except FileNotFoundError:
        return []
    return sorted(found[0] if folders else found[1])
