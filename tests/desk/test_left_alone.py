"""Chats that the cliente has left are warned of and closed; chats that nobody takes are called out, once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente
from ventanilla import wire
from ventanilla.chat.engine import Engine
from ventanilla.chat.store import BANDEJA
from ventanilla.desk import autoclose, unattended
from ventanilla.desk.settings import settings


@pytest.fixture
def ajustes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of silence, an hour of warning; five minutes without an agente. In this process alone."""
    known = wire.Ajustes(cierre_auto_h=24, cierre_aviso_min=60, sin_atender_min=5)

    async def now(_: object) -> wire.Ajustes:
        return known

    monkeypatch.setattr(settings, "now", now)


async def ago(engine: Engine, chat_id: int, hours: float) -> None:
    """What happened in that chat is as long ago."""
    await engine.fetch(
        f"UPDATE {BANDEJA} SET ultima_actividad = ultima_actividad - make_interval(mins => $2),"
        " espera_desde = espera_desde - make_interval(mins => $2) WHERE chat_id = $1",
        chat_id,
        int(hours * 60),
    )


async def log_of(eva: Cliente, chat_id: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await eva.http.get(f"/api/chat/{chat_id}/mensajes/")).json()["resultados"]
    return found


async def is_closed(eva: Cliente, chat_id: int) -> bool:
    return bool((await eva.http.get(f"/api/chat/{chat_id}/")).json()["cerrado"])


@pytest.mark.usefixtures("ajustes")
async def test_who_does_not_answer_is_warned_and_then_the_chat_is_closed(server: Server, engine: Engine) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server, "ana")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.reply(chat_id, "¿Qué pasa?")
    await autoclose.tidy(engine)
    assert len(await log_of(eva, chat_id)) == 2, "it is not time yet"
    await ago(engine, chat_id, 23.5)
    await autoclose.tidy(engine)
    await autoclose.tidy(engine)
    [*_, warning] = log = await log_of(eva, chat_id)
    assert len(log) == 3, "warned once"
    assert (warning["tipo"], warning["autor"]["tipo"]) == ("sistema", "sistema")
    assert "60 minutos" in warning["texto"]
    assert not await is_closed(eva, chat_id)
    await ago(engine, chat_id, 1.1)
    await autoclose.tidy(engine)
    chat = (await eva.http.get(f"/api/chat/{chat_id}/")).json()
    assert (chat["cerrado"], chat["razon_cierre"], chat["cerrado_por"]["tipo"]) == (True, "sin_respuesta", "sistema")


@pytest.mark.usefixtures("ajustes")
async def test_who_writes_after_the_warning_keeps_the_chat(server: Server, engine: Engine) -> None:
    eva, ana = Cliente(server, "globex"), Agente(server, "ana")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.reply(chat_id, "¿Qué pasa?")
    await ago(engine, chat_id, 23.5)
    await autoclose.tidy(engine)
    await eva.say("Sigo aquí")
    await ago(engine, chat_id, 48)
    await autoclose.tidy(engine)
    assert not await is_closed(eva, chat_id)
    assert [each["tipo"] for each in await log_of(eva, chat_id)] == ["texto", "texto", "sistema", "texto"]


@pytest.mark.usefixtures("ajustes")
async def test_a_chat_that_waits_for_soporte_is_never_closed_so(server: Server, engine: Engine) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ago(engine, chat_id, 100)
    await autoclose.tidy(engine)
    assert len(await log_of(eva, chat_id)) == 1


@pytest.mark.usefixtures("ajustes")
async def test_a_chat_that_nobody_takes_is_called_out_once_for_each_wait(server: Server, engine: Engine) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server, "ana")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with ana.connect("/ws/soporte/") as desk:
        await desk.expect("ready")

        def calls() -> int:
            return sum(
                frame["clase"] == "sin_atender" and frame["chat"]["id"] == chat_id for frame in desk.of_type("alert")
            )

        await unattended.call(engine)
        await desk.settle()
        before = calls()
        await ago(engine, chat_id, 1)
        await unattended.call(engine)
        await unattended.call(engine)
        while calls() == before:
            await desk.expect("alert")
        await desk.settle()
        assert (before, calls()) == (0, 1)
