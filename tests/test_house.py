"""What import-linter cannot see: nobody sets a schema outside the door, and the wire's types are current."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/ventanilla"
FORBIDDEN = {
    "set_tenant",
    "set_schema",
    "set_schema_to_public",
    "schema_context",
    "tenant_context",
    "database_sync_to_async",
}
DOORS = {"tenancy.py"}


def test_a_schema_is_set_in_one_place() -> None:
    """Set in one await and used in the next, it was measured to return another tenant's rows."""
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if path.name not in DOORS and "server" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr in FORBIDDEN)
        or (isinstance(node, ast.Name) and node.id in FORBIDDEN)
    ]
    assert found == []


def test_no_coroutine_uses_the_orm() -> None:
    """Inside `async def` the ORM would run on whatever schema its thread was left in."""
    found = [
        f"{path.relative_to(SOURCE)}:{inner.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute) and inner.attr in {"objects", "_default_manager"}
    ]
    assert found == []


def test_the_types_of_the_front_ends_are_those_of_the_wire() -> None:
    checked = subprocess.run([sys.executable, ROOT / "scripts/wire_types.py", "--check"], check=False)
    assert checked.returncode == 0
