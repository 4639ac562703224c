"""The public schema's tables: who answers, and one row for each chat of any tenant."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Agente(models.Model):
    """One person of soporte: a user of the public schema who may answer every tenant."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agente")
    nombre = models.CharField(max_length=200)
    avatar = models.CharField(max_length=500, blank=True, default="")
    activo = models.BooleanField(default=True)
    creado_en = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "agente"
        verbose_name_plural = "agentes"

    def __str__(self) -> str:
        return self.nombre


class TokenAgente(models.Model):
    """An agent's API token. Only its SHA-256 is kept."""

    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="tokens")
    huella = models.CharField(max_length=64, unique=True)
    nombre = models.CharField(max_length=100, blank=True, default="")
    creado_en = models.DateTimeField(db_default=Now())
    expira_en = models.DateTimeField(null=True, blank=True)
    revocado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "token de agente"
        verbose_name_plural = "tokens de agentes"

    def __str__(self) -> str:
        return f"{self.agente}: {self.nombre or self.pk}"


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
    ultimo_seq = models.IntegerField(default=0, db_default=0)
    ultimo_texto = models.CharField(max_length=200, default="", db_default="")
    ultimo_autor = models.JSONField(null=True)
    ultima_actividad = models.DateTimeField()
    espera_desde = models.DateTimeField(null=True)
    sin_leer = models.IntegerField(default=0, db_default=0)
    anterior = models.BigIntegerField(null=True)
    asignado_a = models.BigIntegerField(null=True)
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


class TicketUsado(models.Model):
    """A ticket that has opened its WebSocket, kept until it would have expired: it opens no second one."""

    jti = models.UUIDField(primary_key=True)
    expira_en = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.jti)


class Instalacion(models.Model):
    """One row. `epoca` changes only where stored messages may have been lost: after a restored backup."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    epoca = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="ventanilla_one_installation")]

    def __str__(self) -> str:
        return str(self.epoca)
