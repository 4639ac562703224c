"""The ASGI front: API calls that need nothing of Django are answered here, many times faster than through it.

A call that changes something by a session cookie, without a token, goes on to Django, where CSRF protection lives.
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import Any

from ..chat import engine as engines
from ..chat.errors import TooLarge
from ..chat.people import Caller
from ..chat.problem import Response, problem
from ..identity import caller_of_session, session_key_of
from ..tenancy import Tenant
from .answer import MAX_BODY, Request, answer, takes_upload
from .cors import allowed_origin, preflight
from .uploads import Bounded, reading

PREFIXES = ("/api/chat/", "/api/soporte/")
SAFE = ("GET", "HEAD", "OPTIONS")


def is_for(scope: Any) -> bool:
    if not scope["path"].startswith(PREFIXES):
        return False
    names = {name for name, _ in scope["headers"]}
    return b"authorization" in names or b"cookie" not in names or scope["method"] in SAFE


async def serve(scope: Any, receive: Any, send: Any) -> None:
    headers = {name.decode("latin1"): value.decode("latin1") for name, value in scope["headers"]}
    origin = await allowed_origin(headers)
    if scope["method"] == "OPTIONS":
        await respond(send, preflight(origin), origin)
        return
    is_upload = takes_upload(scope["method"], scope["path"])
    try:
        body = b"" if is_upload else await _body(receive)
    except TooLarge as error:
        await respond(send, problem(error), origin)
        return
    request = Request(
        method=scope["method"],
        path=scope["path"],
        query=scope.get("query_string", b"").decode("latin1"),
        headers=headers,
        body=body,
        client=(scope.get("client") or ("",))[0],
        session=lambda tenant: _of_session(tenant, headers),
    )
    if is_upload:
        request = replace(request, upload=reading(scope, receive))
    await respond(send, await answer(request), origin, head=scope["method"] == "HEAD")


async def _of_session(tenant: Tenant, headers: dict[str, str]) -> Caller | None:
    session_key = session_key_of(headers)
    return await caller_of_session(session_key, tenant, await engines.current()) if session_key else None


async def pass_on(django: Any, scope: Any, receive: Any, send: Any) -> None:
    """An upload with a session, to Django, which takes in the whole body before it looks who sends it: bounded."""
    try:
        await django(scope, Bounded(scope, receive), send)
    except TooLarge as error:
        await respond(send, problem(error), None)


async def respond(send: Any, response: Response, origin: str | None, *, head: bool = False) -> None:
    headers = {
        "content-length": str(len(response.body)),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "vary": "Origin",
        **response.headers,
    }
    if response.status == 304 or (response.blocks is not None and "content-length" not in response.headers):
        del headers["content-length"]
    if origin:
        headers["access-control-allow-origin"] = origin
        headers["access-control-expose-headers"] = "Content-Disposition, ETag, Retry-After"
    await send(
        {
            "type": "http.response.start",
            "status": response.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
    )
    if response.blocks is not None:
        async with aclosing(response.blocks) as blocks:
            async for block in blocks:
                await send({"type": "http.response.body", "body": block, "more_body": True})
    await send({"type": "http.response.body", "body": b"" if head else response.body})


async def _body(receive: Any) -> bytes:
    """Raises TooLarge as soon as it is."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            raise TooLarge(f"El cuerpo: el límite son {MAX_BODY} bytes.")
        if not message.get("more_body"):
            return b"".join(parts)
