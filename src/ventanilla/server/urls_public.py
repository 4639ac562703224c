"""What the platform's own domain answers: the app, the agents' login, the administration."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from . import oidc

urlpatterns: list[URLPattern | URLResolver] = [
    path("_allauth/browser/v1/account/email", oidc.not_offered),
    path("_allauth/browser/v1/auth/provider/token", oidc.not_offered),
    path("_allauth/browser/v1/auth/provider/redirect", oidc.not_offered),
    path("soporte/entrar/oidc/", oidc.begin, name="oidc-begin"),
    path("soporte/entrar/<slug:provider_id>/vuelta/", oidc.come_back, name="openid_connect_callback"),
    path("_allauth/", include("allauth.headless.urls")),
    path("admin/", admin.site.urls),
    path("", include("ventanilla.urls")),
]

if settings.VENTANILLA_DEMO:
    from .demo.views import public_pages

    urlpatterns = [*public_pages, *urlpatterns]

handler400 = "ventanilla.server.errors.bad_request"
handler403 = "ventanilla.server.errors.forbidden"
handler404 = "ventanilla.server.errors.not_found"
handler500 = "ventanilla.server.errors.broken"
