"""A body that has the shape which a call asks for, made from its type: for tests that knock on every door."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import uuid4

import msgspec
from msgspec import inspect

from ventanilla.api.call import Endpoint

SPECIAL: dict[str, dict[str, Any]] = {"POST /api/soporte/lote/": {"cerrar": {}}}
"""What a call needs beyond the fields without a default."""


def body_of(endpoint: Endpoint, **named: Any) -> dict[str, Any] | None:
    """None where it has no body. A field of a name in `named` has that value."""
    if endpoint.body is None:
        return None
    kind = inspect.type_info(endpoint.body)
    assert isinstance(kind, inspect.StructType)
    made = {field.encode_name: _sample(field.type) for field in kind.fields if field.required}
    made |= SPECIAL.get(f"{endpoint.method} {endpoint.path}", {})
    return made | {name: value for name, value in named.items() if name in {f.encode_name for f in kind.fields}}


def _sample(kind: Any) -> Any:
    match kind:
        case inspect.Metadata():
            return _sample(kind.type)
        case inspect.UnionType():
            return _sample(kind.types[0])
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.IntType() | inspect.FloatType():
            return kind.ge or (kind.gt or 0) + 1
        case inspect.StrType():
            return "a" * max(kind.min_length or 1, 1) if not kind.pattern else _matching(kind.pattern)
        case inspect.BoolType():
            return True
        case inspect.UUIDType():
            return str(uuid4())
        case inspect.NoneType():
            return None
        case inspect.ListType():
            return [_sample(kind.item_type) for _ in range(kind.min_length or 0)]
        case inspect.DictType() | inspect.AnyType():
            return {}
        case inspect.StructType():
            return {field.encode_name: _sample(field.type) for field in kind.fields if field.required}
        case inspect.DateTimeType():
            return "2026-01-01T00:00:00Z"
    raise AssertionError(f"no sample for {kind}: add one")


def _matching(pattern: str) -> str:
    for text in ("a", "abc", "#0f7a5a", "09:00", "2026-01-01", "https://push.example/1"):
        try:
            msgspec.convert(text, Annotated[str, msgspec.Meta(pattern=pattern)])
        except msgspec.ValidationError:
            continue
        return text
    raise AssertionError(f"no sample for {pattern}: add one")
