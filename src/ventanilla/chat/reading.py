"""JSON from outside into its typed shape, or the refusal that says which field is wrong."""

from __future__ import annotations

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
        raise NotJson from None


def _invalid(text: str) -> Invalid:
    """msgspec says «… - at `$.texto`», or names the unknown or missing field."""
    detail, _, where = text.partition(" - at `")
    campo = where.rstrip("`").removeprefix("$").removeprefix(".")
    if named := re.search(r"(?:unknown|missing required) field `([^`]+)`", detail):
        campo = f"{campo}.{named[1]}".lstrip(".")
    return Invalid(campo, detail)
