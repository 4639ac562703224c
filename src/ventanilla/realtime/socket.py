"""The ASGI side of a WebSocket: the handshake, then a Connection on a line of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import structlog

from ..chat import history
from ..chat.errors import ChatError, Forbidden, Invalid, NotAuthenticated, NotFound, TooFast, TooManySockets
from ..chat.people import AgenteCaller, ClienteCaller
from ..chat.problem import problem
from ..conf import conf
from ..identity import ip_of
from ..metrics import RESUMED
from . import node as nodes
from .cliente_connection import ClienteConnection
from .connection import Connection
from .desk_connection import DeskConnection
from .handshake import Handshake
from .line import HAND_OVER
from .plain import PlainLine, Receive, Transmit

log = structlog.get_logger(__name__)

CHAT = re.compile(r"/ws/chat/(?:(?P<id>[0-9]{1,16})|soporte)/?")
DESK = re.compile(r"/ws/soporte/?")
CLOSE_CODES = {NotAuthenticated: 4401, Forbidden: 4403, NotFound: 4404, TooFast: 4429}


async def serve(scope: Any, receive: Receive, send: Transmit) -> None:
    """A refused handshake is a plain HTTP status; an accepted socket is served until it closes, by this call or, where
    the server can, by its own line."""
    if (await receive())["type"] != "websocket.connect":
        return
    handshake = Handshake.of(scope)
    try:
        node = await nodes.current()
        connection = await _connection(node, scope, handshake)
    except ChatError as error:
        await _refuse(scope, send, error)
        return
    except Exception as error:
        log.exception("handshake failed", path=scope["path"], error=type(error).__name__)
        await _refuse(scope, send, NotFound())
        return
    await send({"type": "websocket.accept", "subprotocol": handshake.accepts})
    node.add(connection)
    hand_over = (scope.get("extensions") or {}).get(HAND_OVER)
    if hand_over is not None:
        hand_over(connection, node.remove)
    else:
        await PlainLine(connection, receive, send).run(node.remove)


async def _connection(node: nodes.Node, scope: Any, handshake: Handshake) -> Connection:
    """Raises NotFound, NotAuthenticated, Forbidden, Invalid, Unavailable."""
    path = scope["path"]
    chat_path, desk_path = CHAT.fullmatch(path), DESK.fullmatch(path)
    if not chat_path and not desk_path:
        raise NotFound
    tenant = await node.engine.tenant_of_host(handshake.host)
    caller = await handshake.caller(tenant, node.engine)
    around = await node.surroundings(caller)
    if desk_path:
        if not isinstance(caller, AgenteCaller) or not tenant.is_public:
            raise Forbidden("Eso es para los agentes de soporte.")
        caller.needs_nothing_first()
        caller = replace(caller, ip=ip_of((scope.get("client") or ("",))[0], handshake.headers))
        return DeskConnection(
            node.engine,
            hub=node.hub,
            caller=caller,
            around=around,
            attendance=node.attendance,
            look=node.inbox.look,
            viewing=node.viewing,
        )
    if not isinstance(caller, ClienteCaller):
        raise Forbidden("Eso es para los clientes; los agentes usan /ws/soporte/.")
    assert chat_path is not None
    limits = conf()
    if not node.hub.has_room_for(
        (tenant.schema, caller.cliente_id), each=limits.sockets_per_cliente, all_of_them=limits.sockets_per_tenant
    ):
        raise TooManySockets
    named = chat_path["id"] or handshake.query.get("chat")
    chat_id = _whole("chat", named)
    after = _whole("despues", handshake.query.get("despues"))
    if after is not None:
        RESUMED.inc()
    if chat_id is not None:
        await history.chat_of(node.engine, tenant, chat_id, cliente_id=caller.cliente_id)
    return ClienteConnection(
        node.engine,
        hub=node.hub,
        caller=caller,
        around=around,
        chat_id=chat_id,
        after=after,
    )


def _whole(name: str, text: str | None) -> int | None:
    if text is None or text == "":
        return None
    if not re.fullmatch(r"[0-9]{1,16}", text):
        raise Invalid(name, "Un entero.")
    return int(text)


async def _refuse(scope: Any, send: Transmit, error: ChatError) -> None:
    response = problem(error)
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(name.encode(), value.encode()) for name, value in response.headers.items()]
        await send({"type": "websocket.http.response.start", "status": response.status, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": response.body})
        return
    code = next((code for kind, code in CLOSE_CODES.items() if isinstance(error, kind)), 1013)
    await send({"type": "websocket.close", "code": code, "reason": error.codigo})
