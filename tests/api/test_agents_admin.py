"""Agents, made and changed by who keeps the team: never to more than that person has."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_people import Colleague, colleague, id_of
from tests.installation import Server
from tests.people import Agente, Person, in_public, new_id
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused


@pytest.fixture
def keeper(server: Server) -> Colleague:
    return colleague(server, PERMISOS)


async def make(by: Agente, **body: Any) -> dict[str, Any]:
    response = await by.post("agentes/", **{"usuario": f"nuevo-{new_id()}", **body})
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


async def shown(by: Agente, agente_id: int) -> dict[str, Any]:
    rows = (await by.http.get("/api/soporte/agentes/")).json()["resultados"]
    [row] = [row for row in rows if row["id"] == agente_id]
    found: dict[str, Any] = row
    return found


def session_of(usuario: str) -> str:
    """A console session of theirs, as the login makes it."""

    def made() -> str:
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
        from django.contrib.sessions.backends.db import SessionStore

        user = get_user_model().objects.get(username=usuario)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        return str(session.session_key)

    return str(in_public(made))


def at_the_console(server: Server, usuario: str) -> Person:
    person = Person(server, "localhost", "")
    person.http.cookies.set("sessionid", session_of(usuario))
    return person


async def test_an_agente_is_made_with_a_password_for_once(server: Server, keeper: Colleague) -> None:
    usuario = f"leo-{new_id()}"
    made = await make(
        keeper, usuario=usuario, nombre="Leo Paz", email="leo@acme.example", rol="supervisor", tenants=["acme"]
    )
    agente = made["agente"]
    assert (agente["usuario"], agente["nombre"], agente["rol"], agente["email"]) == (
        usuario,
        "Leo Paz",
        "supervisor",
        "leo@acme.example",
    )
    assert [tenant["slug"] for tenant in agente["tenants"]] == ["acme"]
    assert agente["clave_temporal"] is True
    assert len(made["clave"]) >= 20
    assert made["clave"] not in (await keeper.http.get("/api/soporte/agentes/")).text
    leo = at_the_console(server, usuario)
    assert (await leo.http.get("/api/soporte/yo/")).json()["debe"] == ["clave"]
    refused = assert_refused(await leo.http.get("/api/soporte/bandeja/"), 403, "falta_un_paso")
    assert "contraseña" in refused["detail"]
    assert_refused(await leo.http.post("/api/chat/ticket/"), 403)


async def test_an_agente_is_changed_in_what_is_named(server: Server, keeper: Colleague) -> None:
    made = await make(keeper, nombre="Leo", capacidad=3)
    path = f"/api/soporte/agentes/{made['agente']['id']}/"
    changed = (await keeper.http.put(path, json={"rol": "supervisor", "tenants": ["globex"]})).json()
    assert (changed["nombre"], changed["capacidad"], changed["rol"]) == ("Leo", 3, "supervisor")
    assert [tenant["slug"] for tenant in changed["tenants"]] == ["globex"]
    changed = (await keeper.http.put(path, json={"tenants": None, "capacidad": None, "nombre": "Leo P."})).json()
    assert (changed["nombre"], changed["capacidad"], changed["tenants"]) == ("Leo P.", None, None)
    again = (await keeper.http.put(path, json={"nombre": "Leo P."})).json()
    assert again == changed, "twice is as once"


async def test_who_is_deactivated_is_out_by_token_session_and_socket(server: Server, keeper: Colleague) -> None:
    somebody = colleague(server, ["responder"])
    console = at_the_console(server, somebody.usuario)
    assert (await console.http.get("/api/soporte/yo/")).status_code == 200
    path = f"/api/soporte/agentes/{somebody.id}/"
    async with somebody.connect("/ws/soporte/") as desk:
        await desk.expect("ready")
        assert (await keeper.http.put(path, json={"activo": False})).json()["activo"] is False
        assert await desk.closed(within=6) == 4401
    assert_refused(await somebody.http.get("/api/soporte/yo/"), 401)
    assert_refused(await console.http.get("/api/soporte/yo/"), 401)
    assert (await keeper.http.put(path, json={"activo": True})).json()["activo"] is True
    assert_refused(await somebody.http.get("/api/soporte/yo/"), 401), "what was ended stays ended"
    assert_refused(await console.http.get("/api/soporte/yo/"), 401)


async def test_a_password_reset_ends_the_sessions(server: Server, keeper: Colleague) -> None:
    somebody = colleague(server, ["responder"])
    console = at_the_console(server, somebody.usuario)
    reset = await keeper.http.post(f"/api/soporte/agentes/{somebody.id}/clave/", json={})
    assert (reset.status_code, reset.json()["agente"]["clave_temporal"]) == (200, True)
    assert_refused(await console.http.get("/api/soporte/yo/"), 401)

    def fits() -> bool:
        from django.contrib.auth import get_user_model

        return bool(get_user_model().objects.get(pk=somebody.id).check_password(reset.json()["clave"]))

    assert in_public(fits)
    assert_refused(await keeper.http.post(f"/api/soporte/agentes/{keeper.id}/clave/", json={}), 403)


async def test_nobody_gives_more_than_they_have(server: Server, keeper: Colleague) -> None:
    limited = colleague(server, ["equipo", *ROLE_AGENTE], tenants=["acme"])
    usuario = f"nuevo-{new_id()}"
    assert_refused(await limited.post("agentes/", usuario=usuario, rol="administrador", tenants=["acme"]), 403)
    assert_refused(await limited.post("agentes/", usuario=usuario, tenants=["globex"]), 422)
    assert_refused(await limited.post("agentes/", usuario=usuario), 403), "all tenants"
    made = await make(limited, usuario=usuario, tenants=["acme"])
    path = f"/api/soporte/agentes/{made['agente']['id']}/"
    for more in ({"rol": "supervisor"}, {"tenants": None}):
        assert_refused(await limited.http.put(path, json=more), 403)
    assert (await shown(keeper, made["agente"]["id"]))["rol"] == "agente"


async def test_nobody_changes_who_may_more(server: Server, keeper: Colleague) -> None:
    limited = colleague(server, ["equipo", *ROLE_AGENTE])
    boss = colleague(server, rol="administrador")
    elsewhere = colleague(server, tenants=["acme"])
    for path in (f"agentes/{boss.id}/", f"agentes/{keeper.id}/"):
        assert_refused(await limited.http.put(f"/api/soporte/{path}", json={"nombre": "Mía"}), 403)
        assert_refused(await limited.post(f"{path}clave/"), 403)
    assert (await shown(limited, boss.id))["es_tuyo"] is False
    within_acme = colleague(server, PERMISOS, tenants=["globex"])
    assert_refused(await within_acme.post(f"agentes/{elsewhere.id}/clave/"), 403)


async def test_there_is_always_an_administrador(server: Server) -> None:
    """Whoever they are: everyone who is one now loses the role but one, and that one keeps it."""
    boss = colleague(server, rol="administrador")
    ana = id_of("ana")
    others = in_public(lambda: _administradores(but=boss.id))
    assert ana in others
    try:
        in_public(lambda: _set_role(others, "supervisor"))
        path = f"/api/soporte/agentes/{boss.id}/"
        for end in ({"rol": "agente"}, {"tenants": ["acme"]}, {"activo": False}):
            assert_refused(await boss.http.put(path, json=end), 403)
        assert (await shown(boss, boss.id))["rol"] == "administrador"
    finally:
        in_public(lambda: _set_role(others, "administrador"))


@pytest.mark.parametrize(
    ("wrong", "campo"),
    [
        ({"usuario": ""}, "usuario"),
        ({"usuario": "con espacios"}, "usuario"),
        ({"usuario": "ana"}, "usuario"),
        ({"rol": "rey"}, "rol"),
        ({"tenants": ["nadie"]}, "tenants"),
        ({"email": "no es correo"}, "email"),
        ({"capacidad": 0}, "capacidad"),
    ],
)
async def test_what_is_no_agente(keeper: Colleague, wrong: dict[str, Any], campo: str) -> None:
    problem = assert_refused(await keeper.post("agentes/", **{"usuario": f"n-{new_id()}", **wrong}), 422)
    assert problem["errores"][0]["campo"] == campo


async def test_an_agente_that_is_not_there(keeper: Colleague) -> None:
    assert_refused(await keeper.http.put(f"/api/soporte/agentes/{MISSING}/", json={"nombre": "x"}), 404)
    assert_refused(await keeper.post(f"agentes/{MISSING}/clave/"), 404)


async def test_what_changes_a_role_reaches_an_open_console(server: Server, keeper: Colleague) -> None:
    somebody = colleague(server, ["responder"])
    async with somebody.connect("/ws/soporte/") as desk:
        await desk.expect("ready")
        await keeper.http.put(f"/api/soporte/agentes/{somebody.id}/", json={"rol": "supervisor"})
        assert await desk.closed(within=6) == 1001, "it comes back with the rights of now"
    permisos = (await somebody.http.get("/api/soporte/yo/")).json()["permisos"]
    assert "ajustes" in permisos


ROLE_AGENTE = ["responder", "asignar", "cerrar", "etiquetar", "tablero"]


def _administradores(*, but: int) -> list[int]:
    from ventanilla.desk.models import Agente as Row

    return list(Row.objects.filter(rol_id="administrador").exclude(pk=but).values_list("pk", flat=True))


def _set_role(ids: list[int], rol: str) -> None:
    from ventanilla.desk.models import Agente as Row

    Row.objects.filter(pk__in=ids).update(rol_id=rol)
