"""The demo's two pages and what they ask for. Anyone may be anyone here: mounted by `ventanilla demo` alone."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from ventanilla.chat.people import Profile
from ventanilla.conf import PUBLIC_SLUG
from ventanilla.identity import sign_cliente_token
from ventanilla.tenancy import by_slug

from ..errors import not_found
from .content import content


@require_GET
def datos(request: HttpRequest) -> JsonResponse:
    """Who the page's tenant is, and whom one can be there."""
    tenant = request.tenant  # type: ignore[attr-defined]
    personas = [
        {"cliente_id": p.cliente_id, "nombre": p.nombre, "email": p.email, "papel": p.papel}
        for p in content().personas.get(tenant.slug, [])
    ]
    return JsonResponse(
        {
            "tenant": {"slug": tenant.slug, "nombre": tenant.nombre, "color": tenant.color},
            "personas": personas,
        }
    )


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """What the tenant's own server would hand to its page: a token for the person who is logged in there."""
    slug = request.tenant.slug  # type: ignore[attr-defined]
    try:
        cliente_id = json.loads(request.body)["cliente_id"]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"detail": "{cliente_id}"}, status=400)
    persona, tenant = content().persona(slug, cliente_id), by_slug(slug)
    if persona is None or tenant is None:
        return not_found(request)
    profile = Profile(persona.nombre, persona.email, "", persona.atributos)
    return JsonResponse({"token": sign_cliente_token(tenant, persona.cliente_id, profile)})


@require_GET
def portada(request: HttpRequest) -> JsonResponse:
    """Where everything is."""
    tenants = [
        {"slug": e.slug, "nombre": e.nombre, "color": e.color, "url": _url(request, f"{e.slug}.")}
        for e in content().tenants
        if e.slug != PUBLIC_SLUG
    ]
    agentes = [{"usuario": a.usuario, "nombre": a.nombre, "contrasena": a.contrasena} for a in content().agentes]
    home = _url(request)
    return JsonResponse({
        "tenants": tenants,
        "cuenta_url": f"{home}cuenta/",
        "consola_url": f"{home}soporte/",
        "agentes": agentes,
        "api_url": f"{home}api/docs/",
    })  # fmt: skip


@require_GET
def saas_page(request: HttpRequest) -> HttpResponse:
    return _page("saas.html")


@require_GET
def portada_page(request: HttpRequest) -> HttpResponse:
    return _page("portada.html")


def _page(name: str) -> HttpResponse:
    found = finders.find(f"ventanilla/demo/{name}")
    if not found:
        return HttpResponse(
            "Las páginas de la demo no están construidas: make setup\n",
            status=503,
            content_type="text/plain; charset=utf-8",
        )
    return HttpResponse(Path(found).read_bytes(), headers={"Cache-Control": "no-cache"})


def _url(request: HttpRequest, prefix: str = "") -> str:
    port = request.get_port()
    usual = "443" if request.is_secure() else "80"
    return f"{request.scheme}://{prefix}{settings.VENTANILLA['PUBLIC_DOMAIN']}{'' if port == usual else f':{port}'}/"


_everywhere = [path("demo/datos/", datos), path("demo/token/", token)]
tenant_pages = [path("", saas_page), *_everywhere]
public_pages = [
    path("", portada_page),
    path("cuenta/", saas_page),
    path("demo/portada/", portada),
    *_everywhere,
]
