"""Shapes of the board's figures."""

from __future__ import annotations

__all__: list[str] = []
