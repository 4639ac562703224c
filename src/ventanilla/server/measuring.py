"""The metrics of several workers, added up: each writes into one folder, and whichever is asked reads all of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..metrics import SHARED


@contextmanager
def together(data: Path, *, workers: int) -> Iterator[None]:
    """Worker processes that are started inside count together. What a supervisor that was killed left behind goes."""
    if workers == 1 or os.environ.get(SHARED):
        yield
        return
    with _folder_in(data / "metrics") as folder:
        os.environ[SHARED] = str(folder)
        try:
            yield
        finally:
            del os.environ[SHARED]


@contextmanager
def _folder_in(parent: Path) -> Iterator[Path]:
    """Locked as long as it is in use; a folder that nobody holds was left behind."""
    from .postgres.places import Lock

    parent.mkdir(parents=True, exist_ok=True)
    with Lock(parent / "lock") as making:
        making.wait_exclusive()
        _sweep(parent)
        folder = Path(tempfile.mkdtemp(dir=parent))
        lock = Lock(folder / "lock")
        lock.try_exclusive()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def _sweep(parent: Path) -> None:
    from .postgres.places import Lock

    for left in parent.iterdir():
        if left.is_dir():
            with Lock(left / "lock") as lock:
                if lock.try_exclusive():
                    shutil.rmtree(left, ignore_errors=True)
