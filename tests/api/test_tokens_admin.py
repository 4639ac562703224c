"""API tokens: one's own, shown once, good for what they say; others' with the permission."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import PATIENCE, Agente, Cliente, Person
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused
from .test_agents_admin import at_the_console


@pytest.fixture
def leo(server: Server) -> Colleague:
    return colleague(server, ["responder", "cerrar"])


async def make(by: Person, **body: Any) -> dict[str, Any]:
    response = await by.http.post("/api/soporte/tokens/", json={"nombre": "Informe", **body}, headers=await csrf(by))
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


async def csrf(person: Person) -> dict[str, str]:
    """What a page sends along with a session."""
    if "sessionid" not in person.http.cookies:
        return {}
    await person.http.get("/_allauth/browser/v1/config")
    return {"X-CSRFToken": person.http.cookies.get("csrftoken", "")}


async def tokens(by: Agente, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await by.http.get("/api/soporte/tokens/", params=query)).json()["resultados"]
    return found


def with_token(server: Server, token: str) -> Agente:
    agente = Agente(server)
    agente.http.headers["Authorization"] = f"Bearer {token}"
    return agente


async def test_a_token_is_shown_once_and_does_what_its_scopes_say(server: Server, leo: Colleague) -> None:
    made = await make(leo, ambitos=["cerrar"])
    assert made["secreto"].startswith(made["token"]["prefijo"])
    assert len(made["token"]["prefijo"]) < 10
    listed = await leo.http.get("/api/soporte/tokens/")
    assert made["secreto"] not in listed.text
    program = with_token(server, made["secreto"])
    yo = (await program.http.get("/api/soporte/yo/")).json()
    assert (yo["permisos"], yo["agente"]["id"]) == (["cerrar"], leo.id)
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    assert_refused(await program.reply(chat_id, "no puedo"), 403)
    assert (await program.close(chat_id)).status_code == 200


async def test_a_token_that_is_revoked_opens_nothing(server: Server, leo: Colleague) -> None:
    made = await make(leo)
    program = with_token(server, made["secreto"])
    assert (await program.http.get("/api/soporte/yo/")).status_code == 200
    path = f"/api/soporte/tokens/{made['token']['id']}/"
    revoked = (await leo.http.delete(path)).json()
    assert revoked["revocado_en"]
    assert_refused(await program.http.get("/api/soporte/yo/"), 401)
    assert (await leo.http.delete(path)).json() == revoked, "twice is as once"


async def test_a_token_that_has_expired_opens_nothing(server: Server, leo: Colleague) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=1)
    program = with_token(server, (await make(leo, expira_en=soon.isoformat()))["secreto"])
    async with asyncio.timeout(PATIENCE):
        while (await program.http.get("/api/soporte/yo/")).status_code == 200:
            await asyncio.sleep(0.05)
    past = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    assert_refused(await leo.post("tokens/", nombre="x", expira_en=past), 422)


async def test_a_token_makes_none_that_may_more_or_lasts_longer(server: Server, leo: Colleague) -> None:
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    program = with_token(server, (await make(leo, ambitos=["cerrar"], expira_en=until))["secreto"])
    child = await make(program)
    assert child["token"]["ambitos"] == ["cerrar"]
    assert datetime.fromisoformat(child["token"]["expira_en"]) <= datetime.fromisoformat(until)
    assert_refused(await program.post("tokens/", nombre="x", ambitos=["responder"]), 422)
    assert_refused(await leo.post("tokens/", nombre="x", ambitos=["tenants"]), 422)
    assert_refused(await leo.post("tokens/", nombre="x", ambitos=["volar"]), 422)
    assert_refused(await leo.post("tokens/", nombre="  "), 422)


async def test_a_token_made_at_the_console_may_what_its_agente_may(server: Server, leo: Colleague) -> None:
    made = await make(at_the_console(server, leo.usuario))
    assert made["token"]["ambitos"] is None
    yo = (await with_token(server, made["secreto"]).http.get("/api/soporte/yo/")).json()
    assert yo["permisos"] == ["cerrar", "responder"]


async def test_when_it_was_used_is_known(server: Server, leo: Colleague) -> None:
    made = await make(leo)
    assert made["token"]["usado_en"] is None
    program = with_token(server, made["secreto"])
    for _ in range(3):
        await program.http.get("/api/soporte/yo/")

    async def used() -> str | None:
        [row] = [row for row in await tokens(leo) if row["id"] == made["token"]["id"]]
        found: str | None = row["usado_en"]
        return found

    async with asyncio.timeout(PATIENCE):
        while (first := await used()) is None:
            await asyncio.sleep(0.02)
    await program.http.get("/api/soporte/yo/")
    assert await used() == first, "at most once a minute"


async def test_others_tokens_need_the_permission(server: Server, leo: Colleague) -> None:
    made = await make(leo)
    token_id = made["token"]["id"]
    bea, keeper = colleague(server), colleague(server, PERMISOS)
    assert token_id not in [row["id"] for row in await tokens(bea)]
    assert_refused(await bea.http.get("/api/soporte/tokens/", params={"de": "todos"}), 403)
    assert_refused(await bea.http.get("/api/soporte/tokens/", params={"agente": leo.id}), 403)
    assert_refused(await bea.http.delete(f"/api/soporte/tokens/{token_id}/"), 404)
    assert token_id in [row["id"] for row in await tokens(keeper, agente=leo.id)]
    assert token_id in [row["id"] for row in await tokens(keeper, de="todos")]
    weak = colleague(server, ["equipo"])
    assert_refused(await weak.http.delete(f"/api/soporte/tokens/{token_id}/"), 403)
    assert (await keeper.http.delete(f"/api/soporte/tokens/{token_id}/")).json()["revocado_en"]
    assert_refused(await keeper.http.delete(f"/api/soporte/tokens/{MISSING}/"), 404)
