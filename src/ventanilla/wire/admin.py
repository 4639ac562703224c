"""Shapes of agents, roles, tokens, tenants and the audit log."""

from __future__ import annotations

__all__: list[str] = []
