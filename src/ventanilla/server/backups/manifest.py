"""What a backup says of itself, and whether that is so."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

NAME = "manifest.json"
DATABASE, FILES = "database.dump", "adjuntos.tar"
BLOCK = 1024 * 1024


class BackupError(ValueError):
    """Why there is no backup, or why it can't be put back; written for who typed the command."""


class Part(Struct, frozen=True):
    name: Literal["database.dump", "adjuntos.tar"]
    bytes: int
    sha256: str


class Postgres(Struct, frozen=True):
    """Major versions: of the server that was dumped, and of the program that did it."""

    server: int
    pg_dump: int


class Counts(Struct, frozen=True):
    """As the dump has them."""

    tenants: int
    chats: int
    messages: int
    files: int
    files_missing: int = 0
    """That a row names and the storage did not have."""


class Manifest(Struct, frozen=True):
    format: Literal["ventanilla-backup"]
    version: Literal[1]
    ventanilla: str
    """Which version made it."""
    taken_at: datetime
    """By the database's clock: what was committed before is in it, what came later is not."""
    epoch: str
    postgres: Postgres
    counts: Counts
    parts: list[Part]


def write(folder: Path, manifest: Manifest) -> None:
    (folder / NAME).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


def read(folder: Path) -> Manifest:
    """Raises BackupError."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        raise BackupError(f"«{folder}» no es una copia entera: le falta {NAME}") from None
    except msgspec.DecodeError:
        raise BackupError(f"{folder / NAME} no se entiende, o es de una versión más nueva") from None


def check(folder: Path, manifest: Manifest) -> None:
    """Each part is there and is what was written. Raises BackupError."""
    if sorted(part.name for part in manifest.parts) != [FILES, DATABASE]:
        raise BackupError(f"{folder / NAME} no nombra las partes de una copia")
    for part in manifest.parts:
        path = folder / part.name
        if not path.is_file():
            raise BackupError(f"a la copia le falta {part.name}: no se ha tocado nada")
        if (path.stat().st_size, digest(path)) != (part.bytes, part.sha256):
            raise BackupError(f"{part.name} no es lo que se copió: está dañado, y no se ha tocado nada")


def part(path: Path) -> Part:
    """Of a file that is written."""
    return msgspec.convert({"name": path.name, "bytes": path.stat().st_size, "sha256": digest(path)}, Part)


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
