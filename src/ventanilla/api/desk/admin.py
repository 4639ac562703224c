"""Agents, roles, tokens, tenants, and the audit log."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
