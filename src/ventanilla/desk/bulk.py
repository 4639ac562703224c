"""Many chats at once: each as if it were alone, with the permissions that its verb needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from .. import wire
from ..chat import chats
from ..chat.engine import Engine
from ..chat.errors import ChatError, Invalid, Unavailable
from ..chat.people import AgenteCaller
from . import audit
from .assign import assign
from .tags import tag

Step = Callable[[int], Awaitable[object]]


async def apply(engine: Engine, by: AgenteCaller, lote: wire.Lote) -> wire.LoteHecho:
    """Which chats got all of it, and which did not and why: of these, what came before the refusal was done.

    Raises Forbidden where a verb is not theirs, before anything is done; Invalid, Unavailable.
    """
    steps = _steps(engine, by, lote)
    if not steps:
        raise Invalid("", "Di qué hacer: asignar, etiquetas o cerrar.")
    done: list[int] = []
    refused: list[wire.FallosDeLote] = []
    for chat_id in dict.fromkeys(lote.chats):
        try:
            for step in steps:
                await step(chat_id)
        except Unavailable:
            raise
        except ChatError as error:
            refused.append(wire.FallosDeLote(chat_id, error.codigo, error.detail))
        else:
            done.append(chat_id)
    return wire.LoteHecho(done, refused)


def _steps(engine: Engine, by: AgenteCaller, lote: wire.Lote) -> list[Step]:
    steps: list[Step] = []
    if (wanted := lote.asignar) is not None:
        by.needs("asignar")
        agente_id, equipo_id, believed = wanted.agente_id, wanted.equipo_id, wanted.si
        steps.append(
            lambda chat_id: assign(engine, by, chat_id, agente_id=agente_id, equipo_id=equipo_id, believed=believed)
        )
    if (tags := lote.etiquetas) is not None:
        by.needs("etiquetar")
        steps.append(lambda chat_id: tag(engine, by, chat_id, put=tags.poner, take=tags.quitar))
    if (closing := lote.cerrar) is not None:
        by.needs("cerrar")
        steps.append(lambda chat_id: _close(engine, by, chat_id, closing))
    return steps


async def _close(engine: Engine, by: AgenteCaller, chat_id: int, wanted: wire.CerrarLote) -> None:
    chat = await chats.close(
        engine,
        by,
        chat_id,
        razon=wanted.razon_cierre,
        mensaje=wanted.mensaje,
        seen_up_to=wanted.visto.get(str(chat_id)),
    )
    tenant, _ = await engine.home_for(by, chat_id)
    await audit.closed(engine, by, chat, schema=tenant.schema)
