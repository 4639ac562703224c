"""The Host says which tenant. Under an unknown one there is nothing but the probes of an operator."""

from __future__ import annotations

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Person

from .doors import ALL, Door, assert_refused

UNKNOWN = [
    "nadie.localhost",
    "example.com",
    "127.0.0.1",
    "acme",
    "acme.localhost.evil.example",
    "xn--acm-dma.localhost",
]


@pytest.mark.parametrize("host", UNKNOWN)
async def test_under_an_unknown_host_there_is_nothing(server: Server, host: str) -> None:
    for token in (Cliente(server, "acme").token, Agente(server).token, ""):
        person = Person(server, host, token)
        for path in ("/", "/api/openapi.json", "/api/docs/", "/widget.js", "/soporte/", "/admin/", "/static/x.js"):
            assert (await person.http.get(path)).status_code == 404, path
        assert (await person.http.get("/_allauth/browser/v1/auth/session")).status_code == 404
        for path in ("/ws/chat/soporte/", "/ws/chat/1/", "/ws/soporte/", "/ws/otro/"):
            assert await person.handshake_status(path) == 404, path


@pytest.mark.parametrize("door", ALL, ids=str)
async def test_under_an_unknown_host_every_call_is_not_found(server: Server, door: Door) -> None:
    for token in (Cliente(server, "acme").token, Agente(server).token, ""):
        assert_refused(await door.knock(Person(server, "nadie.localhost", token), 1), 404)
        assert_refused(await door.knock(Person(server, "nadie.localhost", token), 1, Cookie="sessionid=x"), 404)


@pytest.mark.parametrize("host", [*UNKNOWN, "acme.localhost", "localhost"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_the_probes_answer_under_any_host(server: Server, host: str, path: str) -> None:
    assert (await Person(server, host, "").http.get(path)).status_code == 200


async def test_the_metrics_are_prometheus_and_name_nobody(server: Server) -> None:
    eva = Cliente(server, "acme", nombre="Nombre Inconfundible")
    await eva.say("texto inconfundible")
    metrics = (await Person(server, "x", "").http.get("/metrics")).text
    assert "# TYPE " in metrics
    for word in ("Inconfundible", "inconfundible", str(eva.cliente_id)):
        assert word not in metrics


async def test_the_metrics_are_not_for_who_comes_through_a_proxy(server: Server) -> None:
    answer = await Person(server, "x", "").http.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["ACME.LOCALHOST", "acme.localhost.", "Acme.Localhost:80", "acme.localhost:65535"])
async def test_a_hosts_name_is_read_as_names_are(server: Server, host: str) -> None:
    eva = Cliente(server, "acme")
    chat = await eva.open()
    there = Person(server, host, eva.token)
    assert (await there.http.get(f"/api/chat/{chat['id']}/")).status_code == 200


async def test_a_forwarded_host_is_not_believed(server: Server) -> None:
    eva = Cliente(server, "acme")
    gus = Cliente(server, "globex", eva.cliente_id)
    chat = await eva.open()
    headers = {"X-Forwarded-Host": "globex.localhost", "Forwarded": "host=globex.localhost"}
    assert (await eva.http.get(f"/api/chat/{chat['id']}/", headers=headers)).status_code == 200
    swapped = {"X-Forwarded-Host": "acme.localhost", "Forwarded": "host=acme.localhost"}
    assert_refused(await gus.http.get(f"/api/chat/{chat['id']}/", headers=swapped), 404)


async def test_the_console_and_its_login_are_on_the_public_domain_alone(server: Server) -> None:
    for path in ("/soporte/", "/_allauth/browser/v1/auth/session", "/admin/"):
        assert (await Person(server, "localhost", "").http.get(path)).status_code != 404
        assert (await Person(server, "acme.localhost", "").http.get(path)).status_code == 404
