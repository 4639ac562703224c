"""Texts are kept character for character, or refused: nothing is trimmed, mended or cut."""

from __future__ import annotations

import json

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

from .doors import assert_refused, post_raw

SAYING = "/api/chat/soporte/mensajes/"
TEXTS = {
    "spaces around": "  dos delante, dos detrás  ",
    "only spaces": "   ",
    "line ends": "uno\r\ndos\rtres\n\ncuatro\n",
    "tabs and controls": "\ta\x01b\x1bc\x7fd\x85e",
    "emoji": "👩🏽‍💻👨‍👩‍👧‍👦🇪🇸✊🏿",
    "right to left": "שלום \u202eabc\u202c العربية \u2067x\u2069",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f",
    "combining": "e\u0301 n\u0303 " + "Z" + "\u0337" * 500,
    "not normalised": "\u00e9 e\u0301 \ufb01 \u212b",
    "line separators": "a\u2028b\u2029c",
    "markup": "<script>alert(1)</script> &amp; {{7*7}} ${x} %s %00 \\u0000 '; DROP TABLE chat; --",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "one letter": "a",
    "the longest, astral": "😀" * 10_000,
    "the longest, plain": "x" * 10_000,
}


@pytest.mark.parametrize("texto", TEXTS.values(), ids=TEXTS.keys())
async def test_a_text_is_kept_character_for_character(server: Server, texto: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    pair = await eva.say(texto)
    chat_id = pair["chat"]["id"]
    assert pair["mensaje"]["texto"] == texto
    assert (await ana.reply(chat_id, texto)).json()["texto"] == texto
    assert [m["texto"] for m in await eva.messages(chat_id)] == [texto, texto]


@pytest.mark.parametrize("texto", TEXTS.values(), ids=TEXTS.keys())
async def test_a_text_passes_through_sockets_as_it_is(server: Server, texto: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
        await panel.expect("ready")
        await desk.send("subscribe", chat_id=chat_id)
        await desk.expect("ready", chat_id=chat_id)
        await panel.say(texto)
        assert (await desk.expect("chat_message"))["texto"] == texto
        await desk.say(texto, chat_id=chat_id)
        assert (await panel.expect("chat_message"))["texto"] == texto


async def test_escapes_and_utf_8_are_the_same_text(server: Server) -> None:
    eva, texto = Cliente(server, "acme"), "Ñandú 😀"
    escaped = json.dumps({"uid": new_uid(), "texto": texto}).encode()
    plain = json.dumps({"uid": new_uid(), "texto": texto}, ensure_ascii=False).encode()
    assert escaped.isascii()
    assert not plain.isascii()
    for body in (escaped, plain):
        assert (await post_raw(eva, SAYING, body)).json()["mensaje"]["texto"] == texto


async def test_ten_thousand_escaped_astral_characters_fit(server: Server) -> None:
    """120,000 bytes on the wire: the limit is in characters."""
    eva = Cliente(server, "acme")
    body = json.dumps({"uid": new_uid(), "texto": "😀" * 10_000}).encode()
    assert len(body) > 120_000
    assert (await post_raw(eva, SAYING, body)).status_code == 201


@pytest.mark.parametrize("texto", ["x" * 10_001, "😀" * 10_001, " " * 10_001])
async def test_one_character_more_is_too_large_and_stores_nothing(server: Server, texto: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    body = {"uid": new_uid(), "texto": texto}
    for refusal in (
        await eva.http.post(SAYING, json=body),
        await eva.http.post(f"/api/chat/{chat_id}/mensajes/", json=body),
        await ana.http.post(f"/api/soporte/chats/{chat_id}/mensajes/", json=body),
    ):
        assert "10000" in assert_refused(refusal, 413)["detail"].replace(".", "").replace(",", "")
    assert len(await eva.messages(chat_id)) == 1


@pytest.mark.parametrize(
    "written",
    [r'"a\u0000b"', r'"\ud83d"', r'"\ude00"', r'"\ud83dabc"', r'"\ude00\ud83d"'],
    ids=["NUL", "high half", "low half", "high half and letters", "halves in the wrong order"],
)
async def test_what_is_no_unicode_text_is_refused(server: Server, written: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    body = f'{{"uid": "{new_uid()}", "texto": {written}}}'.encode()
    assert json.loads(body), "it is JSON"
    assert_refused(await post_raw(eva, SAYING, body), 422)
    assert_refused(await post_raw(ana, f"/api/soporte/chats/{chat_id}/mensajes/", body), 422)
    assert len(await eva.messages(chat_id)) == 1


async def test_the_text_of_a_closing_is_kept_too(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    mensaje = "  Listo 😀\r\n<b>Eva</b> \u202e "
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        assert (await ana.close(chat_id, mensaje=mensaje)).json()["mensaje_cierre"] == mensaje
        assert (await panel.expect("chat_closed"))["mensaje"] == mensaje
