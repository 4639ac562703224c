"""The bodies of HTTP calls. Unknown fields are refused."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from .nouns import Mensaje
from .values import ClienteId, Seq


class Problema(Struct, frozen=True, omit_defaults=True):
    """RFC 9457. `codigo` is stable."""

    status: int
    title: str
    detail: str
    codigo: str
    type: str = "about:blank"
    errores: list[dict[str, str]] | UnsetType = UNSET
    chat_id: int | UnsetType = UNSET
    asignado_a: int | UnsetType | None = UNSET
    mensajes: list[Mensaje] | UnsetType = UNSET


class Abrir(Struct, forbid_unknown_fields=True):
    cliente_id: ClienteId | UnsetType = UNSET
    contexto: dict[str, Any] | None = None


class Decir(Struct, forbid_unknown_fields=True):
    uid: UUID
    texto: str
    adjuntos: list[str] = []
    contexto: dict[str, Any] | None = None


class Leer(Struct, forbid_unknown_fields=True):
    seq: Seq


class Cerrar(Struct, forbid_unknown_fields=True):
    razon_cierre: str | None = None
    mensaje: Annotated[str, Meta(max_length=2000)] | None = None
    visto_hasta: Seq | None = None


class Valorar(Struct, forbid_unknown_fields=True):
    puntuacion: Annotated[int, Meta(ge=1, le=5)]
    comentario: Annotated[str, Meta(max_length=2000)] | None = None


class Vacio(Struct, forbid_unknown_fields=True):
    """A call without a body."""
