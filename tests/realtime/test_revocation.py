"""A credential that ends ends its sockets: 4401 at expiry at once, after a revocation within five seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Person, in_public, new_id


async def test_an_expired_token_ends_its_socket_at_once(server: Server) -> None:
    eva = Cliente(server, "acme", ttl_s=2)
    async with eva.connect("/ws/chat/soporte/") as panel:
        ready = await panel.expect("ready")
        await panel.expect("ack", uid=await panel.say("Hola"))
        end = datetime.fromisoformat(ready["expira_en"]).timestamp()
        assert await panel.closed(within=4) == 4401
        assert abs(time.time() - end) < 0.8
    assert (await eva.http.get("/api/chat/historial/")).status_code == 401
    assert await eva.handshake_status("/ws/chat/soporte/") == 401


async def test_an_expired_agents_token_ends_its_socket(server: Server) -> None:
    ana = Agente(server, "ana", ttl_s=1)
    async with ana.connect("/ws/soporte/") as desk:
        await desk.expect("ready")
        assert await desk.closed(within=3) == 4401
    assert (await ana.http.get("/api/soporte/yo/")).status_code == 401


class Newcomer(Person):
    """An agent who may be dismissed without harm to other tests."""

    def __init__(self, server: Server) -> None:
        self.usuario = f"nuevo-{new_id()}"

        def hire() -> str:
            from ventanilla.desk import agents

            agents.create(self.usuario, password="x", weak_password=True)
            return agents.issue_token(self.usuario)

        super().__init__(server, "localhost", in_public(hire))


def revoke_the_token(newcomer: Newcomer) -> Any:
    from django.utils import timezone

    from ventanilla.desk.agents import fingerprint
    from ventanilla.desk.models import TokenAgente

    return TokenAgente.objects.filter(huella=fingerprint(newcomer.token)).update(revocado_en=timezone.now())


def dismiss_the_agent(newcomer: Newcomer) -> Any:
    from ventanilla.desk.models import Agente as Row

    return Row.objects.filter(user__username=newcomer.usuario).update(activo=False)


def deactivate_the_user(newcomer: Newcomer) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(username=newcomer.usuario).update(is_active=False)


@pytest.mark.parametrize("revoke", [revoke_the_token, dismiss_the_agent, deactivate_the_user])
async def test_a_revoked_agent_is_out_within_five_seconds(server: Server, revoke: Callable[[Newcomer], Any]) -> None:
    newcomer = Newcomer(server)
    ticket = (await newcomer.http.post("/api/chat/ticket/")).json()["ticket"]
    async with newcomer.connect("/ws/soporte/") as desk:
        await desk.expect("ready")
        assert in_public(lambda: revoke(newcomer)) == 1
        assert await desk.closed(within=5) == 4401
    assert (await newcomer.http.get("/api/soporte/bandeja/")).status_code == 401
    assert await newcomer.handshake_status("/ws/soporte/") == 401
    assert await newcomer.handshake_status(f"/ws/soporte/?ticket={ticket}", subprotocols=None) == 401
