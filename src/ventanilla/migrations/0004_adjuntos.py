"""Files that people send, and what a cliente thought of a chat once it was closed."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ventanilla", "0003_journal")]

    operations = [
        migrations.CreateModel(
            name="Adjunto",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "cliente",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjuntos",
                        to="ventanilla.cliente",
                    ),
                ),
                ("chat_id", models.BigIntegerField()),
                ("autor_tipo", models.CharField(max_length=10)),
                ("autor_id", models.CharField(max_length=64)),
                ("nombre", models.CharField(max_length=150)),
                ("tipo", models.CharField(max_length=100)),
                ("bytes", models.BigIntegerField()),
                ("ancho", models.IntegerField(null=True)),
                ("alto", models.IntegerField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("archivo", models.CharField(max_length=200)),
                ("creado_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("uid", models.UUIDField(null=True)),
                ("reclamado_en", models.DateTimeField(null=True)),
            ],
            options={"verbose_name": "adjunto", "verbose_name_plural": "adjuntos"},
        ),
        migrations.AddConstraint(
            model_name="adjunto",
            constraint=models.CheckConstraint(
                condition=models.Q(("autor_tipo__in", ["cliente", "soporte"])), name="ventanilla_adjunto_known_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjunto",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reclamado_en__isnull", True), ("uid__isnull", True)),
                    models.Q(("reclamado_en__isnull", False), ("uid__isnull", False)),
                    _connector="OR",
                ),
                name="ventanilla_adjunto_claimed_at",
            ),
        ),
        migrations.AddField(model_name="chat", name="puntuacion", field=models.SmallIntegerField(null=True)),
        migrations.AddField(model_name="chat", name="comentario", field=models.TextField(null=True)),
        migrations.AddField(model_name="chat", name="valorado_en", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="chat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("puntuacion__isnull", True), ("valorado_en__isnull", True)),
                    models.Q(
                        ("cerrado", True),
                        ("puntuacion__isnull", False),
                        ("puntuacion__range", (1, 5)),
                        ("valorado_en__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ventanilla_rated_when_closed",
            ),
        ),
    ]
