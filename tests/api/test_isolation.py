"""Nothing of one tenant is seen by a caller of another, nor of one cliente by another: the same 404 as for nothing.

All of them have the same cliente_id, as hosts count their users from 1.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
import websockets

from tests.installation import Server
from tests.people import Agente, Cliente, Person, new_id

from .doors import (
    ALL,
    MISSING,
    OF_A_CHAT,
    OF_AN_AGENTE,
    OF_AN_AGENTE_AND_A_CHAT,
    RATE,
    UPLOAD,
    UPLOAD_AS_AGENTE,
    UPLOAD_HERE,
    Door,
    assert_refused,
)

PLACES = ("acme", "globex", "public")


@dataclass
class Cast:
    """One person in each place with the same id, each with a chat that holds a secret; and acme's iván."""

    people: dict[str, Cliente]
    ivan: Cliente
    chats: dict[str, int]


@pytest.fixture
async def cast(server: Server) -> Cast:
    cliente_id = str(int(new_id().replace("-", ""), 16) % 10**12 + 1)
    people = {place: Cliente(server, place, cliente_id) for place in PLACES}
    chats = {place: (await person.say(f"secreto de {place}"))["chat"]["id"] for place, person in people.items()}
    return Cast(people, Cliente(server, "acme"), chats)


@pytest.mark.parametrize("door", [*OF_A_CHAT, UPLOAD_HERE], ids=str)
async def test_a_chat_of_someone_else_is_as_if_it_did_not_exist(cast: Cast, door: Door) -> None:
    for place, chat_id in cast.chats.items():
        assert (await door.knock(cast.people[place], chat_id)).status_code in (200, 201), "its own cliente may"
        others = [person for other, person in cast.people.items() if other != place] + [cast.ivan]
        for person in others:
            theirs, missing = await door.knock(person, chat_id), await door.knock(person)
            assert_refused(theirs, 404)
            assert (theirs.content, dict(theirs.headers) | {"date": ""}) == (
                missing.content,
                dict(missing.headers) | {"date": ""},
            )
    for place, chat_id in cast.chats.items():
        said = await cast.people[place].messages(chat_id)
        assert {m["texto"] for m in said} <= {f"secreto de {place}", "¿Hay alguien?"}
        assert {m["autor"]["id"] for m in said} == {int(str(cast.people[place].cliente_id))}


async def test_a_socket_to_a_chat_of_someone_else_is_as_if_it_did_not_exist(cast: Cast) -> None:
    for place, chat_id in cast.chats.items():
        for path in ("/ws/chat/{id}/", "/ws/chat/{id}/?despues=0", "/ws/chat/soporte/?chat={id}&despues=0"):
            assert await cast.people[place].handshake_status(path.format(id=chat_id)) == 101
            for person in [p for other, p in cast.people.items() if other != place] + [cast.ivan]:
                refusals = []
                for named in (chat_id, MISSING):
                    with pytest.raises(websockets.InvalidStatus) as refused:
                        async with person.connect(path.format(id=named)):
                            pass
                    refusals.append((refused.value.response.status_code, refused.value.response.body))
                assert refusals[0][0] == 404
                assert refusals[0] == refusals[1]


async def test_the_same_id_in_another_tenant_is_another_person(cast: Cast) -> None:
    for place, person in cast.people.items():
        assert (await person.open())["id"] == cast.chats[place]
        rows = (await person.http.get("/api/chat/historial/")).json()["resultados"]
        assert [(row["id"], row["primer_texto"]) for row in rows] == [(cast.chats[place], f"secreto de {place}")]


@pytest.mark.parametrize("door", ALL, ids=str)
async def test_a_token_of_another_tenant_opens_no_door(server: Server, cast: Cast, door: Door) -> None:
    for own, other in itertools.permutations(PLACES, 2):
        stranger = Person(server, cast.people[other].host, cast.people[own].token)
        assert_refused(await door.knock(stranger, cast.chats[other]), 401)


async def test_a_token_of_another_tenant_opens_no_socket(server: Server, cast: Cast) -> None:
    for own, other in itertools.permutations(PLACES, 2):
        stranger = Person(server, cast.people[other].host, cast.people[own].token)
        for path in (f"/ws/chat/{cast.chats[other]}/", "/ws/chat/soporte/", "/ws/soporte/"):
            assert await stranger.handshake_status(path) == 401


@pytest.mark.parametrize("door", [*OF_AN_AGENTE, UPLOAD_AS_AGENTE], ids=str)
async def test_a_cliente_has_no_business_at_soportes_doors(cast: Cast, door: Door) -> None:
    for place, person in cast.people.items():
        for chat_id in (*cast.chats.values(), MISSING):
            assert_refused(await door.knock(person, chat_id), 403)
        assert (await person.open())["id"] == cast.chats[place], "and closed nothing"
        assert await person.handshake_status("/ws/soporte/") == 403


async def test_an_agente_is_no_cliente(server: Server, cast: Cast) -> None:
    ana = Agente(server)
    assert (await OF_AN_AGENTE_AND_A_CHAT[1].knock(ana, cast.chats["acme"])).status_code == 200
    for door in (*OF_A_CHAT, UPLOAD, UPLOAD_HERE, RATE):
        assert_refused(await door.knock(ana, cast.chats["public"]), 403)
    for path in ("/ws/chat/soporte/", f"/ws/chat/{cast.chats['public']}/"):
        assert await ana.handshake_status(path) == 403


async def test_no_frame_about_one_cliente_reaches_another(server: Server, cast: Cast) -> None:
    eva, ana = cast.people["acme"], Agente(server)
    gus, pau, ivan = cast.people["globex"], cast.people["public"], cast.ivan
    async with (
        gus.connect("/ws/chat/soporte/?despues=0") as gus_panel,
        pau.connect("/ws/chat/soporte/?despues=0") as pau_panel,
        ivan.connect("/ws/chat/soporte/?despues=0") as ivan_panel,
        eva.connect("/ws/chat/soporte/") as evas,
        ana.connect("/ws/soporte/") as desk,
    ):
        for panel in (gus_panel, pau_panel, ivan_panel, evas):
            await panel.expect("ready")
        await evas.expect("ack", uid=await evas.say("secreto de acme"))
        await evas.send("typing", activo=True)
        await desk.send("subscribe", chat_id=cast.chats["acme"])
        await desk.expect("ready", chat_id=cast.chats["acme"])
        await desk.send("typing", chat_id=cast.chats["acme"], activo=True)
        await evas.expect("typing")
        await desk.send("read", chat_id=cast.chats["acme"], seq=2)
        await evas.expect("read", lector="soporte")
        await desk.expect("ack", uid=await desk.say("respuesta secreta", chat_id=cast.chats["acme"]))
        await evas.send("read", seq=3)
        assert (await ana.close(cast.chats["acme"], mensaje="cierre secreto de acme")).status_code == 200
        await evas.expect("chat_closed")
        await evas.expect("ack", uid=await evas.say("otro secreto de acme"))
        for panel, place in ((gus_panel, "globex"), (pau_panel, "public"), (ivan_panel, None)):
            frames = [frame for frame in await panel.settle() if frame["type"] != "presence"]
            told = ["ready", "chat_message", "pong"] if place else ["ready", "pong"]
            assert [frame["type"] for frame in frames] == told
            assert {frame.get("texto") for frame in frames} <= {None, f"secreto de {place}"}
            assert "acme" not in str(frames)
