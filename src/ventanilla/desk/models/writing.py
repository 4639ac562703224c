"""What agents write that no cliente ever sees: notes, drafts, canned replies."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .agente import Agente


class Nota(models.Model):
    """A note among agents. In a table of its own, in the public schema: no filter can forget it."""

    chat_id = models.BigIntegerField()
    schema_name = models.CharField(max_length=63)
    autor = models.ForeignKey(Agente, on_delete=models.PROTECT, related_name="notas")
    texto = models.TextField()
    menciones = ArrayField(models.BigIntegerField(), default=list)
    """Agents, by id."""
    tras_seq = models.IntegerField()
    """It stands after this message."""
    creado_en = models.DateTimeField(db_default=Now())
    editado_en = models.DateTimeField(null=True)
    borrado_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "nota"
        verbose_name_plural = "notas"
        indexes: ClassVar = [
            models.Index(fields=["chat_id", "id"], name="ventanilla_nota_of_chat"),
            GinIndex(fields=["menciones"], name="ventanilla_nota_mentions"),
        ]

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.pk}"


class Mencion(models.Model):
    """An agente is named in a note; `leida_en` once they have seen it."""

    pk = models.CompositePrimaryKey("agente_id", "nota_id")
    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="menciones")
    nota = models.ForeignKey(Nota, on_delete=models.CASCADE, related_name="+")
    chat_id = models.BigIntegerField()
    leida_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "mención"
        verbose_name_plural = "menciones"
        indexes: ClassVar = [
            models.Index(fields=["agente", "chat_id"], condition=Q(leida_en=None), name="ventanilla_mencion_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.agente_id}/{self.nota_id}"


class Bloqueo(models.Model):
    """A cliente whose messages are refused: who said so, and why. The rule itself reads `Cliente.bloqueado`."""

    schema_name = models.CharField(max_length=63)
    cliente_id = models.CharField(max_length=64)
    chat_id = models.BigIntegerField()
    """The chat from which they were blocked."""
    por = models.ForeignKey(Agente, on_delete=models.PROTECT, related_name="+")
    motivo = models.CharField(max_length=200, blank=True, default="")
    en = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "bloqueo"
        verbose_name_plural = "bloqueos"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schema_name", "cliente_id"], name="ventanilla_bloqueo_of_cliente"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name}/{self.cliente_id}"


class Borrador(models.Model):
    """What an agente has begun to write in a chat."""

    pk = models.CompositePrimaryKey("agente_id", "chat_id", "tipo")
    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="borradores")
    chat_id = models.BigIntegerField()
    tipo = models.CharField(max_length=10)
    """`respuesta` or `nota`."""
    texto = models.TextField()
    cambiado_en = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.agente_id}/{self.chat_id}"


class Respuesta(models.Model):
    """A canned reply: its agente's own, or everyone's."""

    atajo = models.SlugField(max_length=40)
    """What one types after «/»."""
    titulo = models.CharField(max_length=100)
    textos = models.JSONField(default=dict)
    """By language, with variables such as `{{cliente.nombre}}`."""
    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, null=True, blank=True, related_name="respuestas")
    """Null = everyone's."""
    usos = models.PositiveIntegerField(default=0)
    cambiado_en = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "respuesta rápida"
        verbose_name_plural = "respuestas rápidas"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["atajo"], condition=Q(agente=None), name="ventanilla_respuesta_of_all"),
            models.UniqueConstraint(fields=["agente", "atajo"], name="ventanilla_respuesta_of_one"),
        ]

    def __str__(self) -> str:
        return self.atajo
