"""What stands behind a proxy in these tests: it says what got there. It believes a proxy as `ventanilla serve` does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

import uvicorn

from ..installation import free_port

KNOWN = {"acme.soporte.example", "soporte.example"}


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await echo(scope, receive, send)
    elif scope["type"] == "http":
        await answer(scope, receive, send)


async def answer(scope: Any, receive: Any, send: Any) -> None:
    size, goes_on = 0, True
    while goes_on:
        message = await receive()
        size, goes_on = size + len(message.get("body", b"")), message.get("more_body", False)
    status = 200
    if scope["path"] == "/domainz":
        status = 200 if parse_qs(scope["query_string"].decode())["domain"][0] in KNOWN else 404
    body = json.dumps({**seen(scope), "size": size}).encode()
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """First what got here, then whatever is said."""
    await receive()
    await send({"type": "websocket.accept", "subprotocol": (scope["subprotocols"] or [None])[0]})
    await send({"type": "websocket.send", "text": json.dumps(seen(scope))})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


def seen(scope: Any) -> dict[str, Any]:
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    return {"client": scope["client"][0], "scheme": scope["scheme"], "path": scope["path"], "headers": headers}


@contextmanager
def upstream() -> Iterator[int]:
    """Its port."""
    port = free_port()
    config = uvicorn.Config(
        application,
        port=port,
        lifespan="off",
        log_level="critical",
        ws="websockets-sansio",
        proxy_headers=True,
        forwarded_allow_ips="*",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    while not server.started:
        assert serving.is_alive()
        time.sleep(0.01)
    yield port
    server.should_exit = True
    serving.join(timeout=10)
