"""Makes web/core/src/wire.gen.ts from ventanilla.wire, so that both sides speak one page.

python scripts/wire_types.py          writes it
python scripts/wire_types.py --check  exits 1 where it is not up to date
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from ventanilla import wire

TARGET = Path(__file__).parents[1] / "web/core/src/wire.gen.ts"
HEADER = "// The shapes of the wire, made by scripts/wire_types.py from src/ventanilla/wire. Do not edit.\n"
ALIASES = {
    "ClienteId": "number | string",
    "Seq": "number",
    "Uid": "string",
    "Momento": "string",
    "FromCliente": wire.FromCliente,
    "FromAgente": wire.FromAgente,
    "ToCliente": wire.ToCliente,
    "ToAgente": wire.ToAgente,
}
RENAMED = {"ChatMessage": "ChatMessageFrame", "Read": "ReadMark"}
SIMPLE = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    UUID: "Uid",
    datetime: "Momento",
    date: "string",
    Any: "unknown",
}


def main() -> int:
    text = HEADER + "\n" + "\n".join([*_aliases(), *map(_interface, _structs())])
    if "--check" in sys.argv:
        is_current = TARGET.exists() and TARGET.read_text() == text
        if not is_current:
            print(f"{TARGET.name} is out of date: python scripts/wire_types.py", file=sys.stderr)
        return 0 if is_current else 1
    TARGET.write_text(text)
    return 0


def _structs() -> list[Any]:
    found = [value for value in vars(wire).values() if isinstance(value, type) and issubclass(value, msgspec.Struct)]
    return [
        s
        for s in found
        if s.__module__.startswith(wire.__name__) and not s.__name__.startswith("_") and s is not wire.Vacio
    ]


def _aliases() -> list[str]:
    return [
        f"export type {name} = {meaning if isinstance(meaning, str) else _type(meaning)};\n"
        for name, meaning in ALIASES.items()
    ]


def _interface(struct: Any) -> str:
    hints = get_type_hints(struct, include_extras=True)
    lines = [f"export interface {_name(struct)} {{"]
    if (tag := struct.__struct_config__.tag) is not None:
        lines.append(f'  type: "{tag}";')
    for field in msgspec.structs.fields(struct):
        options = _options(hints[field.name])
        comes_in = struct.__struct_config__.forbid_unknown_fields or struct.__name__.endswith("Frame")
        optional = UnsetType in options or (comes_in and not field.required)
        lines.append(f"  {field.name}{'?' if optional else ''}: {_type(hints[field.name])};")
    return "\n".join([*lines, "}\n"])


def _type(hint: Any) -> str:
    options = [option for option in _options(hint) if option not in (UnsetType, UNSET)]
    if len(options) > 1:
        return " | ".join(dict.fromkeys(_type(option) for option in options))
    [only] = options
    origin, arguments = get_origin(only), get_args(only)
    if only is type(None):
        return "null"
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in arguments)
    if origin is list:
        inner = _type(arguments[0])
        return f"Array<{inner}>" if " " in inner else f"{inner}[]"
    if origin is tuple:
        return f"[{', '.join(map(_type, arguments))}]"
    if origin is dict:
        of_few = get_origin(arguments[0]) is Literal
        record = f"Record<{_type(arguments[0])}, {_type(arguments[1])}>"
        return f"Partial<{record}>" if of_few else record
    if only in SIMPLE:
        return SIMPLE[only]
    return _name(only)


def _options(hint: Any) -> list[Any]:
    if get_origin(hint) is Annotated:
        return _options(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return [option for part in get_args(hint) for option in _options(part)]
    return [hint]


def _name(struct: Any) -> str:
    return RENAMED.get(struct.__name__, struct.__name__)


if __name__ == "__main__":
    sys.exit(main())
