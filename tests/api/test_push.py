"""Who is away is told by push, by what they chose, once for each wait; and whoever subscribes nobody else can."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import Agente, Cliente, Person, in_public, new_id
from tests.push_service import PATIENCE, Browser, PushService, push_service
from ventanilla import db
from ventanilla.chat.engine import Engine
from ventanilla.desk import webpush
from ventanilla.desk.push import SUBSCRIPTION, Push, enqueue

from .doors import assert_refused

PATH = "/api/soporte/push/"


@pytest.fixture
def service(database: None) -> Iterator[PushService]:
    """Nobody is subscribed before and after, and nobody has begun to wait who was not told of."""
    from django.db.models import F

    from ventanilla.desk.models import Bandeja, SuscripcionPush

    in_public(lambda: Bandeja.objects.update(empujado_de=F("espera_desde")))
    with push_service() as standing:
        yield standing
        in_public(lambda: SuscripcionPush.objects.all().delete())


async def is_in_line(agente: Colleague) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            team = (await agente.http.get("/api/soporte/equipo/")).json()["resultados"]
            if any(each["id"] == agente.id and each["estado"] == "en_linea" for each in team):
                return
            await asyncio.sleep(0.02)


async def subscriptions(agente: Agente, count: int) -> list[dict[str, Any]]:
    """Once there are that many."""
    async with asyncio.timeout(PATIENCE):
        while len(found := (await agente.http.get(PATH)).json()["resultados"]) != count:
            await asyncio.sleep(0.05)
    return found


def of_chat(browser: Browser, chat_id: int) -> list[str]:
    return [push["clase"] for push in browser.pushes() if push["chat_id"] == chat_id]


async def test_a_new_chat_reaches_who_is_away_and_not_who_is_in_line(server: Server, service: PushService) -> None:
    away, there = colleague(server), colleague(server)
    far, near = await service.browser_of(away), await service.browser_of(there)
    async with there.connect("/ws/soporte/") as console:
        await console.expect("ready")
        await is_in_line(there)
        chat_id = (await Cliente(server, "acme").say("Mi secreto"))["chat"]["id"]
        push = await far.push(chat_id=chat_id)
        assert of_chat(near, chat_id) == []
    assert push == {
        "clase": "nuevo",
        "titulo": "Nuevo chat de Acme Logística",
        "texto": "Eva Montes · Acme Logística",
        "chat_id": chat_id,
        "etiqueta": f"chat-{chat_id}",
    }


async def test_a_push_is_urgent_signed_for_its_service_and_holds_nothing_in_the_clear(
    server: Server, service: PushService
) -> None:
    away = colleague(server)
    browser = await service.browser_of(away)
    await away.http.post(f"{PATH}prueba/")
    await browser.push(clase="prueba")
    headers, body = browser.got[0]
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["urgency"] == "high"
    assert 0 < int(headers["ttl"]) <= 120
    key = (await away.http.get(PATH)).json()["clave"]
    assert headers["authorization"].endswith(f"k={key}")
    assert b"prueba" not in body
    assert "Traceback" not in server.log.read_text()


async def test_of_one_wait_one_push_is_sent_and_of_the_next_another(server: Server, service: PushService) -> None:
    away, ana, eva = colleague(server), Agente(server), Cliente(server, "acme")
    browser = await service.browser_of(away)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await browser.push(chat_id=chat_id)
    await eva.say("¿Hay alguien?")
    await ana.post(f"chats/{chat_id}/asignar/", agente_id=away.id)
    await browser.push(chat_id=chat_id, clase="asignado")
    await ana.reply(chat_id, "Sí")
    await eva.say("Pues mira")
    await browser.push(chat_id=chat_id, clase="mensaje")
    assert of_chat(browser, chat_id) == ["nuevo", "asignado", "mensaje"]


async def test_who_comes_back_after_a_close_is_told_as_such(server: Server, service: PushService) -> None:
    away, ana, eva = colleague(server), Agente(server), Cliente(server, "acme")
    await ana.close((await eva.say("Hola"))["chat"]["id"])
    browser = await service.browser_of(away)
    chat_id = (await eva.say("Sigo igual"))["chat"]["id"]
    assert (await browser.push(chat_id=chat_id))["titulo"] == "Eva Montes vuelve tras el cierre"


async def test_a_mention_reaches_who_is_named_in_their_language(server: Server, service: PushService) -> None:
    away, other, ana = colleague(server), colleague(server), Agente(server)
    await away.http.put("/api/soporte/yo/preferencias/", json={"idioma": "en"})
    named, unnamed = await service.browser_of(away), await service.browser_of(other)
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    await ana.post(f"chats/{chat_id}/notas/", texto="Mira esto", menciones=[away.id])
    assert (await named.push(chat_id=chat_id, clase="mencion"))["titulo"] == "Ana Ruiz mentions you"
    await unnamed.push(chat_id=chat_id, clase="nuevo")
    assert "mencion" not in of_chat(unnamed, chat_id)


async def test_what_was_not_wanted_is_not_sent(server: Server, service: PushService) -> None:
    """By kind of event, in quiet hours, of a muted tenant, of a tenant that one may not see."""
    off = {"sonido": True, "tono": "gota", "navegador": True, "push": False}
    always = {"zona": "UTC", "desde": "00:00", "hasta": "23:59"}
    deaf, calm, muting, elsewhere = (
        colleague(server),
        colleague(server),
        colleague(server),
        colleague(server, tenants=["globex"]),
    )
    await deaf.http.put("/api/soporte/yo/preferencias/", json={"avisos": {"nuevo": off}})
    await calm.http.put("/api/soporte/yo/preferencias/", json={"calma": always})
    await muting.post("tenants/acme/silencio/", silenciado=True)
    browsers = [await service.browser_of(each) for each in (deaf, calm, muting, elsewhere)]
    witness = await service.browser_of(colleague(server))
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    await witness.push(chat_id=chat_id)
    assert [of_chat(browser, chat_id) for browser in browsers] == [[], [], [], []]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_gone_is_forgotten(server: Server, service: PushService, status: int) -> None:
    away = colleague(server)
    gone, stays = await service.browser_of(away, status), await service.browser_of(away)
    await away.http.post(f"{PATH}prueba/")
    await stays.push(clase="prueba")
    await subscriptions(away, 1)
    await away.http.post(f"{PATH}prueba/")
    await stays.tried(2)
    assert len(gone.got) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_service_that_is_busy_is_asked_again(server: Server, service: PushService, status: int) -> None:
    from ventanilla.desk.models import EnvioPush

    away = colleague(server)
    browser = await service.browser_of(away, status)
    await away.http.post(f"{PATH}prueba/")
    await browser.tried(1)
    async with asyncio.timeout(PATIENCE):
        while not in_public(lambda: _hurried(EnvioPush, away.id)):
            await asyncio.sleep(0.05)
    await browser.tried(2)
    async with asyncio.timeout(PATIENCE):
        while in_public(lambda: EnvioPush.objects.filter(suscripcion__agente_id=away.id).exists()):
            await asyncio.sleep(0.05)
    assert await subscriptions(away, 1)


def _hurried(queue: Any, agente_id: int) -> int:
    """What waits for its next attempt needs wait no longer. How many."""
    from django.db.models.functions import Now

    waiting = queue.objects.filter(suscripcion__agente_id=agente_id, intentos=1)
    # Not the lease of the attempt that is under way.
    ids = [each.pk for each in waiting if each.intentar_en.timestamp() - each.vence_en.timestamp() < -70]
    return int(queue.objects.filter(pk__in=ids).update(intentar_en=Now()))


async def test_a_push_for_a_browser_that_is_being_forgotten_is_for_none(
    server: Server, service: PushService, engine: Engine
) -> None:
    away = colleague(server)
    await service.browser_of(away)
    connection = await db.connect(name="test")
    try:
        async with connection.transaction():
            await connection.execute(f"DELETE FROM {SUBSCRIPTION} WHERE agente_id = $1", away.id)
            push = Push("prueba", "Prueba", "Prueba", None, "prueba")
            queueing = asyncio.create_task(enqueue(engine, [(away.id, push)], lasts=timedelta(minutes=1)))
            await asyncio.sleep(0.3)
            assert not queueing.done(), "it waits for what becomes of the browser"
        await queueing
    finally:
        await connection.close()


async def test_a_browser_belongs_to_who_subscribed_it_last(server: Server, service: PushService) -> None:
    one, other = colleague(server), colleague(server)
    browser = await service.browser_of(one)
    for _ in range(2):
        assert (await other.http.post(PATH, json=browser.subscription)).status_code == 201
    await subscriptions(one, 0)
    [mine] = await subscriptions(other, 1)
    assert set(mine) == {"id", "navegador", "creado_en"}
    assert_untouched = await one.http.request("DELETE", PATH, json={"endpoint": browser.endpoint})
    assert assert_untouched.status_code == 200
    assert (await one.http.delete(f"{PATH}{mine['id']}/")).status_code == 200
    await subscriptions(other, 1)
    for _ in range(2):
        assert (await other.http.request("DELETE", PATH, json={"endpoint": browser.endpoint})).status_code == 200
    await subscriptions(other, 0)


async def test_the_oldest_of_too_many_browsers_makes_room(server: Server, service: PushService) -> None:
    one = colleague(server)
    for _ in range(21):
        await service.browser_of(one)
    assert len((await one.http.get(PATH)).json()["resultados"]) == 20


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": ""},
        {"endpoint": "ftp://push.example/x"},
        {"endpoint": "https://ana:clave@push.example/x"},
        {"endpoint": "https://push.example/" + "x" * 2000},
        {"p256dh": "x" * 87},
        {"p256dh": ""},
        {"auth": "x"},
        {"auth": "*" * 22},
        {"agente_id": 1},
    ],
)
async def test_what_is_no_subscription_is_refused(server: Server, service: PushService, wrong: dict[str, Any]) -> None:
    one = colleague(server)
    assert_refused(await one.http.post(PATH, json={**service.browser().subscription, **wrong}), 422)
    assert_refused(await one.http.post(PATH, json={}), 422)
    await subscriptions(one, 0)


async def test_only_agents_subscribe(server: Server, service: PushService) -> None:
    body = service.browser().subscription
    for person, status in ((Cliente(server, "acme"), 403), (Person(server, "localhost", ""), 401)):
        assert_refused(await person.http.get(PATH), status)
        assert_refused(await person.http.post(PATH, json=body), status)
        assert_refused(await person.http.request("DELETE", PATH, json={"endpoint": body["endpoint"]}), status)
        assert_refused(await person.http.post(f"{PATH}prueba/"), status)


async def test_the_key_is_one_for_everyone_and_its_other_half_goes_nowhere(server: Server) -> None:
    from ventanilla.desk.models import Instalacion

    one, other = colleague(server), colleague(server)
    answers = [await each.http.get(PATH) for each in (one, other, one)]
    assert len({answer.json()["clave"] for answer in answers}) == 1
    private = in_public(lambda: Instalacion.objects.get(id=1).vapid)
    assert webpush.public_key(private) == answers[0].json()["clave"]
    settings = await one.http.get("/api/soporte/ajustes/")
    assert private not in "".join(answer.text for answer in [*answers, settings])
    assert private not in server.log.read_text()


async def test_the_service_worker_is_at_the_platforms_domain_alone(server: Server) -> None:
    script = await Person(server, "localhost", "").http.get("/soporte/avisos.js")
    assert script.status_code == 200
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in script.headers["content-security-policy"]
    assert (await Person(server, "acme.localhost", "").http.get("/soporte/avisos.js")).status_code == 404
    assert (await Person(server, f"{new_id()}.localhost", "").http.get("/soporte/avisos.js")).status_code == 404
