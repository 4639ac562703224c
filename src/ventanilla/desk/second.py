"""Who has a second step of login: known by what keeps the accounts (the standalone server), told to the desk here."""

from __future__ import annotations

from collections.abc import Callable, Collection

Ask = Callable[[Collection[int]], set[int]]
"""Of these users, by id, those who have one. Synchronous, inside the public schema."""

_ask: Ask | None = None


def known_by(ask: Ask) -> None:
    global _ask
    _ask = ask


def is_offered() -> bool:
    """Whether agents can set one up at all."""
    return _ask is not None


def having(user_ids: Collection[int]) -> set[int]:
    return _ask(user_ids) if _ask else set()
