"""Coming in by two steps: a code, a recovery code; asked of a role; taken away for who has lost the phone."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.api.doors import assert_refused
from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import new_id
from ventanilla.chat.people import PERMISOS

from .console import ACCOUNT, AUTH, Console, code_of

PASSWORD = "una-clave-de-pruebas"
SECURITY = "/api/soporte/administracion/seguridad/"


@pytest.fixture
def leo(server: Server) -> Colleague:
    return colleague(server, ["responder"])


async def inside(server: Server, agente: Colleague) -> Console:
    console = Console(server)
    assert (await console.login(agente.usuario, PASSWORD)).status_code == 200
    return console


async def with_totp(server: Server, agente: Colleague) -> tuple[Console, str]:
    console = await inside(server, agente)
    secret = await console.enable_totp(PASSWORD)
    return console, secret


async def second_step(console: Console, code: str) -> int:
    return (await console.call("POST", f"{AUTH}2fa/authenticate", {"code": code})).status_code


async def test_a_password_alone_is_not_enough(server: Server, leo: Colleague) -> None:
    _, secret = await with_totp(server, leo)
    console = Console(server)
    asked = await console.login(leo.usuario, PASSWORD)
    assert asked.status_code == 401
    assert "mfa_authenticate" in [flow["id"] for flow in asked.json()["data"]["flows"] if flow.get("is_pending")]
    assert_refused(await console.yo(), 401)
    assert await second_step(console, "000000") == 400
    assert_refused(await console.yo(), 401)
    assert await second_step(console, code_of(secret, at=time.time() + 30)) == 200
    assert (await console.yo()).json()["agente"]["id"] == leo.id


async def test_a_code_is_good_once(server: Server, leo: Colleague) -> None:
    _, secret = await with_totp(server, leo)
    code = code_of(secret, at=time.time() + 30)
    for expected in (200, 400):
        console = Console(server)
        await console.login(leo.usuario, PASSWORD)
        assert await second_step(console, code) == expected


async def test_a_recovery_code_stands_in_once(server: Server, leo: Colleague) -> None:
    console, _ = await with_totp(server, leo)
    codes = (await console.call("GET", f"{ACCOUNT}authenticators/recovery-codes")).json()["data"]["unused_codes"]
    assert len(codes) == 10
    for expected in (200, 400):
        other = Console(server)
        await other.login(leo.usuario, PASSWORD)
        assert await second_step(other, codes[0]) == expected


async def test_an_open_session_alone_changes_nothing(server: Server, leo: Colleague) -> None:
    """Who finds a console open cannot make it theirs: the password is asked for again."""
    console = await inside(server, leo)
    missing = await console.call("GET", f"{ACCOUNT}authenticators/totp")
    code = code_of(missing.json()["meta"]["secret"])
    refused = await console.call("POST", f"{ACCOUNT}authenticators/totp", {"code": code})
    assert (refused.status_code, refused.json()["data"]["flows"][0]["id"]) == (401, "reauthenticate")


async def test_it_is_taken_away_by_oneself(server: Server, leo: Colleague) -> None:
    console, _ = await with_totp(server, leo)
    assert (await console.call("DELETE", f"{ACCOUNT}authenticators/totp")).status_code == 200
    assert (await Console(server).login(leo.usuario, PASSWORD)).status_code == 200


async def test_who_has_lost_the_phone_is_let_in_by_who_keeps_the_team(server: Server, leo: Colleague) -> None:
    console, _ = await with_totp(server, leo)
    keeper, weak = colleague(server, PERMISOS), colleague(server, ["equipo"])
    path = f"/api/soporte/agentes/{leo.id}/dos_pasos/"
    assert_refused(await weak.http.delete(path), 403)
    assert_refused(await keeper.http.delete(f"/api/soporte/agentes/{keeper.id}/dos_pasos/"), 403)
    rows = (await keeper.http.get("/api/soporte/agentes/")).json()["resultados"]
    assert [row["dos_pasos"] for row in rows if row["id"] == leo.id] == [True]
    assert (await keeper.http.delete(path)).status_code == 200
    assert_refused(await console.yo(), 401), "who had the phone is out"
    assert (await Console(server).login(leo.usuario, PASSWORD)).status_code == 200


async def test_a_role_may_ask_for_it(server: Server) -> None:
    leo = colleague(server, ["responder"])
    keeper = colleague(server, PERMISOS)
    console = await inside(server, leo)
    before = (await keeper.http.get(SECURITY)).json()
    try:
        asked = await keeper.http.put(SECURITY, json={**before, "dos_pasos": [*before["dos_pasos"], leo.usuario]})
        assert leo.usuario in asked.json()["dos_pasos"]
        assert (await console.yo()).json()["debe"] == ["dos_pasos"]
        assert_refused(await console.http.get("/api/soporte/bandeja/"), 403, "falta_un_paso")
        assert (
            await console.handshake_status(
                "/ws/soporte/", subprotocols=["ventanilla.v1"], additional_headers=_cookies(console)
            )
            == 403
        )
        drawn = await console.call("POST", "/api/soporte/yo/qr/", {"texto": "otpauth://totp/x?secret=ABC"})
        assert drawn.json()["camino"].startswith("M")
        await console.enable_totp(PASSWORD)
        assert (await console.yo()).json()["debe"] == []
        assert (await console.http.get("/api/soporte/bandeja/")).status_code == 200
    finally:
        await keeper.http.put(SECURITY, json=before)


async def test_nobody_asks_it_of_who_may_more(server: Server) -> None:
    weak = colleague(server, ["equipo"])
    before = (await weak.http.get(SECURITY)).json()
    assert_refused(await weak.http.put(SECURITY, json={**before, "dos_pasos": ["administrador"]}), 403)
    assert (await weak.http.get(SECURITY)).json() == before


async def test_a_password_of_once_is_changed_for_ones_own(server: Server) -> None:
    keeper = colleague(server, PERMISOS)
    usuario = f"nuevo-{new_id()}"
    made = (await keeper.post("agentes/", usuario=usuario)).json()
    console = Console(server)
    assert (await console.login(usuario, made["clave"])).status_code == 200
    other = Console(server)
    await other.login(usuario, made["clave"])
    assert_refused(await console.http.get("/api/soporte/bandeja/"), 403, "falta_un_paso")
    change: dict[str, Any] = {"current_password": made["clave"], "new_password": "123"}
    assert (await console.call("POST", f"{ACCOUNT}password/change", change)).status_code == 400
    change["new_password"] = "una-clave-de-verdad-larga"
    assert (await console.call("POST", f"{ACCOUNT}password/change", change)).status_code == 200
    assert (await console.yo()).json()["debe"] == []
    assert (await console.http.get("/api/soporte/bandeja/")).status_code == 200
    assert_refused(await other.yo(), 401)


async def test_log_ins_stand_in_the_audit_log(server: Server, leo: Colleague) -> None:
    await Console(server).login(leo.usuario, "no es esta")
    await with_totp(server, leo)
    keeper = colleague(server, PERMISOS)
    page = await keeper.http.get("/api/soporte/auditoria/", params={"agente": leo.id})
    assert [act["accion"] for act in page.json()["resultados"]] == [
        "activar_paso",
        "activar_paso",
        "entrar",
        "entrar_fallido",
    ]
    assert page.json()["resultados"][2]["detalle"] == {"metodos": ["password"]}
    assert "no es esta" not in page.text


async def test_ones_sessions_are_listed_and_ended(server: Server, leo: Colleague) -> None:
    here, there = await inside(server, leo), await inside(server, leo)
    listed = (await here.call("GET", f"{AUTH}sessions")).json()["data"]
    [other] = [row["id"] for row in listed if not row["is_current"]]
    assert (await here.call("DELETE", f"{AUTH}sessions", {"sessions": [other]})).status_code == 200
    assert_refused(await there.yo(), 401)
    assert (await here.yo()).status_code == 200


def _cookies(console: Console) -> dict[str, str]:
    session = console.http.cookies["sessionid"]
    return {"Cookie": f"sessionid={session}", "Origin": f"http://localhost:{console.server.port}"}
