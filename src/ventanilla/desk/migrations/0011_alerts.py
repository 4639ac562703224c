"""Pushes to agents who are away, and digests by e-mail."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0010_board")]

    operations: ClassVar = [
        migrations.AddField("agente", "resumido_en", models.DateTimeField(null=True, blank=True)),
        migrations.AddField("bandeja", "empujado_de", models.DateTimeField(null=True)),
        migrations.AddField(
            "instalacion", "vapid", models.CharField(max_length=60, blank=True, default="", db_default="")
        ),
        migrations.CreateModel(
            "SuscripcionPush",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("endpoint", models.TextField(unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("navegador", models.CharField(max_length=200, blank=True, default="")),
                ("creado_en", models.DateTimeField(db_default=Now())),
                ("fallos", models.PositiveSmallIntegerField(default=0, db_default=0)),
                (
                    "agente",
                    models.ForeignKey(
                        to="ventanilla_desk.agente",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suscripciones",
                    ),
                ),
            ],
            options={"verbose_name": "suscripción push", "verbose_name_plural": "suscripciones push"},
        ),
        migrations.CreateModel(
            "EnvioPush",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cuerpo", models.JSONField()),
                ("vence_en", models.DateTimeField()),
                ("intentar_en", models.DateTimeField(db_default=Now())),
                ("intentos", models.PositiveSmallIntegerField(default=0, db_default=0)),
                (
                    "suscripcion",
                    models.ForeignKey(
                        to="ventanilla_desk.suscripcionpush",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="envios",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["intentar_en"], name="ventanilla_push_due")]},
        ),
    ]
