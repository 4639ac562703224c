"""What single values may be: sizes, a cliente_id's one form, what the database can keep; and the codec."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

MAX_TEXTO = 10_000
MAX_CONTEXTO = 4 * 1024
MAX_DEPTH = 32
"""Of what a page may send as it likes: whoever reads it later must be able to."""
MAX_FRAME = 64 * 1024
MAX_BODY = 64 * 1024
SAFE_INTEGER = 2**53

ClienteId = int | str
Soporte = Literal["en_linea", "ausente"]
InboxEvento = Literal["chat_opened", "chat_message", "chat_closed", "read", "assigned", "tagged", "rated"]
Seq = Annotated[int, Meta(ge=0, lt=SAFE_INTEGER)]
ChatId = Annotated[int, Meta(ge=1, lt=SAFE_INTEGER)]

encode = msgspec.json.Encoder().encode


def cliente_key(value: ClienteId) -> str:
    """The one form in which a cliente_id is stored: `5` and `"5"` are one cliente. Raises ValueError."""
    key = str(value) if not isinstance(value, bool) else ""
    if not 1 <= len(key) <= 64 or not is_storable(key) or key != key.strip():
        raise ValueError("cliente_id: 1 a 64 caracteres, sin espacios alrededor")
    return key


def cliente_wire(key: str) -> ClienteId:
    """As sent: an integer where it is a canonical decimal below 2^53, a string otherwise."""
    if key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and len(key) <= 16:
        number = int(key)
        if number < SAFE_INTEGER:
            return number
    return key


def instant(at: datetime) -> str:
    """A time as it is sent: ISO 8601 in UTC with `Z`."""
    return at.isoformat().replace("+00:00", "Z")


def is_storable(text: str) -> bool:
    """PostgreSQL keeps no NUL, and a lone surrogate is no Unicode text."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_storable_json(value: object, depth: int = MAX_DEPTH) -> bool:
    """Whether it can be kept, and read again by everyone: texts that are texts, numbers of 64 bits, not too deep."""
    match value:
        case str():
            return is_storable(value)
        case bool() | None:
            return True
        case int():
            return -(2**63) <= value < 2**63
        case float():
            return math.isfinite(value)
        case dict():
            return depth > 0 and all(
                is_storable(key) and is_storable_json(inner, depth - 1) for key, inner in value.items()
            )
        case list():
            return depth > 0 and all(is_storable_json(inner, depth - 1) for inner in value)
        case _:
            return False


def decoder(shape: Any) -> Callable[[bytes | str], Any]:
    """A typed decoder. Raises msgspec.DecodeError (no JSON) or its child ValidationError (wrong shape)."""
    return msgspec.json.Decoder(shape, strict=True).decode
