"""The browsers to which pushes go, and the pushes that have not arrived yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from .agente import Agente


class SuscripcionPush(models.Model):
    """One browser of an agente. Whoever knows its endpoint and its keys can write to it: they stay here."""

    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="suscripciones")
    endpoint = models.TextField(unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    navegador = models.CharField(max_length=200, blank=True, default="")
    """Its User-Agent."""
    creado_en = models.DateTimeField(db_default=Now())
    fallos = models.PositiveSmallIntegerField(default=0, db_default=0)
    """Refusals in a row."""

    class Meta:
        verbose_name = "suscripción push"
        verbose_name_plural = "suscripciones push"

    def __str__(self) -> str:
        return f"{self.agente_id}/{self.pk}"


class EnvioPush(models.Model):
    """A push on its way. It goes when it has arrived, or when it is too late."""

    suscripcion = models.ForeignKey(SuscripcionPush, on_delete=models.CASCADE, related_name="envios")
    cuerpo = models.JSONField()
    """What the service worker reads: `desk.push.Push`."""
    vence_en = models.DateTimeField()
    intentar_en = models.DateTimeField(db_default=Now())
    intentos = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["intentar_en"], name="ventanilla_push_due")]

    def __str__(self) -> str:
        return f"{self.suscripcion_id}/{self.pk}"
