"""The secret that signs sessions and tickets, generated once into the data directory."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def ensure_key(data_dir: Path) -> str:
    """The installation's key. Commands that start at once get the same one."""
    path = _path(data_dir)
    if (known := read_key(data_dir)) is None:
        fresh = path.with_name(f"secret_key.{os.getpid()}.new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            # A link, unlike a rename, never replaces the key that somebody else has just made.
            os.link(fresh, path)
        fresh.unlink()
        known = path.read_text().strip()
    return known


def read_key(data_dir: Path) -> str | None:
    try:
        return _path(data_dir).read_text().strip() or None
    except FileNotFoundError:
        return None


def _path(data_dir: Path) -> Path:
    return data_dir / "secret_key"
