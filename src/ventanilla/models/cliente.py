"""A person who asks for support. Its row is the only lock of a conversation."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from .fields import JsonAsWritten


class Cliente(models.Model):
    """One row for each cliente_id of the tenant, made when that person first opens a chat or writes."""

    cliente_id = models.CharField(primary_key=True, max_length=64)
    nombre = models.CharField(max_length=200, blank=True, default="", db_default="")
    email = models.CharField(max_length=254, blank=True, default="", db_default="")
    avatar = models.CharField(max_length=500, blank=True, default="", db_default="")
    atributos = JsonAsWritten(blank=True, default=dict, db_default=models.Value({}, JsonAsWritten()))
    creado_en = models.DateTimeField(db_default=Now())
    bloqueado = models.BooleanField(default=False, db_default=False)
    """What they write is refused. Who said so, and why: `desk.models.Bloqueo`, written in the same transaction."""
    version = models.BigIntegerField(default=0, db_default=0)
    """Rises with each transaction that touches the conversation: while it stays, what a writer remembers is true."""

    class Meta:
        verbose_name = "cliente"
        verbose_name_plural = "clientes"

    def __str__(self) -> str:
        return self.nombre or self.cliente_id
