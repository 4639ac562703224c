"""The tables of every schema."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import ventanilla.models.chat
import ventanilla.models.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # In public, whichever schema asks first: an id names one chat in the whole installation.
        migrations.RunSQL("CREATE SEQUENCE IF NOT EXISTS public.ventanilla_chat_id", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Cliente",
            fields=[
                ("cliente_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("nombre", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("email", models.CharField(blank=True, db_default="", default="", max_length=254)),
                ("avatar", models.CharField(blank=True, db_default="", default="", max_length=500)),
                (
                    "atributos",
                    ventanilla.models.fields.JsonAsWritten(
                        blank=True, db_default=models.Value({}, ventanilla.models.fields.JsonAsWritten()), default=dict
                    ),
                ),
                ("creado_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("version", models.BigIntegerField(db_default=0, default=0)),
            ],
            options={
                "verbose_name": "cliente",
                "verbose_name_plural": "clientes",
            },
        ),
        migrations.CreateModel(
            name="Chat",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=ventanilla.models.chat.NextChatId(), primary_key=True, serialize=False
                    ),
                ),
                ("anterior", models.BigIntegerField(null=True)),
                ("contexto", ventanilla.models.fields.JsonAsWritten(null=True)),
                ("creado_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("actividad_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ultimo_seq", models.IntegerField(db_default=0, default=0)),
                ("ultimo_seq_cliente", models.IntegerField(db_default=0, default=0)),
                ("leido_cliente", models.IntegerField(db_default=0, default=0)),
                ("leido_soporte", models.IntegerField(db_default=0, default=0)),
                ("sin_leer_cliente", models.IntegerField(db_default=0, default=0)),
                ("sin_leer_soporte", models.IntegerField(db_default=0, default=0)),
                ("espera_desde", models.DateTimeField(null=True)),
                ("cerrado", models.BooleanField(db_default=False, default=False)),
                ("cerrado_en", models.DateTimeField(null=True)),
                ("cerrado_por", models.JSONField(null=True)),
                ("razon_cierre", models.CharField(max_length=40, null=True)),
                ("mensaje_cierre", models.TextField(db_default="", default="")),
                (
                    "cliente",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chats",
                        to="ventanilla.cliente",
                    ),
                ),
            ],
            options={
                "verbose_name": "chat",
                "verbose_name_plural": "chats",
            },
        ),
        migrations.CreateModel(
            name="Mensaje",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "chat_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seq", models.IntegerField()),
                ("uid", models.UUIDField()),
                ("tipo", models.CharField(db_default="texto", default="texto", max_length=10)),
                ("autor_tipo", models.CharField(max_length=10)),
                ("autor_id", models.CharField(max_length=64)),
                ("autor_nombre", models.CharField(db_default="", default="", max_length=200)),
                ("autor_avatar", models.CharField(db_default="", default="", max_length=500)),
                ("texto", models.TextField()),
                ("contexto", ventanilla.models.fields.JsonAsWritten(null=True)),
                ("adjuntos", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ("creado_en", models.DateTimeField()),
                (
                    "chat",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mensajes",
                        to="ventanilla.chat",
                    ),
                ),
            ],
            options={
                "verbose_name": "mensaje",
                "verbose_name_plural": "mensajes",
            },
        ),
        migrations.AddIndex(
            model_name="chat",
            index=models.Index(fields=["cliente", "-id"], name="ventanilla_chat_history"),
        ),
        migrations.AddConstraint(
            model_name="chat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cerrado", False)), fields=("cliente",), name="ventanilla_one_open_chat"
            ),
        ),
        migrations.AddConstraint(
            model_name="chat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cerrado", True), ("cerrado_en__isnull", False)),
                    models.Q(("cerrado", False), ("cerrado_en__isnull", True)),
                    _connector="OR",
                ),
                name="ventanilla_closed_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="chat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("leido_cliente__lte", models.F("ultimo_seq")), ("leido_soporte__lte", models.F("ultimo_seq"))
                ),
                name="ventanilla_read_up_to_the_last",
            ),
        ),
        migrations.AddConstraint(
            model_name="mensaje",
            constraint=models.UniqueConstraint(fields=("uid", "autor_tipo", "autor_id"), name="ventanilla_one_uid"),
        ),
        migrations.AddConstraint(
            model_name="mensaje",
            constraint=models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="ventanilla_seq_from_one"),
        ),
        migrations.AddConstraint(
            model_name="mensaje",
            constraint=models.CheckConstraint(
                condition=models.Q(("autor_tipo__in", ["cliente", "soporte", "sistema", "bot"])),
                name="ventanilla_known_author",
            ),
        ),
    ]
