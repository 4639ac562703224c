"""The desk's settings, kept with the installation, and the teams with their hours."""

from __future__ import annotations

import time

import msgspec

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.people import AgenteCaller
from . import audit, hours
from .telling import tell_agents

FRESH_FOR = 3.0
"""Seconds that what was read is believed."""


class Settings:
    def __init__(self) -> None:
        self._known = wire.Ajustes()
        self._until = 0.0

    async def now(self, engine: Engine) -> wire.Ajustes:
        """Raises Unavailable."""
        if time.monotonic() >= self._until:
            row = await engine.fetchrow("SELECT ajustes FROM public.ventanilla_desk_instalacion WHERE id = 1")
            self._known = _read(row["ajustes"] if row else {})
            self._until = time.monotonic() + FRESH_FOR
        return self._known

    async def save(self, engine: Engine, by: AgenteCaller, wanted: wire.Ajustes) -> wire.Ajustes:
        """They are as wanted, here at once and elsewhere within seconds. Raises Invalid, Unavailable."""
        hours.check(wanted.horario)
        if wanted.cierre_auto_h and wanted.cierre_auto_h * 60 <= wanted.cierre_aviso_min:
            raise Invalid("cierre_aviso_min", "El aviso va antes del cierre: menos minutos que los del silencio.")
        for texts in (wanted.cierre_aviso_texto, wanted.fuera_texto):
            if not wire.is_storable_json(texts):
                raise Invalid("", "Un texto contiene un carácter que no se puede guardar.")
        await engine.fetch(
            "UPDATE public.ventanilla_desk_instalacion SET ajustes = ajustes || $1::jsonb WHERE id = 1",
            msgspec.to_builtins(wanted),
        )
        self._until = 0.0
        await audit.record(engine, by, "ajustar", objeto="ajustes")
        tell_agents(engine, wire.Changed("ajustes"))
        return await self.now(engine)


settings = Settings()


def _read(kept: dict[str, object]) -> wire.Ajustes:
    """What other parts of the desk keep beside them is not theirs."""
    ours = {name: value for name, value in kept.items() if name in wire.Ajustes.__struct_fields__}
    return msgspec.convert(ours, wire.Ajustes)
