"""Indexes for the figures of answers, and for chats with tags."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ventanilla_desk", "0013_search"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="bandeja",
            index=models.Index(
                condition=models.Q(("respondido_en__isnull", False)), fields=["respondido_en"], name="bandeja_answered"
            ),
        ),
        migrations.AddIndex(
            model_name="bandeja",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("etiquetas", []), _negated=True), fields=["etiquetas"], name="bandeja_tagged"
            ),
        ),
    ]
