"""Spans reach a collector: calls in their caller's trace, verbs with the commit that stored them, no secret in any."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.installation import serving
from tests.people import Agente, Cliente, new_uid
from ventanilla import tracing
from ventanilla.server import checkup, telemetry
from ventanilla.server.environment import Environment, MisconfiguredError

PATIENCE = 15.0
SAID = "Secreto de la clienta"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"


@dataclass
class Collector:
    """Takes spans by OTLP over HTTP."""

    url: str = ""
    status: int = 200
    spans: list[Any] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    bodies: list[bytes] = field(default_factory=list)

    def take(self, body: bytes) -> None:
        self.bodies.append(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.services |= {a.value.string_value for a in resource.resource.attributes if a.key == "service.name"}
            self.spans += [span for scope in resource.scope_spans for span in scope.spans]

    def named(self, name: str, **attributes: Any) -> list[Any]:
        about = attributes.items()
        return [s for s in self.spans if s.name == name and about <= {**told(s), "span_id": s.span_id}.items()]

    async def got(self, name: str, **attributes: Any) -> Any:
        async with asyncio.timeout(PATIENCE):
            while not (found := self.named(name, **attributes)):
                await asyncio.sleep(0.05)
        return found[0]


def told(span: Any) -> dict[str, Any]:
    """Its attributes, with _ for what stands between words."""
    return {
        attribute.key.replace(".", "_"): getattr(attribute.value, attribute.value.WhichOneof("value"))
        for attribute in span.attributes
    }


@pytest.fixture
def collector() -> Iterator[Collector]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.take(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            self.send_response(taken.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        taken = Collector(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield taken
        server.shutdown()


async def test_a_call_its_verb_and_the_commit_are_seen_together(database: None, collector: Collector) -> None:
    with serving(OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, OTEL_BSP_SCHEDULE_DELAY="100") as server:
        eva, ana = Cliente(server, "acme"), Agente(server)
        body = {"uid": new_uid(), "texto": SAID}
        theirs = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
        await eva.http.post("/api/chat/soporte/mensajes/?token=abc-123", json=body, headers=theirs)
        call = await collector.got("POST /api/chat/soporte/mensajes/")
        assert (call.trace_id.hex(), call.parent_span_id.hex()) == (TRACE, PARENT)
        assert told(call) == {
            "http_request_method": "POST",
            "http_route": "/api/chat/soporte/mensajes/",
            "http_response_status_code": 201,
            "ventanilla_tenant": "acme",
        }
        say = await collector.got("journal say", ventanilla_tenant="acme")
        assert (say.trace_id, say.parent_span_id) == (call.trace_id, call.span_id)
        commit = await collector.got("journal commit", span_id=say.links[0].span_id)
        assert commit.trace_id != call.trace_id, "it is nobody's alone"
        assert say.start_time_unix_nano <= commit.start_time_unix_nano <= say.end_time_unix_nano

        async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
            chat_id = (await panel.expect("ack", uid=await panel.say(SAID)))["chat_id"]
            await desk.send("subscribe", chat_id=chat_id)
            await collector.got("catch up", ventanilla_reason="subscribe", ventanilla_tenant="acme")
            await collector.got("catch up", ventanilla_reason="connect", ventanilla_tenant="acme")
        nowhere = await ana.reply(2**40, SAID)
        refused = await collector.got("POST /api/soporte/chats/{id}/mensajes/", http_response_status_code=404)
        assert told(refused)["error_type"] == nowhere.json()["codigo"]
        await collector.got("job indexar")
        collector.spans.clear()
        await eva.say("Lo último")
    assert collector.named("journal say"), "what was not sent yet is sent before the end"
    assert collector.services == {"ventanilla"}
    everything = b"".join(collector.bodies)
    for secret in (SAID, "abc-123", eva.token, ana.token, str(eva.cliente_id), eva.nombre):
        assert secret.encode() not in everything


def test_where_nobody_collects_there_are_no_spans() -> None:
    assert not tracing.is_on()
    assert tracing.origin() is None
    assert tracing.ids() == {}
    with tracing.call("GET", {}), tracing.span("nothing"), tracing.commit(1) as commit:
        tracing.route("GET /x/", "/x/")
        tracing.tell(tenant="acme")
        tracing.answered(200, None)
        tracing.verbs([], [], commit)
    assert commit is None


def test_a_collector_needs_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setattr(telemetry, "find_spec", lambda name: None)
    with pytest.raises(MisconfiguredError, match=r"OTEL_EXPORTER_OTLP_ENDPOINT.*ventanilla\[otel\]"):
        Environment.read()


@pytest.mark.parametrize(("status", "is_well"), [(200, True), (404, False)])
def test_the_doctor_asks_the_collector(
    monkeypatch: pytest.MonkeyPatch, collector: Collector, status: int, is_well: bool
) -> None:
    collector.status = status
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    assert checkup.collector().is_well is is_well
