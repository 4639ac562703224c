"""Which agents are there, as each node last said."""

from __future__ import annotations

from django.db import models

from .agente import Agente


class Presencia(models.Model):
    """An agente with an open console on a node. What was not renewed for a while says nothing any more."""

    pk = models.CompositePrimaryKey("agente_id", "nodo")
    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="presencias")
    nodo = models.CharField(max_length=64)
    conexiones = models.PositiveSmallIntegerField(default=1)
    inactivo = models.BooleanField(default=False)
    """Nobody has touched any of their consoles for a while."""
    visto_en = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agente_id}@{self.nodo}"
