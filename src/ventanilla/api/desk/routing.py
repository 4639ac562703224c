"""Who is in line, teams and hours, and how chats find their agente."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
