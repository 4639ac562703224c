"""What a tenant's domain answers."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [path("", include("ventanilla.urls"))]

if settings.VENTANILLA_DEMO:
    from .demo.views import tenant_pages

    urlpatterns = [*tenant_pages, *urlpatterns]

handler400 = "ventanilla.server.errors.bad_request"
handler403 = "ventanilla.server.errors.forbidden"
handler404 = "ventanilla.server.errors.not_found"
handler500 = "ventanilla.server.errors.broken"
