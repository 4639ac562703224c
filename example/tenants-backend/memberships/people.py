"""Whom the support team talks to, where a session is good on every company's domain."""

from typing import Any

from .models import Membership


def cliente_of_member(user: Any, schema: str) -> dict[str, Any] | None:
    """Nobody is a cliente of a company that they do not belong to."""
    if not Membership.objects.filter(user=user, company__schema_name=schema).exists():
        return None
    return {"cliente_id": user.pk, "nombre": user.get_full_name(), "email": user.email}
