"""What `datos.json` says, typed. Its shape is described in the file itself, under `_forma`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

PLACE = Path(__file__).with_name("datos.json")


class Empresa(msgspec.Struct, frozen=True):
    slug: str
    nombre: str
    color: str


class Persona(msgspec.Struct, frozen=True):
    cliente_id: int | str
    nombre: str
    email: str
    papel: str
    atributos: dict[str, Any] = {}


class AgenteDemo(msgspec.Struct, frozen=True):
    usuario: str
    nombre: str
    contrasena: str


class Dicho(msgspec.Struct, frozen=True):
    autor: str
    texto: str
    minuto: float


class Cierre(msgspec.Struct, frozen=True):
    por: str
    razon_cierre: str
    minuto: float
    mensaje: str = ""


class Valoracion(msgspec.Struct, frozen=True):
    puntuacion: int
    comentario: str = ""


class ChatDemo(msgspec.Struct, frozen=True):
    hace_minutos: float
    mensajes: list[Dicho]
    contexto: dict[str, Any] | None = None
    cierre: Cierre | None = None
    etiquetas: list[str] = []
    valoracion: Valoracion | None = None


class Conversacion(msgspec.Struct, frozen=True):
    tenant: str
    cliente_id: int | str
    chats: list[ChatDemo]


class Asunto(msgspec.Struct, frozen=True):
    pregunta: str
    respuesta: str
    gracias: str
    etiquetas: list[str]


class Semanas(msgspec.Struct, frozen=True):
    personas: dict[str, list[str]]
    asuntos: list[Asunto]
    quejas: list[str]
    elogios: list[str]


class Content(msgspec.Struct, frozen=True):
    tenants: list[Empresa]
    personas: dict[str, list[Persona]]
    agentes: list[AgenteDemo]
    semanas: Semanas
    conversaciones: list[Conversacion]

    def persona(self, slug: str, cliente_id: int | str) -> Persona | None:
        people = self.personas.get(slug, [])
        return next((persona for persona in people if str(persona.cliente_id) == str(cliente_id)), None)


@cache
def content() -> Content:
    return msgspec.json.decode(PLACE.read_bytes(), type=Content)
