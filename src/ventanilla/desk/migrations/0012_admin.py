"""Passwords and second steps that are owed, how a token begins, and an audit log in which a look stands once."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

# What was looked at stands once for each agente and hour; a chat is closed once.
LOOKS = (
    "CREATE UNIQUE INDEX ventanilla_audit_look ON ventanilla_desk_auditoria"
    " (agente_id, chat_id, accion, objeto, date_trunc('hour', en AT TIME ZONE 'UTC'))"
    " WHERE accion IN ('ver', 'descargar')"
)
CLOSES = "CREATE UNIQUE INDEX ventanilla_audit_close ON ventanilla_desk_auditoria (chat_id) WHERE accion = 'cerrar'"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0011_alerts")]

    operations: ClassVar = [
        migrations.AddField("rol", "dos_pasos", models.BooleanField(default=False)),
        migrations.AddField("agente", "clave_temporal", models.BooleanField(default=False)),
        migrations.AddField("tokenagente", "prefijo", models.CharField(blank=True, default="", max_length=12)),
        migrations.AddIndex(
            "auditoria", models.Index(fields=["schema_name", "-en"], name="ventanilla_audit_of_tenant")
        ),
        migrations.RunSQL([LOOKS, CLOSES], ["DROP INDEX ventanilla_audit_look", "DROP INDEX ventanilla_audit_close"]),
    ]
