"""A tenant that is to be erased: when, and whether it was suspended before that."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_server", "0002_administration")]

    operations: ClassVar = [
        migrations.AddField("tenant", "borrar_en", models.DateTimeField(null=True, blank=True, editable=False)),
        migrations.AddField(
            "tenant", "suspendido_antes", models.BooleanField(default=False, db_default=False, editable=False)
        ),
        migrations.AddConstraint(
            "tenant",
            models.CheckConstraint(
                condition=Q(borrar_en=None) | Q(suspendido=True), name="ventanilla_served_is_not_erased"
            ),
        ),
    ]
