"""How an agente wants to be told, and the browsers that get pushes."""

from __future__ import annotations

from datetime import timedelta

from ... import wire
from ...desk import calling, preferences, push
from ..call import Answer, Call, Endpoint


async def show_preferences(call: Call) -> wire.MisPreferencias:
    return await preferences.of(call.engine, call.agente)


async def change_preferences(call: Call) -> wire.MisPreferencias:
    return await preferences.save(call.engine, call.agente, call.body)


async def show_push(call: Call) -> wire.ClavePush:
    return await push.show(call.engine, call.agente)


async def subscribe(call: Call) -> Answer:
    user_agent = call.headers.get("user-agent", "")
    return Answer(await push.subscribe(call.engine, call.agente, call.body, user_agent), 201)


async def unsubscribe(call: Call) -> wire.ClavePush:
    return await push.unsubscribe(call.engine, call.agente, call.body.endpoint)


async def remove_browser(call: Call) -> wire.ClavePush:
    return await push.remove(call.engine, call.agente, call.chat_id)


async def try_push(call: Call) -> wire.Vacio:
    prefs = (await preferences.of(call.engine, call.agente)).preferencias
    trial = [(call.agente.id, calling.trial(prefs.idioma))]
    await push.enqueue(call.engine, trial, lasts=timedelta(minutes=2))
    return wire.Vacio()


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/soporte/yo/preferencias/",
        show_preferences,
        "agente",
        wire.MisPreferencias,
        "Cómo quieres que se te avise",
    ),
    Endpoint(
        "PUT",
        "/api/soporte/yo/preferencias/",
        change_preferences,
        "agente",
        wire.MisPreferencias,
        "Cambia cómo se te avisa; lo que se omite vuelve a su valor de fábrica",
        body=wire.Preferencias,
    ),
    Endpoint(
        "GET",
        "/api/soporte/push/",
        show_push,
        "agente",
        wire.ClavePush,
        "La clave pública para suscribirse, y tus navegadores",
    ),
    Endpoint(
        "POST",
        "/api/soporte/push/",
        subscribe,
        "agente",
        wire.ClavePush,
        "Avisa también a este navegador cuando estás ausente",
        body=wire.SuscribirPush,
        also={201: "Hecho"},
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/push/",
        unsubscribe,
        "agente",
        wire.ClavePush,
        "No avises más a este navegador",
        body=wire.QuitarPush,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/push/{id}/",
        remove_browser,
        "agente",
        wire.ClavePush,
        "No avises más a ese navegador",
    ),
    Endpoint(
        "POST",
        "/api/soporte/push/prueba/",
        try_push,
        "agente",
        wire.Vacio,
        "Manda una notificación de prueba a tus navegadores",
    ),
]
