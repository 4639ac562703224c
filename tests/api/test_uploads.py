"""Files on their way up: each door, who may, and what is refused before it fills anything."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import httpx
import pytest

from tests import installation
from tests.files import samples
from tests.installation import Server
from tests.people import Agente, Cliente, Person

from .doors import MISSING, assert_refused

LIMIT = 10 * 1024 * 1024
HERE = "/api/chat/{id}/adjuntos/"
LENIENT = "/api/chat/soporte/adjuntos/"
SHAPE = {"id", "nombre", "tipo", "bytes", "url"}


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_a_file_is_kept_and_told(server: Server, tenant: str) -> None:
    eva = Cliente(server, tenant)
    chat = await eva.open()
    kept = await eva.upload("Hola, ¿qué tal?".encode(), "una nota.txt", chat_id=chat["id"])
    assert set(kept) == SHAPE
    assert (kept["nombre"], kept["tipo"], kept["bytes"]) == ("una nota.txt", "text/plain", 17)
    assert kept["url"] == f"/api/chat/{chat['id']}/adjuntos/{kept['id']}/"
    picture = await eva.upload(samples.photo(), "foto.jpg", chat_id=chat["id"])
    assert set(picture) == {*SHAPE, "ancho", "alto"}
    assert (picture["tipo"], picture["ancho"], picture["alto"]) == ("image/jpeg", 20, 40)


async def test_an_upload_opens_nothing_that_anyone_sees(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    kept = await eva.upload()
    chat = await eva.open()
    assert chat["creado"] is False, "the call that opens it was made for them"
    assert kept["url"].startswith(f"/api/chat/{chat['id']}/")
    assert (await eva.http.get("/api/chat/historial/")).json()["resultados"] == []
    assert_refused(await ana.http.get(f"/api/soporte/chats/{chat['id']}/"), 404)
    assert all(row["id"] != chat["id"] for row in await ana.inbox())


async def test_the_lenient_form_is_never_refused_because_a_chat_is_closed(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(old)
    assert (await eva.upload())["url"].startswith(f"/api/chat/{old}/"), "kept in the last one, and no chat opened"
    assert (await eva.open())["creado"] is True


async def test_a_closed_chat_takes_no_file(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    for person in (eva, ana):
        refused = assert_refused(await person.send_file(person.upload_path(chat_id), b"x"), 409, "chat_cerrado")
        assert refused["chat_id"] == chat_id


async def test_a_file_goes_into_ones_own_chat_alone(server: Server) -> None:
    eva, ivan, gus = Cliente(server, "acme"), Cliente(server, "acme"), Cliente(server, "globex")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    for person in (ivan, gus):
        assert_refused(await person.send_file(HERE.format(id=chat_id), b"x"), 404)
    assert_refused(await eva.send_file(HERE.format(id=MISSING), b"x"), 404)
    assert_refused(await Agente(server).send_file(HERE.format(id=chat_id), b"x"), 403)
    assert_refused(await eva.send_file(f"/api/soporte/chats/{chat_id}/adjuntos/", b"x"), 403)


async def test_an_agente_uploads_into_a_chat_in_which_something_was_said(server: Server) -> None:
    eva, ana = Cliente(server, "globex"), Agente(server)
    silent = (await eva.open())["id"]
    assert_refused(await ana.send_file(ana.upload_path(silent), b"x"), 404)
    assert_refused(await ana.send_file(ana.upload_path(MISSING), b"x"), 404)
    await eva.say("Hola")
    kept = await ana.upload(samples.PDF, "guía.pdf", chat_id=silent)
    assert (kept["tipo"], kept["nombre"]) == ("application/pdf", "guía.pdf")


@pytest.mark.parametrize("path", [LENIENT, HERE, "/api/soporte/chats/{id}/adjuntos/"])
async def test_nobody_uploads_without_an_identity(server: Server, path: str) -> None:
    nobody = Person(server, "localhost" if "soporte/chats" in path else "acme.localhost", "")
    assert_refused(await nobody.send_file(path.format(id=1), b"x"), 401)
    forged = Person(server, nobody.host, "forged")
    assert_refused(await forged.send_file(path.format(id=1), b"x"), 401)


@pytest.mark.parametrize(
    ("content", "nombre"),
    [
        (b"", "nada.txt"),
        (samples.image()[:60], "foto.png"),
        (samples.bomb(), "foto.png"),
        (b"x", "factura.pdf.exe"),
        (samples.PROGRAM, "foto.png"),
    ],
)
async def test_a_file_that_is_not_taken_is_refused_by_field(server: Server, content: bytes, nombre: str) -> None:
    eva = Cliente(server, "acme")
    refused = assert_refused(await eva.send_file(LENIENT, content, nombre), 422)
    assert [error["campo"] for error in refused["errores"]] == ["archivo"]
    assert refused["errores"][0]["detalle"]


async def test_what_is_no_form_with_one_file_is_refused(server: Server) -> None:
    eva = Cliente(server, "acme")
    file = ("a.txt", b"hola")
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    for campo, answer in [
        ("archivo", await eva.http.post(LENIENT, json={"archivo": "hola"})),
        ("archivo", await eva.http.post(LENIENT, content=b"hola")),
        ("archivo", await eva.http.post(LENIENT)),
        ("archivo", await eva.http.post(LENIENT, data={"archivo": "hola"})),
        ("archivo", await eva.http.post(LENIENT, files={"otro": file})),
        ("archivo", await eva.http.post(LENIENT, files=[("archivo", file), ("archivo", file)])),
        ("archivo", await eva.http.post(LENIENT, content=b"--x\r\nno es", headers=kind)),
        ("archivo", await eva.http.post(LENIENT, content=b"x", headers={"Content-Type": "multipart/form-data"})),
        ("archivo", await eva.http.post(LENIENT, files={"archivo": ("..", b"hola")})),
        ("otro", await eva.http.post(LENIENT, files={"archivo": file, "otro": file})),
        ("cliente_id", await eva.http.post(LENIENT, files={"archivo": file}, data={"cliente_id": "5"})),
    ]:
        refused = assert_refused(answer, 422)
        assert [error["campo"] for error in refused["errores"]] == [campo]


async def test_the_same_file_twice_is_two_files(server: Server) -> None:
    eva = Cliente(server, "acme")
    assert (await eva.upload())["id"] != (await eva.upload())["id"]


@pytest.mark.parametrize(
    ("nombre", "kept"),
    [("../../../etc/passwd", "passwd"), ("C:\\Temp\\foto.txt", "foto.txt"), ("a\u202etxt.b", "atxt.b")],
)
async def test_a_name_leads_nowhere(server: Server, nombre: str, kept: str) -> None:
    assert (await Cliente(server, "acme").upload(b"x", nombre))["nombre"] == kept


# --- too large -------------------------------------------------------------------------------------------------


async def test_a_file_of_the_limit_is_taken_and_one_more_byte_is_not(server: Server) -> None:
    eva = Cliente(server, "acme")
    assert (await eva.upload(b"x" * LIMIT))["bytes"] == LIMIT
    refused = assert_refused(await eva.send_file(LENIENT, b"x" * (LIMIT + 1)), 413)
    assert str(LIMIT) in refused["detail"]


def head(eva: Cliente, *lines: str) -> bytes:
    kind = "Content-Type: multipart/form-data; boundary=x"
    said = [f"POST {LENIENT} HTTP/1.1", f"Host: {eva.host}", kind, *lines, "", ""]
    return "\r\n".join(said).encode()


async def status_line(reader: asyncio.StreamReader) -> bytes:
    return await asyncio.wait_for(reader.readline(), 10)


@pytest.mark.parametrize("credential", ["bearer", "cookie"])
async def test_what_says_that_it_is_too_large_is_refused_unread(server: Server, credential: str) -> None:
    eva = Cliente(server, "acme")
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    who = f"Authorization: Bearer {eva.token}" if credential == "bearer" else "Cookie: sessionid=x"
    writer.write(head(eva, who, "Content-Length: 1000000000"))
    assert b" 413 " in await status_line(reader)
    writer.close()


@pytest.mark.parametrize("credential", ["bearer", "cookie"])
async def test_what_never_ends_is_refused_while_it_comes(server: Server, credential: str) -> None:
    eva = Cliente(server, "acme")
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    who = f"Authorization: Bearer {eva.token}" if credential == "bearer" else "Cookie: sessionid=x"
    writer.write(head(eva, who, "Transfer-Encoding: chunked"))
    answer = asyncio.create_task(status_line(reader))
    sent, block = 0, b"x" * 65_536
    while not answer.done() and sent < 4 * LIMIT:
        writer.write(b"%x\r\n%s\r\n" % (len(block), block))
        await writer.drain()
        sent += len(block)
        await asyncio.sleep(0)
    assert b" 413 " in await answer
    writer.close()


async def test_who_may_not_upload_is_not_listened_to(server: Server) -> None:
    eva = Cliente(server, "acme")
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head(eva, "Authorization: Bearer forged", "Content-Length: 1000000"))
    assert b" 401 " in await status_line(reader), "before a byte of it came"
    writer.close()


# --- too fast ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def limited(database: None) -> Iterator[Server]:
    with installation.serving(VENTANILLA_RATE_LIMIT="1000") as running:
        yield running


async def test_one_cliente_may_send_twenty_files_at_once_and_then_waits(limited: Server) -> None:
    eva, ivan = Cliente(limited, "acme"), Cliente(limited, "acme")
    answers = [await eva.send_file(LENIENT, b"x") for _ in range(25)]
    assert [answer.status_code for answer in answers[:20]] == [201] * 20
    refused = [answer for answer in answers[20:] if answer.status_code != 201]
    assert refused
    assert_refused(refused[0], 429)
    assert int(refused[0].headers["retry-after"]) >= 1
    assert (await ivan.send_file(LENIENT, b"x")).status_code == 201, "each has their own"


async def test_a_page_of_a_listed_origin_may_ask_to_upload(server: Server) -> None:
    answer: httpx.Response = await Person(server, "acme.localhost", "").http.options(
        LENIENT, headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert answer.status_code == 403
    assert json.loads(answer.text)["codigo"] == "prohibido"
