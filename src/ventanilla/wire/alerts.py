"""Shapes of preferences and push subscriptions."""

from __future__ import annotations

__all__: list[str] = []
