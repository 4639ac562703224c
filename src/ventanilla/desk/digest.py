"""The e-mail that tells an agente, at the times that they chose, which chats nobody has answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import structlog
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from .. import wire
from ..chat.engine import Engine
from ..chat.store import BANDEJA
from ..conf import conf
from ..tenancy import in_public
from .inbox import filas
from .preferences import read, sends_mail
from .rounds import Job
from .settings import settings
from .wording import TEXTS, for_how_long, say

log = structlog.get_logger(__name__)

EVERY = 30.0
SHOWN = 50
"""Chats that one e-mail lists."""
Group = Literal["tuyos", "equipo", "nadie"]
GROUPS: tuple[Group, ...] = ("tuyos", "equipo", "nadie")


@dataclass(frozen=True, slots=True)
class Line:
    """A chat of the digest."""

    group: Group
    cliente: str
    tenant: str
    espera: str
    url: str
    texto: str


def moment(resumen: wire.Resumen, now: datetime) -> datetime | None:
    """The last moment, up to `now`, for which a digest was wanted; None = never."""
    if resumen.cada == "nunca":
        return None
    if resumen.cada == "hora":
        return now.replace(minute=0, second=0, microsecond=0)
    zone = ZoneInfo(resumen.zona)
    today = now.astimezone(zone).date()
    # One that does not exist on the day on which clocks go forward is an hour later.
    wanted = [
        datetime.combine(day, time.fromisoformat(resumen.hora), zone) for day in (today, today - timedelta(days=1))
    ]
    return next(at.astimezone(UTC) for at in wanted if at.astimezone(UTC) <= now)


async def send(engine: Engine) -> None:
    """Whoever wanted a digest by now has it, once. Raises Unavailable."""
    if not sends_mail():
        return
    now = datetime.now(UTC)
    for row in await _who_may_want_one(engine):
        prefs = read(row["preferencias"])
        at = moment(prefs.resumen, now)
        if at is not None and (row["resumido_en"] is None or row["resumido_en"] < at):
            await _send_once(engine, row, prefs, at, now)


async def _send_once(engine: Engine, row: Any, prefs: wire.Preferencias, at: datetime, now: datetime) -> None:
    """Whoever moves the mark sends; where the mail server refuses, it is moved back and tried again."""
    claimed = await engine.fetchrow(
        "UPDATE public.ventanilla_desk_agente SET resumido_en = $2"
        " WHERE user_id = $1 AND (resumido_en IS NULL OR resumido_en < $2) RETURNING 1",
        row["user_id"],
        at,
    )
    if claimed is None:
        return
    lines, more = await waiting(engine, row, prefs, now)
    if not lines:
        return
    try:
        await in_public(mail(row["nombre"], row["correo"], prefs, lines, more).send)
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("digest not sent", agente=row["user_id"], error=type(error).__name__)
        await engine.fetch(
            "UPDATE public.ventanilla_desk_agente SET resumido_en = $3 WHERE user_id = $1 AND resumido_en = $2",
            row["user_id"],
            at,
            row["resumido_en"],
        )


async def waiting(engine: Engine, row: Any, prefs: wire.Preferencias, now: datetime) -> tuple[list[Line], int]:
    """The chats that wait for this agente, their own first, each group from the longest wait; and how many more there
    are than are listed. Raises Unavailable."""
    rows = await engine.fetch(
        f"SELECT b.*, CASE WHEN b.asignado_a = $1 THEN 'tuyos' WHEN b.equipo_id IS NOT NULL THEN 'equipo'"
        "  ELSE 'nadie' END AS grupo, count(*) OVER () AS todos"
        f" FROM {BANDEJA} b WHERE NOT b.cerrado AND b.ultimo_seq > 0"
        " AND b.espera_desde < $2::timestamptz - make_interval(mins => $3)"
        " AND ($4::text[] IS NULL OR b.schema_name = ANY($4))"
        " AND NOT EXISTS (SELECT FROM public.ventanilla_desk_silencio m"
        "  WHERE m.agente_id = $1 AND m.schema_name = b.schema_name)"
        " AND (b.asignado_a = $1 OR b.asignado_a IS NULL AND (b.equipo_id IS NULL OR b.equipo_id IN"
        "  (SELECT equipo_id FROM public.ventanilla_desk_equipo_miembros WHERE agente_id = $1)))"
        " ORDER BY b.asignado_a IS NULL, b.equipo_id IS NULL, b.espera_desde LIMIT $5",
        row["user_id"],
        now,
        prefs.resumen.tras_min,
        row["tenants"],
        SHOWN,
    )
    with_text = (await settings.now(engine)).avisos_con_texto
    lines = [
        _line(each["grupo"], fila, prefs.idioma, now, with_text=with_text)
        for each, fila in zip(rows, await filas(engine, rows), strict=True)
    ]
    return lines, (rows[0]["todos"] - len(rows) if rows else 0)


def _line(group: Group, fila: wire.Fila, idioma: wire.Idioma, now: datetime, *, with_text: bool) -> Line:
    waits = (now - (fila.espera_desde or now)).total_seconds()
    return Line(
        group=group,
        cliente=fila.cliente.nombre or str(fila.cliente.id),
        tenant=fila.tenant.nombre,
        espera=say(idioma, "espera", tiempo=for_how_long(idioma, waits)),
        url=f"{conf().origin}/soporte/chats/{fila.id}",
        texto=fila.ultimo_texto if with_text else "",
    )


def mail(
    nombre: str, to: str, prefs: wire.Preferencias, lines: Sequence[Line], more: int = 0
) -> EmailMultiAlternatives:
    """The message in the agente's language: plain, and the same as HTML."""
    idioma, n = prefs.idioma, len(lines) + more
    after = for_how_long(idioma, prefs.resumen.tras_min * 60)
    about = {
        "idioma": idioma,
        "hola": say(idioma, "hola", nombre=nombre),
        "hay": say(idioma, "hay_uno" if n == 1 else "hay", n=n, tiempo=after),
        "groups": [
            (say(idioma, group), chosen) for group in GROUPS if (chosen := [x for x in lines if x.group == group])
        ],
        "mas": say(idioma, "mas", n=more) if more else "",
        "inbox": f"{conf().origin}/soporte/",
        "settings": f"{conf().origin}/soporte/ajustes/notificaciones",
        "t": TEXTS[idioma],
    }
    subject = say(idioma, "asunto_uno" if n == 1 else "asunto", n=n)
    message = EmailMultiAlternatives(subject, render_to_string("ventanilla/digest.txt", about), to=[to])
    message.attach_alternative(render_to_string("ventanilla/digest.html", about), "text/html")
    return message


async def _who_may_want_one(engine: Engine) -> list[Any]:
    users = get_user_model()
    email, table = users.get_email_field_name(), users._meta.db_table
    return await engine.fetch(
        f"SELECT a.user_id, a.nombre, a.preferencias, a.resumido_en, a.tenants, u.{email} AS correo"
        f" FROM public.ventanilla_desk_agente a JOIN public.{table} u ON u.id = a.user_id"
        f" WHERE a.activo AND u.is_active AND u.{email} <> ''"
        " AND a.preferencias->'resumen'->>'cada' IN ('hora', 'dia')"
    )


JOBS = [Job("resumir", EVERY, send, is_slow=True)]
