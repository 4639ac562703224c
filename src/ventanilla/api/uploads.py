"""A file on its way in: bounded while it is read, on disk where it is large, taken apart by Django's own parser."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from ..chat.errors import Invalid, TooLarge
from ..conf import conf

FIELD = "archivo"
ENVELOPE = 64 * 1024
"""What multipart may add to the file: boundaries, headers, a CSRF token."""
IN_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    file: BinaryIO
    name: str


ReadUpload = Callable[[], Awaitable[Upload]]


class Bounded:
    """`receive`, until more came than a file may have. Then, and where the request says so at once, TooLarge."""

    def __init__(self, scope: Any, receive: Any) -> None:
        self._receive = receive
        self._left = conf().adjunto_max_bytes + ENVELOPE
        said = dict(scope["headers"]).get(b"content-length", b"")
        if said.isdigit() and int(said) > self._left:
            raise _too_large()

    async def __call__(self) -> Any:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _too_large()
        return message


def reading(scope: Any, receive: Any) -> ReadUpload:
    """For the ASGI front. Nothing is read before it is called: who may not upload is not listened to."""

    async def read() -> Upload:
        with await _spooled(Bounded(scope, receive)) as body:
            return await asyncio.to_thread(of_request, ASGIRequest(scope, body))

    return read


def of_request(request: HttpRequest) -> Upload:
    """The one file of a request. Synchronous: the parser reads and writes files. Raises Invalid; TooLarge, before it
    takes anything, where another server than ours read no body yet."""
    said = request.META.get("CONTENT_LENGTH") or ""
    if said.isdigit() and int(said) > conf().adjunto_max_bytes + ENVELOPE:
        raise _too_large()
    try:
        names = {*request.POST, *request.FILES} - {"csrfmiddlewaretoken"}
        sent = request.FILES.getlist(FIELD)
    except (MultiPartParserError, BadRequest, SuspiciousOperation, UnicodeError):
        raise Invalid(FIELD, "El cuerpo no es multipart/form-data como es debido.") from None
    if len(sent) != 1:
        raise Invalid(FIELD, "Hace falta un archivo, en multipart/form-data, en el campo «archivo».")
    if others := sorted(names - {FIELD}):
        raise Invalid(others[0], "Ese campo no existe aquí.")
    return Upload(cast("BinaryIO", sent[0].file), sent[0].name or "")


async def _spooled(receive: Bounded) -> IO[bytes]:
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 closed by who takes it
    try:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            await asyncio.to_thread(body.write, message.get("body", b""))
            if not message.get("more_body"):
                break
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


def _too_large() -> TooLarge:
    return TooLarge(f"El archivo: el límite son {conf().adjunto_max_bytes} bytes.")
