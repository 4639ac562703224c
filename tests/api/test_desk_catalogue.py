"""Tags, reasons, many chats at once, and what soporte knows of a tenant."""

from __future__ import annotations

import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, new_id


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


async def chat_of(server: Server, tenant: str = "acme") -> int:
    chat_id: int = (await Cliente(server, tenant).say("¿Hola?"))["chat"]["id"]
    return chat_id


async def tags_of(agente: Agente) -> dict[str, dict[str, object]]:
    found = (await agente.http.get("/api/soporte/etiquetas/")).json()["resultados"]
    return {tag["nombre"]: tag for tag in found}


async def test_tags_are_put_and_taken_and_known_from_then_on(server: Server, ana: Agente) -> None:
    chat_id, tag = await chat_of(server), f"t{new_id()}"
    row = (await ana.post(f"chats/{chat_id}/etiquetas/", poner=[f"  {tag} ", "a"])).json()
    assert row["etiquetas"] == ["a", tag]
    again = (await ana.post(f"chats/{chat_id}/etiquetas/", poner=["a"])).json()
    assert again == row, "what it has already changes nothing"
    assert (await tags_of(ana))[tag]["abiertos"] == 1
    row = (await ana.post(f"chats/{chat_id}/etiquetas/", quitar=["a", "nunca estuvo"])).json()
    assert row["etiquetas"] == [tag]
    await ana.close(chat_id)
    row = (await ana.post(f"chats/{chat_id}/etiquetas/", poner=["después"])).json()
    assert row["etiquetas"] == ["después", tag], "a closed chat is sorted as well"
    assert (await tags_of(ana))[tag]["abiertos"] == 0


async def test_what_is_no_tag_and_who_may_not(server: Server, ana: Agente) -> None:
    chat_id = await chat_of(server)
    for wrong in (["con,coma"], [""], ["x" * 51], ["a/b"], ["   "]):
        assert (await ana.post(f"chats/{chat_id}/etiquetas/", poner=wrong)).status_code == 422
    many = await ana.post(f"chats/{chat_id}/etiquetas/", poner=[f"e{n}" for n in range(21)])
    assert (many.status_code, many.json()["errores"][0]["campo"]) == (422, "poner")
    reader = colleague(server, ["responder"])
    assert (await reader.post(f"chats/{chat_id}/etiquetas/", poner=["a"])).status_code == 403
    assert (await reader.post("etiquetas/", nombre="nueva")).status_code == 403
    elsewhere = colleague(server, tenants=["globex"])
    assert (await elsewhere.post(f"chats/{chat_id}/etiquetas/", poner=["a"])).status_code == 404


async def test_a_tag_gets_a_colour_another_name_and_an_end(server: Server, ana: Agente) -> None:
    tag = f"t{new_id()}"
    assert (await ana.post("etiquetas/", nombre=tag, color="#7c3aed")).status_code == 201
    await ana.http.put(f"/api/soporte/etiquetas/{tag}/", json={"nombre": f"{tag} b", "archivada": True})
    found = await tags_of(ana)
    assert tag not in found
    assert found[f"{tag} b"]["archivada"] is True
    assert (await ana.http.delete(f"/api/soporte/etiquetas/{tag} b/")).status_code == 200
    assert (await ana.http.delete(f"/api/soporte/etiquetas/{tag} b/")).status_code == 404
    assert (await ana.post("etiquetas/", nombre=tag, color="verde")).status_code == 422


async def test_a_reason_that_the_platform_adds_closes_chats(server: Server, ana: Agente) -> None:
    codigo = f"r{new_id().replace('-', '_')}"
    chat_id = await chat_of(server)
    assert (await ana.close(chat_id, razon_cierre=codigo)).status_code == 422
    made = await ana.post("razones/", codigo=codigo, nombres={"es": "Fuera de plazo", "en": "Too late"})
    assert (made.status_code, made.json()["fija"]) == (201, False)
    assert (await ana.close(chat_id, razon_cierre=codigo)).json()["razon_cierre"] == codigo
    assert codigo in (await ana.http.get("/api/soporte/yo/")).json()["razones"]
    assert (await ana.post("razones/", codigo=codigo, nombres={"es": "Otra"})).status_code == 422
    assert (await ana.post("razones/", codigo="x", nombres={"en": "Only"})).status_code == 422
    assert (await ana.http.delete(f"/api/soporte/razones/{codigo}/")).status_code == 200
    assert (await ana.http.delete("/api/soporte/razones/resuelto/")).status_code == 403, "of the contract"
    bea = colleague(server)
    assert (await bea.post("razones/", codigo="y", nombres={"es": "Y"})).status_code == 403


