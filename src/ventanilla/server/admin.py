"""Tenants in Django's administration. Made by the command line, looked at and suspended here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from .models import Domain, Tenant

if TYPE_CHECKING:
    TenantModelAdmin = admin.ModelAdmin[Tenant]
    DomainTabularInline = admin.TabularInline[Domain, Tenant]
else:
    TenantModelAdmin, DomainTabularInline = admin.ModelAdmin, admin.TabularInline


class DomainInline(DomainTabularInline):
    model = Domain
    extra = 0


@admin.register(Tenant)
class TenantAdmin(TenantModelAdmin):
    list_display = ("slug", "nombre", "schema_name", "suspendido", "creado_en")
    search_fields = ("slug", "nombre")
    fields = ("slug", "schema_name", "nombre", "color", "jwks", "origenes", "suspendido")
    readonly_fields = ("slug", "schema_name")
    inlines = (DomainInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Tenant | None = None) -> bool:
        return False
