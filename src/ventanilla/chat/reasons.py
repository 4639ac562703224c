"""The reasons that a chat may be closed for: those of the settings, and those that the desk has agreed on."""

from __future__ import annotations

import time

from ..conf import conf
from .engine import Engine
from .errors import Invalid

FRESH_FOR = 3.0
"""Seconds that the desk's list is believed."""


class Reasons:
    def __init__(self) -> None:
        self._desk: tuple[str, ...] = ()
        self._until = 0.0

    async def active(self, engine: Engine) -> list[str]:
        """What a console offers, in the desk's order. Raises Unavailable."""
        if time.monotonic() >= self._until:
            rows = await engine.fetch(
                "SELECT codigo FROM public.ventanilla_desk_razon WHERE activa ORDER BY orden, codigo"
            )
            self._desk = tuple(row["codigo"] for row in rows)
            self._until = time.monotonic() + FRESH_FOR
        return [*self._desk, *(razon for razon in conf().razones_extra if razon not in self._desk)]

    async def check(self, engine: Engine, razon: str) -> None:
        """A close may name it: one of the contract always. Raises Invalid, Unavailable."""
        if razon in conf().razones_cierre or razon in await self.active(engine):
            return
        self.forget()  # It may have been added a moment ago, on another node.
        if razon not in (active := await self.active(engine)):
            raise Invalid("razon_cierre", f"Una de: {', '.join(dict.fromkeys([*conf().razones_cierre, *active]))}.")

    def forget(self) -> None:
        self._until = 0.0


reasons = Reasons()
