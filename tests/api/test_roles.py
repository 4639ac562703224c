"""Roles: three are built in and stay; others are made of permissions that whoever makes them has."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import Agente, new_id
from ventanilla.chat.people import PERMISOS

from .doors import assert_refused


@pytest.fixture
def keeper(server: Server) -> Colleague:
    return colleague(server, PERMISOS)


def new_code() -> str:
    return f"r-{new_id()}"


async def listed(agente: Agente) -> dict[str, dict[str, Any]]:
    found = (await agente.http.get("/api/soporte/roles/")).json()["resultados"]
    return {rol["codigo"]: rol for rol in found}


async def test_a_role_is_made_changed_and_removed(keeper: Colleague) -> None:
    codigo = new_code()
    made = await keeper.post("roles/", codigo=codigo, nombre=" Noches ", permisos=["responder", "cerrar", "cerrar"])
    assert made.status_code == 201
    assert made.json() == {
        "codigo": codigo,
        "nombre": "Noches",
        "permisos": ["cerrar", "responder"],
        "de_fabrica": False,
        "agentes": 0,
        "dos_pasos": False,
    }
    path = f"/api/soporte/roles/{codigo}/"
    changed = await keeper.http.put(path, json={"nombre": "Noche", "permisos": ["responder"]})
    assert (changed.json()["nombre"], changed.json()["permisos"]) == ("Noche", ["responder"])
    assert codigo in await listed(keeper)
    assert (await keeper.http.delete(path)).status_code == 200
    assert codigo not in await listed(keeper)
    assert_refused(await keeper.http.delete(path), 404)
    assert_refused(await keeper.http.put(path, json={"nombre": "Noche", "permisos": []}), 404)


async def test_the_built_in_ones_come_first_and_stay(keeper: Colleague) -> None:
    assert list(await listed(keeper))[:3] == ["agente", "supervisor", "administrador"]
    body = {"nombre": "Otro", "permisos": []}
    assert_refused(await keeper.http.put("/api/soporte/roles/agente/", json=body), 403)
    assert_refused(await keeper.http.delete("/api/soporte/roles/supervisor/"), 403)
    assert (await listed(keeper))["agente"]["permisos"], "as it was"


async def test_nobody_makes_a_role_of_what_they_may_not(server: Server, keeper: Colleague) -> None:
    limited = colleague(server, ["equipo", "responder"])
    codigo = new_code()
    assert_refused(await limited.post("roles/", codigo=codigo, nombre="X", permisos=["responder", "tenants"]), 403)
    assert codigo not in await listed(keeper)
    await keeper.post("roles/", codigo=codigo, nombre="X", permisos=["tenants"])
    path = f"/api/soporte/roles/{codigo}/"
    assert_refused(await limited.http.put(path, json={"nombre": "X", "permisos": []}), 403)
    assert_refused(await limited.http.delete(path), 403)
    assert (await listed(keeper))[codigo]["permisos"] == ["tenants"]


async def test_a_role_that_somebody_has_is_not_removed(server: Server, keeper: Colleague) -> None:
    somebody = colleague(server, ["responder"])
    refused = assert_refused(await keeper.http.delete(f"/api/soporte/roles/{somebody.usuario}/"), 422)
    assert "otro rol" in refused["detail"]


@pytest.mark.parametrize(
    ("wrong", "campo"),
    [
        ({"permisos": ["volar"]}, "permisos"),
        ({"nombre": "  "}, "nombre"),
        ({"nombre": ""}, "nombre"),
        ({"codigo": "Con Mayúsculas"}, "codigo"),
        ({"codigo": "agente"}, "codigo"),
        ({"otra": 1}, "otra"),
    ],
)
async def test_what_is_no_role(keeper: Colleague, wrong: dict[str, Any], campo: str) -> None:
    body = {"codigo": new_code(), "nombre": "X", "permisos": ["responder"], **wrong}
    before = await listed(keeper)
    problem = assert_refused(await keeper.post("roles/", **body), 422)
    assert problem["errores"][0]["campo"] == campo
    assert (await listed(keeper)).keys() == before.keys()
