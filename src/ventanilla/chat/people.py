"""Who speaks: a cliente of one tenant, or an agente of soporte, as their credentials say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import Struct

from ..tenancy import Tenant


class Profile(Struct, frozen=True):
    """What a cliente's token tells about them. Empty = it does not say, and what is stored stays."""

    nombre: str = ""
    email: str = ""
    avatar: str = ""
    atributos: dict[str, Any] = {}


NOBODY = Profile()


@dataclass(frozen=True, slots=True)
class ClienteCaller:
    tenant: Tenant
    cliente_id: str
    profile: Profile = NOBODY
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgenteCaller:
    id: int
    usuario: str
    nombre: str
    avatar: str = ""
    expires: datetime | None = None
    credential: str = field(default="", repr=False)
    """What a revocation check asks about: `token:<id>` or `session:<key>`."""


Caller = ClienteCaller | AgenteCaller
