"""The OpenAPI document: well formed, complete, and true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Person, new_uid

CONTRACT = {
    ("post", "/api/chat/soporte/"),
    ("get", "/api/chat/{id}/"),
    ("get", "/api/chat/{id}/mensajes/"),
    ("post", "/api/chat/{id}/mensajes/"),
    ("post", "/api/chat/soporte/mensajes/"),
    ("post", "/api/chat/{id}/leido/"),
    ("get", "/api/chat/historial/"),
    ("post", "/api/chat/ticket/"),
    ("post", "/api/chat/{id}/cerrar/"),
    ("get", "/api/soporte/bandeja/"),
    ("get", "/api/soporte/chats/{id}/"),
    ("get", "/api/soporte/chats/{id}/mensajes/"),
    ("post", "/api/soporte/chats/{id}/mensajes/"),
    ("get", "/api/soporte/yo/"),
    ("post", "/api/chat/{id}/adjuntos/"),
    ("post", "/api/chat/soporte/adjuntos/"),
    ("get", "/api/chat/{id}/adjuntos/{adjunto}/"),
    ("post", "/api/soporte/chats/{id}/adjuntos/"),
    ("post", "/api/chat/{id}/valoracion/"),
}
FILES = {"/api/chat/{id}/adjuntos/{adjunto}/"}
BODIES: dict[str, dict[str, Any]] = {
    "mensajes": {"uid": "", "texto": "Hola"},
    "leido": {"seq": 1},
    "valoracion": {"puntuacion": 5},
}


@pytest.fixture
async def document(server: Server) -> dict[str, Any]:
    answer = await Person(server, "acme.localhost", "").http.get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    found: dict[str, Any] = answer.json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def all_within(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from all_within(value)
    elif isinstance(node, list):
        for value in node:
            yield from all_within(value)


async def test_it_is_well_formed(document: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d", document["openapi"])
    assert {"title", "version", "license"} <= set(document["info"])
    schemes = document["components"]["securitySchemes"]
    tags = {tag["name"] for tag in document["tags"]}
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for method, path, operation in operations(document):
        assert method in ("get", "post", "put", "patch", "delete"), path
        assert operation["summary"]
        assert set(operation["tags"]) <= tags
        named = [(p["name"], p["in"]) for p in operation["parameters"]]
        assert len(named) == len(set(named))
        assert {name for name, place in named if place == "path"} == set(re.findall(r"\{(\w+)\}", path))
        assert all("schema" in p and (p["in"] != "path" or p["required"]) for p in operation["parameters"])
        for way in operation["security"]:
            assert set(way) <= set(schemes)
        for status, response in operation["responses"].items():
            assert re.fullmatch(r"[1-5]\d\d", status)
            assert response["description"]
            assert status == "304" or all("schema" in content for content in response["content"].values())


async def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = [node["$ref"] for node in all_within(document) if isinstance(node.get("$ref"), str)]
    assert references
    for reference in references:
        node: Any = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]
        assert isinstance(node, dict)


async def test_every_call_of_the_contract_is_in_it(document: dict[str, Any]) -> None:
    assert {(method, path) for method, path, _ in operations(document)} >= CONTRACT


async def test_every_refusal_is_a_problem_and_401_is_always_told(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        assert "401" in operation["responses"], (method, path)
        for status, response in operation["responses"].items():
            answers = "application/octet-stream" if path in FILES else "application/json"
            expected = "application/problem+json" if int(status) >= 400 else answers
            assert status == "304" or list(response["content"]) == [expected]


async def test_every_documented_call_answers_as_documented(server: Server, document: dict[str, Any]) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    for method, path, operation in operations(document):
        if (method, path) not in CONTRACT:
            continue  # Those of the desk are asked for by the tests of their own topics.
        kept = await eva.upload()
        chat_id = (await eva.say("Hola", adjuntos=[kept["id"]]))["chat"]["id"]
        if path.endswith("/valoracion/"):
            await ana.close(chat_id)
        caller = eva if any("cliente" in way for way in operation["security"]) else ana
        body = {**BODIES.get(path.strip("/").rpartition("/")[2], {})}
        if "uid" in body:
            body["uid"] = new_uid()
        kinds = operation.get("requestBody", {}).get("content", {})
        answer = await caller.http.request(
            method,
            path.format(id=chat_id, adjunto=kept["id"]),
            json=body if "application/json" in kinds else None,
            files={"archivo": ("nota.txt", b"hola")} if "multipart/form-data" in kinds else None,
        )
        assert answer.status_code in (200, 201), (method, path, answer.text)
        if path not in FILES:
            answers_as_documented(document, method, path, answer)


def answers_as_documented(document: dict[str, Any], method: str, path: str, answer: httpx.Response) -> None:
    """`path` as it stands in the document."""
    response = document["paths"][path][method]["responses"][str(answer.status_code)]
    fits(document, response["content"]["application/json"]["schema"], json.loads(answer.text), f"{method} {path}")


def fits(document: dict[str, Any], schema: dict[str, Any], value: Any, where: str) -> None:
    """The value has the fields and kinds that the schema tells, all of the way down."""
    if "$ref" in schema:
        fits(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], value, where)
        return
    if options := schema.get("anyOf"):
        for option in options:
            try:
                fits(document, option, value, where)
            except AssertionError:
                continue
            return
        raise AssertionError(f"{where}: {value!r} is none of {options}")
    if "enum" in schema:
        assert value in schema["enum"], (where, value)
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "null": type(None),
        "number": (int, float),
    }
    if kind := schema.get("type"):
        assert isinstance(value, kinds[kind]), (where, value, kind)
        assert kind == "boolean" or not isinstance(value, bool), (where, value)
    if properties := schema.get("properties"):
        assert set(schema.get("required", ())) <= set(value), (where, set(schema["required"]) - set(value))
        assert set(value) <= set(properties), (where, set(value) - set(properties))
        for name, inner in value.items():
            fits(document, properties[name], inner, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for inner in value:
            fits(document, schema["items"], inner, f"{where}[]")


async def test_there_is_a_page_to_read_it(server: Server) -> None:
    page = await Person(server, "acme.localhost", "").http.get("/api/docs/")
    assert page.status_code == 200
    assert "/api/chat/soporte/" in page.text
