"""Tenants, made and changed at the console: domains, origins, keys, limits, suspension."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.api.doors import assert_refused
from tests.api.forged import claims_for, sign
from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import Cliente, Person, in_public, new_id, new_uid
from ventanilla.chat.people import PERMISOS
from ventanilla.server import leaving

PATH = "/api/soporte/administracion/tenants/"


@pytest.fixture
def keeper(server: Server) -> Colleague:
    return colleague(server, PERMISOS)


async def made(keeper: Colleague, **body: Any) -> dict[str, Any]:
    slug = f"t{new_id()}"
    answer = await keeper.http.post(PATH, json={"slug": slug, "nombre": f"La {slug}", **body})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def change(keeper: Colleague, slug: str, **body: Any) -> dict[str, Any]:
    answer = await keeper.http.put(f"{PATH}{slug}/", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def signed(slug: str, secret: str, cliente_id: int = 5) -> str:
    return sign(claims_for(slug, cliente_id), secret)


async def says(eva: Cliente) -> int:
    body = {"uid": new_uid(), "texto": "Hola"}
    return (await eva.http.post("/api/chat/soporte/mensajes/", json=body)).status_code


async def comes_in(server: Server, slug: str, token: str) -> int:
    return (await Person(server, f"{slug}.localhost", token).http.get("/api/chat/historial/")).status_code


async def until(what: Callable[[], Awaitable[bool]]) -> None:
    """Every node believes a tenant's row for some seconds."""
    async with asyncio.timeout(10):
        while not await what():
            await asyncio.sleep(0.1)


async def test_a_new_tenant_is_served_at_once(server: Server, keeper: Colleague) -> None:
    new = await made(keeper)
    slug, tenant = new["tenant"]["slug"], new["tenant"]
    assert tenant["dominios"] == [f"{slug}.localhost"]
    assert (tenant["firma"], tenant["suspendido"], tenant["es_plataforma"]) == ("secreto", False, False)
    assert await comes_in(server, slug, signed(slug, new["secreto"])) == 200
    assert (await keeper.http.get(f"{PATH}{slug}/")).json() == tenant
    assert new["secreto"] not in (await keeper.http.get(PATH, params={"q": slug})).text


async def test_one_that_will_be_erased_says_when_until_it_is_resumed(server: Server, keeper: Colleague) -> None:
    slug = (await made(keeper))["tenant"]["slug"]
    at = datetime(2027, 1, 31, 12, tzinfo=UTC)
    in_public(lambda: leaving.mark(slug, at=at))
    marked = (await keeper.http.get(f"{PATH}{slug}/")).json()
    assert (marked["suspendido"], datetime.fromisoformat(marked["borrar_en"])) == (True, at)
    resumed = await change(keeper, slug, suspendido=False)
    assert (resumed["suspendido"], resumed["borrar_en"]) == (False, None)


@pytest.mark.parametrize(
    ("body", "campo"),
    [
        ({"slug": "public"}, "slug"),
        ({"slug": "acme"}, "slug"),
        ({"slug": "pg-x"}, "slug"),
        ({"slug": "Con Espacios"}, "slug"),
        ({"nombre": "  "}, "nombre"),
        ({"color": "rojo"}, "color"),
        ({"dominios": ["https://x.example"]}, "slug"),
        ({"dominios": ["acme.localhost"]}, "slug"),
    ],
)
async def test_a_tenant_that_cannot_be_is_refused(keeper: Colleague, body: dict[str, Any], campo: str) -> None:
    before = (await keeper.http.get(PATH, params={"limite": 200})).json()
    whole = {"slug": f"t{new_id()}", "nombre": "Una", **body}
    problem = assert_refused(await keeper.http.post(PATH, json=whole), 422)
    assert problem["errores"][0]["campo"] == campo
    assert (await keeper.http.get(PATH, params={"limite": 200})).json() == before


async def test_its_domains_are_those_and_no_others(server: Server, keeper: Colleague) -> None:
    slug = (await made(keeper))["tenant"]["slug"]
    changed = await change(keeper, slug, dominios=[f"chat.{slug}.example", f"{slug}.localhost"])
    assert changed["dominios"] == [f"chat.{slug}.example", f"{slug}.localhost"]
    other = Person(server, f"chat.{slug}.example", "")
    assert (await other.http.get("/api/chat/historial/")).status_code == 401, "it is there, and asks who one is"
    await change(keeper, slug, dominios=[f"{slug}.localhost"])

    async def is_gone() -> bool:
        return (await other.http.get("/api/chat/historial/")).status_code == 404

    await until(is_gone)


