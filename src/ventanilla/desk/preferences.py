"""How an agente wants to be told of things."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid, NotFound
from ..chat.people import AgenteCaller
from .hours import DAYS
from .telling import tell_agents

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


async def of(engine: Engine, by: AgenteCaller) -> wire.MisPreferencias:
    """Raises NotFound, Unavailable."""
    users = get_user_model()
    email, table = users.get_email_field_name(), users._meta.db_table
    row = await engine.fetchrow(
        f"SELECT a.preferencias, u.{email} AS correo FROM public.ventanilla_desk_agente a"
        f" JOIN public.{table} u ON u.id = a.user_id WHERE a.user_id = $1",
        by.id,
    )
    if row is None:
        raise NotFound
    return wire.MisPreferencias(read(row["preferencias"]), row["correo"], sends_mail())


async def save(engine: Engine, by: AgenteCaller, wanted: wire.Preferencias) -> wire.MisPreferencias:
    """They are as wanted, and the agente's consoles know. Raises Invalid, NotFound, Unavailable."""
    if wanted.calma is not None:
        _check_zone("calma.zona", wanted.calma.zona)
        if wanted.calma.desde == wanted.calma.hasta:
            raise Invalid("calma.hasta", "Acaba a otra hora de la que empieza.")
    _check_zone("resumen.zona", wanted.resumen.zona)
    # Whoever chooses another time begins with the next one: what has gone by by then is not made up for.
    await engine.fetch(
        "UPDATE public.ventanilla_desk_agente SET preferencias = $2::jsonb, resumido_en ="
        " CASE WHEN preferencias->'resumen' IS DISTINCT FROM $2::jsonb->'resumen' THEN now() ELSE resumido_en END"
        " WHERE user_id = $1",
        by.id,
        msgspec.to_builtins(wanted),
    )
    tell_agents(engine, wire.Changed("preferencias"), to=by.id)
    return await of(engine, by)


def read(kept: Any) -> wire.Preferencias:
    """What an earlier version kept and this one does not know is as at first."""
    try:
        return msgspec.convert(kept, wire.Preferencias)
    except msgspec.ValidationError:
        return wire.Preferencias()


def is_calm(calma: wire.Calma | None, at: datetime) -> bool:
    """Whether the agente wants to hear nothing then. The night belongs to the day on which it begins."""
    if calma is None:
        return False
    local = at.astimezone(ZoneInfo(calma.zona))
    now = f"{local:%H:%M}"
    today, yesterday = DAYS[local.weekday()], DAYS[(local - timedelta(days=1)).weekday()]
    if calma.desde < calma.hasta:
        return today in calma.dias and calma.desde <= now < calma.hasta
    return (today in calma.dias and now >= calma.desde) or (yesterday in calma.dias and now < calma.hasta)


def sends_mail() -> bool:
    return bool(django_settings.EMAIL_BACKEND != NO_MAIL)


def _check_zone(campo: str, name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(campo, "Una zona horaria como Europe/Madrid.") from None
