"""Who has a second step of login: known by what keeps the accounts (the standalone server), told to the desk here."""

from __future__ import annotations

from collections.abc import Callable, Collection

Ask = Callable[[Collection[int]], set[int]]
"""Of these users, by id, those who have one. Synchronous, inside the public schema."""

_ask: Ask | None = None
_condition = "true"


def known_by(ask: Ask, condition: str) -> None:
    """`condition`: the same in SQL, of the user `u`, with all tables by their full names."""
    global _ask, _condition
    _ask, _condition = ask, condition


def is_offered() -> bool:
    """Whether agents can set one up at all."""
    return _ask is not None


def having(user_ids: Collection[int]) -> set[int]:
    return _ask(user_ids) if _ask else set()


def condition() -> str:
    """SQL: whether nothing is missing of the user `u`; true for all where none can be set up."""
    return _condition
