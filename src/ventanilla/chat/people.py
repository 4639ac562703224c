"""Who speaks: a cliente of one tenant, or an agente of soporte, as their credentials say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from msgspec import Struct

from ..tenancy import Tenant
from .errors import Forbidden, Owing


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
    session: str = field(default="", repr=False)
    """The key of the host's session that names them, where no token does."""


Permiso = Literal[
    "responder",
    "asignar",
    "cerrar",
    "etiquetar",
    "bloquear",
    "tablero",
    "exportar",
    "plantillas",
    "ajustes",
    "equipo",
    "tenants",
    "auditoria",
]
"""What an agente may be allowed to do. To see the chats of their tenants every agente may."""
Owed = Literal["clave", "dos_pasos"]
"""A password of their own; a second step of login."""
PERMISOS: frozenset[Permiso] = frozenset(get_args(Permiso))


@dataclass(frozen=True, slots=True)
class AgenteCaller:
    id: int
    """The user's."""
    usuario: str
    nombre: str
    avatar: str = ""
    permisos: frozenset[str] = frozenset()
    schemas: frozenset[str] | None = None
    """Those of the tenants that they may see; None = of all."""
    expires: datetime | None = None
    credential: str = field(default="", repr=False)
    """What a revocation check asks about: `token:<id>` or `session:<key>`."""
    owes: frozenset[Owed] = frozenset()
    """What they have to do before anything else."""
    ip: str = field(default="", repr=False, compare=False)
    """From where they call."""

    def sees(self, schema: str) -> bool:
        return self.schemas is None or schema in self.schemas

    def may(self, permiso: Permiso) -> bool:
        return permiso in self.permisos

    def may_as(self, before: AgenteCaller) -> bool:
        """Whether what they may do and see is what it was then."""
        return (self.permisos, self.schemas, self.owes) == (before.permisos, before.schemas, before.owes)

    def needs(self, permiso: Permiso) -> None:
        """Raises Forbidden where they may not."""
        if permiso not in self.permisos:
            raise Forbidden(f"Tu rol no te deja hacer esto: falta el permiso «{permiso}».")

    def needs_nothing_first(self) -> None:
        """Raises Owing where they have to choose a password, or set up a second step, before anything else."""
        if self.owes:
            raise Owing(sorted(self.owes))


Caller = ClienteCaller | AgenteCaller
