"""What agents write and no cliente sees: notes, drafts, canned replies; and blocking a cliente."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
