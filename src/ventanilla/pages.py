"""Serves what is built: the console, the widget, the API document and its page. Nothing is computed here."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.html import format_html
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from .api.openapi import document
from .conf import conf
from .tenancy import of_row

CODINGS = {"br": ".br", "gzip": ".gz"}
"""What a built file is kept compressed as, the smallest first."""


@require_safe
@ensure_csrf_cookie
def console(request: HttpRequest, **_: Any) -> HttpResponse:
    """The agents' console, on the public domain. Its own router reads the rest of the path."""
    if not _is_public(request):
        raise Http404
    page = _built("ventanilla/console/index.html").replace(b"<head>", b"<head>" + _door(), 1)
    return HttpResponse(page, headers={"Cache-Control": "no-cache"})


def _door() -> bytes:
    """Where agents log in and out, where that is the host's own."""
    if apps.is_installed("allauth.headless"):
        return b""
    metas = {"login": resolve_url(settings.LOGIN_URL), "logout": conf().logout_url}
    return "".join(
        format_html('<meta name="ventanilla-{}" content="{}">', name, url) for name, url in metas.items() if url
    ).encode()


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """What shows pushes while no console is open. Its place is its scope: the console's addresses and no others."""
    if not _is_public(request):
        raise Http404
    return HttpResponse(
        _built("ventanilla/console/avisos.js"),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
def widget(request: HttpRequest) -> HttpResponse:
    """The script that a page loads; the same address for ever, so that it is kept for minutes only. Where the tenant
    has a look of its own, that stands before it."""
    cache = "public, max-age=300, stale-while-revalidate=86400"
    look = _look(request)
    if not look:
        return _script(request, "widget.js", cache)
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    content = _dressed(look, _built("ventanilla/widget/widget.js"), packs)
    return _javascript(content, cache=cache, coding="gzip" if packs else "")


def _look(request: HttpRequest) -> str:
    """As JSON; empty where nobody has said how the tenant's panel looks."""
    row = getattr(request, "tenant", None)
    tenant = of_row(row) if row is not None else None
    if tenant is None or not (tenant.tema or tenant.idioma):
        return ""
    tema = {"tema": tenant.tema.get("modo"), "saludo": tenant.tema.get("saludo")}
    said = {"color": tenant.color, "idioma": tenant.idioma, **tema}
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=True)


@lru_cache(maxsize=256)
def _dressed(look: str, script: bytes, packs: bool) -> bytes:
    content = b"self.ventanillaAspecto=" + look.encode() + b";" + script
    return gzip.compress(content, 9) if packs else content


@require_safe
def widget_part(request: HttpRequest, name: str) -> HttpResponse:
    """What the script fetches on opening; its name carries a hash of what is in it.

    A page that was loaded before an upgrade asks for the panel by its former name: it is led to today's. A copy under
    the former name would be another module than the one that today's later parts import; and what a former panel
    fetches later has to be of its own build, so that page is told no.
    """
    built = finders.find(f"ventanilla/widget/parts/{name}.js")
    if isinstance(built, str):
        return _script(request, f"parts/{name}.js", "public, max-age=31536000, immutable")
    current = _current(name.partition("-")[0])
    return _javascript(f'export * from "./{current}";\n'.encode(), cache="no-cache")


def _script(request: HttpRequest, name: str, cache: str) -> HttpResponse:
    path = f"ventanilla/widget/{name}"
    coding = _coding(path, request.headers.get("Accept-Encoding", ""))
    return _javascript(_built(path + CODINGS.get(coding, "")), cache=cache, coding=coding)


def _javascript(content: bytes, *, cache: str, coding: str = "") -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/javascript; charset=utf-8",
        headers={
            **({"Content-Encoding": coding} if coding else {}),
            "Vary": "Accept-Encoding",
            "Cache-Control": cache,
            # A tenant's page of any origin may load the script; it brings no data and needs no cookie.
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Access-Control-Allow-Origin": "*",
        },
    )


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The document, to be read by people."""
    return render(
        request, "ventanilla/api.html", {"groups": _groups(), "schemas": _schemas(), "info": document()["info"]}
    )


def _is_public(request: HttpRequest) -> bool:
    tenant = getattr(request, "tenant", None)
    return tenant is None or tenant.schema_name == "public"


def _built(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise Http404(f"{name} no está construido: ejecuta «make setup».")
    return _read(found, Path(found).stat().st_mtime_ns)


def _coding(path: str, accepted: str) -> str:
    """The best of what the browser takes and the build left; empty where the file was built again since."""
    built = _built_at(path)
    return next((each for each in CODINGS if each in accepted and _built_at(path + CODINGS[each]) >= built), "")


def _built_at(path: str) -> int:
    found = finders.find(path)
    return Path(found).stat().st_mtime_ns if isinstance(found, str) else 0


def _current(part: str) -> str:
    manifest: dict[str, dict[str, Any]] = json.loads(_built("ventanilla/widget/parts/parts.json"))
    for built in manifest.values():
        if built["name"] == part and built.get("isEntry"):
            return str(built["file"])
    raise Http404(f"El widget no tiene ninguna parte «{part}».")


@lru_cache(maxsize=32)
def _read(path: str, _changed: int) -> bytes:
    return Path(path).read_bytes()


def _groups() -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            groups.setdefault(operation["tags"][0], []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    "id": operation["operationId"],
                    "summary": operation["summary"],
                    "query": [p for p in operation["parameters"] if p["in"] == "query"],
                    "body": _name(body),
                    "responses": [
                        {"status": status, "text": response["description"], "shape": _shape_of(response)}
                        for status, response in operation["responses"].items()
                    ],
                }
            )
    return [{"name": name, "calls": calls} for name, calls in groups.items()]


def _schemas() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "text": schema.get("description", ""),
            "fields": [
                {
                    "name": field,
                    "type": _type(definition),
                    "required": field in schema.get("required", ()),
                    "text": definition.get("description", ""),
                }
                for field, definition in schema.get("properties", {}).items()
            ],
        }
        for name, schema in sorted(document()["components"]["schemas"].items())
    ]


def _shape_of(response: dict[str, Any]) -> str:
    return next((_name(content["schema"]) for content in response.get("content", {}).values()), "")


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _type(schema: dict[str, Any]) -> str:
    if named := _name(schema):
        return named
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if options := schema.get("anyOf"):
        return " | ".join(_type(option) for option in options)
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "cualquiera")
