"""A console's session read past Django says what Django says of it, and of those that are good no more nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import in_public
from ventanilla import sessions
from ventanilla.chat.engine import Engine
from ventanilla.desk.models import Agente

BACKEND = "django.contrib.auth.backends.ModelBackend"


def logged_in(agente_id: int, *, age_s: int = 3600, backend: str = BACKEND) -> str:
    def make() -> str:
        user = Agente.objects.select_related("user").get(pk=agente_id).user
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = backend
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.set_expiry(timedelta(seconds=age_s))
        store.create()
        return str(store.session_key)

    return str(in_public(make))


def changed(agente_id: int, change: Callable[[Any], None]) -> None:
    def do() -> None:
        agente = Agente.objects.select_related("user", "rol").get(pk=agente_id)
        change(agente)
        for row in (agente, agente.user, agente.rol):
            row.save()

    in_public(do)


async def both(engine: Engine, monkeypatch: pytest.MonkeyPatch, key: str) -> list[Any]:
    """What is read past Django, after it was held to what Django reads."""
    past = await sessions.agents_of(engine, [key])
    with monkeypatch.context() as patch:
        patch.setattr(sessions, "_are_rows", lambda: False)
        assert await sessions.agents_of(engine, [key]) == past
    return past


async def test_it_names_the_agente_with_all_that_they_may(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    leo = colleague(server, ["responder", "cerrar"], tenants=["acme"])
    [caller] = await both(engine, monkeypatch, logged_in(leo.id))
    assert (caller.id, caller.usuario, caller.permisos) == (leo.id, leo.usuario, {"responder", "cerrar"})
    assert caller.schemas is not None
    assert len(caller.schemas) == 1
    assert not caller.owes


async def test_it_says_what_they_have_to_do_first(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    leo = colleague(server, ["responder"])
    key = logged_in(leo.id)
    changed(leo.id, lambda agente: setattr(agente, "clave_temporal", True))
    changed(leo.id, lambda agente: setattr(agente.rol, "dos_pasos", True))
    [caller] = await both(engine, monkeypatch, key)
    assert caller.owes == {"clave", "dos_pasos"}


@pytest.mark.parametrize(
    "ended",
    [
        lambda agente: setattr(agente, "activo", False),
        lambda agente: setattr(agente.user, "is_active", False),
        lambda agente: agente.user.set_password("otra-clave-de-pruebas"),
    ],
    ids=["agente", "user", "password"],
)
async def test_it_ends_with_what_it_stands_on(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch, ended: Callable[[Any], None]
) -> None:
    leo = colleague(server, ["responder"])
    key = logged_in(leo.id)
    changed(leo.id, ended)
    assert await both(engine, monkeypatch, key) == []


async def test_none_that_is_over_unknown_or_of_another_way_in(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    leo = colleague(server, ["responder"])
    for key in (logged_in(leo.id, age_s=-1), logged_in(leo.id, backend="of.another.Backend"), "nobodys", "' OR ''='"):
        assert await both(engine, monkeypatch, key) == []


async def test_many_are_read_at_once_each_as_its_own(server: Server, engine: Engine) -> None:
    people = [colleague(server, ["responder"]) for _ in range(3)]
    keys = {logged_in(each.id): each.id for each in people}
    found = await sessions.agents_of(engine, [*keys, "nobodys"])
    assert {each.credential.removeprefix("session:"): each.id for each in found} == keys
