"""Web Push: the browsers that asked for it, and the way of each push to them. What is worth one is `calling.py`'s.

A push waits in the database until the browser's service has taken it, or it is too late: a node that dies loses none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
import structlog
from msgspec import Struct

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid, Unavailable
from ..chat.people import AgenteCaller
from ..conf import conf
from . import outside, webpush
from .rounds import Job

log = structlog.get_logger(__name__)

PER_AGENTE = 20
"""Browsers of one agente: the oldest makes room."""
AT_ONCE = 40
EVERY = 1.0
LEASE = 60.0
"""Seconds after which a push that a node took and said nothing of is tried again."""
FIRST_RETRY, LAST_RETRY = 10.0, 1800.0
REFUSALS = 10
"""In a row, after which a browser is given up."""
GONE = (404, 410)
AGAIN = (408, 425, 429)

SUBSCRIPTION = "public.ventanilla_desk_suscripcionpush"
QUEUE = "public.ventanilla_desk_enviopush"

_threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="ventanilla-push")


class Push(Struct, frozen=True):
    """What the service worker is told."""

    clase: wire.ClaseAviso | Literal["prueba"]
    titulo: str
    texto: str
    chat_id: int | None
    etiqueta: str
    """Of two with the same one the later takes the other's place."""


async def key(engine: Engine) -> str:
    """The private key of this installation, made by whoever asks first. Raises Unavailable."""
    row = await engine.fetchrow("SELECT vapid FROM public.ventanilla_desk_instalacion WHERE id = 1")
    if row and row["vapid"]:
        return str(row["vapid"])
    await engine.fetch(
        "UPDATE public.ventanilla_desk_instalacion SET vapid = $1 WHERE id = 1 AND vapid = ''", webpush.new_key()
    )
    row = await engine.fetchrow("SELECT vapid FROM public.ventanilla_desk_instalacion WHERE id = 1")
    if row is None or not row["vapid"]:
        raise Unavailable
    return str(row["vapid"])


async def show(engine: Engine, by: AgenteCaller) -> wire.ClavePush:
    rows = await engine.fetch(
        f"SELECT id, navegador, creado_en FROM {SUBSCRIPTION} WHERE agente_id = $1 ORDER BY id DESC", by.id
    )
    mine = [wire.SuscripcionPush(row["id"], row["navegador"], row["creado_en"]) for row in rows]
    return wire.ClavePush(webpush.public_key(await key(engine)), mine)


async def subscribe(engine: Engine, by: AgenteCaller, browser: wire.SuscribirPush, user_agent: str) -> wire.ClavePush:
    """Pushes of this agente go to that browser too, and no other's any more. Raises Invalid, Unavailable."""
    try:
        webpush.check_keys(browser.p256dh, browser.auth)
    except webpush.UnusableKeys:
        raise Invalid("p256dh", "No son las claves de una suscripción.") from None
    try:
        await _in_thread(outside.check, browser.endpoint, private=conf().push_private)
    except outside.NotOutside:
        raise Invalid("endpoint", "No es la dirección de un servicio de notificaciones.") from None
    await engine.fetch(
        f"INSERT INTO {SUBSCRIPTION} AS s (agente_id, endpoint, p256dh, auth, navegador) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (endpoint) DO UPDATE SET agente_id = $1, p256dh = $3, auth = $4, navegador = $5, fallos = 0",
        by.id,
        browser.endpoint,
        browser.p256dh,
        browser.auth,
        user_agent[:200] if wire.is_storable(user_agent) else "",
    )
    newest = f"SELECT id FROM {SUBSCRIPTION} WHERE agente_id = $1 ORDER BY id DESC"
    await _forget(engine, f"id IN ({newest} OFFSET $2)", by.id, PER_AGENTE)
    return await show(engine, by)


async def unsubscribe(engine: Engine, by: AgenteCaller, endpoint: str) -> wire.ClavePush:
    """None of the caller's pushes goes to that browser any more."""
    await _forget(engine, "agente_id = $1 AND endpoint = $2", by.id, endpoint)
    return await show(engine, by)


async def remove(engine: Engine, by: AgenteCaller, subscription_id: int) -> wire.ClavePush:
    """The same, for a browser that is elsewhere."""
    await _forget(engine, "agente_id = $1 AND id = $2", by.id, subscription_id)
    return await show(engine, by)


async def _forget(engine: Engine, which: str, *arguments: object) -> None:
    """With what was on its way there."""
    await engine.fetch(
        f"WITH gone AS (DELETE FROM {SUBSCRIPTION} WHERE {which} RETURNING id)"
        f" DELETE FROM {QUEUE} WHERE suscripcion_id IN (SELECT id FROM gone)",
        *arguments,
    )


