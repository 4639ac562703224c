"""Django's administration for operators: what is there to look at, what cannot be changed there, and who comes in."""

from __future__ import annotations

import pytest

from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import in_public

from .console import Console

PASSWORD = "una-clave-de-pruebas"
TABLES = ("agente", "rol", "equipo", "etiqueta", "razon", "respuesta", "tokenagente", "auditoria")


async def operator(server: Server) -> tuple[Console, Colleague]:
    agente = colleague(server, rol="administrador")

    def promote() -> None:
        from ventanilla.desk.models import Agente

        user = Agente.objects.select_related("user").get(pk=agente.id).user
        user.is_staff = user.is_superuser = True
        user.save()

    in_public(promote)
    console = Console(server)
    assert (await console.login(agente.usuario, PASSWORD)).status_code == 200
    return console, agente


async def test_an_operator_sees_every_table_of_the_desk(server: Server) -> None:
    console, agente = await operator(server)
    for table in TABLES:
        page = await console.http.get(f"/admin/ventanilla_desk/{table}/")
        assert page.status_code == 200, table
    one = await console.http.get(f"/admin/ventanilla_desk/agente/{agente.id}/change/")
    assert one.status_code == 200
    assert agente.usuario in one.text


@pytest.mark.parametrize("table", TABLES)
async def test_even_a_superuser_changes_nothing_there(server: Server, table: str) -> None:
    console, _ = await operator(server)
    answer = await console.call("POST", f"/admin/ventanilla_desk/{table}/add/", {})
    assert answer.status_code == 403


async def test_who_is_no_operator_does_not_come_in(server: Server) -> None:
    agente = colleague(server, rol="administrador")
    console = Console(server)
    assert (await console.login(agente.usuario, PASSWORD)).status_code == 200
    assert (await console.http.get("/admin/ventanilla_desk/auditoria/")).status_code == 302
