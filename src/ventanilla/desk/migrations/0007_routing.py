"""Whose turn it is, and which chats everyone was called to."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0006_writing")]

    operations: ClassVar = [
        migrations.AddField("agente", "repartido_en", models.DateTimeField(null=True, blank=True)),
        migrations.AddField("bandeja", "avisado_en", models.DateTimeField(null=True)),
    ]
