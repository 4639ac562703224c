"""The public schema's tables."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Envio",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "uid", "agente_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("uid", models.UUIDField()),
                ("agente_id", models.CharField(max_length=64)),
                ("chat_id", models.BigIntegerField()),
                ("seq", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="TicketUsado",
            fields=[
                ("jti", models.UUIDField(primary_key=True, serialize=False)),
                ("expira_en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Agente",
            fields=[
                ("nombre", models.CharField(max_length=200)),
                ("avatar", models.CharField(blank=True, default="", max_length=500)),
                ("activo", models.BooleanField(default=True)),
                ("creado_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="agente",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "agente",
                "verbose_name_plural": "agentes",
            },
        ),
        migrations.CreateModel(
            name="Bandeja",
            fields=[
                ("chat_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("schema_name", models.CharField(max_length=63)),
                ("cliente_id", models.CharField(max_length=64)),
                ("cliente_nombre", models.CharField(db_default="", default="", max_length=200)),
                ("creado_en", models.DateTimeField()),
                ("cerrado", models.BooleanField(db_default=False, default=False)),
                ("cerrado_en", models.DateTimeField(null=True)),
                ("razon_cierre", models.CharField(max_length=40, null=True)),
                ("ultimo_seq", models.IntegerField(db_default=0, default=0)),
                ("ultimo_texto", models.CharField(db_default="", default="", max_length=200)),
                ("ultimo_autor", models.JSONField(null=True)),
                ("ultima_actividad", models.DateTimeField()),
                ("espera_desde", models.DateTimeField(null=True)),
                ("sin_leer", models.IntegerField(db_default=0, default=0)),
                ("anterior", models.BigIntegerField(null=True)),
                ("asignado_a", models.BigIntegerField(null=True)),
                (
                    "etiquetas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50), db_default=[], default=list, size=None
                    ),
                ),
                ("cambiado_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("version", models.IntegerField(db_default=1, default=1)),
            ],
            options={
                "verbose_name": "chat en la bandeja",
                "verbose_name_plural": "bandeja",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ultimo_seq__gt", 0)),
                        fields=["cerrado", "-ultima_actividad", "-chat_id"],
                        name="bandeja_newest",
                    ),
                    models.Index(
                        condition=models.Q(("ultimo_seq__gt", 0)),
                        fields=["schema_name", "cerrado", "-ultima_actividad", "-chat_id"],
                        name="bandeja_newest_of_tenant",
                    ),
                    models.Index(
                        condition=models.Q(("ultimo_seq__gt", 0)), fields=["cambiado_en"], name="bandeja_changed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instalacion",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("epoca", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="ventanilla_one_installation")
                ],
            },
        ),
        migrations.CreateModel(
            name="TokenAgente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("huella", models.CharField(max_length=64, unique=True)),
                ("nombre", models.CharField(blank=True, default="", max_length=100)),
                ("creado_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("expira_en", models.DateTimeField(blank=True, null=True)),
                ("revocado_en", models.DateTimeField(blank=True, null=True)),
                (
                    "agente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="ventanilla_desk.agente"
                    ),
                ),
            ],
            options={
                "verbose_name": "token de agente",
                "verbose_name_plural": "tokens de agentes",
            },
        ),
        migrations.RunSQL(
            "INSERT INTO ventanilla_desk_instalacion (id, epoca) VALUES (1, gen_random_uuid()) ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        ),
    ]
