"""From a request to its answer: tenant, caller, body, handler, errors. Once, for the ASGI front and for Django."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import structlog

from .. import tracing, wire
from ..chat import engine as engines
from ..chat.errors import (
    ChatError,
    Forbidden,
    Invalid,
    NotAuthenticated,
    NotFound,
    TooLarge,
)
from ..chat.people import AgenteCaller, Caller, ClienteCaller
from ..chat.problem import Response, problem
from ..chat.reading import decode
from ..identity import caller_of_bearer, ip_of
from ..metrics import REFUSED, REQUESTS
from ..tenancy import Tenant
from . import adjuntos, agente, cliente, desk
from .call import Answer, Call, Endpoint
from .uploads import ReadUpload, Upload

log = structlog.get_logger(__name__)

MAX_BODY = 256 * 1024
"""Bytes: 10,000 characters can take 120,000 where each is escaped."""
ENDPOINTS: list[Endpoint] = []
_ROUTES: dict[str, list[Endpoint]] = {}
_DECODERS: dict[Endpoint, Callable[[bytes | str], Any]] = {}


def register(endpoints: Iterable[Endpoint]) -> None:
    """They are answered from now on, and stand in the OpenAPI document. A host calls it when its apps are ready."""
    for endpoint in endpoints:
        ENDPOINTS.append(endpoint)
        _ROUTES.setdefault(endpoint.method, []).append(endpoint)
        if endpoint.body:
            _DECODERS[endpoint] = wire.decoder(endpoint.body)


register([*cliente.ENDPOINTS, *agente.ENDPOINTS, *adjuntos.ENDPOINTS, *desk.ENDPOINTS])


class MethodNotAllowed(ChatError):
    codigo, status, title = "metodo_no_permitido", 405, "Ese método no existe aquí"


async def _no_upload() -> Upload:
    raise Invalid("archivo", "Falta el archivo.")


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    client: str = ""
    """The address of who is connected."""
    upload: ReadUpload = _no_upload
    session: Callable[[Tenant], Awaitable[Caller | None]] | None = None
    """How to find the caller where no bearer token came."""


async def answer(request: Request) -> Response:
    """Every outcome is a Response: a refusal becomes problem+json, and what nobody foresaw a 500 without details."""
    started, name, codigo = time.perf_counter(), "unknown", None
    with tracing.call(request.method, request.headers):
        try:
            endpoint, path = _route(request.method, request.path)
            name = f"{endpoint.method} {endpoint.path}"
            tracing.route(name, endpoint.path)
            response = await _answer(endpoint, path, request)
        except ChatError as error:
            codigo = error.codigo
            REFUSED.labels(codigo).inc()
            response = problem(error)
        except Exception as error:
            codigo = type(error).__name__
            log.exception("call failed", call=name, error=codigo)
            response = problem(_Unexpected())
        tracing.answered(response.status, codigo)
    REQUESTS.labels(name, str(response.status)).observe(time.perf_counter() - started)
    return response


async def _answer(endpoint: Endpoint, path: dict[str, Any], request: Request) -> Response:
    engine = await engines.current()
    tenant = await engine.tenant_of_host(request.headers.get("host", ""))
    tracing.tell(tenant=tenant.schema)
    caller = await _caller(engine, tenant, request)
    check_kind(endpoint, caller, tenant)
    call = Call(
        engine=engine,
        tenant=tenant,
        caller=caller,
        body=_body(endpoint, request),
        path=path,
        query=_query(request.query),
        method=request.method,
        headers=request.headers,
        upload=request.upload,
    )
    result = await endpoint.handler(call)
    if isinstance(result, Response):
        return result
    if not isinstance(result, Answer):
        result = Answer(result)
    return Response(result.status, wire.encode(result.body), {"content-type": "application/json"})


def _route(method: str, path: str) -> tuple[Endpoint, dict[str, Any]]:
    path = path if path.endswith("/") else path + "/"
    for endpoint in _ROUTES.get("GET" if method == "HEAD" else method, ()):
        if match := endpoint.pattern.fullmatch(path):
            return endpoint, {name: _part(name, text) for name, text in match.groupdict().items()}
    if any(endpoint.pattern.fullmatch(path) for endpoint in ENDPOINTS):
        raise MethodNotAllowed
    raise NotFound


def takes_upload(method: str, path: str) -> bool:
    """Whether the body is a file, which is not read before the caller is known."""
    if method != "POST" or not path.rstrip("/").endswith("/adjuntos"):
        return False
    try:
        return _route(method, path)[0].uploads
    except ChatError:
        return False


def _part(name: str, text: str) -> int | UUID | str:
    match name:
        case "adjunto":
            return UUID(text)
        case "id" | "otro":
            return int(text)
        case _:
            return text


async def _caller(engine: engines.Engine, tenant: Tenant, request: Request) -> Caller:
    caller = await _who(engine, tenant, request)
    if isinstance(caller, AgenteCaller):
        return replace(caller, ip=ip_of(request.client, request.headers))
    return caller


async def _who(engine: engines.Engine, tenant: Tenant, request: Request) -> Caller:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return await caller_of_bearer(token.strip(), tenant, engine)
    caller = await request.session(tenant) if request.session else None
    if caller is None:
        raise NotAuthenticated("Falta el token (Authorization: Bearer …) o la sesión.")
    return caller


def check_kind(endpoint: Endpoint, caller: Caller, tenant: Tenant) -> None:
    if endpoint.who == "agente" and not (isinstance(caller, AgenteCaller) and tenant.is_public):
        raise Forbidden("Eso es para los agentes de soporte.")
    if isinstance(caller, AgenteCaller) and not endpoint.always:
        caller.needs_nothing_first()
    if endpoint.needs and isinstance(caller, AgenteCaller):
        caller.needs(endpoint.needs)
    if endpoint.who == "cliente" and not isinstance(caller, ClienteCaller):
        raise Forbidden("Eso es para los clientes; usa las llamadas de /api/soporte/.")


def _body(endpoint: Endpoint, request: Request) -> Any:
    if endpoint.body is None:
        return None
    if len(request.body) > MAX_BODY:
        raise TooLarge(f"El cuerpo: el límite son {MAX_BODY} bytes.")
    return decode(_DECODERS[endpoint], request.body or b"{}")


def _query(text: str) -> dict[str, str]:
    try:
        query = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=50))
    except ValueError:
        raise Invalid("", "Demasiados parámetros.") from None
    for name, value in query.items():
        if not wire.is_storable(value):
            raise Invalid(name, "Contiene un carácter que no vale.")
    return query


class _Unexpected(ChatError):
    codigo, status, title = "error_interno", 500, "Algo ha fallado aquí"

    def __init__(self) -> None:
        super().__init__("Ha quedado anotado. Vuelve a intentarlo.")
