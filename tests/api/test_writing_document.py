"""The calls of the chat's desk side answer as the OpenAPI document tells."""

from __future__ import annotations

from typing import Any

from tests.desk_people import id_of
from tests.installation import Server
from tests.people import Agente, Cliente, new_id, new_uid

from .test_openapi import answers_as_documented

CANNED = {"titulo": "Saludo", "textos": {"es": "Hola"}, "compartida": False}


async def test_each_answers_as_documented(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    document = (await ana.http.get("/api/openapi.json")).json()
    made = {"id": chat_id}

    async def knock(method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = await ana.http.request(method, path.format(**made), json=body)
        assert answer.status_code in (200, 201), (method, path, answer.text)
        answers_as_documented(document, method, path, answer)
        found: dict[str, Any] = answer.json()
        return found

    chat = "/api/soporte/chats/{id}"
    await knock("put", f"{chat}/borrador/", {"texto": "Lo m"})
    await knock("get", f"{chat}/borrador/")
    await knock("get", "/api/soporte/borradores/")
    await knock("delete", f"{chat}/borrador/")
    await knock("post", f"{chat}/bloquear/", {"bloqueado": True})
    await knock("get", "/api/soporte/bloqueados/")
    await knock("get", f"{chat}/")
    await knock("post", f"{chat}/bloquear/", {"bloqueado": False})
    await ana.close(chat_id)
    await knock("post", f"{chat}/reabrir/", {"uid": new_uid(), "texto": "Seguimos"})
    nota = await knock("post", f"{chat}/notas/", {"texto": "@bea", "menciones": [id_of("bea")]})
    await knock("get", f"{chat}/notas/")
    await knock("get", f"{chat}/mencionables/")
    answer = await Agente(server, "bea").http.get("/api/soporte/menciones/")
    answers_as_documented(document, "get", "/api/soporte/menciones/", answer)
    await knock("post", "/api/soporte/menciones/leidas/", {"chat_id": chat_id})
    made["id"] = nota["id"]
    await knock("put", "/api/soporte/notas/{id}/", {"texto": "otra"})
    await knock("delete", "/api/soporte/notas/{id}/")
    canned = {**CANNED, "atajo": f"hola-{new_id()}"}
    made["id"] = (await knock("post", "/api/soporte/respuestas/", canned))["id"]
    await knock("get", "/api/soporte/respuestas/")
    await knock("put", "/api/soporte/respuestas/{id}/", canned)
    await knock("post", "/api/soporte/respuestas/{id}/usada/", {})
    await knock("delete", "/api/soporte/respuestas/{id}/")
