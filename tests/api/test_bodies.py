"""What stands in a body: JSON, with known fields, of a sane size and depth. Everything else is refused, never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

from .doors import OF_A_CLIENTE, OF_AN_AGENTE, RATE, TICKET, Door, assert_refused, post_raw

SAYING = "/api/chat/soporte/mensajes/"
TAKE_A_BODY = [door for door in [*OF_A_CLIENTE, *OF_AN_AGENTE, RATE, TICKET] if door.method == "POST"]
NO_JSON = {
    "nothing of the kind": b"hola",
    "cut off": b'{"uid": "',
    "single quotes": b"{'uid': 'x'}",
    "a form": b"uid=1&texto=hola",
    "NaN": b'{"contexto": {"n": NaN}}',
    "a comma too many": b'{"texto": "a",}',
    "UTF-16": '{"texto": "a"}'.encode("utf-16"),
    "Latin-1": '{"texto": "ñ"}'.encode("latin-1"),
    "overlong UTF-8": b'{"texto": "\xc0\xaf"}',
    "surrogates in UTF-8": b'{"texto": "\xed\xa0\xbd"}',
    "deep contexto": b'{"contexto": {"a":' + b"[" * 5_000 + b"]" * 5_000 + b"}}",
}


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON.keys())
async def test_what_is_no_json_is_a_bad_request(server: Server, body: bytes) -> None:
    eva = Cliente(server, "acme")
    assert_refused(await post_raw(eva, SAYING, body), 400)
    assert (await eva.open())["creado"] is True, "nothing was stored, and the server goes on"


@pytest.mark.parametrize("door", TAKE_A_BODY, ids=str)
async def test_every_call_with_a_body_refuses_what_is_no_json(server: Server, door: Door) -> None:
    caller, chat_id = await _who_may(server, door)
    assert_refused(await post_raw(caller, door.path.format(id=chat_id), b"{"), 400)


@pytest.mark.parametrize("door", TAKE_A_BODY, ids=str)
@pytest.mark.parametrize("body", [b"[]", b'"x"', b"7", b"null", b"true"])
async def test_every_call_with_a_body_wants_an_object(server: Server, door: Door, body: bytes) -> None:
    caller, chat_id = await _who_may(server, door)
    assert_refused(await post_raw(caller, door.path.format(id=chat_id), body), 422)


@pytest.mark.parametrize("door", TAKE_A_BODY, ids=str)
async def test_every_call_with_a_body_refuses_fields_that_it_does_not_know(server: Server, door: Door) -> None:
    caller, chat_id = await _who_may(server, door)
    body = {**(door.body or {}), "sorpresa": 1}
    if "uid" in body:
        body["uid"] = new_uid()
    problem = assert_refused(await caller.http.post(door.path.format(id=chat_id), json=body), 422)
    assert [error["campo"] for error in problem["errores"]] == ["sorpresa"]
    assert (await Agente(server).inbox(tenant="acme", q=str(chat_id)))[0]["ultimo_seq"] == 1, "and changes nothing"


async def test_a_body_of_megabytes_is_too_large(server: Server) -> None:
    eva = Cliente(server, "acme")
    body = json.dumps({"uid": new_uid(), "texto": "x" * 3_000_000}).encode()
    assert_refused(await post_raw(eva, SAYING, body), 413)


@pytest.mark.parametrize(
    "body",
    [b"[" * 60_000, b"[" * 30_000 + b"]" * 30_000, b'{"a":' * 20_000 + b"1" + b"}" * 20_000],
    ids=["open arrays", "arrays", "objects"],
)
async def test_a_body_of_nothing_but_depth_is_refused_at_once(server: Server, body: bytes) -> None:
    """Which of the two it is hangs on how far the parser looks before it says no."""
    answer = await post_raw(Cliente(server, "acme"), SAYING, body)
    assert answer.status_code in (400, 422)
    assert_refused(answer, answer.status_code)


# --- contexto: an object of at most 4 KiB --------------------------------------------------------------------


def contexto_of(size: int) -> dict[str, str]:
    made = {"a": "x" * (size - len('{"a":""}'))}
    assert len(json.dumps(made, separators=(",", ":"))) == size
    return made


@pytest.mark.parametrize("path", ["/api/chat/soporte/", SAYING])
async def test_a_contexto_of_four_kib_fits_and_one_byte_more_does_not(server: Server, path: str) -> None:
    eva = Cliente(server, "acme")
    body: dict[str, Any] = {} if path == "/api/chat/soporte/" else {"uid": new_uid(), "texto": "Hola"}
    assert_refused(await eva.http.post(path, json={**body, "contexto": contexto_of(4097)}), 413)
    assert_refused(await eva.http.post(path, json={**body, "contexto": {"a": "ñ" * 2050}}), 413)
    assert (await eva.open())["creado"] is True, "the refused ones opened nothing"
    assert (await eva.http.post(path, json={**body, "contexto": contexto_of(4096)})).status_code in (200, 201)


@pytest.mark.parametrize("contexto", [[], "pedido 8", 8, True])
async def test_a_contexto_that_is_no_object_is_refused(server: Server, contexto: object) -> None:
    eva = Cliente(server, "acme")
    problem = assert_refused(await eva.http.post("/api/chat/soporte/", json={"contexto": contexto}), 422)
    assert problem["errores"][0]["campo"] == "contexto"


@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**400])
async def test_a_contexto_with_a_number_that_nobody_can_read_back_is_refused(server: Server, number: int) -> None:
    body = f'{{"contexto": {{"n": {number}}}}}'.encode()
    assert_refused(await post_raw(Cliente(server, "acme"), "/api/chat/soporte/", body), 422)


@pytest.mark.parametrize("written", [r'{"a": "\u0000"}', r'{"\u0000": 1}', r'{"a": "\ud83d"}', r'{"\udc00": 1}'])
async def test_a_contexto_with_what_is_no_text_is_refused(server: Server, written: str) -> None:
    body = f'{{"contexto": {written}}}'.encode()
    assert_refused(await post_raw(Cliente(server, "acme"), "/api/chat/soporte/", body), 422)


@pytest.mark.parametrize(
    "contexto",
    [
        {"n": 2**53 + 1, "m": -(2**63), "g": 2**63 - 1},
        {"n": 1e300, "m": 1.5e-300, "cero": -0.0},
        {"": "", " ": {"": [[], {}, None]}},
        {"__proto__": {"a": 1}, "constructor": 2, "$ref": "x"},
    ],
)
async def test_an_odd_contexto_can_be_read_again_by_everyone(server: Server, contexto: dict[str, Any]) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    pair = await eva.say("Hola", contexto=contexto)
    await _is_readable(eva, ana, pair["chat"]["id"], contexto)


@pytest.mark.parametrize("opening", ["[", '{"":'], ids=["arrays", "objects"])
async def test_the_deepest_contexto_that_is_taken_can_be_read_again(server: Server, opening: str) -> None:
    """Parsers stop at a depth that hangs on where they are called from: what passes one must pass them all."""
    ana = Agente(server)
    inner, closing = ("", "]") if opening == "[" else ("0", "}")

    async def take(depth: int) -> tuple[Cliente, int, str]:
        eva = Cliente(server, "acme")
        written = f'{{"a":{opening * depth}{inner}{closing * depth}}}'
        body = f'{{"uid":"{new_uid()}","texto":"Hola","contexto":{written}}}'.encode()
        answer = await post_raw(eva, SAYING, body)
        assert answer.status_code in (201, 400, 413, 422), answer.text
        return eva, answer.json()["chat"]["id"] if answer.status_code == 201 else 0, written

    low, high = 1, 2_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if (await take(middle))[1] else (low, middle)
    for depth in range(max(1, low - 40), low + 1, 4):
        eva, chat_id, _ = await take(depth)
        if chat_id:
            await _is_readable(eva, ana, chat_id, None)


async def _is_readable(eva: Cliente, ana: Agente, chat_id: int, contexto: dict[str, Any] | None) -> None:
    """By its cliente and by soporte, over HTTP and over a socket; and the chat goes on, up to its close."""
    for person, path in (
        (eva, f"/api/chat/{chat_id}/"),
        (eva, f"/api/chat/{chat_id}/mensajes/"),
        (ana, f"/api/soporte/chats/{chat_id}/"),
        (ana, f"/api/soporte/chats/{chat_id}/mensajes/"),
    ):
        answer = await person.http.get(path)
        assert answer.status_code == 200, (path, answer.text[:200])
        if contexto is not None:
            # Numbers are JSON's: what counts is the value, not whether it was written 1e3 or 1000.
            found = json.loads(answer.text, parse_int=float)
            found = found["resultados"][0] if "resultados" in found else found
            assert found["contexto"] == json.loads(json.dumps(contexto), parse_int=float)
    async with eva.connect(f"/ws/chat/{chat_id}/?despues=0") as panel:
        await panel.expect("chat_message", seq=1)
        assert (await ana.reply(chat_id, "Sí")).status_code == 201
        await panel.expect("chat_message", seq=2)
        assert (await ana.close(chat_id)).status_code == 200
        await panel.expect("chat_closed")


async def _who_may(server: Server, door: Door) -> tuple[Cliente | Agente, int]:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    return (Agente(server) if door in OF_AN_AGENTE else eva), chat_id