@pytest.mark.parametrize("dominios", [[], ["acme.localhost"], ["a.example", "A.example."], ["a b"], ["a.example:80"]])
async def test_domains_that_cannot_be_change_nothing(keeper: Colleague, dominios: list[str]) -> None:
    tenant = (await made(keeper))["tenant"]
    path = f"{PATH}{tenant['slug']}/"
    refused = await keeper.http.put(path, json={"dominios": dominios, "nombre": "Otro"})
    assert assert_refused(refused, 422)["errores"][0]["campo"] == "dominios"
    assert (await keeper.http.get(path)).json() == tenant


async def test_the_platform_keeps_its_domain_and_is_not_suspended(keeper: Colleague) -> None:
    before = (await keeper.http.get(f"{PATH}public/")).json()
    assert before["es_plataforma"]
    for body in ({"suspendido": True}, {"dominios": ["otra.example"]}):
        assert_refused(await keeper.http.put(f"{PATH}public/", json=body), 422)
    assert (await keeper.http.get(f"{PATH}public/")).json() == before


async def test_origins_are_kept_as_browsers_say_them(keeper: Colleague) -> None:
    slug = (await made(keeper))["tenant"]["slug"]
    changed = await change(keeper, slug, origenes=["https://App.acme.example:443/", "https://app.acme.example"])
    assert changed["origenes"] == ["https://app.acme.example"]
    assert_refused(await keeper.http.put(f"{PATH}{slug}/", json={"origenes": ["app.acme.example"]}), 422)


async def test_who_is_suspended_is_out_and_back_when_resumed(server: Server, keeper: Colleague) -> None:
    new = await made(keeper)
    slug = new["tenant"]["slug"]
    eva = Cliente(server, slug)
    await eva.say("Hola")
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        assert (await change(keeper, slug, suspendido=True))["suspendido"]
        assert await panel.closed() == 4401
    assert (await eva.http.get("/api/chat/historial/")).status_code in (401, 403)
    await change(keeper, slug, suspendido=False)
    assert (await eva.http.get("/api/chat/historial/")).status_code == 200
    acts = (await keeper.http.get("/api/soporte/auditoria/", params={"tenant": slug})).json()["resultados"]
    assert [act["accion"] for act in acts if "tenant" in act["accion"]] == [
        "reanudar_tenant",
        "suspender_tenant",
        "crear_tenant",
    ]


async def test_an_earlier_secret_is_good_for_the_grace_and_no_longer(server: Server, keeper: Colleague) -> None:
    new = await made(keeper)
    slug, first = new["tenant"]["slug"], new["secreto"]
    renewed = (await keeper.http.post(f"{PATH}{slug}/secreto/", json={"gracia_h": 1})).json()
    assert renewed["tenant"]["secreto_anterior_hasta"] is not None
    assert renewed["secreto"] != first
    for secret in (first, renewed["secreto"]):
        assert await comes_in(server, slug, signed(slug, secret)) == 200
    eva = Person(server, f"{slug}.localhost", signed(slug, first))
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        ended = await keeper.http.delete(f"{PATH}{slug}/secreto/anterior/")
        assert ended.json()["secreto_anterior_hasta"] is None
        assert await panel.closed() == 4401
    assert await comes_in(server, slug, signed(slug, first)) == 401
    assert await comes_in(server, slug, signed(slug, renewed["secreto"])) == 200


async def test_a_secret_that_leaked_is_replaced_without_grace(server: Server, keeper: Colleague) -> None:
    new = await made(keeper)
    slug, leaked = new["tenant"]["slug"], new["secreto"]
    eva = Person(server, f"{slug}.localhost", signed(slug, leaked))
    ticket = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
    renewed = (await keeper.http.post(f"{PATH}{slug}/secreto/", json={"gracia_h": 0})).json()
    assert renewed["tenant"]["secreto_anterior_hasta"] is None
    assert await comes_in(server, slug, signed(slug, leaked)) == 401
    by_ticket = ["ventanilla.v1", f"ticket.{ticket}"]
    assert await eva.handshake_status("/ws/chat/soporte/", subprotocols=by_ticket) == 401, "nor what it had signed"


def key(kid: str) -> tuple[rsa.RSAPrivateKey, dict[str, Any]]:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = json.loads(RSAAlgorithm.to_jwk(private.public_key()))
    return private, {**public, "kid": kid, "alg": "RS256"}


