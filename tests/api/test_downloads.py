"""Files on their way down: who may, decided each time, and what a browser is told about them."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.files import samples
from tests.installation import Server
from tests.people import Agente, Cliente, Person, in_public
from ventanilla.api.adjuntos import disposition

from .doors import MISSING, assert_refused
from .test_sessions import Console

SITE = "https://app.acme.example"


async def sent(person: Cliente, content: bytes = b"hola", nombre: str = "nota.txt") -> dict[str, Any]:
    """The file as the message that has it tells it."""
    kept = await person.upload(content, nombre)
    mensaje = (await person.say("mira", adjuntos=[kept["id"]]))["mensaje"]
    adjunto: dict[str, Any] = mensaje["adjuntos"][0]
    return adjunto


async def test_its_sender_gets_it_back_at_once(server: Server) -> None:
    eva = Cliente(server, "acme")
    kept = await eva.upload(samples.PDF, "informe.pdf")
    answer = await eva.http.get(kept["url"])
    assert (answer.status_code, answer.content) == (200, samples.PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert int(answer.headers["content-length"]) == len(samples.PDF) == kept["bytes"]


async def test_a_large_file_comes_whole(server: Server) -> None:
    eva = Cliente(server, "acme")
    content = bytes(range(256)) * 20_000
    answer = await eva.http.get((await sent(eva, content, "datos.bin"))["url"])
    assert hashlib.sha256(answer.content).digest() == hashlib.sha256(content).digest()


async def test_a_browser_is_told_to_run_nothing(server: Server) -> None:
    eva = Cliente(server, "acme")
    for content, nombre, how in (
        (samples.image(), "foto.png", "inline"),
        (samples.PDF, "informe.pdf", "attachment"),
        (samples.SVG, "logo.svg", "attachment"),
        (samples.HTML, "pagina.html", "attachment"),
    ):
        headers = (await eva.http.get((await sent(eva, content, nombre))["url"])).headers
        assert headers["content-disposition"].startswith(f"{how};")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert headers["cache-control"] == "private, no-cache"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        if how == "attachment":
            assert headers["content-type"] in ("application/pdf", "application/octet-stream")


@pytest.mark.parametrize(
    ("nombre", "plain", "quoted"),
    [
        ("año 1.txt", "a_o 1.txt", "a%C3%B1o%201.txt"),
        ('a";b.txt', "a_;b.txt", "a%22%3Bb.txt"),
        ("a\\%22\r\n.txt", "a__22__.txt", "a%5C%2522%0D%0A.txt"),
    ],
)
def test_a_name_cannot_leave_its_header(nombre: str, plain: str, quoted: str) -> None:
    assert disposition("text/plain", nombre) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quoted}"


async def test_a_name_comes_back_as_it_was(server: Server) -> None:
    eva = Cliente(server, "acme")
    said = (await eva.http.get((await eva.upload(b"x", "año 1.txt"))["url"])).headers["content-disposition"]
    assert said == "attachment; filename=\"a_o 1.txt\"; filename*=UTF-8''a%C3%B1o%201.txt"


async def test_what_one_has_already_is_not_sent_again_to_who_may_still_see_it(server: Server) -> None:
    eva, ivan = Cliente(server, "acme"), Cliente(server, "acme")
    url = (await sent(eva))["url"]
    etag = (await eva.http.get(url)).headers["etag"]
    for known in (etag, f'"x", {etag}', "*"):
        again = await eva.http.get(url, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert (await eva.http.get(url, headers={"If-None-Match": '"other"'})).status_code == 200
    assert_refused(await ivan.http.get(url, headers={"If-None-Match": etag}), 404)


async def test_head_tells_what_get_would(server: Server) -> None:
    eva = Cliente(server, "acme")
    url = (await sent(eva))["url"]
    got, told = await eva.http.get(url), await eva.http.head(url)
    assert (told.status_code, told.content) == (200, b"")
    assert {**told.headers, "date": ""} == {**got.headers, "date": ""}


# --- who may ----------------------------------------------------------------------------------------------------


async def test_a_file_of_someone_else_is_as_if_it_did_not_exist(server: Server) -> None:
    eva, ivan, gus = Cliente(server, "acme"), Cliente(server, "acme"), Cliente(server, "globex")
    adjunto = await sent(eva)
    for person in (ivan, gus):
        own = (await person.say("Hola"))["chat"]["id"]
        for url in (adjunto["url"], f"/api/chat/{own}/adjuntos/{adjunto['id']}/"):
            assert_refused(await person.http.get(url), 404)
    nothing = f"/api/chat/{adjunto['url'].split('/')[3]}/adjuntos/{samples_id()}/"
    assert_refused(await eva.http.get(nothing), 404)
    for odd in ("1", "x", adjunto["id"].upper(), adjunto["id"] + "0"):
        assert_refused(await eva.http.get(f"/api/chat/1/adjuntos/{odd}/"), 404)
    assert_refused(await eva.http.get(f"/api/chat/{MISSING}/adjuntos/{adjunto['id']}/"), 404)


def samples_id() -> str:
    return "00000000-0000-4000-8000-000000000000"


async def test_nobody_gets_it_without_an_identity(server: Server) -> None:
    eva = Cliente(server, "acme")
    url = (await sent(eva))["url"]
    assert_refused(await Person(server, eva.host, "").http.get(url), 401)
    assert_refused(await Person(server, eva.host, "forged").http.get(url), 401)
    assert_refused(await Person(server, "globex.localhost", eva.token).http.get(url), 401)


@pytest.mark.parametrize("tenant", ["acme", "globex", "public"])
async def test_an_agente_gets_what_was_said_of_every_tenant(server: Server, tenant: str) -> None:
    eva, ana = Cliente(server, tenant), Agente(server)
    adjunto = await sent(eva, samples.image(), "foto.png")
    answer = await ana.http.get(adjunto["url"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")


async def test_what_was_not_said_is_its_senders_alone(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    mine, anas = await eva.upload(chat_id=chat_id), await ana.upload(chat_id=chat_id)
    assert (await eva.http.get(mine["url"])).status_code == 200
    assert (await ana.http.get(anas["url"])).status_code == 200
    for person, url in ((ana, mine["url"]), (bea, anas["url"]), (eva, anas["url"])):
        assert_refused(await person.http.get(url), 404)
    assert (await ana.reply(chat_id, "", adjuntos=[anas["id"]])).status_code == 201
    for person in (eva, bea, ana):
        assert (await person.http.get(anas["url"])).status_code == 200, "now it is said"
    assert_refused(await Cliente(server, "acme").http.get(anas["url"]), 404)


async def test_a_session_of_the_console_gets_and_with_the_csrf_token_sends(server: Server) -> None:
    eva, console = Cliente(server, "acme"), Console(server)
    await console.log_in()
    adjunto = await sent(eva, samples.image(), "foto.png")
    got = await console.http.get(adjunto["url"])
    assert (got.status_code, got.headers["content-type"]) == (200, "image/png")
    assert samples.opened(got.content).size == (40, 20)
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert got.headers["cache-control"] == "private, no-cache"
    assert (await console.http.get(adjunto["url"], headers={"If-None-Match": got.headers["etag"]})).status_code == 304
    assert (await console.http.head(adjunto["url"])).headers["content-length"] == str(len(got.content))
    chat_id = int(adjunto["url"].split("/")[3])
    path = f"/api/soporte/chats/{chat_id}/adjuntos/"
    assert_refused(await console.send_file(path, b"hola"), 403)
    kept = await console.send_file(path, b"x" * 3_000_000, "datos.txt", **console.csrf)
    assert kept.status_code == 201, kept.text
    assert (await console.http.get(kept.json()["url"])).content == b"x" * 3_000_000
    assert_refused(await console.http.post(path, json={}, headers=console.csrf), 422)
    assert_refused(await console.send_file(path, b"x" * 11_000_000, **console.csrf), 413)
    assert_refused(await console.send_file(path.replace(str(chat_id), str(MISSING)), b"x", **console.csrf), 404)


# --- from a page of the tenant's own ------------------------------------------------------------------------------


@pytest.fixture
def listed(server: Server) -> Iterator[None]:
    from ventanilla.server.models import Tenant

    def set_to(origins: list[str]) -> None:
        in_public(lambda: Tenant.objects.filter(slug="globex").update(origenes=origins))

    set_to([SITE])
    yield
    set_to([])


@pytest.fixture
async def gus(server: Server, listed: None) -> AsyncIterator[Cliente]:
    """In a server that has not looked at globex's row before."""
    from tests import installation

    with installation.serving() as fresh:
        yield Cliente(fresh, "globex")


async def test_a_page_of_a_listed_origin_sends_and_gets_files(gus: Cliente) -> None:
    asks = {"Origin": SITE, "Access-Control-Request-Method": "GET"}
    kept = (await gus.send_file("/api/chat/soporte/adjuntos/", b"hola", Origin=SITE)).json()
    allowed = await gus.http.options(kept["url"], headers=asks)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (204, SITE)
    got = await gus.http.get(kept["url"], headers={"Origin": SITE})
    assert (got.content, got.headers["access-control-allow-origin"]) == (b"hola", SITE)
    assert "Origin" in got.headers["vary"]
    other = await gus.http.get(kept["url"], headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
