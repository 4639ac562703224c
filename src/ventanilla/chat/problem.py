"""A refusal as HTTP: RFC 9457 problem+json. The one place where it becomes a status."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from msgspec import UNSET

from .. import wire
from . import shapes
from .errors import (
    AlreadyRated,
    Assigned,
    ChatClosed,
    ChatError,
    ChatOpen,
    Invalid,
    NotAuthenticated,
    Stale,
    TooFast,
    Unavailable,
)


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    """These go before what every answer has."""
    blocks: AsyncGenerator[bytes, None] | None = None
    """In the place of `body`, where that would be too much to hold; its length, where it is known, is in a header."""


def problem(error: ChatError) -> Response:
    body = wire.Problema(
        status=error.status,
        title=error.title,
        detail=error.detail,
        codigo=error.codigo,
        errores=error.errores if isinstance(error, Invalid) else UNSET,
        chat_id=error.chat_id if isinstance(error, ChatClosed | ChatOpen | AlreadyRated | Stale | Assigned) else UNSET,
        asignado_a=error.asignado_a if isinstance(error, Assigned) else UNSET,
        mensajes=[shapes.mensaje(entry) for entry in error.mensajes] if isinstance(error, Stale) else UNSET,
    )
    headers = {"content-type": "application/problem+json"}
    if isinstance(error, TooFast | Unavailable):
        headers["retry-after"] = str(max(1, math.ceil(error.retry_after)))
    if isinstance(error, NotAuthenticated):
        headers["www-authenticate"] = "Bearer"
    return Response(error.status, wire.encode(body), headers)
