"""The OpenAPI document, made from the table of calls and the shapes of the wire."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from .. import __version__, wire
from .answer import ENDPOINTS
from .call import Endpoint

TAGS = {"cliente": "El lado del cliente", "agente": "El lado de soporte", "any": "Ambos"}
_PARTS = {
    "id": {"type": "integer", "minimum": 1},
    "otro": {"type": "integer", "minimum": 1},
    "adjunto": {"type": "string", "format": "uuid"},
    "slug": {"type": "string"},
    "nombre": {"type": "string"},
}
REF = "#/components/schemas/{name}"


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    shapes = {
        shape for endpoint in ENDPOINTS for shape in (endpoint.body, endpoint.reply) if shape not in (None, bytes)
    }
    ordered = sorted(shapes | {wire.Problema}, key=lambda shape: shape.__name__)
    refs, components = msgspec.json.schema_components(ordered, ref_template=REF)
    schemas = dict(zip(ordered, refs, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ventanilla",
            "version": __version__,
            "license": {"name": "MIT", "identifier": "MIT"},
            "description": "La ventanilla de soporte que un SaaS abre para todos sus tenants a la vez.",
        },
        "tags": [{"name": name} for name in TAGS.values()],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "cliente": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "agente": {"type": "http", "scheme": "bearer"},
                "sesion": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            },
        },
    }


def _operation(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    success = {status: text for status, text in endpoint.also.items() if status < 400} or {200: "Hecho"}
    refusals = {401: "no_autenticado", 403: "prohibido", 404: "no_encontrado", 503: "no_disponible"}
    if endpoint.body or endpoint.uploads:
        refusals |= {413: "demasiado_grande", 422: "datos_invalidos"}
    if (endpoint.body is wire.Decir or endpoint.uploads) and endpoint.who == "cliente":
        refusals[429] = "demasiadas_peticiones"
    refusals |= {status: text for status, text in endpoint.also.items() if status >= 400}
    operation: dict[str, Any] = {
        "operationId": endpoint.handler.__name__
        if endpoint.who != "agente"
        else f"soporte_{endpoint.handler.__name__}",
        "summary": endpoint.summary,
        "tags": [TAGS[endpoint.who]],
        "security": _security(endpoint),
        "parameters": [_path_parameter(name) for name in re.findall(r"\{(\w+)\}", endpoint.path)]
        + [_query_parameter(name, text) for name, text in endpoint.query.items()],
        "responses": {
            **{str(status): _success(status, text, endpoint, schemas) for status, text in sorted(success.items())},
            **{
                str(status): _response(text, schemas[wire.Problema], "application/problem+json")
                for status, text in sorted(refusals.items())
            },
        },
    }
    if endpoint.body:
        operation["requestBody"] = {
            "required": endpoint.body is not wire.Vacio,
            "content": {"application/json": {"schema": schemas[endpoint.body]}},
        }
    if endpoint.uploads:
        file = {"type": "string", "contentMediaType": "application/octet-stream"}
        form = {"type": "object", "required": ["archivo"], "properties": {"archivo": file}}
        operation["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    return operation


def _success(status: int, text: str, endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    if endpoint.reply is not bytes:
        return _response(text, schemas[endpoint.reply])
    return _response(text, {}, "application/octet-stream") if status < 300 else {"description": text}


def _security(endpoint: Endpoint) -> list[dict[str, list[str]]]:
    cliente: list[dict[str, list[str]]] = [{"cliente": []}] if endpoint.who != "agente" else []
    agente: list[dict[str, list[str]]] = [{"agente": []}, {"sesion": []}] if endpoint.who != "cliente" else []
    return cliente + agente


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _PARTS[name]}


def _query_parameter(name: str, text: str) -> dict[str, Any]:
    kind = "integer" if name in ("despues", "antes", "limite") else "string"
    return {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": kind}}


def _response(text: str, schema: Any, kind: str = "application/json") -> dict[str, Any]:
    return {"description": text, "content": {kind: {"schema": schema}}}
