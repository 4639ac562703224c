"""Notes among agents: written, changed, taken back, called for; and never on a cliente's wire."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk_people import colleague, id_of
from tests.installation import Server
from tests.people import Agente, Cliente, Socket, new_id
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused

SECRET = "el cliente no debe leer esto jamás"


async def noted(ana: Agente, chat_id: int, texto: str = "¿Alguien lo ha visto antes?", **body: Any) -> dict[str, Any]:
    answer = await ana.http.post(f"/api/soporte/chats/{chat_id}/notas/", json={"texto": texto, **body})
    assert answer.status_code == 201, answer.text
    nota: dict[str, Any] = answer.json()
    return nota


async def notes(ana: Agente, chat_id: int, **query: Any) -> list[dict[str, Any]]:
    answer = await ana.http.get(f"/api/soporte/chats/{chat_id}/notas/", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["resultados"]
    return found


async def unread(ana: Agente) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ana.http.get("/api/soporte/menciones/")).json()["resultados"]
    return found


async def test_a_note_stands_after_the_last_message(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    await eva.say("uno")
    chat_id = (await eva.say("dos"))["chat"]["id"]
    nota = await noted(ana, chat_id)
    assert (nota["tras_seq"], nota["autor"]["nombre"], nota["menciones"]) == (2, "Ana Ruiz", [])
    early = await noted(ana, chat_id, "antes", tras_seq=1)
    late = await noted(ana, chat_id, "después", tras_seq=9)
    assert [(one["id"], one["tras_seq"]) for one in await notes(ana, chat_id)] == [
        (late["id"], 2),
        (early["id"], 1),
        (nota["id"], 2),
    ]
    assert (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()["notas"] == 3


async def test_a_note_may_be_written_in_a_closed_chat(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    await noted(ana, chat_id)


async def test_notes_come_page_by_page(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    ids = [(await noted(ana, chat_id, str(n)))["id"] for n in range(3)]
    page = (await ana.http.get(f"/api/soporte/chats/{chat_id}/notas/", params={"limite": 2})).json()
    rest = await notes(ana, chat_id, limite=2, cursor=page["siguiente"])
    assert [one["id"] for one in [*page["resultados"], *rest]] == ids[::-1]
    assert (await ana.http.get(f"/api/soporte/chats/{chat_id}/notas/", params={"cursor": "%%"})).status_code == 422


async def test_who_is_named_is_called_and_sees_it_until_it_was_seen(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme", nombre="Eva Montes"), Agente(server), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with bea.connect("/ws/soporte/") as console:
        await console.expect("ready")
        nota = await noted(ana, chat_id, "@bea ¿no era el de ayer?", menciones=[id_of("bea"), id_of("ana")])
        alert = await console.expect("alert", clase="mencion")
        assert (alert["chat"]["id"], alert["de"]["usuario"]) == (chat_id, "ana")
        [mencion] = [one for one in await unread(bea) if one["nota"]["chat_id"] == chat_id]
        assert (mencion["nota"]["id"], mencion["cliente"]["nombre"], mencion["tenant"]["slug"]) == (
            nota["id"],
            "Eva Montes",
            "acme",
        )
        assert not [one for one in await unread(ana) if one["nota"]["chat_id"] == chat_id], "nobody calls themselves"
        for _ in range(2):
            answer = await bea.http.post("/api/soporte/menciones/leidas/", json={"chat_id": chat_id})
            assert not [one for one in answer.json()["resultados"] if one["nota"]["chat_id"] == chat_id]
        await console.expect("changed", que="yo")


async def test_a_note_is_changed_and_taken_back_by_who_wrote_it(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with bea.connect("/ws/soporte/") as console:
        await console.expect("ready")
        await console.send("subscribe", chat_id=chat_id)
        await console.expect("ready", chat_id=chat_id)
        nota = await noted(ana, chat_id, "una errata")
        path = f"/api/soporte/notas/{nota['id']}/"
        assert (await console.expect("note"))["nota"] == nota
        assert_refused(await bea.http.put(path, json={"texto": "otra cosa"}), 403, "prohibido")
        assert_refused(await bea.http.delete(path), 403, "prohibido")
        changed = (await ana.http.put(path, json={"texto": "sin errata", "menciones": [id_of("bea")]})).json()
        assert (changed["texto"], bool(changed["editado_en"])) == ("sin errata", True)
        assert (await console.expect("note"))["nota"] == changed
        await console.expect("alert", clase="mencion")
        for _ in range(2):
            gone = (await ana.http.delete(path)).json()
            assert (gone["texto"], gone["menciones"], bool(gone["borrado_en"])) == ("", [], True)
        assert not [one for one in await unread(bea) if one["nota"]["id"] == nota["id"]]
        assert_refused(await ana.http.put(path, json={"texto": "vuelve"}), 404, "no_encontrado")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"texto": ""}, 422),
        ({"texto": "x\x00"}, 422),
        ({"texto": "x" * 10_001}, 413),
        ({"texto": "x", "menciones": [2**40]}, 422),
        ({"texto": "x", "menciones": [-1]}, 422),
        ({"texto": "x", "menciones": ["ana"]}, 422),
        ({"texto": "x", "tras_seq": -1}, 422),
        ({"texto": "x", "visible": True}, 422),
    ],
)
async def test_what_is_no_note_is_refused(server: Server, body: dict[str, Any], status: int) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    answer = await ana.http.post(f"/api/soporte/chats/{chat_id}/notas/", json=body)
    assert answer.status_code == status, answer.text
    assert await notes(ana, chat_id) == []


async def test_only_who_may_see_the_chat_reads_and_writes_its_notes(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    nota = await noted(ana, chat_id)
    elsewhere = colleague(server, PERMISOS, tenants=["globex"])
    reader = colleague(server, permisos=[])
    path = f"/api/soporte/chats/{chat_id}/notas/"
    assert_refused(await elsewhere.http.get(path), 404, "no_encontrado")
    assert_refused(await elsewhere.http.post(path, json={"texto": "x"}), 404, "no_encontrado")
    assert_refused(
        await elsewhere.http.put(f"/api/soporte/notas/{nota['id']}/", json={"texto": "x"}), 404, "no_encontrado"
    )
    assert_refused(await reader.http.post(path, json={"texto": "x"}), 403, "prohibido")
    assert len(await notes(reader, chat_id)) == 1
    for cliente in (eva, Cliente(server, "globex"), Cliente(server, "public")):
        assert (await cliente.http.get(path)).status_code in (403, 404)
    assert_refused(await ana.http.get(f"/api/soporte/chats/{MISSING}/notas/"), 404, "no_encontrado")
    assert_refused(await elsewhere.http.get(f"/api/soporte/chats/{chat_id}/mencionables/"), 404, "no_encontrado")
    may_be = (await ana.http.get(f"/api/soporte/chats/{chat_id}/mencionables/")).json()["resultados"]
    ids = [agente["id"] for agente in may_be]
    assert reader.id in ids
    assert elsewhere.id not in ids
    named = await ana.http.post(path, json={"texto": "x", "menciones": [elsewhere.id]})
    assert_refused(named, 422, "datos_invalidos")


async def test_nothing_of_a_note_reaches_a_cliente(server: Server) -> None:
    """Every socket and every call of that cliente, while notes are written, changed and taken back."""
    cliente_id = new_id()
    eva, ana = Cliente(server, "acme", cliente_id), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with (
        eva.connect("/ws/chat/soporte/") as follows,
        eva.connect(f"/ws/chat/{chat_id}/?despues=0") as of_the_chat,
        ana.connect("/ws/soporte/") as console,
    ):
        panels: tuple[Socket, ...] = (follows, of_the_chat)
        for each in (*panels, console):
            await each.expect("ready")
        await console.send("subscribe", chat_id=chat_id)
        await console.expect("ready", chat_id=chat_id)
        await console.send("viewing", chat_id=chat_id)
        nota = await noted(ana, chat_id, SECRET, menciones=[id_of("bea")])
        await ana.http.put(f"/api/soporte/notas/{nota['id']}/", json={"texto": SECRET + " nunca"})
        await console.expect("note", nota=nota)
        await ana.http.put(f"/api/soporte/chats/{chat_id}/borrador/", json={"texto": SECRET})
        await ana.reply(chat_id, "Lo miro")
        await noted(ana, chat_id, SECRET)
        await ana.close(chat_id)
        await noted(ana, chat_id, SECRET)
        said = await eva.http.get(f"/api/chat/{chat_id}/mensajes/")
        calls = [
            said,
            await eva.http.get(f"/api/chat/{chat_id}/"),
            await eva.http.get("/api/chat/historial/"),
            await eva.http.post("/api/chat/soporte/", json={}),
            await eva.http.get(f"/api/soporte/chats/{chat_id}/notas/"),
            await eva.http.get(f"/api/soporte/notas/{nota['id']}/"),
        ]
        frames = [frame for panel in panels for frame in await panel.settle()]
    assert [one["seq"] for one in said.json()["resultados"]] == [1, 2], "a note takes no seq"
    assert not [call.text for call in calls if SECRET in call.text]
    assert SECRET not in json.dumps(frames, ensure_ascii=False)
    assert not {frame["type"] for frame in frames} & {"note", "viewing", "alert", "changed", "inbox", "team"}
    assert [frame["type"] for frame in follows.frames].count("chat_closed") == 1, "both were listening all the time"
