"""Tenants of the standalone server and the domains that lead to them. All of it is in the public schema."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django_tenants.models import DomainMixin, TenantMixin


def new_secret() -> str:
    """256 bits: as long as the hash of the tokens that it signs."""
    return secrets.token_urlsafe(32)


class Tenant(TenantMixin):  # type: ignore[misc]
    """A customer company of the platform, or (slug `public`) the platform itself.

    Made by `tenants.create`, which also makes its schema and its domain.
    """

    slug = models.CharField(max_length=40, unique=True)
    nombre = models.CharField(max_length=200)
    color = models.CharField(
        max_length=7, validators=[RegexValidator(r"^#[0-9a-f]{6}$", "un color como #0f7a5a, en minúsculas")]
    )
    secreto = models.CharField(max_length=200, default=new_secret)
    """Signs the clientes' tokens (HS256)."""
    secreto_anterior = models.CharField(max_length=200, default="", db_default="", blank=True, editable=False)
    secreto_anterior_hasta = models.DateTimeField(null=True, blank=True, editable=False)
    """Until then the one before is good too."""
    secreto_cambiado_en = models.DateTimeField(null=True, blank=True, editable=False)
    jwks = models.JSONField(null=True, blank=True)
    """The tenant's own public keys, where it signs its clientes' tokens by RS256, ES256 or EdDSA."""
    origenes = models.JSONField(default=list, blank=True)
    """Origins of other sites on which its widget may run, such as https://app.acme.example."""
    idioma = models.CharField(
        max_length=2, default="", db_default="", blank=True, choices=[("es", "español"), ("en", "inglés")]
    )
    """Of its people where the page that shows the panel says none; empty = their browser's."""
    tema = models.JSONField(null=True, blank=True)
    """`wire.TemaDeTenant`."""
    limites = models.JSONField(null=True, blank=True)
    """`wire.Limites`."""
    suspendido = models.BooleanField(default=False)
    borrar_en = models.DateTimeField(null=True, blank=True, editable=False)
    """When it is erased, whole (`erasing`); null = it stays."""
    suspendido_antes = models.BooleanField(default=False, db_default=False, editable=False)
    """Whether it was suspended already when its erasure was asked for."""
    migrado = models.CharField(max_length=64, default="", blank=True, editable=False)
    """Which set of migrations its schema has: all tenants' can then be checked in one query."""
    creado_en = models.DateTimeField(db_default=Now())

    auto_create_schema = True

    class Meta:
        verbose_name = "tenant"
        verbose_name_plural = "tenants"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z][a-z0-9-]{0,39}$"), name="ventanilla_tenant_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(borrar_en=None) | models.Q(suspendido=True), name="ventanilla_served_is_not_erased"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.suspendido:
            # Whoever lets it in again, wherever they do it, has called its erasure off.
            self.borrar_en = None
        super().save(*args, **kwargs)


class Domain(DomainMixin):  # type: ignore[misc]
    """A host name that leads to a tenant."""

    class Meta:
        verbose_name = "dominio"
        verbose_name_plural = "dominios"
