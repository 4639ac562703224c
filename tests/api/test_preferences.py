"""How an agente wants to be told: their own, kept whole, known at once on their other consoles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, Person

from .doors import assert_refused

PATH = "/api/soporte/yo/preferencias/"
SILENT = {"sonido": False, "tono": "gota", "navegador": False, "push": False}


async def test_at_first_everything_is_told_and_no_mail_is_sent(server: Server) -> None:
    answer = (await colleague(server).http.get(PATH)).json()
    prefs = answer["preferencias"]
    assert set(prefs["avisos"]) == {"nuevo", "mensaje", "reapertura", "asignado", "mencion", "sin_atender"}
    assert all(aviso["sonido"] and aviso["navegador"] and aviso["push"] for aviso in prefs["avisos"].values())
    assert prefs["calma"] is None
    assert prefs["resumen"]["cada"] == "nunca"
    assert prefs["idioma"] == "es"
    assert answer["envia_correo"] is False


async def test_they_are_ones_own_and_kept_whole(server: Server) -> None:
    one, other = colleague(server), colleague(server)
    calma = {"zona": "Europe/Madrid", "desde": "22:00", "hasta": "08:00", "dias": ["vie", "sab"]}
    wanted = {"avisos": {"nuevo": SILENT}, "volumen": 20, "calma": calma, "idioma": "en"}
    for _ in range(2):
        answer = await one.http.put(PATH, json=wanted)
        assert answer.status_code == 200, answer.text
    kept = (await one.http.get(PATH)).json()["preferencias"]
    assert kept["avisos"]["nuevo"] == SILENT
    assert kept["avisos"]["mensaje"]["sonido"] is True
    assert (kept["volumen"], kept["calma"], kept["idioma"]) == (20, calma, "en")
    assert (await other.http.get(PATH)).json()["preferencias"]["volumen"] == 60
    await one.http.put(PATH, json={})
    assert (await one.http.get(PATH)).json()["preferencias"]["calma"] is None


async def test_the_agentes_other_console_hears_of_it_and_a_colleagues_does_not(server: Server) -> None:
    one, other = colleague(server), colleague(server)
    async with one.connect("/ws/soporte/") as own, other.connect("/ws/soporte/") as theirs:
        for each in (own, theirs):
            await each.expect("ready")
        await one.http.put(PATH, json={"volumen": 10})
        await own.expect("changed", que="preferencias")
        assert not [frame for frame in await theirs.settle() if frame.get("que") == "preferencias"]


@pytest.mark.parametrize(
    "body",
    [
        {"volumen": 101},
        {"volumen": -1},
        {"idioma": "fr"},
        {"avisos": {"nuevo": {"sonido": True}}},
        {"avisos": {"nuevo": {**SILENT, "tono": "trompeta"}}},
        {"avisos": {"otro": SILENT}},
        {"calma": {"zona": "Europe/Nowhere", "desde": "22:00", "hasta": "08:00"}},
        {"calma": {"zona": "../etc/passwd", "desde": "22:00", "hasta": "08:00"}},
        {"calma": {"zona": "Europe/Madrid", "desde": "22:00", "hasta": "22:00"}},
        {"calma": {"zona": "Europe/Madrid", "desde": "25:00", "hasta": "08:00"}},
        {"calma": {"zona": "Europe/Madrid", "desde": "22:00", "hasta": "08:00", "dias": ["mon"]}},
        {"resumen": {"cada": "minuto"}},
        {"resumen": {"cada": "dia", "zona": "Nada"}},
        {"resumen": {"cada": "dia", "tras_min": 0}},
        {"correo": "otra@persona.example"},
    ],
)
async def test_what_cannot_be_kept_is_refused_and_changes_nothing(server: Server, body: dict[str, Any]) -> None:
    one = colleague(server)
    await one.http.put(PATH, json={"volumen": 33})
    assert_refused(await one.http.put(PATH, json=body), 422)
    assert_refused(await post_raw_put(one), 400)
    assert (await one.http.get(PATH)).json()["preferencias"]["volumen"] == 33


async def test_only_agents_have_any(server: Server) -> None:
    eva, nobody = Cliente(server, "acme"), Person(server, "localhost", "")
    assert_refused(await eva.http.get(PATH), 403)
    assert_refused(await eva.http.put(PATH, json={}), 403)
    assert_refused(await nobody.http.get(PATH), 401)
    ana = Agente(server)
    assert_refused(await Person(server, "acme.localhost", ana.token).http.get(PATH), 401)


async def post_raw_put(person: Person) -> Any:
    return await person.http.put(PATH, content=b"{", headers={"Content-Type": "application/json"})
