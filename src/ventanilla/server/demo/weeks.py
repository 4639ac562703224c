"""The weeks before: closed chats of people of whom only history is left, so that the board has something to show."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from .content import Asunto, ChatDemo, Cierre, Content, Conversacion, Dicho, Semanas, Valoracion

DAYS = 62
FIRST_ID = 101
HOURS = (8, 9, 9, 10, 10, 11, 11, 12, 13, 15, 16, 16, 17, 18)
"""When people write, the busy ones twice."""


def people(semanas: Semanas) -> dict[tuple[str, str], str]:
    """Their names, by tenant and cliente_id."""
    return {
        (slug, str(FIRST_ID + n)): nombre for slug, names in semanas.personas.items() for n, nombre in enumerate(names)
    }


def talks(content: Content, now: datetime) -> list[Conversacion]:
    """The same ones each time, told from `now` backwards; nobody's chats overlap, and none reaches into today."""
    dice = random.Random(len(content.semanas.asuntos))  # noqa: S311 no secret
    chats: dict[tuple[str, str], list[ChatDemo]] = {who: [] for who in people(content.semanas)}
    ready = dict.fromkeys(chats, float(DAYS * 24 * 60))
    for began in sorted(_moments(dice, now), reverse=True):
        free = [who for who, until in ready.items() if until >= began]
        who = dice.choice(free)
        chats[who].append(chat := _chat(content, dice, began))
        assert chat.cierre is not None
        ready[who] = began - chat.cierre.minuto - 24 * 60
    return [Conversacion(slug, cliente_id, told) for (slug, cliente_id), told in chats.items() if told]


def _moments(dice: random.Random, now: datetime) -> Iterator[float]:
    """Minutes ago."""
    for day in range(2, DAYS):
        at = (now - timedelta(days=day)).replace(minute=0, second=0, microsecond=0)
        busy = (1, 2, 2, 3, 4, 5) if at.weekday() < 5 else (0, 0, 1)
        for _ in range(dice.choice(busy)):
            moment = at.replace(hour=dice.choice(HOURS)) + timedelta(minutes=dice.randrange(60))
            yield (now - moment).total_seconds() / 60


def _chat(content: Content, dice: random.Random, began: float) -> ChatDemo:
    asunto: Asunto = dice.choice(content.semanas.asuntos)
    agente = dice.choices([agente.usuario for agente in content.agentes], weights=[3, 2])[0]
    answered = min(dice.lognormvariate(1.6, 0.9), 180)
    thanked = answered + dice.lognormvariate(2.2, 1)
    said = [Dicho("cliente", asunto.pregunta, 0), Dicho(agente, asunto.respuesta, answered)]
    if asunto.gracias and dice.random() < 0.85:
        said.append(Dicho("cliente", asunto.gracias, min(thanked, 600)))
        razon = "resuelto"
    else:
        razon = dice.choice(["resuelto", "sin_respuesta", "duplicado", "otro"])
    ended = min(said[-1].minuto + dice.lognormvariate(2, 1), 1200)
    rates = razon == "resuelto" and dice.random() < 0.55
    return ChatDemo(
        began,
        said,
        cierre=Cierre(agente, razon, max(ended, said[-1].minuto + 1)),
        etiquetas=asunto.etiquetas,
        valoracion=_valoracion(content.semanas, dice) if rates else None,
    )


def _valoracion(semanas: Semanas, dice: random.Random) -> Valoracion:
    puntuacion = dice.choices([5, 4, 3, 2], weights=[60, 28, 8, 4])[0]
    return Valoracion(puntuacion, dice.choice(semanas.elogios if puntuacion > 3 else semanas.quejas))
