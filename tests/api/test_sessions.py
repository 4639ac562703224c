"""Agents on the console: a session by allauth's headless login, with a CSRF token for what changes something."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.installation import PASSWORDS, Server
from tests.people import Cliente, Person

from .doors import assert_refused

AUTH = "/_allauth/browser/v1/auth"


class Console(Person):
    """A browser on the public domain, with its cookies."""

    def __init__(self, server: Server) -> None:
        super().__init__(server, "localhost", "")

    @property
    def csrf(self) -> dict[str, str]:
        return {"X-CSRFToken": self.http.cookies["csrftoken"]}

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    async def log_in(self, username: str = "bea", password: str | None = None) -> httpx.Response:
        seen = await self.http.get(f"{AUTH}/session")
        assert seen.status_code == 401, "logged out"
        body = {"username": username, "password": PASSWORDS[username] if password is None else password}
        return await self.http.post(f"{AUTH}/login", json=body, headers=self.csrf)

    async def handshake(self, path: str = "/ws/soporte/", **headers: str) -> int:
        return await self.handshake_status(path, subprotocols=None, additional_headers=headers)


@pytest.fixture
async def console(server: Server) -> Console:
    console = Console(server)
    assert (await console.log_in()).status_code == 200
    return console


def own_origin(server: Server) -> str:
    return f"http://localhost:{server.port}"


async def test_a_session_reads_and_with_the_csrf_token_it_writes(server: Server, console: Console) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert (await console.http.get("/api/soporte/yo/")).json()["agente"]["usuario"] == "bea"
    assert (await console.http.get(f"/api/soporte/chats/{chat_id}/")).status_code == 200
    body = {"uid": "0b0e9d4c-6f0e-4d0c-8a43-6b6a5f1a7f52", "texto": "Dime"}
    path = f"/api/soporte/chats/{chat_id}/mensajes/"
    assert_refused(await console.http.post(path, json=body), 403)
    assert_refused(await console.http.post(path, json=body, headers={"X-CSRFToken": "x" * 32}), 403)
    assert len(await eva.messages(chat_id)) == 1
    assert (await console.http.post(path, json=body, headers=console.csrf)).status_code == 201
    closing = f"/api/chat/{chat_id}/cerrar/"
    assert_refused(await console.http.post(closing, json={}), 403)
    assert (await eva.open())["id"] == chat_id, "still open"
    assert (await console.http.post(closing, json={}, headers=console.csrf)).json()["cerrado"] is True


async def test_another_origin_cannot_write_even_with_cookie_and_token(server: Server, console: Console) -> None:
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    for origin in ("https://evil.example", "null", "http://acme.localhost", f"http://localhost:{server.port + 1}"):
        headers = {**console.csrf, "Origin": origin, "Host": f"localhost:{server.port}"}
        assert_refused(await console.http.post(f"/api/chat/{chat_id}/cerrar/", json={}, headers=headers), 403)


async def test_a_form_of_another_site_cannot_write(server: Server, console: Console) -> None:
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = await console.http.post(f"/api/chat/{chat_id}/cerrar/", content=b"{}", headers={"Content-Type": kind})
        assert_refused(answer, 403)


async def test_a_session_is_worth_nothing_on_a_tenants_domain(server: Server, console: Console) -> None:
    there = Person(server, "acme.localhost", "")
    assert_refused(await there.http.get("/api/soporte/bandeja/", headers={"Cookie": console.cookie}), 401)
    assert await there.handshake_status(
        "/ws/soporte/",
        subprotocols=None,
        additional_headers={"Cookie": console.cookie, "Origin": f"http://acme.localhost:{server.port}"},
    ) in (401, 403)


async def test_a_session_is_no_cliente(console: Console) -> None:
    assert_refused(await console.http.get("/api/chat/historial/"), 403)
    assert_refused(await console.http.post("/api/chat/soporte/", json={}, headers=console.csrf), 403)


@pytest.mark.parametrize(("username", "password"), [("bea", "no-es-la-suya"), ("nadie", "nada"), ("bea", "")])
async def test_a_wrong_password_gives_no_session(server: Server, username: str, password: str) -> None:
    console = Console(server)
    answer = await console.log_in(username, password)
    assert answer.status_code == 400
    assert {"message", "code"} <= set(answer.json()["errors"][0])
    assert_refused(await console.http.get("/api/soporte/yo/"), 401)


async def test_nobody_signs_up(server: Server) -> None:
    console = Console(server)
    await console.http.get(f"{AUTH}/session")
    body = {"username": "mallory", "password": "una-clave-muy-larga-9"}
    answer = await console.http.post(f"{AUTH}/signup", json=body, headers=console.csrf)
    assert answer.status_code in (400, 401, 403, 404, 409)
    assert (await console.http.get("/api/soporte/yo/")).status_code == 401


async def test_the_session_cookie_is_out_of_scripts_reach(server: Server) -> None:
    console = Console(server)
    answer = await console.log_in()
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("sessionid="))
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()


async def test_the_socket_opens_with_the_cookie_from_our_own_page_alone(server: Server, console: Console) -> None:
    cookie, own = console.cookie, own_origin(server)
    assert await console.handshake(Cookie=cookie, Origin=own) == 101
    for origin in (
        "https://evil.example",
        "null",
        f"http://acme.localhost:{server.port}",
        f"http://localhost:{server.port}.evil.example",
        f"http://localhost.evil.example:{server.port}",
        f"http://eva@localhost:{server.port}",
        f"http://localhost:{server.port + 1}",
        "http://localhost:99999",
        "http://localhost",
        f"ftp://localhost:{server.port}",
        f"file://localhost:{server.port}",
    ):
        assert await console.handshake(Cookie=cookie, Origin=origin) == 403, origin
    assert await console.handshake(Cookie=cookie) == 403, "without any Origin"
    assert await console.handshake(Origin=own) == 401, "without the cookie"
    assert await console.handshake(Cookie="sessionid=inventada", Origin=own) == 401
    assert await console.handshake("/ws/chat/soporte/", Cookie=cookie, Origin=own) in (401, 403)


async def test_logging_out_ends_the_socket_and_the_session(server: Server, console: Console) -> None:
    headers = {"Cookie": console.cookie, "Origin": own_origin(server)}
    options: dict[str, Any] = {"subprotocols": None, "additional_headers": headers}
    async with console.connect("/ws/soporte/", **options) as desk:
        await desk.expect("ready")
        out = await console.http.request("DELETE", f"{AUTH}/session", headers=console.csrf)
        assert out.status_code == 401, "logged out"
        assert await desk.closed(within=5) == 4401
    assert await console.handshake(**headers) == 401
    assert_refused(await Person(server, "localhost", "").http.get("/api/soporte/yo/", headers=headers), 401)


async def test_a_ticket_of_a_session_opens_a_socket(server: Server, console: Console) -> None:
    assert_refused(await console.http.post("/api/chat/ticket/"), 403)
    ticket = (await console.http.post("/api/chat/ticket/", headers=console.csrf)).json()["ticket"]
    assert await console.handshake(f"/ws/soporte/?ticket={ticket}") == 101


@pytest.mark.parametrize("size", [300_000, 2_000_000])
async def test_a_body_of_megabytes_is_too_large_for_a_session_too(server: Server, console: Console, size: int) -> None:
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    answer = await console.http.post(
        f"/api/chat/{chat_id}/cerrar/",
        content=b'{"mensaje": "' + b"x" * size + b'"}',
        headers={**console.csrf, "Content-Type": "application/json"},
    )
    assert_refused(answer, 413)


async def test_many_calls_at_once_do_not_wait_for_each_other(console: Console) -> None:
    """Each used to hold one connection of Django's while it waited for another: of twenty none was answered."""
    answers = await asyncio.gather(*(console.http.get("/api/soporte/yo/") for _ in range(40)))
    assert {answer.status_code for answer in answers} == {200}
