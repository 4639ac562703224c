"""JSON from outside into its typed shape, or the refusal that says which field is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec

from .errors import Invalid, NotJson


def decode(decoder: Callable[[bytes | str], Any], raw: bytes | str) -> Any:
    """The typed value. Raises NotJson; Invalid with the field that is wrong."""
    try:
        return decoder(raw)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, RecursionError):
        raise _not_json(raw) from None


def _not_json(raw: bytes | str) -> Invalid:
    """JSON may write half a character (a lone surrogate): that is JSON, but no text."""
    try:
        json.loads(raw if isinstance(raw, str) else raw.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NotJson()
    return Invalid("", "Contiene medio carácter (un sustituto suelto), o un número que no cabe.")


def _refuse(constant: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(constant)


def _invalid(text: str) -> Invalid:
    """msgspec says «… - at `$.texto`», or names the unknown or missing field."""
    detail, _, where = text.partition(" - at `")
    campo = where.rstrip("`").removeprefix("$").removeprefix(".")
    if named := re.search(r"(?:unknown|missing required) field `([^`]+)`", detail):
        campo = f"{campo}.{named[1]}".lstrip(".")
    return Invalid(campo, detail)
