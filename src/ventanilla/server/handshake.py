"""Opening one WebSocket to a running server, as a cliente does: the one way to see what a proxy makes of it."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

from websockets.exceptions import InvalidHandshake, InvalidStatus, WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from ventanilla.identity import mint_cliente_token
from ventanilla.tenancy import normal_host

from .checkup import Finding
from .models import Domain

WHO = "ventanilla-doctor"
FIXES = {
    400: "el proxy no pasa la cabecera Upgrade",
    401: "el servidor usa otra base de datos o lleva otra hora",
    403: "el servidor no acepta ese origen",
    404: "el proxy no pasa la cabecera Host, o ese dominio no es de ningún tenant",
    426: "el proxy no pasa la cabecera Upgrade",
    502: "el proxy no encuentra el servidor",
}


def sockets(url: str) -> Finding:
    """A socket to the server at `url` gets its first frame. Nothing is stored for it."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    domain = Domain.objects.select_related("tenant").filter(domain=normal_host(parts.netloc) or "").first()
    if domain is None or parts.scheme not in ("http", "https"):
        return Finding(f"sockets: {url} no es de ningún tenant", "da la dirección como http://acme.localhost:8000")
    token = mint_cliente_token(domain.tenant.slug, WHO, ttl_s=60)
    scheme = "wss" if parts.scheme == "https" else "ws"
    try:
        with connect(
            f"{scheme}://{parts.netloc}/ws/chat/soporte/",
            subprotocols=[Subprotocol("ventanilla.v1"), Subprotocol(f"token.{token}")],
            open_timeout=5,
            close_timeout=1,
            sock=_connection(parts.hostname or "", parts.port or (443 if scheme == "wss" else 80)),
        ) as opened:
            first = json.loads(opened.recv(timeout=5))
    except InvalidStatus as refused:
        status = refused.response.status_code
        return Finding(
            f"sockets: {url} contesta {status}",
            FIXES.get(status, "mira el registro del servidor y del proxy"),
        )
    except (OSError, TimeoutError, InvalidHandshake, WebSocketException, ValueError) as error:
        return Finding(
            f"sockets: {url} no contesta ({type(error).__name__})",
            "¿está el servidor en marcha en esa dirección?",
        )
    if first.get("type") != "ready":
        return Finding(f"sockets: {url} contesta «{first.get('type')}»", "mira el registro del servidor")
    return Finding(f"sockets: {url} contesta «ready»")


def _connection(host: str, port: int) -> socket.socket:
    # A name under localhost may have no address of its own on this machine.
    return socket.create_connection(("127.0.0.1" if host.endswith(".localhost") else host, port), timeout=5)
