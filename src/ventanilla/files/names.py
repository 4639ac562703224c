"""A file's name as it may be shown and offered to a disk: nobody else's path, nothing that turns the text around."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

MAX_NAME = 150
NAMELESS = "archivo"
MAX_SUFFIX = 20


def clean(name: str) -> str:
    """The last part of it, without what cannot be seen (controls, bidi overrides, half characters), at most 150
    characters with its ending kept; `archivo` where nothing is left."""
    # A reversed ending (`gnp.exe` shown as `exe.png`) is made with characters of these categories, all of them unseen.
    seen = "".join(" " if char.isspace() else char for char in name if _is_shown(char))
    last = unicodedata.normalize("NFC", seen.replace("\\", "/")).rpartition("/")[2]
    # Windows drops dots and spaces at the end, and reads what stands behind a colon as another stream.
    last = " ".join(last.replace(":", "_").split()).strip(". ")
    if len(last) > MAX_NAME:
        suffix = PurePosixPath(last).suffix[:MAX_SUFFIX]
        last = last[: MAX_NAME - len(suffix)].rstrip() + suffix
    return last or NAMELESS


def extension(name: str) -> str:
    """In lower case and without the dot; empty where there is none."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def _is_shown(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
