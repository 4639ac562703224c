"""From what arrived to what is kept: one pass, in a thread of its own."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, BinaryIO, ParamSpec, TypeVar

from ..conf import conf
from . import images, kinds, names
from .refusal import Refused, TooBig

P = ParamSpec("P")
T = TypeVar("T")

# Two decoded images at once are what one process has memory for. No download waits for them, nor the event loop.
_taking_in = ThreadPoolExecutor(max_workers=2, thread_name_prefix="ventanilla-images")
_storing = ThreadPoolExecutor(max_workers=8, thread_name_prefix="ventanilla-files")
BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that may be kept. `content` is at its start."""

    content: IO[bytes]
    nombre: str
    tipo: str
    bytes: int
    sha256: str
    ancho: int | None = None
    alto: int | None = None


async def in_thread(fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `fn` returns: for what reads and writes files."""
    return await asyncio.get_running_loop().run_in_executor(_storing, lambda: fn(*args, **kwargs))


async def taken_in(file: BinaryIO, name: str) -> TakenIn:
    """`take_in`, when its turn has come. Raises TooBig, Refused."""
    return await asyncio.get_running_loop().run_in_executor(_taking_in, take_in, file, name)


def take_in(file: BinaryIO, name: str) -> TakenIn:
    """What is kept of it, and what it is. Raises TooBig, Refused."""
    size = _size(file)
    limit = conf().adjunto_max_bytes
    if size > limit:
        raise TooBig(f"El archivo: el límite son {limit} bytes.")
    if size == 0:
        raise Refused("El archivo está vacío.")
    nombre = names.clean(name)
    extension = names.extension(nombre)
    tipo = kinds.kind(file, extension)
    if extension in conf().adjunto_extensiones_rechazadas or tipo in conf().adjunto_tipos_rechazados:
        raise Refused("Ese tipo de archivo no se admite.")
    if tipo not in kinds.IMAGES:
        return TakenIn(file, nombre, tipo, size, _sha256(file))
    picture = images.made_anew(file)
    return TakenIn(
        picture.content,
        nombre,
        picture.tipo,
        _size(picture.content),
        _sha256(picture.content),
        picture.ancho,
        picture.alto,
    )


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
