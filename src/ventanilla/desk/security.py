"""How strict the desk is: which roles come in by two steps, how long the audit log is kept."""

from __future__ import annotations

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Forbidden, Invalid
from ..chat.people import AgenteCaller
from . import second

KEPT_UNDER = "seguridad"
"""In the installation's settings, beside those of routing."""


class Security:
    async def now(self, engine: Engine) -> wire.Seguridad:
        """Raises Unavailable."""
        row = await engine.fetchrow(
            "SELECT (SELECT ajustes->'seguridad'->>'auditoria_dias' FROM public.ventanilla_desk_instalacion"
            " WHERE id = 1) AS dias, (SELECT array_agg(codigo::text ORDER BY codigo) FROM public.ventanilla_desk_rol"
            " WHERE dos_pasos) AS roles"
        )
        days = int(row["dias"]) if row["dias"] else wire.Seguridad().auditoria_dias
        return wire.Seguridad(dos_pasos=list(row["roles"] or []), auditoria_dias=days)

    async def save(self, engine: Engine, by: AgenteCaller, wanted: wire.Seguridad) -> wire.Seguridad:
        """It is as wanted; who now lacks a second step is asked for one. Raises Invalid, Forbidden, Unavailable."""
        if wanted.dos_pasos and not second.is_offered():
            raise Invalid("dos_pasos", "Aquí nadie puede activar un segundo paso: las cuentas son de otra aplicación.")
        rows = await engine.fetch("SELECT codigo, permisos, dos_pasos FROM public.ventanilla_desk_rol")
        if unknown := sorted(set(wanted.dos_pasos) - {row["codigo"] for row in rows}):
            raise Invalid("dos_pasos", f"No hay ningún rol «{unknown[0]}».")
        for row in rows:
            changes = row["dos_pasos"] != (row["codigo"] in wanted.dos_pasos)
            if changes and not by.permisos.issuperset(row["permisos"]):
                raise Forbidden(f"El rol «{row['codigo']}» puede más que tú.")
        await engine.fetch(
            "UPDATE public.ventanilla_desk_rol SET dos_pasos = codigo = ANY($1::text[])"
            " WHERE dos_pasos <> (codigo = ANY($1::text[]))",
            wanted.dos_pasos,
        )
        await engine.fetch(
            "UPDATE public.ventanilla_desk_instalacion SET ajustes = ajustes || $1::jsonb WHERE id = 1",
            {KEPT_UNDER: {"auditoria_dias": wanted.auditoria_dias}},
        )
        return await self.now(engine)


security = Security()
