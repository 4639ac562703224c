"""Who answers: agents, what their role lets them do, the teams that they are in, and the tokens of their programs."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Rol(models.Model):
    """A name for what one may do. Three are there from the start: agente, supervisor, administrador."""

    codigo = models.SlugField(primary_key=True, max_length=40)
    nombre = models.CharField(max_length=100)
    permisos = ArrayField(models.CharField(max_length=20), default=list)
    """Of `chat.people.PERMISOS`."""
    de_fabrica = models.BooleanField(default=False)
    """It stays as it is."""
    dos_pasos = models.BooleanField(default=False)
    """Whoever has it needs a second step to come in."""

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "roles"

    def __str__(self) -> str:
        return self.nombre


class Agente(models.Model):
    """One person of soporte: a user of the public schema. Its id is the user's, here and on the wire."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="agente"
    )
    nombre = models.CharField(max_length=200)
    avatar = models.CharField(max_length=500, blank=True, default="")
    activo = models.BooleanField(default=True)
    clave_temporal = models.BooleanField(default=False)
    """Somebody else knows their password: they choose another before anything else."""
    rol = models.ForeignKey(Rol, on_delete=models.PROTECT, default="agente", related_name="agentes")
    tenants = ArrayField(models.CharField(max_length=63), null=True, blank=True)
    """Schemas of the tenants that they may see; null = all."""
    capacidad = models.PositiveSmallIntegerField(null=True, blank=True)
    """Open chats that are given to them at most; null = as many as the settings say."""
    disponible = models.BooleanField(default=True)
    """The switch that they set themselves: away although a console is open."""
    repartido_en = models.DateTimeField(null=True, blank=True)
    """When a chat was last given to them by routing: whose turn it is."""
    preferencias = models.JSONField(default=dict, blank=True)
    """`wire.Preferencias`."""
    resumido_en = models.DateTimeField(null=True, blank=True)
    """For which moment the last digest was sent, or its times were chosen."""
    creado_en = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "agente"
        verbose_name_plural = "agentes"

    def __str__(self) -> str:
        return self.nombre


class Equipo(models.Model):
    """Agents who take chats together."""

    nombre = models.CharField(max_length=100, unique=True)
    color = models.CharField(max_length=7, default="#0f7a5a")
    miembros = models.ManyToManyField(Agente, related_name="equipos", blank=True)
    asignacion = models.CharField(max_length=12, null=True, blank=True)
    """`manual`, `turnos` or `menos_carga`; null = as the settings say."""
    horario = models.JSONField(null=True, blank=True)
    """`wire.Horario`; null = always."""
    creado_en = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "equipo"
        verbose_name_plural = "equipos"

    def __str__(self) -> str:
        return self.nombre


class TokenAgente(models.Model):
    """An agent's API token. Only its SHA-256 is kept."""

    agente = models.ForeignKey(Agente, on_delete=models.CASCADE, related_name="tokens")
    ambitos = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    """Permissions that it is good for, of those that the agente has; null = all of them."""
    huella = models.CharField(max_length=64, unique=True)
    prefijo = models.CharField(max_length=12, blank=True, default="")
    """How it begins, so that one knows it again."""
    nombre = models.CharField(max_length=100, blank=True, default="")
    creado_en = models.DateTimeField(db_default=Now())
    expira_en = models.DateTimeField(null=True, blank=True)
    revocado_en = models.DateTimeField(null=True, blank=True)
    usado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "token de agente"
        verbose_name_plural = "tokens de agentes"

    def __str__(self) -> str:
        return f"{self.agente}: {self.nombre or self.pk}"
