"""A file that someone sent, and the message that names it. What is in the file stands in the storage `adjuntos`."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .cliente import Cliente


class Adjunto(models.Model):
    """Waits for a message, then belongs to it: `uid` is that message's, set once, before it is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    cliente = models.ForeignKey(Cliente, on_delete=models.PROTECT, related_name="adjuntos", db_index=False)
    """In whose conversation it is, whoever sent it."""
    chat_id = models.BigIntegerField()
    """Where it was uploaded. The message may be in a later chat."""
    autor_tipo = models.CharField(max_length=10)
    autor_id = models.CharField(max_length=64)
    nombre = models.CharField(max_length=150)
    tipo = models.CharField(max_length=100)
    bytes = models.BigIntegerField()
    ancho = models.IntegerField(null=True)
    alto = models.IntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    archivo = models.CharField(max_length=200)
    """Its name in the storage."""
    creado_en = models.DateTimeField(db_default=Now())
    uid = models.UUIDField(null=True)
    reclamado_en = models.DateTimeField(null=True)
    """When a message last asked for it: a retry asks again."""

    class Meta:
        verbose_name = "adjunto"
        verbose_name_plural = "adjuntos"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(autor_tipo__in=["cliente", "soporte"]), name="ventanilla_adjunto_known_author"
            ),
            models.CheckConstraint(
                condition=Q(uid__isnull=True, reclamado_en__isnull=True)
                | Q(uid__isnull=False, reclamado_en__isnull=False),
                name="ventanilla_adjunto_claimed_at",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre
