"""The installation itself: its epoch, its settings, tickets that were used, and what runs now and then."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Instalacion(models.Model):
    """One row. `epoca` changes only where stored messages may have been lost: after a restored backup."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    epoca = models.UUIDField(default=uuid.uuid4)
    ajustes = models.JSONField(default=dict, db_default={})
    """`wire.Ajustes`; what is not there has its default."""
    vapid = models.CharField(max_length=60, blank=True, default="", db_default="")
    """The private key that signs pushes; made when it is first needed. It leaves this row for nothing else."""

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="ventanilla_one_installation")]

    def __str__(self) -> str:
        return str(self.epoca)


class TicketUsado(models.Model):
    """A ticket that has opened its WebSocket, kept until it would have expired: it opens no second one."""

    jti = models.UUIDField(primary_key=True)
    expira_en = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.jti)


class Ronda(models.Model):
    """When a job that any node may do was last begun, so that one does it."""

    nombre = models.CharField(primary_key=True, max_length=40)
    empezada_en = models.DateTimeField()

    def __str__(self) -> str:
        return self.nombre
