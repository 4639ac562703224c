"""Who did and saw what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Auditoria(models.Model):
    """One act of an agente. It outlives everything that it names: there is no foreign key."""

    en = models.DateTimeField(db_default=Now())
    agente_id = models.BigIntegerField(null=True)
    agente_nombre = models.CharField(max_length=200, default="")
    accion = models.CharField(max_length=40)
    schema_name = models.CharField(max_length=63, default="")
    chat_id = models.BigIntegerField(null=True)
    objeto = models.CharField(max_length=200, default="")
    """What it was done to, where that is no chat: `equipo:3`, `agente:7`, `tenant:acme`."""
    detalle = models.JSONField(default=dict)
    """Never the text of a message, never a secret."""
    ip = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = "acto"
        verbose_name_plural = "auditoría"
        indexes: ClassVar = [
            models.Index(fields=["-en"], name="ventanilla_audit_newest"),
            models.Index(fields=["agente_id", "-en"], name="ventanilla_audit_of_agente"),
            models.Index(
                fields=["chat_id", "-en"], condition=models.Q(chat_id__isnull=False), name="ventanilla_audit_of_chat"
            ),
            models.Index(fields=["schema_name", "-en"], name="ventanilla_audit_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.agente_nombre}: {self.accion}"