async def test_many_chats_are_assigned_tagged_and_closed_each_as_if_alone(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "acme")
    written = (await eva.say("Uno"))["chat"]["id"]
    await eva.say("Y otra cosa")
    good, hidden = await chat_of(server), await chat_of(server, "globex")
    limited = colleague(server, rol="supervisor", tenants=["acme"])
    answer = (
        await limited.post(
            "lote/",
            chats=[good, written, hidden, good],
            asignar={"agente_id": limited.id},
            etiquetas={"poner": ["lote"]},
            cerrar={"razon_cierre": "resuelto", "visto": {str(good): 1, str(written): 1}},
        )
    ).json()
    assert answer["hechos"] == [good]
    assert {(each["chat_id"], each["codigo"]) for each in answer["fallos"]} == {
        (written, "desactualizado"),
        (hidden, "no_encontrado"),
    }
    [row] = [row for row in await ana.inbox(limite=200) if row["id"] == written]
    assert (row["etiquetas"], row["asignado_a"]) == (["lote"], limited.id), "what came before the refusal was done"


async def test_a_batch_needs_each_permission_before_anything_is_done(server: Server, ana: Agente) -> None:
    chat_id = await chat_of(server)
    tagger = colleague(server, ["etiquetar"])
    refused = await tagger.post("lote/", chats=[chat_id], etiquetas={"poner": ["x"]}, cerrar={})
    assert refused.status_code == 403
    [row] = [row for row in await ana.inbox(limite=200) if row["id"] == chat_id]
    assert row["etiquetas"] == []
    assert (await ana.post("lote/", chats=[chat_id])).status_code == 422
    assert (await ana.post("lote/", chats=[], cerrar={})).status_code == 422


async def test_what_soporte_knows_of_a_tenant(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "globex", nombre="Gus Peña")
    await eva.say("Hola")
    changed = await ana.http.put(
        "/api/soporte/tenants/globex/ficha/", json={"plan": "Empresa", "importante": True, "notas": "Llamar antes"}
    )
    assert (changed.json()["plan"], changed.json()["importante"]) == ("Empresa", True)
    shown = (await ana.http.get("/api/soporte/tenants/globex/")).json()
    assert (shown["notas"], shown["tenant"]["slug"]) == ("Llamar antes", "globex")
    assert eva.cliente_id in [person["cliente_id"] for person in shown["personas"]]
    assert shown["abiertos"] == len(await ana.inbox(limite=200, tenant="globex"))
    assert {row["tenant"]["slug"] for row in await ana.inbox(importante="1", limite=200)} == {"globex"}
    back = await ana.http.put("/api/soporte/tenants/globex/ficha/", json={"importante": False})
    assert back.json()["plan"] == "Empresa", "what is left out stays"


async def test_a_tenant_is_silent_for_one_agente(server: Server, ana: Agente) -> None:
    bea = colleague(server)
    quiet = await bea.post("tenants/acme/silencio/", silenciado=True)
    assert quiet.json()["silenciado"] is True
    assert (await ana.http.get("/api/soporte/tenants/acme/")).json()["silenciado"] is False
    assert (await bea.post("tenants/acme/silencio/", silenciado=False)).json()["silenciado"] is False


async def test_tenants_that_one_may_not_see_are_not_there(server: Server) -> None:
    limited = colleague(server, rol="supervisor", tenants=["acme"])
    shown = (await limited.http.get("/api/soporte/tenants/")).json()["resultados"]
    assert [ficha["tenant"]["slug"] for ficha in shown] == ["acme"]
    assert [tenant["slug"] for tenant in (await limited.http.get("/api/soporte/yo/")).json()["tenants"]] == ["acme"]
    for call in (
        limited.http.get("/api/soporte/tenants/globex/"),
        limited.http.put("/api/soporte/tenants/globex/ficha/", json={"plan": "x"}),
        limited.post("tenants/globex/silencio/", silenciado=True),
    ):
        assert (await call).status_code == 404
    bea = colleague(server)
    assert (await bea.http.put("/api/soporte/tenants/acme/ficha/", json={"plan": "x"})).status_code == 403
