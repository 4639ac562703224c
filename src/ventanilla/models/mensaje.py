"""An entry of a chat's log. seq is its place: 1, 2, 3 … without gaps, in commit order."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .chat import Chat
from .fields import JsonAsWritten


class Mensaje(models.Model):
    """Never changed once written. Migration 0001 adds the guard that keeps seq dense."""

    pk = models.CompositePrimaryKey("chat_id", "seq")
    # No foreign key in the database: the guard trigger looks the chat up anyway, once for each statement.
    chat = models.ForeignKey(
        Chat, on_delete=models.PROTECT, related_name="mensajes", db_constraint=False, db_index=False
    )
    seq = models.IntegerField()
    uid = models.UUIDField()
    tipo = models.CharField(max_length=10, default="texto", db_default="texto")
    autor_tipo = models.CharField(max_length=10)
    autor_id = models.CharField(max_length=64)
    autor_nombre = models.CharField(max_length=200, default="", db_default="")
    autor_avatar = models.CharField(max_length=500, default="", db_default="")
    texto = models.TextField()
    contexto = JsonAsWritten(null=True)
    adjuntos = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    creado_en = models.DateTimeField()

    class Meta:
        verbose_name = "mensaje"
        verbose_name_plural = "mensajes"
        constraints: ClassVar = [
            # uid first: the journal asks for a batch of uids, whoever wrote them.
            models.UniqueConstraint(fields=["uid", "autor_tipo", "autor_id"], name="ventanilla_one_uid"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="ventanilla_seq_from_one"),
            models.CheckConstraint(
                condition=Q(autor_tipo__in=["cliente", "soporte", "sistema", "bot"]),
                name="ventanilla_known_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.seq}"
