"""The calls of the agents' console, by topic. All of them are on the public domain and for agents."""

from __future__ import annotations

from ..call import Endpoint
from . import admin, alerts, board, inbox, routing, search, writing

ENDPOINTS: list[Endpoint] = [
    *inbox.ENDPOINTS,
    *writing.ENDPOINTS,
    *routing.ENDPOINTS,
    *alerts.ENDPOINTS,
    *search.ENDPOINTS,
    *board.ENDPOINTS,
    *admin.ENDPOINTS,
]
