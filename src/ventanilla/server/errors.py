"""What the server says where no view answered: a problem in JSON, for programs and people alike."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _problem(400, "datos_invalidos", "Petición no válida", "La petición no se entiende.")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _problem(403, "prohibido", "Prohibido", "No tienes permiso para hacer esto.")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A call with the session's cookie and without its token: another site may have made the browser send it."""
    return _problem(403, "prohibido", "Prohibido", "Falta la cabecera X-CSRFToken, o no es la de esta sesión.")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _problem(404, "no_encontrado", "No encontrado", "Aquí no hay nada.")


def broken(request: HttpRequest) -> HttpResponse:
    return _problem(500, "error_interno", "Error interno", "Algo falló en el servidor. Está anotado en su registro.")


def _problem(status: int, codigo: str, title: str, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail, "codigo": codigo}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type="application/problem+json; charset=utf-8",
    )
