"""Shapes of the inbox: views, counts, tags, reasons, what is done to many chats at once."""

from __future__ import annotations

__all__: list[str] = []
