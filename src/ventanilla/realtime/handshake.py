"""Who opens this socket, and may they: decided before it is accepted, so that a refusal is plain HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..chat.engine import Engine
from ..chat.errors import Forbidden, NotAuthenticated
from ..chat.people import Caller
from ..identity import caller_of_bearer, caller_of_session, caller_of_ticket, session_key_of
from ..tenancy import Tenant, normal_host

SUBPROTOCOL = "ventanilla.v1"


@dataclass(frozen=True, slots=True)
class Handshake:
    headers: Mapping[str, str]
    query: Mapping[str, str]
    subprotocols: tuple[str, ...]

    @classmethod
    def of(cls, scope: Any) -> Handshake:
        return cls(
            headers={name.decode("latin1"): value.decode("latin1") for name, value in scope["headers"]},
            query=dict(parse_qsl(scope.get("query_string", b"").decode("latin1"), max_num_fields=20)),
            subprotocols=tuple(scope.get("subprotocols") or ()),
        )

    @property
    def host(self) -> str:
        return self.headers.get("host", "")

    @property
    def accepts(self) -> str | None:
        """The subprotocol that the server answers."""
        return SUBPROTOCOL if SUBPROTOCOL in self.subprotocols else None

    @property
    def token(self) -> str:
        """From the subprotocol pair, the query, or the header that programs outside a browser can send."""
        for name in self.subprotocols:
            if name.startswith("token."):
                return name.removeprefix("token.")
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return self.query.get("token", "") or (token.strip() if scheme.lower() == "bearer" else "")

    async def caller(self, tenant: Tenant, engine: Engine) -> Caller:
        """Raises NotAuthenticated, Forbidden (an origin that is not allowed), Unavailable."""
        if ticket := self.query.get("ticket"):
            self._check_origin(tenant, ambient=False)
            return await caller_of_ticket(ticket, tenant, engine)
        if token := self.token:
            self._check_origin(tenant, ambient=False)
            return await caller_of_bearer(token, tenant, engine)
        if session_key := session_key_of(self.headers):
            self._check_origin(tenant, ambient=True)
            return await caller_of_session(session_key, tenant, engine)
        raise NotAuthenticated("Falta el ticket, el token o la sesión.")

    def _check_origin(self, tenant: Tenant, *, ambient: bool) -> None:
        """A cookie travels with any page's socket (cross-site hijacking): it needs an allowed Origin. A token does
        not, but where the tenant lists its origins they are the only ones."""
        origin = self.headers.get("origin", "")
        if is_allowed_origin(origin, self.host, tenant.origenes):
            return
        if ambient or (origin and tenant.origenes):
            raise Forbidden("Ese origen no está permitido.")


def is_allowed_origin(origin: str, host: str, allowed: tuple[str, ...]) -> bool:
    """The page's own host, port included, or one that the tenant lists. `null` and none are not."""
    if origin in allowed and origin:
        return True
    try:
        parts = urlsplit(origin)
        own, port = normal_host(host), host.rpartition(":")[2] if ":" in host else ""
        if parts.scheme not in ("http", "https") or parts.username is not None or parts.path or not own:
            return False
        default = {"http": 80, "https": 443}[parts.scheme]
        return normal_host(parts.hostname or "") == own and (parts.port or default) == int(port or default)
    except ValueError:
        return False
