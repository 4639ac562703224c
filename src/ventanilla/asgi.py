"""The ASGI application: sockets, API calls with a bearer token, and Django for everything else.

A host project mounts `ventanilla.asgi.application`, or wraps its own: `application = wrap(get_asgi_application())`.
"""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.server.settings")

from django.core.asgi import get_asgi_application

_django = get_asgi_application()

from .api import front  # noqa: E402 Django must be set up before models are imported.
from .api.answer import takes_upload  # noqa: E402
from .ops import answer as ops  # noqa: E402
from .realtime import node, socket  # noqa: E402


def wrap(django: Any) -> Any:
    """`django` with Ventanilla in front of it."""

    async def application(scope: Any, receive: Any, send: Any) -> None:
        match scope["type"]:
            case "lifespan":
                await _live(receive, send)
            case "websocket":
                await socket.serve(scope, receive, send)
            case "http" if ops.is_for(scope):
                await ops.serve(scope, receive, send)
            case "http" if front.is_for(scope):
                await front.serve(scope, receive, send)
            case "http" if takes_upload(scope["method"], scope["path"]):
                await front.pass_on(django, scope, receive, send)
            case _:
                await django(scope, receive, send)

    return application


async def _live(receive: Any, send: Any) -> None:
    while True:
        match (await receive())["type"]:
            case "lifespan.startup":
                await node.current()
                await send({"type": "lifespan.startup.complete"})
            case "lifespan.shutdown":
                await node.stop_current()
                await send({"type": "lifespan.shutdown.complete"})
                return


application = wrap(_django)
