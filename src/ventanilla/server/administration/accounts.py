"""Second steps of login: the picture that a phone reads, and taking away those of who has lost the phone."""

from __future__ import annotations

import io
import re

import qrcode
from qrcode.image.svg import SvgPathImage

from ventanilla import wire
from ventanilla.api.call import Call, Endpoint
from ventanilla.chat.errors import Forbidden
from ventanilla.desk import audit
from ventanilla.desk.admin import team
from ventanilla.tenancy import in_public

DRAWN = re.compile(r'viewBox="0 0 (?P<lado>[0-9.]+) [0-9.]+".*? d="(?P<camino>[^"]+)"', re.DOTALL)


async def draw(call: Call) -> wire.Qr:
    """A path for an SVG that the page draws itself: its policy lets no picture in that is written in a URL."""
    drawing = io.BytesIO()
    qrcode.make(call.body.texto, image_factory=SvgPathImage, border=2).save(drawing)
    found = DRAWN.search(drawing.getvalue().decode())
    assert found is not None
    return wire.Qr(float(found["lado"]), found["camino"])


async def remove_second_steps(call: Call) -> wire.Vacio:
    await in_public(_remove, call)
    await audit.record(call.engine, call.agente, "quitar_pasos", objeto=f"agente:{call.chat_id}")
    return wire.Vacio()


def _remove(call: Call) -> None:
    from allauth.mfa.models import Authenticator

    if call.chat_id == call.agente.id:
        raise Forbidden("Los tuyos se quitan en «Tu seguridad».")
    team.check_may_change(call.agente, call.chat_id)
    Authenticator.objects.filter(user_id=call.chat_id).delete()
    team.end_sessions(call.chat_id)


ENDPOINTS = [
    Endpoint(
        "POST",
        "/api/soporte/yo/qr/",
        draw,
        "agente",
        wire.Qr,
        "El dibujo de un código QR con ese texto",
        body=wire.Dibujar,
        always=True,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/agentes/{id}/dos_pasos/",
        remove_second_steps,
        "agente",
        wire.Vacio,
        "Le quita los segundos pasos, por si perdió el teléfono, y termina sus sesiones",
        needs="equipo",
    ),
]
