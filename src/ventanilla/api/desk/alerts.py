"""How an agente wants to be told, and the browsers that get pushes."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
