"""Figures: the board and its exports."""

from __future__ import annotations

from ..call import Endpoint

ENDPOINTS: list[Endpoint] = []
