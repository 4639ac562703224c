"""The audit log: who did and saw what. Never the text of a message, never a secret."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.contrib.auth import get_user_model

from .. import wire
from ..chat import history, shapes
from ..chat.engine import Engine
from ..chat.errors import ChatError, Invalid
from ..chat.ledger import ChatState
from ..chat.people import AgenteCaller
from .filters import Where
from .models import Agente, Auditoria
from .rounds import Job
from .security import security

log = structlog.get_logger(__name__)

TABLE = "public.ventanilla_desk_auditoria"
PAGE, MAX_PAGE = 50, 200
REMEMBERED = 20_000
PURGE_EVERY = 3600.0
_INSERT = (
    f"INSERT INTO {TABLE} (en, agente_id, agente_nombre, accion, schema_name, chat_id, objeto, detalle, ip)"
    " VALUES (now(), $1, $2, $3, $4, $5, $6, $7, nullif($8, '')::inet)"
)
# What may stand there once is held to it by unique indices (migration 0011).
_INSERT_ONCE = f"{_INSERT} ON CONFLICT DO NOTHING"


async def record(
    engine: Engine,
    by: AgenteCaller | None,
    accion: str,
    *,
    schema: str = "",
    chat_id: int | None = None,
    objeto: str = "",
    detalle: Mapping[str, object] | None = None,
) -> None:
    """It stands in the log that `by` (None = the system) did that. Raises Unavailable."""
    await engine.fetch(_INSERT, *_who(by), accion, schema, chat_id, objeto[:200], dict(detalle or {}), _ip(by))


def record_now(agente: Agente, accion: str, *, detalle: Mapping[str, object] | None = None, ip: str = "") -> None:
    """The same for synchronous callers inside the public schema."""
    Auditoria.objects.create(
        agente_id=agente.pk, agente_nombre=agente.nombre, accion=accion, detalle=dict(detalle or {}), ip=ip or None
    )


async def closed(engine: Engine, by: AgenteCaller, chat: ChatState, *, schema: str) -> None:
    """It stands in the log who closed the chat: once, however often they asked. Raises Unavailable."""
    closer = chat.cerrado_por
    if closer is not None and closer["tipo"] == "soporte" and str(closer["id"]) == str(by.id):
        detalle = {"razon": chat.razon_cierre} if chat.razon_cierre else {}
        await engine.fetch(_INSERT_ONCE, *_who(by), "cerrar", schema, chat.id, "", detalle, _ip(by))


def _who(by: AgenteCaller | None) -> tuple[int | None, str]:
    return (by.id, by.nombre) if by else (None, "")


def _ip(by: AgenteCaller | None) -> str:
    return by.ip if by else ""


class Looks:
    """What agents looked at: once for each of them, chat and hour, written behind their backs."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[object, ...], None] = OrderedDict()
        self._waiting: list[tuple[object, ...]] = []
        self._writing: asyncio.Task[None] | None = None

    def saw(
        self, engine: Engine, by: AgenteCaller, accion: str, *, schema: str, chat_id: int, objeto: str = ""
    ) -> None:
        """It will stand in the log within a moment. Costs the caller no read and no wait."""
        key = (by.id, accion, chat_id, objeto, datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
        if key in self._known:
            return
        self._known[key] = None
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self._waiting.append((*_who(by), accion, schema, chat_id, objeto, {}, _ip(by)))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write(engine))

    async def _write(self, engine: Engine) -> None:
        while self._waiting:
            act = self._waiting.pop(0)
            try:
                await engine.fetch(_INSERT_ONCE, *act)
            except ChatError:
                log.warning("a look was not written down", agente=act[0], chat_id=act[4])


looks = Looks()


# --- reading it ----------------------------------------------------------------------------------------------------


async def page(engine: Engine, by: AgenteCaller, query: Mapping[str, str], *, limit: int = PAGE) -> wire.Actos:
    """Newest first. Who sees some tenants only is told of what was done in these. Raises Invalid, Unavailable."""
    where = Where()
    where.conditions = ["true"]
    if by.schemas is not None:
        where.add("a.schema_name = ANY({}::text[])", sorted(by.schemas))
    await _narrow(engine, by, where, query)
    if cursor := query.get("cursor"):
        _, act_id = history.place(cursor, 2)
        where.add("a.id < {}", history.number(act_id))
    rows = await engine.fetch(
        f"SELECT a.*, host(a.ip) AS desde, u.{_username()} AS usuario FROM {TABLE} a"
        f" LEFT JOIN public.{_users()} u ON u.id = a.agente_id"
        f" WHERE {where} ORDER BY a.id DESC LIMIT {where.number(limit + 1)}",
        *where.arguments,
    )
    shown = rows[:limit]
    tenants = await engine.directory.of_schemas(row["schema_name"] for row in shown if row["schema_name"])
    siguiente = history.cursor(shown[-1]["en"], shown[-1]["id"]) if len(rows) > limit else None
    return wire.Actos([_acto(row, tenants) for row in shown], siguiente)


async def _narrow(engine: Engine, by: AgenteCaller, where: Where, query: Mapping[str, str]) -> None:
    if agente := query.get("agente"):
        where.add("a.agente_id = {}", _whole("agente", agente))
    if chat := query.get("chat"):
        where.add("a.chat_id = {}", _whole("chat", chat))
    if acciones := query.get("accion"):
        where.add("a.accion = ANY({}::text[])", acciones.split(","))
    if slug := query.get("tenant"):
        tenant = await engine.directory.of_slug(slug)
        if tenant is None or not by.sees(tenant.schema):
            raise Invalid("tenant", f"No hay ningún tenant «{slug}».")
        where.add("a.schema_name = {}", tenant.schema)
    if desde := query.get("desde"):
        where.add("a.en >= {}", _instant("desde", desde))
    if hasta := query.get("hasta"):
        where.add("a.en < {}", _instant("hasta", hasta))


def _acto(row: Any, tenants: Mapping[str, Any]) -> wire.Acto:
    who = row["agente_id"]
    return wire.Acto(
        id=row["id"],
        en=row["en"],
        agente=wire.AgenteRef(who, row["usuario"] or "", row["agente_nombre"]) if who is not None else None,
        accion=row["accion"],
        tenant=shapes.tenant_ref(tenants[row["schema_name"]]) if row["schema_name"] else None,
        chat_id=row["chat_id"],
        objeto=row["objeto"],
        detalle=row["detalle"],
        ip=row["desde"],
    )


def _users() -> str:
    return str(get_user_model()._meta.db_table)


def _username() -> str:
    return str(get_user_model().USERNAME_FIELD)


def _whole(campo: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 16:
        raise Invalid(campo, "Un id: un número entero.")
    return int(text)


def _instant(campo: str, text: str) -> datetime:
    """A date begins its day in UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(campo, "Una fecha, como 2026-11-30, o un momento con su zona.") from None
    if not 1970 <= at.year < 9000:
        raise Invalid(campo, "Una fecha de este tiempo.")
    return at if at.tzinfo else at.replace(tzinfo=UTC)


async def _purge(engine: Engine) -> None:
    """What is older than the settings keep is gone."""
    kept = await security.now(engine)
    await engine.fetch(f"DELETE FROM {TABLE} WHERE en < now() - $1::interval", timedelta(days=kept.auditoria_dias))


JOBS = [Job("auditoria", PURGE_EVERY, _purge)]
