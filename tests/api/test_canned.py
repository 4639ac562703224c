"""Canned replies: everyone's and one's own, in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, new_id

from .doors import MISSING, assert_refused

PATH = "/api/soporte/respuestas/"


def reply(**fields: Any) -> dict[str, Any]:
    return {
        "atajo": f"hola-{new_id()}",
        "titulo": "Saludo",
        "textos": {"es": "Hola, {{cliente.nombre_pila}}.", "en": "Hello, {{cliente.nombre_pila}}."},
        **fields,
    }


async def added(agente: Agente, **fields: Any) -> dict[str, Any]:
    answer = await agente.http.post(PATH, json=reply(**fields))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def seen(agente: Agente, **query: Any) -> list[int]:
    return [one["id"] for one in (await agente.http.get(PATH, params=query)).json()["resultados"]]


async def test_a_shared_one_is_everyones_and_ones_own_is_not(server: Server) -> None:
    ana, bea = Agente(server), Agente(server, "bea")
    shared, own = await added(ana, compartida=True), await added(ana)
    assert {shared["id"], own["id"]} <= set(await seen(ana))
    assert shared["id"] in await seen(bea)
    assert own["id"] not in await seen(bea)


async def test_consoles_hear_of_it(server: Server) -> None:
    ana, bea = Agente(server), Agente(server, "bea")
    async with ana.connect("/ws/soporte/") as hers, bea.connect("/ws/soporte/") as his:
        for each in (hers, his):
            await each.expect("ready")
        await added(ana)
        await hers.expect("changed", que="respuestas")
        assert not [frame for frame in await his.settle() if frame["type"] == "changed"]
        await added(ana, compartida=True)
        await his.expect("changed", que="respuestas")


async def test_one_is_changed_used_and_removed(server: Server) -> None:
    ana = Agente(server)
    own = await added(ana)
    path = f"{PATH}{own['id']}/"
    changed = (await ana.http.put(path, json=reply(atajo=own["atajo"], textos={"fr": "Bonjour"}))).json()
    assert (changed["textos"], changed["compartida"]) == ({"fr": "Bonjour"}, False)
    assert own["id"] in await seen(ana, idioma="fr")
    assert own["id"] not in await seen(ana, idioma="es")
    for times in (1, 2):
        assert (await ana.http.post(f"{path}usada/", json={})).json()["usos"] == times
    assert own["id"] not in [one["id"] for one in (await ana.http.delete(path)).json()["resultados"]]
    assert_refused(await ana.http.delete(path), 404)
    assert_refused(await ana.http.post(f"{path}usada/", json={}), 404)


async def test_a_shortcut_is_taken_once_among_all_and_once_of_ones_own(server: Server) -> None:
    ana, bea = Agente(server), colleague(server)
    shared = await added(ana, compartida=True)
    own = await added(ana, atajo=shared["atajo"])
    await added(bea, atajo=shared["atajo"])
    for compartida in (True, False):
        again = await ana.http.post(PATH, json=reply(atajo=shared["atajo"], compartida=compartida))
        assert_refused(again, 422, "datos_invalidos")
    other = await added(ana)
    assert_refused(await ana.http.put(f"{PATH}{other['id']}/", json=reply(atajo=own["atajo"])), 422)


async def test_shared_ones_need_the_permission_and_a_colleagues_own_does_not_exist(server: Server) -> None:
    ana = Agente(server)
    plain = colleague(server, permisos=["responder"])
    shared, own = await added(ana, compartida=True), await added(ana)
    assert_refused(await plain.http.post(PATH, json=reply(compartida=True)), 403, "prohibido")
    assert_refused(await plain.http.put(f"{PATH}{shared['id']}/", json=reply()), 403, "prohibido")
    assert_refused(await plain.http.delete(f"{PATH}{shared['id']}/"), 403, "prohibido")
    theirs = await added(plain)
    assert_refused(await plain.http.put(f"{PATH}{theirs['id']}/", json=reply(compartida=True)), 403, "prohibido")
    for id_ in (own["id"], MISSING):
        assert_refused(await plain.http.put(f"{PATH}{id_}/", json=reply()), 404)
        assert_refused(await plain.http.delete(f"{PATH}{id_}/"), 404)
        assert_refused(await plain.http.post(f"{PATH}{id_}/usada/", json={}), 404)
    assert (await Cliente(server, "acme").http.get(PATH)).status_code in (403, 404)
    assert {shared["id"], own["id"]} <= set(await seen(ana)), "nothing was changed"


@pytest.mark.parametrize(
    "fields",
    [
        {"atajo": ""},
        {"atajo": "Con Espacio"},
        {"atajo": "x" * 41},
        {"titulo": "  "},
        {"titulo": "x" * 101},
        {"titulo": "x\x00"},
        {"textos": {}},
        {"textos": {"español": "Hola"}},
        {"textos": {"es": ""}},
        {"textos": {"es": "x\x00"}},
        {"textos": "Hola"},
        {"usos": 7},
    ],
)
async def test_what_is_no_canned_reply_is_refused(server: Server, fields: dict[str, Any]) -> None:
    ana = Agente(server)
    own = await added(ana)
    assert_refused(await ana.http.post(PATH, json=reply(**fields)), 422)
    assert_refused(await ana.http.put(f"{PATH}{own['id']}/", json=reply(**fields)), 422)
