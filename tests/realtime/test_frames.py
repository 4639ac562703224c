"""What a client may send. Everything else is refused by name and the connection stays, or it ends."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import websockets

from tests.installation import Server
from tests.people import Agente, Cliente, Socket, new_uid

UID = "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e"
CODIGOS = {"datos_invalidos", "no_encontrado", "chat_cerrado", "demasiado_grande"}


@pytest.fixture
async def eva(server: Server) -> Cliente:
    return Cliente(server, "acme")


@pytest.fixture
async def panel(eva: Cliente) -> AsyncIterator[Socket]:
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        yield panel


async def refusal(socket: Socket, raw: str) -> dict[str, Any]:
    await socket.connection.send(raw)
    error = await socket.expect("error")
    assert error["codigo"] in CODIGOS
    assert error["detail"]
    return error


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "",
            " ",
            "hola",
            "{",
            "{}",
            "[]",
            '[{"type":"ping"}]',
            "null",
            "true",
            "7",
            '"ping"',
            "NaN",
            "{'type':'ping'}",
        ),
        *('{"type":null}', '{"type":7}', '{"type":["ping"]}', '{"type":"Ping"}', '{"type":"websocket.disconnect"}'),
        *('{"type":"chat_closed"}', '{"type":"ack"}', '{"type":"ready"}', '{"type":"inbox"}'),
        *('{"type":"subscribe","chat_id":1}', '{"type":"unsubscribe","chat_id":1}'),
        *('{"type":"typing"}', '{"type":"typing","activo":"sí"}', '{"type":"typing","activo":1}'),
        *('{"type":"read"}', '{"type":"read","seq":"1"}', '{"type":"read","seq":-1}', '{"type":"read","seq":1.5}'),
        *('{"type":"ping","seq":"x"}', '{"type":"ping","seq":-1}', '{"type":"read","seq":9007199254740992}'),
        *('{"type":"chat_message"}', '{"type":"chat_message","texto":"x"}', '{"type":"chat_message","uid":"x"}'),
        '{"type":"ping","a":' + "[" * 20_000 + "]" * 20_000 + "}",
    ],
    ids=lambda raw: raw[:40],
)
async def test_what_is_no_frame_is_refused_and_the_connection_stays(eva: Cliente, panel: Socket, raw: str) -> None:
    error = await refusal(panel, raw)
    assert error["codigo"] == "datos_invalidos"
    await panel.settle()
    await panel.expect("ack", uid=await panel.say("sigo aquí"))
    assert len(panel.of_type("error")) == 1


@pytest.mark.parametrize(
    ("fields", "codigo"),
    [
        ({}, "datos_invalidos"),
        ({"texto": None}, "datos_invalidos"),
        ({"texto": ""}, "datos_invalidos"),
        ({"texto": 7}, "datos_invalidos"),
        ({"texto": "a\x00b"}, "datos_invalidos"),
        ({"texto": "x" * 10_001}, "demasiado_grande"),
        ({"texto": "x", "contexto": []}, "datos_invalidos"),
        ({"texto": "x", "contexto": {"a": "x" * 4096}}, "demasiado_grande"),
        ({"texto": "x", "adjuntos": 7}, "datos_invalidos"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_refused_message_names_its_uid_and_is_stored_nowhere(
    eva: Cliente, panel: Socket, fields: dict[str, Any], codigo: str
) -> None:
    chat = await eva.open()
    error = await refusal(panel, json.dumps({"type": "chat_message", "uid": UID, **fields}))
    assert (error["uid"], error["codigo"]) == (UID, codigo)
    assert await eva.messages(chat["id"]) == []
    await panel.say("ahora sí", uid=UID)
    assert (await panel.expect("ack", uid=UID))["seq"] == 1, "a refused uid is free"


async def test_unknown_fields_are_ignored(eva: Cliente, panel: Socket) -> None:
    uid = await panel.say("x", sorpresa=1, seq=99, autor={"tipo": "soporte"}, tipo="sistema", creado_en="1999")
    ack = await panel.expect("ack", uid=uid)
    (stored,) = await eva.messages(ack["chat_id"])
    assert (stored["seq"], stored["autor"]["tipo"], stored["tipo"]) == (1, "cliente", "texto")
    assert stored["creado_en"] > "2020"
    await panel.send("ping", sorpresa={"a": []})
    await panel.expect("pong")


async def test_the_message_of_a_cliente_is_never_led_into_someone_elses_chat(server: Server, eva: Cliente) -> None:
    ivan = Cliente(server, "acme")
    ivans = (await ivan.say("mío"))["chat"]["id"]
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        for type_, fields in (("typing", {"activo": True}), ("read", {"seq": 1}), ("ping", {"seq": 0})):
            await panel.send(type_, chat_id=ivans, **fields)
        ack = await panel.expect("ack", uid=await panel.say("y yo", chat_id=ivans))
        assert ack["chat_id"] != ivans
        assert not [f for f in await panel.settle() if f["type"] == "chat_message"]
    assert len(await ivan.messages(ivans)) == 1


async def test_binary_is_not_the_protocol(panel: Socket) -> None:
    await panel.connection.send(b'{"type":"ping"}')
    assert await panel.closed() == 4400


async def test_a_frame_of_64_kib_passes_and_one_byte_more_ends_it(eva: Cliente, panel: Socket) -> None:
    frame = json.dumps({"type": "ping", "relleno": ""})
    await panel.connection.send(frame.replace('""', '"' + "x" * (65_536 - len(frame)) + '"'))
    await panel.expect("pong")
    await panel.connection.send(frame.replace('""', '"' + "x" * (65_537 - len(frame)) + '"'))
    assert await panel.closed() == 1009


async def test_a_large_frame_in_pieces_is_large_all_the_same(panel: Socket) -> None:
    with contextlib.suppress(websockets.ConnectionClosed):
        await panel.connection.send("x" * 1_000 for _ in range(66))
    assert await panel.closed() == 1009


@pytest.mark.parametrize("raw", ["basura", '{"type":"nada"}', '{"type":"typing"}'])
async def test_too_much_that_is_not_the_protocol_ends_it(panel: Socket, raw: str) -> None:
    for _ in range(60):
        await panel.connection.send(raw)
    assert await panel.closed() == 4400
    assert 1 <= len(panel.of_type("error")) < 60


# --- the agent's socket -----------------------------------------------------------------------------------------


@pytest.fixture
async def desk(server: Server) -> AsyncIterator[Socket]:
    async with Agente(server).connect("/ws/soporte/") as desk:
        await desk.expect("ready")
        yield desk


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "subscribe"},
        {"type": "subscribe", "chat_id": "x"},
        {"type": "subscribe", "chat_id": None},
        {"type": "subscribe", "chat_id": 0},
        {"type": "subscribe", "chat_id": 1, "despues": -1},
        {"type": "unsubscribe"},
        {"type": "typing", "activo": True},
        {"type": "read", "seq": 1},
        {"type": "chat_message", "uid": UID, "texto": "¿adónde?"},
        {"type": "otra"},
    ],
    ids=str,
)
async def test_what_names_no_chat_is_refused(desk: Socket, frame: dict[str, Any]) -> None:
    error = await refusal(desk, json.dumps(frame))
    assert error["codigo"] == "datos_invalidos"
    assert error.get("uid") == frame.get("uid")


async def test_a_chat_that_is_not_there_is_not_found(eva: Cliente, desk: Socket) -> None:
    empty = (await eva.open())["id"]
    for chat_id in (9_007_199_254_740_991, empty):
        error = await refusal(desk, json.dumps({"type": "subscribe", "chat_id": chat_id}))
        assert (error["codigo"], error["chat_id"]) == ("no_encontrado", chat_id)
    frame = {"type": "chat_message", "chat_id": 9_007_199_254_740_991, "uid": UID, "texto": "x"}
    error = await refusal(desk, json.dumps(frame))
    assert (error["codigo"], error["uid"]) == ("no_encontrado", UID)


async def test_soportes_message_into_a_closed_chat_is_refused(server: Server, eva: Cliente, desk: Socket) -> None:
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await Agente(server).close(chat_id)
    uid = new_uid()
    error = await refusal(desk, json.dumps({"type": "chat_message", "chat_id": chat_id, "uid": uid, "texto": "tarde"}))
    assert (error["codigo"], error["uid"], error["chat_id"]) == ("chat_cerrado", uid, chat_id)
    assert len(await eva.messages(chat_id)) == 1
    new = (await eva.say("De nuevo"))["chat"]["id"]
    ack = await desk.expect("ack", uid=await desk.say("tarde", uid=uid, chat_id=new))
    assert (ack["chat_id"], ack["seq"]) == (new, 2)
