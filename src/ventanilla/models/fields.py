"""Columns of our own kind."""

from __future__ import annotations

from typing import Any

from django.db import models


class JsonAsWritten(models.JSONField):
    """PostgreSQL's `json`: what came is what is read. `jsonb` would write 1e300 out as 301 digits."""

    def db_type(self, connection: Any) -> str:
        return "json"
