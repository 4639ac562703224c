"""What operators see in Django's administration: tenants, which they suspend here too, and the desk's own tables to
look at. Those are changed in the console, which checks, tells whoever is there, and writes down who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from ventanilla.desk.models import Agente, Auditoria, Equipo, Etiqueta, Razon, Respuesta, Rol, TokenAgente

from .models import Domain, Tenant

if TYPE_CHECKING:
    TenantModelAdmin = admin.ModelAdmin[Tenant]
    DomainTabularInline = admin.TabularInline[Domain, Tenant]
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    TenantModelAdmin, DomainTabularInline, AnyModelAdmin = admin.ModelAdmin, admin.TabularInline, admin.ModelAdmin


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


class ToLookAt(AnyModelAdmin):
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Agente)
class AgenteAdmin(ToLookAt):
    list_display = ("nombre", "user", "rol", "activo", "disponible", "creado_en")
    list_select_related = ("user", "rol")
    list_filter = ("rol", "activo")
    search_fields = ("nombre",)


@admin.register(TokenAgente)
class TokenAgenteAdmin(ToLookAt):
    list_display = ("prefijo", "nombre", "agente", "creado_en", "usado_en", "expira_en", "revocado_en")
    list_select_related = ("agente",)
    exclude = ("huella",)


@admin.register(Auditoria)
class AuditoriaAdmin(ToLookAt):
    list_display = ("en", "agente_nombre", "accion", "schema_name", "chat_id", "objeto")
    list_filter = ("accion",)
    ordering = ("-en",)


admin.site.register([Rol, Equipo, Etiqueta, Razon, Respuesta], ToLookAt)
