"""Search over messages, clientes and tenants."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
