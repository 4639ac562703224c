"""The inbox: views, counts, tags, reasons, assignment, many chats at once."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
