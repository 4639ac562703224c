"""Shapes of preferences and push subscriptions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct, field

from .routing import Dia

__all__ = [
    "Aviso",
    "Avisos",
    "Calma",
    "ClaseAviso",
    "ClavePush",
    "Idioma",
    "MisPreferencias",
    "Preferencias",
    "QuitarPush",
    "Resumen",
    "SuscribirPush",
    "SuscripcionPush",
    "Tono",
]

ClaseAviso = Literal["nuevo", "mensaje", "reapertura", "asignado", "mencion", "sin_atender"]
"""A new chat that is with nobody; a cliente wrote in a chat of mine; back after a close; given to me; I am named in a
note; nobody takes it."""
Tono = Literal["campana", "gota", "madera", "doble", "escala", "llamada"]
Idioma = Literal["es", "en"]
HoraDelDia = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Zona = Annotated[str, Meta(max_length=64)]
"""IANA, such as Europe/Madrid."""
EVERY_DAY: tuple[Dia, ...] = get_args(Dia)


class Aviso(Struct, frozen=True, forbid_unknown_fields=True):
    """How one kind of event is told."""

    sonido: bool
    tono: Tono
    navegador: bool
    """The browser's notification, while the console is open and out of sight."""
    push: bool
    """To the browsers that asked for it, while the agente is away."""


class Avisos(Struct, frozen=True, forbid_unknown_fields=True):
    nuevo: Aviso = Aviso(True, "campana", True, True)
    mensaje: Aviso = Aviso(True, "gota", True, True)
    reapertura: Aviso = Aviso(True, "doble", True, True)
    asignado: Aviso = Aviso(True, "madera", True, True)
    mencion: Aviso = Aviso(True, "escala", True, True)
    sin_atender: Aviso = Aviso(True, "llamada", True, True)


class Calma(Struct, frozen=True, forbid_unknown_fields=True):
    """Hours without a sound, a notification or a push; `hasta` before `desde` is the next morning."""

    zona: Zona
    desde: HoraDelDia
    hasta: HoraDelDia
    dias: list[Dia] = field(default_factory=lambda: list(EVERY_DAY))
    """Those on which it begins."""


class Resumen(Struct, frozen=True, forbid_unknown_fields=True):
    """The e-mail of what nobody has answered."""

    cada: Literal["nunca", "hora", "dia"] = "nunca"
    hora: HoraDelDia = "09:00"
    """Of each day."""
    zona: Zona = "Europe/Madrid"
    tras_min: Annotated[int, Meta(ge=5, le=10080)] = 30
    """Minutes that a chat waits before it stands in it."""


class Preferencias(Struct, frozen=True, forbid_unknown_fields=True):
    """How an agente wants to be told. Saved as a whole: what is left out is as at first."""

    avisos: Avisos = Avisos()
    volumen: Annotated[int, Meta(ge=0, le=100)] = 60
    calma: Calma | None = None
    resumen: Resumen = Resumen()
    idioma: Idioma = "es"
    """Of pushes and e-mails."""


class MisPreferencias(Struct, frozen=True):
    preferencias: Preferencias
    correo: str
    """Where the digest goes; empty = nowhere."""
    envia_correo: bool
    """Whether this installation sends e-mail."""


class ClavePush(Struct, frozen=True):
    clave: str
    """The public key of this installation, for `PushManager.subscribe`."""
    resultados: list[SuscripcionPush]
    """The caller's own."""


class SuscripcionPush(Struct, frozen=True):
    id: int
    navegador: str
    creado_en: datetime


class SuscribirPush(Struct, forbid_unknown_fields=True):
    """What `PushSubscription.toJSON()` has in it."""

    endpoint: Annotated[str, Meta(min_length=1, max_length=2000)]
    p256dh: Annotated[str, Meta(min_length=80, max_length=100)]
    auth: Annotated[str, Meta(min_length=16, max_length=40)]


class QuitarPush(Struct, forbid_unknown_fields=True):
    endpoint: Annotated[str, Meta(min_length=1, max_length=2000)]
