"""What the board asks for by time: opened, answered and closed, over all tenants and of one."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0007_routing")]

    operations: ClassVar = [
        migrations.AddIndex(
            "bandeja", models.Index(fields=["creado_en"], condition=Q(ultimo_seq__gt=0), name="bandeja_opened")
        ),
        migrations.AddIndex(
            "bandeja", models.Index(fields=["cerrado_en"], condition=Q(cerrado=True), name="bandeja_closed")
        ),
        migrations.AddIndex(
            "bandeja",
            models.Index(
                fields=["asignado_a"], condition=Q(cerrado=False, asignado_a__isnull=False), name="bandeja_of_agente"
            ),
        ),
        migrations.AddIndex(
            "bandeja",
            models.Index(
                fields=["espera_desde", "chat_id"], condition=Q(cerrado=False, ultimo_seq__gt=0), name="bandeja_waiting"
            ),
        ),
    ]
