"""What the desk has agreed on: tags, reasons of closing, saved views, and what it knows of each tenant."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from .agente import Agente, Equipo


class Etiqueta(models.Model):
    """A tag that may be chosen. Chats keep its name, also after it is gone."""

    nombre = models.CharField(primary_key=True, max_length=50)
    color = models.CharField(max_length=7, default="#55524a")
    archivada = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.nombre


class Razon(models.Model):
    """A reason of closing. Chats keep its `codigo`."""

    codigo = models.SlugField(primary_key=True, max_length=40)
    nombres = models.JSONField(default=dict)
    """By language: `{"es": …, "en": …}`."""
    orden = models.PositiveSmallIntegerField(default=0)
    activa = models.BooleanField(default=True)

    class Meta:
        verbose_name = "razón de cierre"
        verbose_name_plural = "razones de cierre"
        ordering: ClassVar = ["orden", "codigo"]

    def __str__(self) -> str:
        return self.codigo


class Vista(models.Model):
    """A saved view of the inbox: its agente's own, or everyone's."""

    nombre = models.CharField(max_length=60)
    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, null=True, blank=True, related_name="vistas")
    """Null = everyone's."""
    filtro = models.JSONField(default=dict)
    """`wire.Filtro`."""
    orden = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.nombre


class FichaTenant(models.Model):
    """What soporte knows of a tenant, wherever the tenant itself is kept."""

    schema_name = models.CharField(primary_key=True, max_length=63)
    plan = models.CharField(max_length=60, blank=True, default="")
    importante = models.BooleanField(default=False)
    equipo = models.ForeignKey(Equipo, on_delete=models.SET_NULL, null=True, blank=True, related_name="tenants")
    """Its new chats go to this team."""
    notas = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.schema_name


class Silencio(models.Model):
    """An agente who does not want to hear of a tenant: it stays in the lists, without a sound."""

    pk = models.CompositePrimaryKey("agente_id", "schema_name")
    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="silencios")
    schema_name = models.CharField(max_length=63)
    desde = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.schema_name
