"""Search: by words without their accents, stems, phrases and filters; and never beyond what the agente may see."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, new_id


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


def word() -> str:
    """One that no other test says."""
    return "zz" + "".join(chr(ord("a") + int(digit)) if digit.isdigit() else "k" for digit in new_id())


async def search(agente: Agente, q: str, **more: str) -> dict[str, Any]:
    answer = await agente.http.get("/api/soporte/buscar/", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def messages(agente: Agente, q: str) -> list[tuple[int, int]]:
    found = await search(agente, q)
    return [(each["chat"]["id"], each["seq"]) for each in found["resultados"] if each["clase"] == "mensaje"]


async def found_soon(agente: Agente, q: str, count: int = 1) -> list[tuple[int, int]]:
    """Words are taken a moment after the commit."""
    async with asyncio.timeout(10):
        while len(hits := await messages(agente, q)) < count:
            await asyncio.sleep(0.1)
    return hits


async def test_accents_capitals_and_endings_are_no_matter(server: Server, ana: Agente) -> None:
    name = word()
    said = await Cliente(server, "acme", nombre="Eva").say(f"Los CAMIONES de {name} no llegaron, ¿Iván?")
    place = (said["chat"]["id"], 1)
    assert await found_soon(ana, name) == [place]
    for q in (f"{name} camion", f"{name} ivan", f"{name} llegar", f"{name} ca", f'"camiones de {name}"'):
        assert await messages(ana, q) == [place], q
    for q in (f"{name} barco", f"{name} -camiones", f'"{name} de camiones"'):
        assert await messages(ana, q) == [], q
    [hit] = (await search(ana, f"{name} camiones"))["resultados"]
    assert [piece["texto"] for piece in hit["fragmento"] if piece["marcado"]] == ["CAMIONES", name]
    assert "".join(piece["texto"] for piece in hit["fragmento"]) == f"Los CAMIONES de {name} no llegaron, ¿Iván?"


async def test_filters_narrow_what_the_words_find(server: Server, ana: Agente) -> None:
    name = word()
    one = (await Cliente(server, "acme").say(f"uno {name}"))["chat"]["id"]
    other = (await Cliente(server, "globex").say(f"dos {name}"))["chat"]["id"]
    await found_soon(ana, name, 2)
    await ana.close(one, razon_cierre="resuelto")
    await ana.post(f"chats/{other}/etiquetas/", poner=[f"e{name}"])
    assert await messages(ana, f"{name} tenant:acme") == [(one, 1)]
    assert await messages(ana, f"{name} estado:cerrado") == [(one, 1)]
    assert await messages(ana, f"{name} etiqueta:e{name}") == [(other, 1)]
    assert await messages(ana, f"{name} agente:nadie estado:abierto") == [(other, 1)]
    assert await messages(ana, f"{name} hasta:2020-01-01") == []
    assert len(await messages(ana, f"{name} desde:hoy")) == 2
    told = await search(ana, f"{name} color:azul")
    assert told["entendido"]["avisos"]


async def test_people_and_tenants_are_found_by_their_names(server: Server, ana: Agente) -> None:
    name = word()
    eva = Cliente(server, "acme", nombre=f"Éva {name}")
    await eva.say("Hola")
    async with asyncio.timeout(10):
        while not (found := (await search(ana, f"eva {name}"))["resultados"]):
            await asyncio.sleep(0.1)
    assert (found[0]["clase"], found[0]["cliente"]["id"]) == ("cliente", eva.cliente_id)
    kinds = [(each["clase"], each["tenant"]["slug"]) for each in (await search(ana, "logistica"))["resultados"]]
    assert ("tenant", "acme") in kinds


async def test_nothing_of_a_tenant_that_one_may_not_see_is_found(server: Server, ana: Agente) -> None:
    name = word()
    await Cliente(server, "globex", nombre=f"Gus {name}").say(f"secreto {name}")
    await found_soon(ana, f"secreto {name}")
    limited = colleague(server, tenants=["acme"])
    assert (await search(limited, name))["resultados"] == []
    assert (await search(limited, f"{name} tenant:globex"))["resultados"] == []
    # Somebody of a tenant that they see may have said the word.
    hits = (await search(limited, "globex"))["resultados"]
    assert "globex" not in [hit["tenant"]["slug"] for hit in hits]


async def test_pages_follow_each_other(server: Server, ana: Agente) -> None:
    name, eva = word(), Cliente(server, "acme")
    for number in range(25):
        await eva.say(f"{name} {number}")
    await found_soon(ana, name, 20)
    async with asyncio.timeout(10):
        while True:
            first = await search(ana, f"{name} ")
            rest = await search(ana, f"{name} ", cursor=first["siguiente"] or "") if first["siguiente"] else None
            if rest and len(first["resultados"]) + len(rest["resultados"]) == 25:
                break
            await asyncio.sleep(0.1)
    seqs = [hit["seq"] for hit in (*first["resultados"], *rest["resultados"])]
    assert seqs == list(range(25, 0, -1))
    assert rest["siguiente"] is None


@pytest.mark.parametrize("q", ["", "   ", '"', "-", "-nada", "tenant:acme", "' & | ! :* ()", "\\", "%_", ":*"])
async def test_what_holds_no_words_finds_nothing(ana: Agente, q: str) -> None:
    found = await search(ana, q)
    assert found["resultados"] == [] or all(hit["clase"] != "mensaje" for hit in found["resultados"])


async def test_what_is_too_long_or_no_cursor_is_refused(ana: Agente) -> None:
    for query in ({"q": "x" * 401}, {"q": "x", "cursor": "no"}):
        assert (await ana.http.get("/api/soporte/buscar/", params=query)).status_code == 422
