"""Answers without Django, tenants or identity: they must work when those do not."""

from __future__ import annotations

import hmac
import ipaddress
from typing import Any
from urllib.parse import parse_qs

import msgspec
from django.db import DatabaseError

from ..chat import engine as engines
from ..chat.errors import ChatError
from ..conf import conf
from ..metrics import exposition
from .migrations import pending

PATHS = {"/healthz", "/readyz", "/metrics", "/domainz"}


def is_for(scope: Any) -> bool:
    return scope["path"].rstrip("/") in PATHS


async def serve(scope: Any, _receive: Any, send: Any) -> None:
    match scope["path"].rstrip("/"):
        case "/healthz":
            status, kind, body = 200, "text/plain; charset=utf-8", b"ok\n"
        case "/readyz":
            status, kind, body = await _ready()
        case "/domainz":
            status, kind, body = await _domain(scope)
        case _:
            status, kind, body = _metrics(scope)
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    headers.append((b"cache-control", b"no-store"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _ready() -> tuple[int, str, bytes]:
    engine = await engines.current()
    state = {"base_de_datos": False, "migraciones": False, "bus": engine.bus.is_connected}
    try:
        await engine.fetchrow("SELECT 1")
        state["base_de_datos"] = True
        state["migraciones"] = not await pending(engine)
    except ChatError:
        pass
    return (200 if all(state.values()) else 503), "application/json", msgspec.json.encode(state)


async def _domain(scope: Any) -> tuple[int, str, bytes]:
    """For a proxy that fetches certificates when they are needed: is `?domain=` the platform's, or a tenant's?"""
    kind = "text/plain; charset=utf-8"
    asked = parse_qs(scope.get("query_string", b"").decode("latin1"), max_num_fields=5).get("domain", [""])[0]
    engine = await engines.current()
    try:
        tenant = await engine.directory.of_host(asked)
    except DatabaseError:
        return 503, kind, b"no\n"
    is_known = tenant is not None and not tenant.suspendido
    return (200, kind, b"ok\n") if is_known else (404, kind, b"no\n")


def _metrics(scope: Any) -> tuple[int, str, bytes]:
    if not _may_see_metrics(scope):
        return 403, "text/plain; charset=utf-8", b"Solo desde loopback o con un token.\n"
    shown = exposition()
    if shown is None:
        return 404, "text/plain; charset=utf-8", b"Falta prometheus-client.\n"
    return 200, *shown


def _may_see_metrics(scope: Any) -> bool:
    headers = dict(scope["headers"])
    given = headers.get(b"authorization", b"").removeprefix(b"Bearer ")
    if conf().metrics_token:
        return hmac.compare_digest(given, conf().metrics_token.encode())
    # Behind a proxy everyone comes from loopback: a forwarded request is from elsewhere.
    if b"x-forwarded-for" in headers or b"forwarded" in headers:
        return False
    try:
        return ipaddress.ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:
        return False
