"""/metrics: the numbers move with what people do, name nobody, and add up over the workers of a server."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.installation import Server, serving
from tests.people import Agente, Cliente
from ventanilla import metrics

OPERATIONS = Path(__file__).parents[2] / "docs/operations.md"
LABELS = {
    "author": {"cliente", "soporte", "sistema", "bot"},
    "kind": {"cliente", "agente"},
    "reason": {"connect", "subscribe", "gap", "bus", "ack", "overflow", "page", "ping", "away"},
    "way": {"sent", "heard"},
}
Numbers = dict[str, float]


def numbers(server: Server) -> Numbers:
    """Each sample by its name and labels, as the page writes it. A new connection each time: any worker answers."""
    page = httpx.get(f"http://127.0.0.1:{server.port}/metrics", headers={"Host": "x"}, timeout=10).text
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


async def grown(server: Server, before: Numbers, **expected: float) -> None:
    """By that much: counters are written right after what they count."""
    async with asyncio.timeout(5):
        while True:
            now = numbers(server)
            found = {name: now.get(_sample(name), 0) - before.get(_sample(name), 0) for name in expected}
            if found == expected:
                return
            assert all(found[name] <= expected[name] for name in expected if "_total" in name), found
            await asyncio.sleep(0.05)


def _sample(name: str) -> str:
    name, _, label = name.partition("__")
    return f"ventanilla_{name}" + (f" {label.replace('_', '=', 1)}" if label else "")


async def test_the_numbers_move_with_what_people_do(database: None) -> None:
    with serving() as server:
        eva, ana, before = Cliente(server, "acme"), Agente(server), numbers(server)
        async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
            for socket in (panel, desk):
                await socket.expect("ready")
            chat_id = (await panel.expect("ack", uid=await panel.say("Hola")))["chat_id"]
            await desk.send("subscribe", chat_id=chat_id, despues=0)
            await desk.expect("ack", uid=await desk.say("Dime", chat_id=chat_id))
            await panel.send("read", seq=2)
            await desk.expect("read")
            await panel.settle()
            now = numbers(server)
            assert (now["ventanilla_connections kind=cliente"], now["ventanilla_connections kind=agente"]) == (1, 1)
            assert (now["ventanilla_soporte_online"], now["ventanilla_bus_connected"]) == (1, 1)
            await ana.close(chat_id)
        async with eva.connect(f"/ws/chat/soporte/?chat={chat_id}&despues=1") as panel:
            await panel.expect("chat_closed")
        await grown(
            server,
            before,
            messages_total__author_cliente=1,
            messages_total__author_soporte=1,
            chats_opened_total=1,
            chats_closed_total=1,
            read_marks_total=1,
            connections_resumed_total=1,
            catch_ups_total__reason_connect=2,
            catch_ups_total__reason_subscribe=1,
            catch_ups_total__reason_ping=1,
            ack_seconds_count=4,
            journal_commit_seconds_count=4,
            connections__kind_cliente=0,
            connections__kind_agente=0,
            outbox_frames=0,
            bus_pending=0,
        )
        assert numbers(server)["ventanilla_bus_lag_seconds_count"] > before["ventanilla_bus_lag_seconds_count"]


async def test_another_node_measures_the_delivery(server: Server) -> None:
    with serving() as elsewhere:
        eva, before = Cliente(server, "acme"), numbers(elsewhere)
        async with Cliente(elsewhere, "acme", eva.cliente_id).connect("/ws/chat/soporte/") as panel:
            await panel.expect("ready")
            await eva.say("Hola")
            await panel.expect("chat_message")
        now = numbers(elsewhere)
        assert now["ventanilla_delivery_seconds_count"] > before["ventanilla_delivery_seconds_count"]
        assert now["ventanilla_delivery_seconds_sum"] < 60
        assert now["ventanilla_bus_hints_total way=heard"] > before.get("ventanilla_bus_hints_total way=heard", 0)


async def test_no_label_holds_what_a_person_or_a_tenant_chose(server: Server) -> None:
    eva = Cliente(server, "acme", "el-5-inconfundible")
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.say("texto inconfundible")
        await panel.send("chat_message", uid="inconfundible", texto="")
        await panel.send("inconfundible")
        await panel.settle()
    page = httpx.get(f"http://127.0.0.1:{server.port}/metrics", timeout=10).text
    for word in ("inconfundible", "acme", "globex", eva.token):
        assert word not in page
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            for name, value in sample.labels.items():
                if sample.name.startswith("ventanilla_") and name in LABELS:
                    assert value in LABELS[name] or sample.name.startswith("ventanilla_journal_retries"), sample
                elif sample.name.startswith("ventanilla_"):
                    assert name in ("codigo", "code", "call", "status", "le"), sample


async def test_the_workers_of_a_server_add_up(database: None) -> None:
    with serving("--workers", "2") as both:
        folder = _folder(both)
        eva, before = Cliente(both, "acme"), numbers(both)
        async with AsyncExitStack() as sockets:
            tabs = [await sockets.enter_async_context(eva.connect("/ws/chat/soporte/")) for _ in range(8)]
            for number, tab in enumerate(tabs):
                await tab.expect("ready")
                await tab.expect("ack", uid=await tab.say(f"desde la pestaña {number}"))
            for _ in range(6):
                await grown(both, before, connections__kind_cliente=8, messages_total__author_cliente=8)
            [killed, _] = _workers(both)
            os.kill(killed, signal.SIGKILL)
            gone = 0
            for tab in tabs:
                try:
                    await tab.settle()
                except Exception:
                    gone += 1
            await grown(both, before, connections__kind_cliente=8 - gone, messages_total__author_cliente=8)
        assert folder.is_dir()
    assert not folder.exists()


async def test_what_a_killed_supervisor_left_behind_goes_with_the_next_start(database: None) -> None:
    with serving("--workers", "2") as killed:
        left = _folder(killed)
        killed.process.kill()
        killed.process.wait()
    assert left.exists()
    with serving("--workers", "2") as both:
        assert _folder(both) != left
        assert not left.exists()


def test_every_metric_is_told_to_operators() -> None:
    told = set(re.findall(r"^\| `(ventanilla_\w+)", OPERATIONS.read_text(), flags=re.MULTILINE))
    made = {
        family.name + ("_total" if family.type == "counter" else "")
        for metric in vars(metrics).values()
        if hasattr(metric, "describe") and not isinstance(metric, type)
        for family in metric.collect()
    }
    assert told == made


def _workers(server: Server) -> list[int]:
    pid = server.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _folder(server: Server) -> Path:
    variables = Path(f"/proc/{_workers(server)[0]}/environ").read_bytes().split(b"\0")
    [folder] = [v.partition(b"=")[2].decode() for v in variables if v.startswith(metrics.SHARED.encode())]
    return Path(folder)
