"""Which pages of other origins may call: those that the tenant lists, named one by one, and never with cookies."""

from __future__ import annotations

from collections.abc import Mapping

from ..chat import engine as engines
from ..chat.errors import ChatError, Forbidden
from ..chat.problem import Response, problem


async def allowed_origin(headers: Mapping[str, str]) -> str | None:
    """The request's Origin where the tenant of its Host lists it."""
    origin = headers.get("origin")
    if not origin:
        return None
    engine = await engines.current()
    try:
        tenant = await engine.tenant_of_host(headers.get("host", ""))
    except ChatError:
        return None
    return origin if origin in tenant.origenes else None


def preflight(origin: str | None) -> Response:
    if origin is None:
        return problem(Forbidden("Ese origen no está permitido."))
    return Response(
        204,
        b"",
        {
            "access-control-allow-methods": "GET, POST",
            "access-control-allow-headers": "authorization, content-type, if-none-match",
            "access-control-max-age": "600",
        },
    )