async def enqueue(engine: Engine, pushes: Sequence[tuple[int, Push]], *, lasts: timedelta) -> None:
    """Each goes to every browser of its agente, soon, unless that takes longer than it `lasts`."""
    if pushes:
        await engine.fetch(
            f"INSERT INTO {QUEUE} (suscripcion_id, cuerpo, vence_en)"
            " SELECT s.id, u.cuerpo, now() + $3::interval"
            " FROM unnest($1::bigint[], $2::jsonb[]) AS u(agente_id, cuerpo)"
            # One that is being forgotten this moment is waited for, and then is none.
            f" JOIN {SUBSCRIPTION} s ON s.agente_id = u.agente_id FOR KEY SHARE OF s",
            [agente_id for agente_id, _ in pushes],
            [msgspec.to_builtins(push) for _, push in pushes],
            lasts,
        )


async def deliver(engine: Engine) -> None:
    """What is due was sent once, several at a time. Raises Unavailable."""
    while due := await _take(engine):
        secret = await key(engine)
        await asyncio.gather(*(_send(engine, row, secret) for row in due))


async def _take(engine: Engine) -> list[Any]:
    await engine.fetch(f"DELETE FROM {QUEUE} WHERE vence_en < now() AND intentar_en <= now()")
    return await engine.fetch(
        f"WITH taken AS (UPDATE {QUEUE} q SET intentos = q.intentos + 1,"
        "  intentar_en = now() + make_interval(secs => $2)"
        f"  WHERE q.id IN (SELECT id FROM {QUEUE} WHERE intentar_en <= now() ORDER BY intentar_en LIMIT $1"
        "   FOR UPDATE SKIP LOCKED) RETURNING q.*)"
        " SELECT t.id, t.suscripcion_id, t.cuerpo, t.intentos, t.vence_en, s.endpoint, s.p256dh, s.auth"
        f" FROM taken t JOIN {SUBSCRIPTION} s ON s.id = t.suscripcion_id",
        AT_ONCE,
        LEASE,
    )


async def _send(engine: Engine, row: Any, secret: str) -> None:
    wait: float | None = None
    try:
        answered = await _in_thread(_post, row, secret)
        status, wait = answered.status, answered.retry_after
    except (outside.NotOutside, webpush.UnusableKeys):
        status = GONE[0]
    except (OSError, HTTPException):
        status = AGAIN[0]
    if status >= 300:
        # The path of an endpoint is its secret.
        log.info("push refused", service=urlsplit(row["endpoint"]).hostname, status=status, attempt=row["intentos"])
    if status in GONE:
        await _forget(engine, "id = $1", row["suscripcion_id"])
    elif status in AGAIN or status >= 500:
        await engine.fetch(
            f"UPDATE {QUEUE} SET intentar_en = now() + make_interval(secs => $2) WHERE id = $1",
            row["id"],
            later(row["intentos"], wait),
        )
    else:
        await engine.fetch(f"DELETE FROM {QUEUE} WHERE id = $1", row["id"])
        await _count(engine, row["suscripcion_id"], taken=status < 300)


async def _count(engine: Engine, subscription_id: int, *, taken: bool) -> None:
    if taken:
        await engine.fetch(
            f"UPDATE {SUBSCRIPTION} SET fallos = 0 WHERE id = $1 AND fallos > 0",
            subscription_id,
        )
        return
    await engine.fetch(f"UPDATE {SUBSCRIPTION} SET fallos = fallos + 1 WHERE id = $1", subscription_id)
    await _forget(engine, "id = $1 AND fallos >= $2", subscription_id, REFUSALS)


def later(attempts: int, wished: float | None = None) -> float:
    """Seconds until the next attempt after that many: four times as long each time, or as the service wishes."""
    return min(LAST_RETRY, max(FIRST_RETRY * 4.0 ** (attempts - 1), wished or 0.0))


def _post(row: Any, secret: str) -> outside.Answered:
    left = (row["vence_en"] - datetime.now(UTC)).total_seconds()
    body = webpush.encrypt(msgspec.json.encode(row["cuerpo"]), p256dh=row["p256dh"], auth=row["auth"])
    headers = {
        "Authorization": webpush.authorization(row["endpoint"], key=secret, subject=conf().origin),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int(left))),
        "Urgency": "high",
    }
    return outside.post(row["endpoint"], body, headers, private=conf().push_private)


async def _in_thread(fn: Any, *args: Any, **kwargs: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_threads, lambda: fn(*args, **kwargs))


JOBS = [Job("empujar", EVERY, deliver, is_slow=True)]
