"""The zip: parts written one after the other with their digests, and read once they have been found to be whole."""

from __future__ import annotations

import hashlib
import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from . import contents
from .contents import Manifest, Part

T = TypeVar("T")
BLOCK = 1024 * 1024
# What zipfile raises for what is no zip, or was changed.
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class ArchiveError(ValueError):
    """The file can't be written, or is not what it should be; written for who typed the command."""


class Entry:
    """A part that is being written."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self.bytes = self.rows = 0

    def write(self, block: bytes) -> None:
        self._out.write(block)
        self._digest.update(block)
        self.bytes += len(block)

    def line(self, row: bytes) -> None:
        self.write(row + b"\n")
        self.rows += 1

    def part(self, name: str) -> Part:
        return Part(name, self.bytes, self._digest.hexdigest(), self.rows)


class Writer:
    def __init__(self, file: ZipFile) -> None:
        self._zip = file
        self.parts: list[Part] = []

    @contextmanager
    def entry(self, name: str, *, packed: bool = True) -> Iterator[Entry]:
        info = ZipInfo(name, date_time=datetime.now(UTC).timetuple()[:6])
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as out:
            entry = Entry(out)
            yield entry
        self.parts.append(entry.part(name))

    def json(self, name: str, value: object) -> None:
        with self.entry(name) as entry:
            entry.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """The file is at `path` once all is well, for its owner alone; before that it has another name. Raises ArchiveError
    where there is one already."""
    if path.exists():
        raise ArchiveError(f"«{path}» ya existe")
    unfinished = path.with_name(f".{path.name}.unfinished-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with ZipFile(file, "w") as zip_file:
                yield Writer(zip_file)
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link, unlike a rename, never takes the place of what somebody else has put there meanwhile.
            os.link(unfinished, path)
        except FileExistsError:
            raise ArchiveError(f"«{path}» ya existe") from None
        except OSError:
            unfinished.rename(path)  # A disk without links.
    finally:
        unfinished.unlink(missing_ok=True)


class Archive:
    def __init__(self, file: ZipFile, manifest: Manifest) -> None:
        self._zip = file
        self.manifest = manifest
        self.parts = {part.name: part for part in manifest.parts}

    def check(self) -> None:
        """Every part is there, once, and is what was written, and there is nothing else. Raises ArchiveError."""
        names = sorted(self._zip.namelist())
        if names != sorted([*self.parts, contents.MANIFEST]):
            raise ArchiveError("al archivo le falta una parte, o le sobra")
        for part in self.manifest.parts:
            digest, size = hashlib.sha256(), 0
            for block in self.blocks(part.name):
                digest.update(block)
                size += len(block)
                if size > part.bytes:
                    break
            if (size, digest.hexdigest()) != (part.bytes, part.sha256):
                raise ArchiveError(f"{part.name} no es lo que se exportó: el archivo está dañado")

    def blocks(self, name: str) -> Iterator[bytes]:
        with self.opened(name) as part:
            while block := part.read(BLOCK):
                yield block

    def lines(self, name: str) -> Iterator[bytes]:
        with self.opened(name) as part:
            yield from part

    def json(self, name: str, shape: type[T]) -> T:
        return _decoded(b"".join(self.blocks(name)), shape, name)

    def rows(self, name: str, shape: type[T]) -> list[T]:
        return [_decoded(line, shape, name) for line in self.lines(name)]

    def files(self) -> Iterator[str]:
        """Names below FILES."""
        yield from (name.removeprefix(contents.FILES) for name in self.parts if name.startswith(contents.FILES))

    @contextmanager
    def opened(self, name: str) -> Iterator[Any]:
        try:
            with self._zip.open(name) as part:
                yield part
        except KeyError:
            raise ArchiveError(f"al archivo le falta {name}") from None
        except BROKEN:
            raise ArchiveError(f"{name} no se puede leer: el archivo está dañado") from None


@contextmanager
def read(path: Path) -> Iterator[Archive]:
    """Raises ArchiveError; what is in it is checked by `check`."""
    try:
        file = ZipFile(path)
    except BROKEN:
        raise ArchiveError(f"«{path}» no es un tenant exportado") from None
    with file:
        if contents.MANIFEST not in file.namelist():
            raise ArchiveError(f"«{path}» no es un tenant exportado: le falta {contents.MANIFEST}")
        try:
            content = file.read(contents.MANIFEST)
        except BROKEN:
            raise ArchiveError(f"«{path}» está dañado") from None
        yield Archive(file, _decoded(content, Manifest, contents.MANIFEST))


def _decoded(content: bytes, shape: type[T], name: str) -> T:
    try:
        return msgspec.json.decode(content, type=shape)
    except msgspec.DecodeError:
        raise ArchiveError(f"{name} no se entiende, o es de una versión más nueva") from None