async def test_a_tenants_own_keys_sign_instead_and_are_rotated(server: Server, keeper: Colleague) -> None:
    new = await made(keeper)
    slug = new["tenant"]["slug"]
    (old, old_public), (young, young_public) = key("uno"), key("dos")

    def by(private: rsa.RSAPrivateKey, kid: str) -> str:
        return jwt.encode(claims_for(slug, "5"), private, algorithm="RS256", headers={"kid": kid})

    changed = await change(keeper, slug, jwks={"keys": [old_public, young_public]})
    assert (changed["firma"], changed["claves"]) == ("jwks", ["uno", "dos"])
    for token in (by(old, "uno"), by(young, "dos")):
        assert await comes_in(server, slug, token) == 200
    assert await comes_in(server, slug, signed(slug, new["secreto"])) == 401, "the secret signs no more"
    await change(keeper, slug, jwks={"keys": [young_public]})
    assert await comes_in(server, slug, by(old, "uno")) == 401
    await change(keeper, slug, jwks=None)
    assert await comes_in(server, slug, signed(slug, new["secreto"])) == 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda public, private: {"keys": []},
        lambda public, private: {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]},
        lambda public, private: {"keys": [{**public, "n": "!"}]},
        lambda public, private: {"keys": [{**public, "alg": "HS256"}]},
        lambda public, private: {"keys": [public, public]},
        lambda public, private: {"keys": [private]},
        lambda public, private: {"keys": [public], "jku": "http://127.0.0.1/"},
        lambda public, private: {"keys": "x"},
    ],
)
async def test_keys_that_are_none_are_refused(keeper: Colleague, spoil: Any) -> None:
    tenant = (await made(keeper))["tenant"]
    private, public = key("uno")
    jwks = spoil(public, {**json.loads(RSAAlgorithm.to_jwk(private)), "kid": "uno"})
    refused = await keeper.http.put(f"{PATH}{tenant['slug']}/", json={"jwks": jwks})
    assert assert_refused(refused, 422)["errores"][0]["campo"] == "jwks"
    assert (await keeper.http.get(f"{PATH}{tenant['slug']}/")).json() == tenant


async def test_a_tenant_has_limits_of_its_own(server: Server, keeper: Colleague) -> None:
    slug = (await made(keeper))["tenant"]["slug"]
    await change(keeper, slug, limites={"por_cliente": 0.5})
    eva = Cliente(server, slug)
    statuses = [await says(eva) for _ in range(3)]
    assert (statuses[0], statuses[-1]) == (201, 429)
    await change(keeper, slug, limites={})
    assert await says(eva) == 201


async def test_its_people_hear_of_its_look_and_language(server: Server, keeper: Colleague) -> None:
    slug = (await made(keeper, color="#123456"))["tenant"]["slug"]
    tema = {"modo": "oscuro", "saludo": {"es": "Buenas"}}
    await change(keeper, slug, tema=tema, idioma="en")
    said = (await Cliente(server, slug).http.get("/api/chat/soporte/estado/")).json()
    assert said["aspecto"] == {"color": "#123456", "idioma": "en", **tema}


async def test_its_script_brings_its_look_once_it_has_one(server: Server, keeper: Colleague) -> None:
    slug = (await made(keeper, color="#123456"))["tenant"]["slug"]
    page = Person(server, f"{slug}.localhost", "")
    plain = (await page.http.get("/widget.js", headers={"Accept-Encoding": "br"})).headers
    assert plain["content-encoding"] == "br", "as it was built"
    await change(keeper, slug, tema={"modo": "oscuro", "saludo": {"es": "</script>Buenas"}}, idioma="en")
    for coding in ("gzip", "identity"):
        script = (await page.http.get("/widget.js", headers={"Accept-Encoding": coding})).text
        look = script.removeprefix("self.ventanillaAspecto=").partition(";")[0]
        assert json.loads(look) == {
            "color": "#123456",
            "idioma": "en",
            "tema": "oscuro",
            "saludo": {"es": "</script>Buenas"},
        }


async def test_pages_of_tenants_meet_each_once(keeper: Colleague) -> None:
    mine = sorted([(await made(keeper, nombre=f"Serie {keeper.usuario}"))["tenant"]["slug"] for _ in range(3)])
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {"q": keeper.usuario, "limite": 2, "cursor": cursor}
        page = (await keeper.http.get(PATH, params=query)).json()
        seen += [row["slug"] for row in page["resultados"]]
        cursor = page["siguiente"]
    assert seen == mine


async def test_who_sees_some_tenants_changes_those_alone(server: Server, keeper: Colleague) -> None:
    slug = (await made(keeper))["tenant"]["slug"]
    of_one = colleague(server, ["tenants"], tenants=[slug])
    assert [row["slug"] for row in (await of_one.http.get(PATH)).json()["resultados"]] == [slug]
    assert (await change(of_one, slug, nombre="Otra"))["nombre"] == "Otra"
    for method, path in (("GET", ""), ("PUT", ""), ("POST", "secreto/"), ("DELETE", "secreto/anterior/")):
        body = {} if method in ("PUT", "POST") else None
        assert_refused(await of_one.http.request(method, f"{PATH}acme/{path}", json=body), 404)
    assert_refused(await of_one.http.post(PATH, json={"slug": f"t{new_id()}", "nombre": "Más"}), 403)
