"""How tests knock: every call of the contract as data, raw requests, and what a refusal looks like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.people import Person, new_uid

MISSING = 9_007_199_254_740_991
"""An id that no chat has: the largest that the contract allows."""
TITLED = {
    400: "datos_invalidos",
    401: "no_autenticado",
    403: "prohibido",
    404: "no_encontrado",
    413: "demasiado_grande",
    422: "datos_invalidos",
    429: "demasiadas_peticiones",
}


@dataclass(frozen=True)
class Door:
    """One call. `body` None: it has none."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)
    file: bytes | None = None

    async def knock(self, person: Person, chat_id: int = MISSING, **headers: str) -> httpx.Response:
        body = {**self.body, "uid": new_uid()} if self.body and "uid" in self.body else self.body
        path = self.path.format(id=chat_id)
        files = {"archivo": ("nota.txt", self.file)} if self.file else None
        return await person.http.request(self.method, path, json=body, files=files, params=self.query, headers=headers)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


SAYS = {"uid": "", "texto": "¿Hay alguien?"}
OF_A_CHAT = [
    Door("GET", "/api/chat/{id}/"),
    Door("GET", "/api/chat/{id}/mensajes/"),
    Door("GET", "/api/chat/{id}/mensajes/", query={"despues": 0}),
    Door("POST", "/api/chat/{id}/mensajes/", SAYS),
    Door("POST", "/api/chat/{id}/leido/", {"seq": 1}),
]
OF_A_CLIENTE = [
    Door("POST", "/api/chat/soporte/", {}),
    Door("POST", "/api/chat/soporte/mensajes/", SAYS),
    Door("GET", "/api/chat/historial/"),
    *OF_A_CHAT,
]
OF_AN_AGENTE_AND_A_CHAT = [
    Door("POST", "/api/chat/{id}/cerrar/", {}),
    Door("GET", "/api/soporte/chats/{id}/"),
    Door("GET", "/api/soporte/chats/{id}/mensajes/"),
    Door("POST", "/api/soporte/chats/{id}/mensajes/", SAYS),
]
OF_AN_AGENTE = [Door("GET", "/api/soporte/bandeja/"), Door("GET", "/api/soporte/yo/"), *OF_AN_AGENTE_AND_A_CHAT]
UPLOAD = Door("POST", "/api/chat/soporte/adjuntos/", file=b"hola")
UPLOAD_HERE = Door("POST", "/api/chat/{id}/adjuntos/", file=b"hola")
UPLOAD_AS_AGENTE = Door("POST", "/api/soporte/chats/{id}/adjuntos/", file=b"hola")
RATE = Door("POST", "/api/chat/{id}/valoracion/", {"puntuacion": 5})
TICKET = Door("POST", "/api/chat/ticket/")
ALL = [*OF_A_CLIENTE, *OF_AN_AGENTE, UPLOAD, UPLOAD_HERE, UPLOAD_AS_AGENTE, TICKET]


async def post_raw(person: Person, path: str, body: bytes, **headers: str) -> httpx.Response:
    return await person.http.post(path, content=body, headers={"Content-Type": "application/json", **headers})


def assert_refused(response: httpx.Response, status: int, codigo: str = "") -> dict[str, Any]:
    """The answer is that problem, whole. Returns it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].split(";")[0] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["codigo"] == (codigo or TITLED[status])
    assert problem["title"]
    assert problem["detail"]
    return problem
