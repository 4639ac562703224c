"""What who keeps the team may give and take: never more than they have. Pure."""

from __future__ import annotations

from collections.abc import Collection

from ...chat.errors import Forbidden, Invalid
from ...chat.people import PERMISOS, AgenteCaller


def check_permisos(permisos: Collection[str], campo: str) -> None:
    """Raises Invalid where one of them does not exist."""
    if unknown := sorted(set(permisos) - PERMISOS):
        raise Invalid(campo, f"No existe el permiso «{unknown[0]}». Los que hay: {', '.join(sorted(PERMISOS))}.")


def check_may_give(by: AgenteCaller, permisos: Collection[str]) -> None:
    """Raises Forbidden where one of them is not theirs."""
    if lacking := sorted(set(permisos) - by.permisos):
        raise Forbidden(f"No puedes dar un permiso que no tienes: «{lacking[0]}».")


def check_may_show(by: AgenteCaller, schemas: Collection[str] | None) -> None:
    """Raises Forbidden where that would show tenants that `by` does not see (None = all)."""
    if not covers(by.schemas, schemas):
        raise Forbidden("No puedes dar a ver tenants que tú no ves.")


def may_change(by: AgenteCaller, *, permisos: Collection[str], schemas: Collection[str] | None) -> bool:
    """Whether `by` has all that such an agente has: or a new password would be a way to get it."""
    return by.permisos.issuperset(permisos) and covers(by.schemas, schemas)


def covers(mine: Collection[str] | None, theirs: Collection[str] | None) -> bool:
    return mine is None or (theirs is not None and set(theirs) <= set(mine))
