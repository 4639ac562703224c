"""What commands do to tenants, in the audit log: acts of nobody's, as who typed a command has no account here."""

from __future__ import annotations

from ventanilla.desk.models import Auditoria

from .models import Tenant


def note(tenant: Tenant, accion: str, **detalle: object) -> None:
    """It stands there, once the transaction is committed. Inside the public schema."""
    Auditoria.objects.create(
        accion=accion, schema_name=tenant.schema_name, objeto=f"tenant:{tenant.slug}", detalle=detalle
    )
