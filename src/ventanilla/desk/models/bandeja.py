"""One row for each chat of any tenant: the inbox, its order and its counts; and what agents sent."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Bandeja(models.Model):
    """The inbox row of a chat, written in the transaction that changes the chat.

    No foreign key to a tenant's schema: `schema_name` and `cliente_id` say whose chat it is.
    A row with ultimo_seq 0 is a chat in which nobody has said anything: no list and no figure shows it.
    Whoever writes a row sets `cambiado_en` and adds one to `version`: by these the nodes find what their agents lack.
    """

    chat_id = models.BigIntegerField(primary_key=True)
    schema_name = models.CharField(max_length=63)
    cliente_id = models.CharField(max_length=64)
    cliente_nombre = models.CharField(max_length=200, default="", db_default="")
    creado_en = models.DateTimeField()
    cerrado = models.BooleanField(default=False, db_default=False)
    cerrado_en = models.DateTimeField(null=True)
    razon_cierre = models.CharField(max_length=40, null=True)
    cerrado_por = models.BigIntegerField(null=True)
    """The agente who closed it; null = open, or closed by the system."""
    ultimo_seq = models.IntegerField(default=0, db_default=0)
    ultimo_texto = models.CharField(max_length=200, default="", db_default="")
    ultimo_autor = models.JSONField(null=True)
    ultima_actividad = models.DateTimeField()
    espera_desde = models.DateTimeField(null=True)
    sin_leer = models.IntegerField(default=0, db_default=0)
    anterior = models.BigIntegerField(null=True)
    razon_anterior = models.CharField(max_length=40, null=True)
    """Why the cliente's chat before this one was closed."""
    asignado_a = models.BigIntegerField(null=True)
    asignado_en = models.DateTimeField(null=True)
    equipo_id = models.BigIntegerField(null=True)
    avisado_en = models.DateTimeField(null=True)
    """When everyone was called because nobody took it."""
    empujado_de = models.DateTimeField(null=True)
    """The `espera_desde` of the wait of which agents who are away were told."""
    respondido_en = models.DateTimeField(null=True)
    """When soporte answered first, and who did."""
    respondido_por = models.BigIntegerField(null=True)
    puntuacion = models.SmallIntegerField(null=True)
    etiquetas = ArrayField(models.CharField(max_length=50), default=list, db_default=[])
    cambiado_en = models.DateTimeField(db_default=Now())
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = "chat en la bandeja"
        verbose_name_plural = "bandeja"
        indexes: ClassVar = [
            models.Index(
                fields=["cerrado", "-ultima_actividad", "-chat_id"],
                condition=Q(ultimo_seq__gt=0),
                name="bandeja_newest",
            ),
            models.Index(
                fields=["schema_name", "cerrado", "-ultima_actividad", "-chat_id"],
                condition=Q(ultimo_seq__gt=0),
                name="bandeja_newest_of_tenant",
            ),
            models.Index(fields=["cambiado_en"], condition=Q(ultimo_seq__gt=0), name="bandeja_changed"),
            models.Index(fields=["creado_en"], condition=Q(ultimo_seq__gt=0), name="bandeja_opened"),
            models.Index(fields=["respondido_en"], condition=Q(respondido_en__isnull=False), name="bandeja_answered"),
            GinIndex(fields=["etiquetas"], condition=~Q(etiquetas=[]), name="bandeja_tagged"),
            models.Index(fields=["cerrado_en"], condition=Q(cerrado=True), name="bandeja_closed"),
            models.Index(
                fields=["asignado_a"], condition=Q(cerrado=False, asignado_a__isnull=False), name="bandeja_of_agente"
            ),
            models.Index(
                fields=["espera_desde", "chat_id"],
                condition=Q(cerrado=False, ultimo_seq__gt=0),
                name="bandeja_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name}/{self.chat_id}"


class Envio(models.Model):
    """What an agent sent: one uid is one message, also across tenants, where no one table could say so."""

    pk = models.CompositePrimaryKey("uid", "agente_id")
    uid = models.UUIDField()
    agente_id = models.CharField(max_length=64)
    chat_id = models.BigIntegerField()
    seq = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.seq}"
